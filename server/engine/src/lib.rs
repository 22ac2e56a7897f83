//! What Charter does: the domain on top of the store port.
//!
//! ```text
//! Engine ─┬─ Resources   get, list, put, patch, delete, transact
//!         ├─ Missions    create, list, get, apply an event, items, history
//!         ├─ Runs        create, claim, heartbeat, report, complete, fail, cancel
//!         ├─ Approvals   ask, decide, use once, with a receipt
//!         ├─ Artifacts   upload, list, get, read, link, delete
//!         ├─ Events      subscribe: one ordered stream of what happened, live and resumable
//!         └─ tasks       expiry (what is due ends), retention (old history goes), hub (events to subscribers),
//!                      sweep (files that no artifact has go)
//! ```
//!
//! Everything is asked with the [`Rights`](charter_auth::Rights) of whoever asks, and says nothing that these do not
//! allow. Nothing here knows of HTTP, and nothing that matters is kept in the process alone.
//!
//! What every family shares is apart from what is special to one: `commit` (the one way to change something),
//! `idempotency`, `expiry`, `retention` and `stream` know nothing of resources. A new family is a module beside
//! `resource`, a line in `stream`'s list of families, and one in the expiry's list if its documents can be due.

mod approval;
mod artifact;
mod commit;
mod dispatch;
mod due_alarm;
mod engine;
mod error;
mod expiry;
mod fingerprint;
mod history;
mod idempotency;
mod json_size;
mod list_cursor;
mod listing;
mod mission;
mod resource;
mod retention;
mod run;
mod status;
mod stream;
mod work;

pub use approval::{ApprovalFilter, Approvals};
pub use artifact::{ArtifactContent, ArtifactFilter, ArtifactOwner, Artifacts, NewArtifact, SweepOptions, UploadError};
pub use engine::{Engine, EngineOptions};
pub use error::{CursorExpiry, EngineError};
pub use idempotency::Outcome;
pub use mission::{MissionFilter, Missions};
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub use resource::fuzzing;
pub use resource::{
    Preconditions, RequestContext, ResourcePatch, ResourceWrite, Resources, StoredPage, StoredResource,
};
pub use retention::RetentionOptions;
pub use run::{RunFilter, Runs};
pub use status::{LatestStep, MissionStatusDocument, RunStatusDocument, StatusEvent, Statuses, ToolCounts};
pub use stream::{EventFilter, EventStream, Events, StreamOptions, StreamStart};
