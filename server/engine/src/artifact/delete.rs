use charter_auth::Rights;
use charter_types::{Artifact, ArtifactId, RequestId};

use super::{Artifacts, documents, policy, refusals, writer::ArtifactWriter};
use crate::EngineError;

impl Artifacts {
    /// Deletes an artifact, and tells what it was. Its bytes go after a while, when no other has them.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn delete(
        &self,
        rights: &Rights,
        request_id: Option<RequestId>,
        artifact_id: &ArtifactId,
    ) -> Result<Artifact, EngineError> {
        policy::may_delete(rights, artifact_id)?;
        let artifact = self.read(rights, artifact_id).await?;
        let writer = ArtifactWriter::of_request(rights, request_id);
        let document = documents::artifact(&writer.partition, artifact_id);
        let reads = vec![document.clone(), documents::blob(&writer.blob(&artifact))];
        let grace_ms = self.grace_ms;
        let deleted = self.committer.commit(reads, move |context| {
            // Two that delete at once: one of them has, the other finds nothing.
            if context.document(&document).is_none() {
                return Err(refusals::no_artifact(&artifact.artifact_id));
            }
            let until = context.time().plus_ms(grace_ms);
            Ok((writer.delete(context, &artifact, until)?, artifact))
        });
        Ok(deleted.await?)
    }
}
