use std::ops::Range;

use bytes::Bytes;
use charter_auth::Rights;
use charter_store::{BlobId, BlobReader, StoreError};
use charter_types::{Artifact, ArtifactId};
use futures::Stream;

use super::{Artifacts, refusals};
use crate::EngineError;

/// An artifact whose bytes are wanted.
#[derive(Debug, Clone)]
pub struct ArtifactContent {
    /// What is known of it.
    pub artifact: Artifact,
    blob: BlobId,
}

impl Artifacts {
    /// An artifact of which bytes are wanted.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn content(&self, rights: &Rights, artifact_id: &ArtifactId) -> Result<ArtifactContent, EngineError> {
        let artifact = self.read(rights, artifact_id).await?;
        let blob = BlobId { partition: rights.partition().clone(), sha256: artifact.sha256.clone() };
        Ok(ArtifactContent { artifact, blob })
    }

    /// The bytes of an artifact from one place to before another, a part at a time.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when the artifact was deleted meanwhile, or [`EngineError::Store`].
    pub async fn bytes(
        &self,
        rights: &Rights,
        content: &ArtifactContent,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = Result<Bytes, StoreError>> + Send + use<>, EngineError> {
        let Some(reader) = self.store.blobs().read(&content.blob, range.clone()).await? else {
            let artifact_id = &content.artifact.artifact_id;
            self.get(rights, artifact_id).await?;
            return Err(refusals::no_blob(artifact_id));
        };
        if reader.left() != range.end.saturating_sub(range.start) {
            return Err(refusals::no_blob(&content.artifact.artifact_id));
        }
        Ok(parts(reader))
    }
}

fn parts(reader: BlobReader) -> impl Stream<Item = Result<Bytes, StoreError>> + Send {
    futures::stream::try_unfold(reader, |mut reader| async move { Ok(reader.next().await?.map(|part| (part, reader))) })
}
