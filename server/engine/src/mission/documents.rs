//! Where missions lie in the store, and how they are read from there.

use charter_store::{CommitContext, Document, DocumentId};
use charter_types::{ItemId, Mission, MissionId, Partition, WorkItem};
use serde::de::DeserializeOwned;

use super::{HISTORY, ITEMS, MISSIONS};
use crate::EngineError;

pub(crate) fn mission(partition: &Partition, mission_id: &MissionId) -> DocumentId {
    DocumentId::new(MISSIONS, partition.clone(), mission_id.as_str())
}

pub(crate) fn item(partition: &Partition, mission_id: &MissionId, item_id: &ItemId) -> DocumentId {
    DocumentId::new(ITEMS, partition.clone(), format!("{}{}", all_of(mission_id), item_id.as_str()))
}

/// Digits are in front, so that entries are in the order in which they were made.
pub(crate) fn history(partition: &Partition, mission_id: &MissionId, step: u64) -> DocumentId {
    DocumentId::new(HISTORY, partition.clone(), format!("{}{step:016}", all_of(mission_id)))
}

/// What the keys of everything that belongs to a mission begin with.
pub(crate) fn all_of(mission_id: &MissionId) -> String {
    format!("{}/", mission_id.as_str())
}

pub(crate) fn read_mission(document: &Document) -> Result<Mission, EngineError> {
    read(document, "a mission")
}

pub(crate) fn read_item(context: &CommitContext<'_>, id: &DocumentId) -> Result<Option<WorkItem>, EngineError> {
    context.document(id).map(|document| read(document, "a work item")).transpose()
}

pub(crate) fn read<T: DeserializeOwned>(document: &Document, what: &str) -> Result<T, EngineError> {
    serde_json::from_slice(&document.body).map_err(|error| EngineError::corrupt(what, &error))
}
