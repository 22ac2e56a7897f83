use charter_auth::Rights;
use charter_types::{Artifact, ArtifactKind, Cursor, ItemId, MissionId, PageLimit, RunId, Sha256};

use super::{ARTIFACTS, Artifacts, policy};
use crate::{
    EngineError, StoredPage,
    fingerprint::Fingerprint,
    listing::{Listing, read},
};

/// Which artifacts to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArtifactFilter {
    /// Only those of this mission.
    pub mission_id: Option<MissionId>,
    /// Only those of work items of this name.
    pub item_id: Option<ItemId>,
    /// Only those that this run has made.
    pub run_id: Option<RunId>,
    /// Only those of this kind.
    pub kind: Option<ArtifactKind>,
    /// Only those with these bytes.
    pub sha256: Option<Sha256>,
}

impl ArtifactFilter {
    fn lets_through(&self, artifact: &Artifact) -> bool {
        self.mission_id.as_ref().is_none_or(|mission_id| artifact.mission_id.as_ref() == Some(mission_id))
            && self.item_id.as_ref().is_none_or(|item_id| artifact.item_id.as_ref() == Some(item_id))
            && self.run_id.as_ref().is_none_or(|run_id| artifact.run_id.as_ref() == Some(run_id))
            && self.kind.as_ref().is_none_or(|kind| artifact.kind == *kind)
            && self.sha256.as_ref().is_none_or(|sha256| artifact.sha256 == *sha256)
    }

    /// What the list is of: a cursor goes on with the same filter only.
    fn name(&self) -> String {
        let list = Fingerprint::of_operation("listArtifacts");
        let owned = list.optional(self.mission_id.as_deref()).optional(self.item_id.as_deref());
        owned.optional(self.run_id.as_deref()).optional(self.kind.as_deref()).optional(self.sha256.as_deref()).finish()
    }
}

impl Artifacts {
    /// A page of the artifacts that may be read, in the order in which they were made.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::CursorExpired`], [`EngineError::Invalid`] when the cursor is of another
    /// list, or [`EngineError::Store`].
    pub async fn list(
        &self,
        rights: &Rights,
        filter: &ArtifactFilter,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        let listing = Listing {
            store: &self.store,
            store_id: &self.store_id,
            partition: rights.partition(),
            collection: ARTIFACTS,
            prefixes: policy::readable_artifacts(rights, "")?,
            name: filter.name(),
            cursor,
            limit,
        };
        let takes_all = *filter == ArtifactFilter::default();
        listing.page(|body| Ok(takes_all || filter.lets_through(&read(body, "an artifact")?))).await
    }
}
