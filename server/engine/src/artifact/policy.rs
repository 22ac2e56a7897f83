//! Who may do what with which artifact. An artifact stands for the key `artifact/{artifact_id}`, so that a token that is
//! narrowed to these can do nothing with others.

use charter_auth::{Access, Denial, Rights};
use charter_types::ArtifactId;

use super::FAMILY;

const NAMESPACE: &str = "artifact/";

pub(super) fn may_read(rights: &Rights, artifact_id: &ArtifactId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Read)?;
    rights.may_read_key(&key(artifact_id))
}

/// It is answered with what the artifact was, so that it takes both rights.
pub(super) fn may_delete(rights: &Rights, artifact_id: &ArtifactId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(&key(artifact_id))?;
    may_read(rights, artifact_id)
}

/// The artifact has no id yet: only who may write them all can make one.
pub(super) fn may_create(rights: &Rights) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(NAMESPACE)
}

/// What the ids of artifacts begin with that begin with `prefix` and may be read.
pub(super) fn readable_artifacts(rights: &Rights, prefix: &str) -> Result<Vec<String>, Denial> {
    rights.may(FAMILY, Access::Read)?;
    let prefix = format!("{NAMESPACE}{prefix}");
    rights.may_list_prefix(&prefix)?;
    Ok(rights.readable_within(&prefix).filter_map(|key| key.strip_prefix(NAMESPACE)).map(str::to_owned).collect())
}

fn key(artifact_id: &ArtifactId) -> String {
    format!("{NAMESPACE}{}", artifact_id.as_str())
}
