use charter_auth::Rights;
use charter_store::Write;
use charter_types::{
    Approval, ApprovalConsumption, ApprovalId, ApprovalStatus, KeyThumbprint, Partition, Receipt, ReceiptFormat,
    Signature, StoreId,
};

use super::{Approvals, decide, documents, policy, refusals, request::check_may_ask, scope_of};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    run::{self, Holder},
    work::{NotDecided, Work, WorkAuthor},
};

impl Approvals {
    /// Uses an approval, at the point of effect. It succeeds once.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotAllowed`], [`EngineError::NotFound`], [`EngineError::Invalid`],
    /// [`EngineError::LeaseLost`], [`EngineError::RunConflict`], [`EngineError::ApprovalConflict`],
    /// [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub async fn consume(
        &self,
        rights: &Rights,
        request: RequestContext,
        approval_id: &ApprovalId,
        body: ApprovalConsumption,
    ) -> Result<Outcome<Receipt>, EngineError> {
        policy::may_change(rights, approval_id)?;
        let approval = self.read(rights, approval_id).await?;
        let holder = holder(rights, &approval, &body)?;
        let once = request.idempotency_key.map(|key| {
            let fingerprint = Fingerprint::of_operation("consumeApproval").text(approval_id);
            Once::new(rights, &key, fingerprint.text(body.digest.as_str()).optional(body.epoch))
        });
        let author = WorkAuthor::of_request(rights, request.request_id);
        let partition = rights.partition().clone();
        let last_used = documents::last_used(&partition, &approval.action);
        let own = vec![documents::approval(&partition, approval_id), documents::pending(&partition, approval_id)];
        let (approval_id, store_id, keys) = (approval_id.clone(), self.store_id.clone(), self.keys.clone());
        let consumer = author.principal.clone();
        let scope = scope_of(&approval, own);
        let decide = move |work: &mut Work<'_>| {
            let approval = work.approval(&approval_id)?.clone();
            match &holder {
                Some(holder) => drop(check_may_ask(work, holder)?),
                None => check_has_asked(&approval, &consumer)?,
            }
            check_can_be_used(work, &approval, &body)?;
            let mut receipt = receipt(work, &approval, &store_id, &partition)?;
            receipt.consumed_by = consumer.clone();
            receipt.epoch = holder.as_ref().map(|holder| holder.epoch);
            keys.sign(&mut receipt);
            let now = work.now();
            let approval = work.edit_approval(&approval_id, |approval| {
                decide::end(approval, ApprovalStatus::Consumed, now);
                approval.receipt = Some(receipt.clone());
            })?;
            let approval = approval.clone();
            let last = documents::LastUsed { approval_id: approval_id.clone(), arguments: approval.arguments.clone() };
            let last = serde_json::to_vec(&last).map_err(|error| EngineError::corrupt("arguments", &error))?;
            work.write(Write::Put { id: last_used.clone(), body: last.into(), due_at: None });
            decide::go_on(work, &approval)?;
            Ok(receipt)
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}

fn holder(rights: &Rights, approval: &Approval, body: &ApprovalConsumption) -> Result<Option<Holder>, EngineError> {
    match (&approval.run_id, body.epoch) {
        (Some(run_id), Some(epoch)) => {
            run::policy::may_change(rights, run_id)?;
            Ok(Some(Holder { run_id: run_id.clone(), epoch, principal: rights.principal().clone() }))
        }
        (Some(_), None) => Err(EngineError::invalid("/epoch", "is required: a run has asked for the approval")),
        (None, Some(_)) => Err(EngineError::invalid("/epoch", "is for approvals that a run has asked for")),
        (None, None) => Ok(None),
    }
}

fn check_has_asked(approval: &Approval, consumer: &charter_types::Principal) -> Result<(), NotDecided> {
    if approval.requested_by == *consumer {
        return Ok(());
    }
    Err(refusals::not_allowed("an approval is used by whoever has asked for it").into())
}

fn check_can_be_used(work: &Work<'_>, approval: &Approval, body: &ApprovalConsumption) -> Result<(), EngineError> {
    if approval.status != ApprovalStatus::Approved {
        return Err(refusals::state(approval, "used"));
    }
    if approval.valid_until.is_none_or(|end| work.now() >= end) {
        return Err(refusals::too_late("used"));
    }
    if body.digest != approval.digest {
        return Err(refusals::other_arguments(approval));
    }
    Ok(())
}

/// The receipt, to be signed.
fn receipt(
    work: &Work<'_>,
    approval: &Approval,
    store_id: &StoreId,
    partition: &Partition,
) -> Result<Receipt, EngineError> {
    let decisions: Vec<_> = decide::counting(approval).cloned().collect();
    let now = work.now();
    let approved_at = decisions.last().map_or(now, |decided| decided.at);
    let mut receipt = Receipt::new(
        ReceiptFormat::CharterReceipt1,
        store_id.clone(),
        partition.clone(),
        approval.approval_id.clone(),
        approval.action.clone(),
        approval.digest.clone(),
        approval.risk,
        approval.requested_by.clone(),
        approval.created_at,
        approval.quorum,
        decisions,
        approved_at,
        approval.valid_until.unwrap_or(now),
        approval.requested_by.clone(),
        now,
        KeyThumbprint::new("A".repeat(43)).expect("43 letters are allowed"),
        Signature::new("A".repeat(86)).expect("86 letters are allowed"),
    );
    receipt.run_id = approval.run_id.clone();
    receipt.mission_id = approval.mission_id.clone();
    receipt.item_id = approval.item_id.clone();
    receipt.routine_id = approval.routine_id.clone();
    Ok(receipt)
}
