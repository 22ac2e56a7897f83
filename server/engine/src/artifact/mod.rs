//! Artifacts: files that runs and people keep.
//!
//! What is known of an artifact is a document, its bytes are a blob beside the database. Equal bytes of a partition are one
//! blob, however many artifacts have them; a document `blob` counts these. A blob that no artifact has any more is removed
//! after a while: `sweep` says why that never hits one that is linked.

mod content;
mod delete;
mod documents;
mod link;
mod links_of_run;
mod lists;
mod owner;
mod places;
mod policy;
mod receive;
mod refusals;
mod sweep;
#[cfg(test)]
mod tests;
mod upload;
mod writer;

use std::sync::Arc;

use charter_auth::Rights;
use charter_store::{Collection, Store};
use charter_types::{ArtifactId, EventType, StoreId};

use crate::{EngineError, StoredResource, commit::Committer, stream::StreamedFamily};
use places::Places;

pub use content::ArtifactContent;
pub(crate) use links_of_run::{links_of_run, reads_of};
pub use lists::ArtifactFilter;
pub use owner::ArtifactOwner;
pub use receive::UploadError;
pub(crate) use sweep::Sweep;
pub use sweep::SweepOptions;
pub use upload::NewArtifact;

const FAMILY: &str = "artifact";

const ARTIFACTS: Collection = Collection::versioned("artifact");
/// How many artifacts have a blob; its key is the blob's digest. Due when nobody has had it for long enough.
const BLOBS: Collection = Collection::plain("blob");

/// What streams need to know of artifacts. The subject of an artifact's events is its id.
pub(crate) const STREAMED: StreamedFamily = StreamedFamily {
    name: FAMILY,
    collection: ARTIFACTS,
    document_event: EventType::ArtifactCreated,
    readable_subjects: policy::readable_artifacts,
};

/// The operations on artifacts. Each takes the rights of whoever asks, and looks at them first.
#[derive(Clone)]
pub struct Artifacts {
    store: Arc<dyn Store>,
    store_id: StoreId,
    committer: Committer,
    places: Arc<Places>,
    /// How long a blob stays that no artifact has.
    grace_ms: i64,
}

impl Artifacts {
    pub(crate) fn new(store: Arc<dyn Store>, store_id: StoreId, committer: Committer, options: &SweepOptions) -> Self {
        let grace_ms = i64::try_from(options.grace.as_millis()).unwrap_or(i64::MAX);
        Self { store, store_id, committer, places: Arc::default(), grace_ms }
    }

    /// What is known of an artifact.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn get(&self, rights: &Rights, artifact_id: &ArtifactId) -> Result<StoredResource, EngineError> {
        policy::may_read(rights, artifact_id)?;
        let document = self.store.get(&documents::artifact(rights.partition(), artifact_id)).await?;
        Ok(document.ok_or_else(|| refusals::no_artifact(artifact_id))?.into())
    }
}
