//! Where runs lie in the store, and how they are read from there.

use charter_store::{Collection, CommitContext, Document, DocumentId};
use charter_types::{Count, ItemId, LeaseLength, Partition, Run, RunId, Timestamp};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    EngineError,
    dispatch::{Class, Group},
};

pub(crate) const RUNS: Collection = Collection::versioned("run");
pub(super) const RECORDS: Collection = Collection::versioned("run_record");
/// One for each run that waits for a worker, due when it may be claimed.
pub(crate) const QUEUE: Collection = Collection::plain("run_queue");
/// One for each run that waits for an approval.
pub(crate) const PARKED: Collection = Collection::plain("run_parked");
/// One for each run that is under way, due when its lease is over.
pub(crate) const LEASES: Collection = Collection::plain("run_lease");

/// What is to be known of a waiting run without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QueueEntry {
    #[serde(flatten)]
    pub(crate) class: Class,
    pub(crate) group: Group,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) item_id: Option<ItemId>,
}

/// What a worker has of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lease {
    pub(crate) epoch: Count,
    pub(crate) lease_ms: LeaseLength,
    /// When the time of the attempt is over, whatever is heard of the worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) latest: Option<Timestamp>,
}

impl Lease {
    /// When it is over if nothing is heard of the worker after `now`.
    pub(crate) fn expires_at(&self, now: Timestamp) -> Timestamp {
        let unheard = now.plus_ms(i64::from(self.lease_ms.get()));
        self.latest.map_or(unheard, |latest| latest.min(unheard))
    }
}

pub(crate) fn run(partition: &Partition, run_id: &RunId) -> DocumentId {
    DocumentId::new(RUNS, partition.clone(), run_id.as_str())
}

pub(crate) fn queue(partition: &Partition, run_id: &RunId) -> DocumentId {
    DocumentId::new(QUEUE, partition.clone(), run_id.as_str())
}

pub(crate) fn lease(partition: &Partition, run_id: &RunId) -> DocumentId {
    DocumentId::new(LEASES, partition.clone(), run_id.as_str())
}

pub(crate) fn parked(partition: &Partition, run_id: &RunId) -> DocumentId {
    DocumentId::new(PARKED, partition.clone(), run_id.as_str())
}

/// Digits are at the end, so that records are in the order in which they were made.
pub(crate) fn record(partition: &Partition, run_id: &RunId, number: u64) -> DocumentId {
    DocumentId::new(RECORDS, partition.clone(), format!("{}{number:016}", records_of(run_id)))
}

/// What the keys of a run's records begin with.
pub(super) fn records_of(run_id: &RunId) -> String {
    format!("{}/", run_id.as_str())
}

pub(crate) fn read_run(context: &CommitContext<'_>, id: &DocumentId) -> Result<Option<Run>, EngineError> {
    context.document(id).map(|document| read(document, "a run")).transpose()
}

pub(crate) fn read<T: DeserializeOwned>(document: &Document, what: &str) -> Result<T, EngineError> {
    serde_json::from_slice(&document.body).map_err(|error| EngineError::corrupt(what, &error))
}
