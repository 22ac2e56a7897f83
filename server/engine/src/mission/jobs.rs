//! What a mission has the engine do later: looking at it again, stopping its runs, writing its summary.
//!
//! Each is a document that is due at its time, put in the commit that wants it and deleted in the one that has done it:
//! whatever happens in between, it is done.

use bytes::Bytes;
use charter_store::{Collection, Document, DocumentId};
use charter_types::{MissionId, Partition, Timestamp};
use serde::{Deserialize, Serialize};

use crate::EngineError;

pub(crate) const JOBS: Collection = Collection::plain("mission_job");

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Job {
    /// Time is a budget: whether it is used up is to be looked at.
    Look,
    /// The runs that are left when a mission has come to its end are to be stopped.
    StopRuns,
    /// A completed mission has a summary.
    Summary,
}

#[derive(Serialize, Deserialize)]
struct Body {
    job: Job,
}

/// One for each time of looking, one of each other job.
pub(crate) fn document(partition: &Partition, mission_id: &MissionId, job: Job, at: Timestamp) -> DocumentId {
    let name = match job {
        Job::Look => format!("look/{}", at.unix_ms()),
        Job::StopRuns => "stop".to_owned(),
        Job::Summary => "summary".to_owned(),
    };
    DocumentId::new(JOBS, partition.clone(), format!("{}/{name}", mission_id.as_str()))
}

pub(crate) fn body(job: Job) -> Result<Bytes, EngineError> {
    serde_json::to_vec(&Body { job }).map(Bytes::from).map_err(|error| EngineError::corrupt("a job", &error))
}

/// Whose job a document is, and what.
pub(crate) fn read(document: &Document) -> Result<(MissionId, Job), EngineError> {
    let body: Body = super::documents::read(document, "a job")?;
    let id = document.id.key.split('/').next().unwrap_or_default();
    let mission_id = MissionId::new(id).map_err(|error| {
        EngineError::Store(charter_store::StoreError::Corrupt { finding: format!("a job's mission: {error}") })
    })?;
    Ok((mission_id, body.job))
}
