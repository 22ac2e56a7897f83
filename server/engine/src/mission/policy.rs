//! Who may do what with which mission. A mission stands for the keys that begin with `mission/{mission_id}`, so that a
//! token that is narrowed to these can do nothing with others.

use charter_auth::{Access, Denial, Rights};
use charter_types::MissionId;

use super::FAMILY;

const NAMESPACE: &str = "mission/";

pub(super) fn may_read(rights: &Rights, mission_id: &MissionId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Read)?;
    rights.may_read_key(&key(mission_id))
}

/// An event is answered with the whole mission, so that it takes both rights.
pub(super) fn may_change(rights: &Rights, mission_id: &MissionId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(&key(mission_id))?;
    may_read(rights, mission_id)
}

/// The mission has no id yet: only who may write them all can create one.
pub(super) fn may_create(rights: &Rights) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(NAMESPACE)
}

/// What the ids of missions begin with that begin with `prefix` and may be read.
pub(super) fn readable_missions(rights: &Rights, prefix: &str) -> Result<Vec<String>, Denial> {
    rights.may(FAMILY, Access::Read)?;
    let prefix = format!("{NAMESPACE}{prefix}");
    rights.may_list_prefix(&prefix)?;
    Ok(rights.readable_within(&prefix).filter_map(|key| key.strip_prefix(NAMESPACE)).map(str::to_owned).collect())
}

fn key(mission_id: &MissionId) -> String {
    format!("{NAMESPACE}{}", mission_id.as_str())
}
