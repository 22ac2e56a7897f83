//! Who may do what with which approval. An approval stands for the key `approval/{approval_id}`, so that a token that is
//! narrowed to these can do nothing with others.

use charter_auth::{Access, Denial, Rights};
use charter_types::{ApprovalId, Principal};

use super::FAMILY;

const NAMESPACE: &str = "approval/";

pub(super) fn may_read(rights: &Rights, approval_id: &ApprovalId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Read)?;
    rights.may_read_key(&key(approval_id))
}

/// Changes are answered with the whole approval, so that they take both rights.
pub(super) fn may_change(rights: &Rights, approval_id: &ApprovalId) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(&key(approval_id))?;
    may_read(rights, approval_id)
}

/// The approval has no id yet, and tells what the action was last done with: only who may write and read them all can ask.
pub(super) fn may_request(rights: &Rights) -> Result<(), Denial> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(NAMESPACE)?;
    rights.may(FAMILY, Access::Read)?;
    rights.may_read_key(NAMESPACE)
}

/// Answers for which user it is decided.
pub(super) fn may_decide(rights: &Rights, approval_id: &ApprovalId) -> Result<Principal, Denial> {
    let user = rights.decides_as(FAMILY)?.clone();
    rights.may_write_key(&key(approval_id))?;
    may_read(rights, approval_id)?;
    Ok(user)
}

/// What the ids of approvals begin with that begin with `prefix` and may be read.
pub(super) fn readable_approvals(rights: &Rights, prefix: &str) -> Result<Vec<String>, Denial> {
    rights.may(FAMILY, Access::Read)?;
    let prefix = format!("{NAMESPACE}{prefix}");
    rights.may_list_prefix(&prefix)?;
    Ok(rights.readable_within(&prefix).filter_map(|key| key.strip_prefix(NAMESPACE)).map(str::to_owned).collect())
}

fn key(approval_id: &ApprovalId) -> String {
    format!("{NAMESPACE}{}", approval_id.as_str())
}
