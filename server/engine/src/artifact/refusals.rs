//! Why nothing was done, as the engine says it.

use charter_store::StoreError;
use charter_types::ArtifactId;

use super::FAMILY;
use crate::EngineError;

pub(super) fn no_artifact(artifact_id: &ArtifactId) -> EngineError {
    EngineError::NotFound { family: FAMILY, subject: artifact_id.as_str().to_owned() }
}

pub(super) fn no_blob(artifact_id: &ArtifactId) -> EngineError {
    EngineError::Store(StoreError::Corrupt { finding: format!("the bytes of the artifact {artifact_id} are missing") })
}
