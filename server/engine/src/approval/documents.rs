//! Where approvals lie in the store, and how they are read from there.

use charter_store::{Collection, Document, DocumentId};
use charter_types::{ActionName, Approval, ApprovalId, ApprovalStatus, Partition, Timestamp};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::EngineError;

/// Due when the deadline of their decision or of their use has come.
pub(crate) const APPROVALS: Collection = Collection::versioned("approval");
/// Those that wait for somebody once more, so that they are listed without looking at all others.
pub(crate) const PENDING: Collection = Collection::versioned("approval_pending");
/// For each action what it was last done with.
const LAST_USED: Collection = Collection::plain("approval_last");

/// What an action was last done with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct LastUsed {
    pub(super) approval_id: ApprovalId,
    pub(super) arguments: Value,
}

pub(crate) fn approval(partition: &Partition, approval_id: &ApprovalId) -> DocumentId {
    DocumentId::new(APPROVALS, partition.clone(), approval_id.as_str())
}

pub(crate) fn pending(partition: &Partition, approval_id: &ApprovalId) -> DocumentId {
    DocumentId::new(PENDING, partition.clone(), approval_id.as_str())
}

pub(super) fn last_used(partition: &Partition, action: &ActionName) -> DocumentId {
    DocumentId::new(LAST_USED, partition.clone(), action.as_str())
}

/// When something becomes of it by itself.
pub(crate) fn due_at(approval: &Approval) -> Option<Timestamp> {
    match approval.status {
        ApprovalStatus::Pending => Some(approval.deadline),
        ApprovalStatus::Approved => approval.valid_until,
        _ => None,
    }
}

pub(crate) fn read<T: DeserializeOwned>(document: &Document, what: &str) -> Result<T, EngineError> {
    serde_json::from_slice(&document.body).map_err(|error| EngineError::corrupt(what, &error))
}
