//! What becomes of runs and missions in a few words: the resources `run/{run_id}/status` and `mission/{mission_id}/status`.
//!
//! A status is a fold over events: what it was, and one event more. It is written in the commit of that event, so that
//! whoever has seen the event can read the status that takes it in; and folding the log anew gives the same bytes.

mod fold;
mod mission;
mod run;

pub use fold::{StatusEvent, Statuses};
pub use mission::{LatestStep, MissionStatusDocument};
pub(crate) use run::with_usage;
pub use run::{RunStatusDocument, ToolCounts};
