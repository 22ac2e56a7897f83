use async_trait::async_trait;
use charter_orchestrator::FailureClass;
use charter_store::{Collection, Document, StoreError};
use charter_types::{LongText, RunId};
use futures::future::join_all;

use super::{Runs, documents, documents::Lease, end};
use crate::{
    EngineError,
    expiry::Due,
    work::{NotDecided, Scope, Work, WorkAuthor},
};

/// A run whose worker was not heard of for the time of its lease is queued again.
pub(crate) struct LeaseExpiry(pub(crate) Runs);

#[async_trait]
impl Due for LeaseExpiry {
    fn collection(&self) -> Collection {
        documents::LEASES
    }

    async fn end(&self, due: Vec<Document>) -> Result<(), EngineError> {
        join_all(due.iter().map(|lease| self.end_one(lease))).await.into_iter().collect()
    }
}

impl LeaseExpiry {
    async fn end_one(&self, lease: &Document) -> Result<(), EngineError> {
        let run_id = RunId::new(lease.id.key.as_str())
            .map_err(|error| StoreError::Corrupt { finding: format!("a lease's run: {error}") })?;
        let author = WorkAuthor::engine(lease.id.partition.clone());
        let document = self.0.store.get(&documents::run(&author.partition, &run_id)).await?;
        // Between being due and being looked at the run can have come to its end, and been given away again.
        let Some(document) = document else { return Ok(()) };
        let events = end::ends_badly(&documents::read(&document, "a run")?);
        let scope = Scope::Run(run_id.clone(), events, Vec::new());
        let decide = move |work: &mut Work<'_>| {
            let now = work.now();
            let lease = work.lease(&run_id).filter(|lease| lease.due_at.is_some_and(|end| end <= now));
            let lease: Lease = documents::read(lease.ok_or(NotDecided::Nothing)?, "a lease")?;
            let run = work.run(&run_id)?.clone();
            let is_too_long = lease.latest.is_some_and(|latest| latest <= now);
            let (class, detail) = match is_too_long {
                true => (FailureClass::Retryable, "the attempt took longer than it may"),
                false => (FailureClass::LeaseLost, "the worker was not heard of for the time of its lease"),
            };
            end::fail(work, &run, &class, LongText::new(detail).ok())
        };
        self.0.workbench.try_commit(&author, None, &scope, decide).await.map(drop)
    }
}
