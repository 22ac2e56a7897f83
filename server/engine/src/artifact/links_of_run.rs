//! What a run says that it has made.

use charter_store::{CommitContext, DocumentId};
use charter_types::{Artifact, ArtifactId, ArtifactLink, Partition, RunId};

use super::documents;
use crate::EngineError;

/// The documents that [`links_of_run`] looks at.
pub(crate) fn reads_of(partition: &Partition, artifact_ids: &[ArtifactId]) -> Vec<DocumentId> {
    artifact_ids.iter().map(|artifact_id| documents::artifact(partition, artifact_id)).collect()
}

/// The artifacts with these ids, each once, when they were uploaded for this run.
///
/// # Errors
/// [`EngineError::Invalid`] with each place of `/artifacts` at which there is none of this run.
pub(crate) fn links_of_run(
    context: &CommitContext<'_>,
    partition: &Partition,
    run_id: &RunId,
    artifact_ids: &[ArtifactId],
) -> Result<Vec<ArtifactLink>, EngineError> {
    let (mut links, mut errors) = (Vec::<ArtifactLink>::new(), Vec::new());
    for (index, artifact_id) in artifact_ids.iter().enumerate() {
        let document = context.document(&documents::artifact(partition, artifact_id));
        let artifact = document.map(documents::read_artifact).transpose()?;
        match artifact.filter(|artifact| artifact.run_id.as_ref() == Some(run_id)) {
            Some(_) if links.iter().any(|link| link.artifact_id == *artifact_id) => {}
            Some(artifact) => links.push(link(artifact)),
            None => errors.push(charter_types::FieldError::new(
                format!("/artifacts/{index}"),
                "is no artifact that was uploaded for this run".to_owned(),
            )),
        }
    }
    if errors.is_empty() { Ok(links) } else { Err(EngineError::Invalid { errors }) }
}

fn link(artifact: Artifact) -> ArtifactLink {
    let Artifact { artifact_id, name, kind, sha256, size, media_type, .. } = artifact;
    ArtifactLink::new(artifact_id, name, kind, sha256, size, media_type)
}
