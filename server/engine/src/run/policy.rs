//! Who may do what with which run. A run stands for the keys that begin with `run/{run_id}`; a mission's runs for those that
//! begin with `run/{mission_id}.`, so that a token can be narrowed to them.

use charter_auth::{Access, Denial, Rights};
use charter_types::{MissionId, RunId};

use super::FAMILY;

const NAMESPACE: &str = "run/";

pub(super) fn may_read(rights: &Rights, run_id: &RunId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Read)?;
    rights.may_read_key(&key(run_id))
}

/// Changes are answered with the whole run, so that they take both rights.
pub(crate) fn may_change(rights: &Rights, run_id: &RunId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(&key(run_id))?;
    may_read(rights, run_id)
}

/// The run has no id yet: only who may write them all can queue one.
pub(super) fn may_create(rights: &Rights) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(NAMESPACE)
}

/// Which runs a claim may get: all, or those of one mission.
pub(super) fn may_claim(rights: &Rights, mission_id: Option<&MissionId>) -> Result<(), Denial> {
    let prefix = match mission_id {
        None => NAMESPACE.to_owned(),
        Some(mission_id) => format!("{NAMESPACE}{}.", mission_id.as_str()),
    };
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(&prefix)?;
    rights.may(FAMILY, Access::Read)?;
    rights.may_read_key(&prefix)
}

/// What the ids of runs begin with that begin with `prefix` and may be read.
pub(super) fn readable_runs(rights: &Rights, prefix: &str) -> Result<Vec<String>, Denial> {
    rights.may(FAMILY, Access::Read)?;
    let prefix = format!("{NAMESPACE}{prefix}");
    rights.may_list_prefix(&prefix)?;
    Ok(rights.readable_within(&prefix).filter_map(|key| key.strip_prefix(NAMESPACE)).map(str::to_owned).collect())
}

fn key(run_id: &RunId) -> String {
    format!("{NAMESPACE}{}", run_id.as_str())
}
