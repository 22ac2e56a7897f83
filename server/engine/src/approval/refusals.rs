//! Why nothing was done, as the engine says it.

use charter_types::{Approval, ApprovalId};

use super::FAMILY;
use crate::EngineError;

pub(crate) fn no_approval(approval_id: &ApprovalId) -> EngineError {
    EngineError::NotFound { family: FAMILY, subject: approval_id.as_str().to_owned() }
}

pub(super) fn state(approval: &Approval, what: &str) -> EngineError {
    conflict(format!("the approval is {} and cannot be {what}", approval.status))
}

pub(super) fn too_late(what: &str) -> EngineError {
    conflict(format!("the approval's time is over and it cannot be {what}"))
}

pub(super) fn other_arguments(approval: &Approval) -> EngineError {
    conflict(format!("the approval is for arguments with the digest {}: look at them again", approval.digest.as_str()))
}

pub(super) fn conflict(message: impl Into<String>) -> EngineError {
    EngineError::ApprovalConflict { message: message.into() }
}

pub(super) fn not_allowed(message: impl Into<String>) -> EngineError {
    EngineError::NotAllowed { message: message.into() }
}
