use async_trait::async_trait;
use charter_store::{Collection, Document};
use charter_types::{Approval, ApprovalId, ApprovalStatus, Timestamp};
use futures::future::join_all;

use super::{Approvals, decide, documents, rules::milliseconds, scope_of};
use crate::{
    EngineError,
    expiry::Due,
    work::{NotDecided, Work, WorkAuthor},
};

/// What nobody has decided by its deadline is asked of others, or comes to its end; so does what nobody has used in time.
/// Nothing is ever approved by that.
pub(crate) struct ApprovalExpiry(pub(crate) Approvals);

#[async_trait]
impl Due for ApprovalExpiry {
    fn collection(&self) -> Collection {
        documents::APPROVALS
    }

    async fn end(&self, due: Vec<Document>) -> Result<(), EngineError> {
        join_all(due.iter().map(|document| self.end_one(document))).await.into_iter().collect()
    }
}

impl ApprovalExpiry {
    async fn end_one(&self, document: &Document) -> Result<(), EngineError> {
        let approval: Approval = documents::read(document, "an approval")?;
        let author = WorkAuthor::engine(document.id.partition.clone());
        let own = vec![document.id.clone(), documents::pending(&author.partition, &approval.approval_id)];
        let approval_id = approval.approval_id.clone();
        let decide = move |work: &mut Work<'_>| end(work, &approval_id);
        self.0.workbench.try_commit(&author, None, &scope_of(&approval, own), decide).await.map(drop)
    }
}

fn end(work: &mut Work<'_>, approval_id: &ApprovalId) -> Result<(), NotDecided> {
    let now = work.now();
    let approval = work.approval(approval_id)?;
    // Between being due and being looked at it can have been decided, or given more time.
    if documents::due_at(approval).is_none_or(|at| at > now) {
        return Err(NotDecided::Nothing);
    }
    let approval = work.edit_approval(approval_id, |approval| end_or_escalate(approval, now))?.clone();
    if approval.status == ApprovalStatus::Expired {
        decide::go_on(work, &approval)?;
    }
    Ok(())
}

fn end_or_escalate(approval: &mut Approval, now: Timestamp) {
    match approval.escalation.clone() {
        Some(escalation) if approval.status == ApprovalStatus::Pending && approval.escalated_at.is_none() => {
            approval.deciders = Some(escalation.deciders);
            approval.deadline = now.plus_ms(milliseconds(escalation.deadline_ms));
            approval.escalated_at = Some(now);
        }
        _ => decide::end(approval, ApprovalStatus::Expired, now),
    }
}
