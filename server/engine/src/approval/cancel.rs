use charter_auth::Rights;
use charter_types::{Approval, ApprovalCancellation, ApprovalId, ApprovalStatus, Principal, PrincipalKind};

use super::{Approvals, decide, documents, policy, refusals, scope_of};
use crate::{
    EngineError, Preconditions, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    run::{self, Holder},
    work::{NotDecided, Work, WorkAuthor},
};

impl Approvals {
    /// Takes a request back: by a person, or by whoever has asked, a run under its lease.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotAllowed`], [`EngineError::NotFound`], [`EngineError::Invalid`],
    /// [`EngineError::LeaseLost`], [`EngineError::ApprovalConflict`], [`EngineError::PreconditionFailed`],
    /// [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub async fn cancel(
        &self,
        rights: &Rights,
        request: RequestContext,
        approval_id: &ApprovalId,
        preconditions: Preconditions,
        body: ApprovalCancellation,
    ) -> Result<Outcome<Approval>, EngineError> {
        policy::may_change(rights, approval_id)?;
        let approval = self.read(rights, approval_id).await?;
        let holder = holder(rights, &approval, &body)?;
        let once = request.idempotency_key.map(|key| {
            let fingerprint = Fingerprint::of_operation("cancelApproval")
                .text(approval_id)
                .optional(preconditions.if_match.as_ref())
                .optional(body.reason.as_deref())
                .optional(body.epoch);
            Once::new(rights, &key, fingerprint)
        });
        let author = WorkAuthor::of_request(rights, request.request_id);
        let document_id = documents::approval(rights.partition(), approval_id);
        let own = vec![document_id.clone(), documents::pending(rights.partition(), approval_id)];
        let scope = scope_of(&approval, own);
        let approval_id = approval_id.clone();
        let decide = move |work: &mut Work<'_>| {
            preconditions.check(work.document(&document_id))?;
            if let Some(holder) = &holder {
                holder.check(work)?;
            }
            let approval = work.approval(&approval_id)?;
            if !matches!(approval.status, ApprovalStatus::Pending | ApprovalStatus::Approved) {
                return Err(refusals::state(approval, "cancelled").into());
            }
            cancel(work, &approval_id, |approval| approval.cancel_reason = body.reason.clone())
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}

/// Ends an approval that has not come to its end.
pub(super) fn cancel(
    work: &mut Work<'_>,
    approval_id: &ApprovalId,
    edit: impl FnOnce(&mut Approval),
) -> Result<Approval, NotDecided> {
    let now = work.now();
    let approval = work.edit_approval(approval_id, |approval| {
        decide::end(approval, ApprovalStatus::Cancelled, now);
        edit(approval);
    })?;
    let approval = approval.clone();
    decide::go_on(work, &approval)?;
    Ok(approval)
}

/// What an agent does for a run it does under the run's lease; a person needs none.
fn holder(rights: &Rights, approval: &Approval, body: &ApprovalCancellation) -> Result<Option<Holder>, EngineError> {
    let principal: &Principal = rights.principal();
    if principal.kind() == PrincipalKind::User {
        return Ok(None);
    }
    match (&approval.run_id, body.epoch) {
        (Some(run_id), Some(epoch)) => {
            run::policy::may_change(rights, run_id)?;
            Ok(Some(Holder { run_id: run_id.clone(), epoch, principal: principal.clone() }))
        }
        (Some(_), None) => Err(EngineError::invalid("/epoch", "is required: a run has asked for the approval")),
        (None, _) if approval.requested_by == *principal => Ok(None),
        (None, _) => Err(refusals::not_allowed("a request is taken back by a person, or by whoever has asked")),
    }
}
