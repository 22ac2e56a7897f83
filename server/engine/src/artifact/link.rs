use charter_auth::Rights;
use charter_store::CommitContext;
use charter_types::{Artifact, ArtifactId, NewArtifactLink};

use super::{
    Artifacts, documents,
    owner::ArtifactOwner,
    policy, refusals,
    upload::{new_id, reads_of_link},
    writer::ArtifactWriter,
};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

impl Artifacts {
    /// Makes another artifact of the same bytes, which stay where they are.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::Invalid`],
    /// [`EngineError::IdempotencyConflict`] or [`EngineError::Store`].
    pub async fn link(
        &self,
        rights: &Rights,
        request: RequestContext,
        artifact_id: &ArtifactId,
        link: NewArtifactLink,
    ) -> Result<Outcome<Artifact>, EngineError> {
        policy::may_create(rights)?;
        let source: Artifact = self.read(rights, artifact_id).await?;
        let (mission_id, item_id) = (link.mission_id.clone(), link.item_id.clone());
        let owner = ArtifactOwner::of_request("", None, None, mission_id, item_id)?;
        let written = serde_json::to_value(&link).map_err(|error| EngineError::corrupt("a link", &error))?;
        let once = request.idempotency_key.map(|key| {
            let fingerprint = Fingerprint::of_operation("linkArtifact").text(artifact_id).json(&written);
            Once::new(rights, &key, fingerprint)
        });
        let writer = ArtifactWriter::of_request(rights, request.request_id);
        let source_document = documents::artifact(&writer.partition, artifact_id);
        let mut reads = reads_of_link(&owner, &writer.partition, &writer.blob(&source));
        reads.push(source_document.clone());
        let new_id = new_id();
        let linked = self.committer.commit_once(once, reads, move |context| {
            // As long as there is an artifact with the blob it is linked, and stays.
            if context.document(&source_document).is_none() {
                return Err(refusals::no_artifact(&source.artifact_id));
            }
            let mut artifact = linked(context, &writer, source, new_id, link);
            owner.own(context, &writer, "", &mut artifact)?;
            Ok((writer.create(context, &artifact)?, artifact))
        });
        Ok(linked.await?)
    }

    pub(super) async fn read(&self, rights: &Rights, artifact_id: &ArtifactId) -> Result<Artifact, EngineError> {
        policy::may_read(rights, artifact_id)?;
        let document = self.store.get(&documents::artifact(rights.partition(), artifact_id)).await?;
        documents::read_artifact(&document.ok_or_else(|| refusals::no_artifact(artifact_id))?)
    }
}

fn linked(
    context: &CommitContext<'_>,
    writer: &ArtifactWriter,
    source: Artifact,
    artifact_id: ArtifactId,
    link: NewArtifactLink,
) -> Artifact {
    Artifact::new(
        artifact_id,
        link.name.unwrap_or(source.name),
        link.kind.unwrap_or(source.kind),
        link.media_type.unwrap_or(source.media_type),
        source.sha256,
        source.size,
        context.revision(),
        context.time(),
        writer.principal.clone(),
    )
    .with_linked_from(source.artifact_id)
}
