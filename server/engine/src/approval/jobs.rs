//! Approvals whose run has come to its end without them: nobody could use them any more.

use async_trait::async_trait;
use charter_store::{Collection, Document, DocumentId, Write};
use charter_types::{ApprovalId, ApprovalStatus, LongText, Partition, RunId, Timestamp};
use futures::future::join_all;

use super::{Approvals, cancel, documents};
use crate::{
    EngineError,
    expiry::Due,
    work::{NotDecided, Scope, Work, WorkAuthor, WorkReads},
};

/// For each run that has ended so, until it is done.
const ORPHANS: Collection = Collection::plain("approval_orphans");

/// Has these cancelled, soon.
pub(crate) fn cancel(
    partition: &Partition,
    run_id: &RunId,
    orphans: &[ApprovalId],
    now: Timestamp,
) -> Result<Write, EngineError> {
    let body = serde_json::to_vec(orphans).map_err(|error| EngineError::corrupt("approvals", &error))?;
    let id = DocumentId::new(ORPHANS, partition.clone(), run_id.as_str());
    Ok(Write::Put { id, body: body.into(), due_at: Some(now) })
}

pub(crate) struct OrphanedApprovals(pub(crate) Approvals);

#[async_trait]
impl Due for OrphanedApprovals {
    fn collection(&self) -> Collection {
        ORPHANS
    }

    async fn end(&self, due: Vec<Document>) -> Result<(), EngineError> {
        join_all(due.iter().map(|job| self.cancel_all(job))).await.into_iter().collect()
    }
}

impl OrphanedApprovals {
    async fn cancel_all(&self, job: &Document) -> Result<(), EngineError> {
        let ids: Vec<ApprovalId> = documents::read(job, "approvals")?;
        let author = WorkAuthor::engine(job.id.partition.clone());
        let run_id = job.id.key.parse::<RunId>().ok();
        let mut reads = WorkReads::default();
        run_id.iter().for_each(|run_id| reads.run(run_id));
        for id in &ids {
            reads.other(documents::approval(&author.partition, id));
            reads.other(documents::pending(&author.partition, id));
        }
        let done = Write::Delete { id: job.id.clone() };
        let decide = move |work: &mut Work<'_>| {
            for id in &ids {
                if is_open(work, id)? {
                    cancel::cancel(work, id, |approval| {
                        approval.cancel_reason = LongText::new("the run that had asked has come to its end").ok();
                    })?;
                }
            }
            work.write(done.clone());
            Ok(())
        };
        self.0.workbench.try_commit(&author, None, &Scope::Known(reads), decide).await.map(drop)
    }
}

fn is_open(work: &mut Work<'_>, approval_id: &ApprovalId) -> Result<bool, NotDecided> {
    Ok(matches!(work.approval(approval_id)?.status, ApprovalStatus::Pending | ApprovalStatus::Approved))
}
