use charter_auth::Rights;
use charter_orchestrator::{Event, RunEvent as Observed};
use charter_types::{
    Approval, ApprovalDecided, ApprovalDecision, ApprovalId, ApprovalStatus, DecisionKind, LongText, Principal,
    RunStatus, Sha256,
};
use serde_json::Value;

use super::{Approvals, documents, edits, policy, refusals, request, rules::milliseconds, scope_of};
use crate::{
    EngineError, Preconditions, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    run,
    work::{NotDecided, Work, WorkAuthor},
};

/// A decision, and who makes it.
#[derive(Debug, Clone)]
struct Decision {
    kind: DecisionKind,
    /// Of the arguments that were looked at.
    seen: Sha256,
    /// What the arguments are to be, and their digest.
    edited: Option<(Value, Sha256)>,
    text: Option<LongText>,
    by: Principal,
    /// The user that it counts for.
    user: Principal,
}

impl Approvals {
    /// Decides about what somebody has asked for.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotAllowed`], [`EngineError::NotFound`], [`EngineError::Invalid`],
    /// [`EngineError::ApprovalConflict`], [`EngineError::PreconditionFailed`], [`EngineError::IdempotencyConflict`],
    /// [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub async fn decide(
        &self,
        rights: &Rights,
        request: RequestContext,
        approval_id: &ApprovalId,
        preconditions: Preconditions,
        decision: ApprovalDecision,
    ) -> Result<Outcome<Approval>, EngineError> {
        let user = policy::may_decide(rights, approval_id)?;
        let once = match &request.idempotency_key {
            None => None,
            Some(key) => {
                let written =
                    serde_json::to_value(&decision).map_err(|error| EngineError::corrupt("a decision", &error))?;
                let fingerprint = Fingerprint::of_operation("decideApproval")
                    .text(approval_id)
                    .optional(preconditions.if_match.as_ref())
                    .json(&written);
                Some(Once::new(rights, key, fingerprint))
            }
        };
        let decision = Decision::of(decision, rights.principal().clone(), user)?;
        let approval = self.read(rights, approval_id).await?;
        check_edit(&approval, &decision).await?;
        let partition = rights.partition();
        let document_id = documents::approval(partition, approval_id);
        let last_used = documents::last_used(partition, &approval.action);
        let own = vec![document_id.clone(), documents::pending(partition, approval_id), last_used.clone()];
        let author = WorkAuthor::of_request(rights, request.request_id);
        let approval_id = approval_id.clone();
        let decide = move |work: &mut Work<'_>| {
            preconditions.check(work.document(&document_id))?;
            let approval = work.approval(&approval_id)?.clone();
            check_may_decide(work, &approval, &decision)?;
            if decision.was_made(&approval)? {
                return Ok(approval);
            }
            check_is_open(work, &approval, &decision)?;
            let last = work.document(&last_used).map(|last| documents::read(last, "what an action was last done with"));
            let last = last.transpose()?;
            let now = work.now();
            let approval = work.edit_approval(&approval_id, |approval| decision.apply(approval, last.as_ref(), now))?;
            let approval = approval.clone();
            if approval.status != ApprovalStatus::Pending {
                go_on(work, &approval)?;
            }
            Ok(approval)
        };
        self.workbench.commit(&author, once.as_ref(), &scope_of(&approval, own), decide).await
    }
}

impl Decision {
    fn of(decision: ApprovalDecision, by: Principal, user: Principal) -> Result<Self, EngineError> {
        let (kind, seen, edited, text) = match decision {
            ApprovalDecision::Approve(decision) => (DecisionKind::Approve, decision.digest, None, decision.comment),
            ApprovalDecision::Edit(decision) => {
                let digest = request::digest_of(&decision.arguments)?;
                (DecisionKind::Edit, decision.digest, Some((decision.arguments, digest)), decision.comment)
            }
            ApprovalDecision::Deny(decision) => (DecisionKind::Deny, decision.digest, None, decision.reason),
            ApprovalDecision::Respond(decision) => (DecisionKind::Respond, decision.digest, None, Some(decision.text)),
        };
        Ok(Self { kind, seen, edited, text, by, user })
    }

    /// The digest of what it is about: of what it makes the arguments, when it edits them.
    fn digest(&self) -> &Sha256 {
        self.edited.as_ref().map_or(&self.seen, |(_, digest)| digest)
    }

    /// Whether the same person has decided just so before.
    ///
    /// # Errors
    /// [`EngineError::ApprovalConflict`] when they have decided otherwise about the same arguments.
    fn was_made(&self, approval: &Approval) -> Result<bool, EngineError> {
        let of_same = |made: &&ApprovalDecided| made.on_behalf_of.as_ref().unwrap_or(&made.by) == &self.user;
        let Some(made) = approval.decisions.iter().rev().find(of_same) else { return Ok(false) };
        if made.kind == self.kind && made.digest == *self.digest() && made.text == self.text {
            return Ok(true);
        }
        // What was said of arguments that were edited since counts no more.
        if made.digest == approval.digest {
            return Err(refusals::conflict(format!("{} has decided already: {}", self.user, made.kind)));
        }
        Ok(false)
    }

    fn apply(&self, approval: &mut Approval, last: Option<&documents::LastUsed>, now: charter_types::Timestamp) {
        let mut decided = ApprovalDecided::new(self.kind, self.by.clone(), self.digest().clone(), now);
        decided.on_behalf_of = Some(self.user.clone()).filter(|user| *user != self.by);
        decided.text = self.text.clone();
        approval.decisions.push(decided);
        if let Some((arguments, digest)) = &self.edited {
            let before = std::mem::replace(&mut approval.arguments, arguments.clone());
            approval.asked_arguments.get_or_insert(before);
            approval.digest = digest.clone();
            if let Some(last) = last {
                request::compare(approval, last);
            }
        }
        match self.kind {
            DecisionKind::Deny => end(approval, ApprovalStatus::Denied, now),
            DecisionKind::Respond => {
                approval.answer = self.text.clone();
                end(approval, ApprovalStatus::Answered, now);
            }
            DecisionKind::Approve | DecisionKind::Edit => {
                if counting(approval).count() as u64 >= u64::from(approval.quorum.get()) {
                    approval.status = ApprovalStatus::Approved;
                    approval.valid_until = Some(now.plus_ms(milliseconds(approval.valid_ms)));
                }
            }
        }
    }
}

/// The approvals of the arguments as they are, of each person once.
pub(super) fn counting(approval: &Approval) -> impl Iterator<Item = &ApprovalDecided> {
    approval.decisions.iter().filter(|made| {
        matches!(made.kind, DecisionKind::Approve | DecisionKind::Edit) && made.digest == approval.digest
    })
}

/// The approval comes to its end.
pub(super) fn end(approval: &mut Approval, status: ApprovalStatus, now: charter_types::Timestamp) {
    approval.status = status;
    approval.ended_at = Some(now);
}

/// What the mission is told when what its run waits for is decided.
pub(super) fn decided(approval: &Approval) -> Vec<Event> {
    let (run_id, item_id) = (approval.run_id.clone(), approval.item_id.clone());
    let event = |(run_id, item_id)| Event::Observed(Observed::RunDecided { item_id, run_id });
    run_id.zip(item_id).map(event).into_iter().collect()
}

/// What becomes of the run that has asked: one that waits is queued again.
pub(super) fn go_on(work: &mut Work<'_>, approval: &Approval) -> Result<(), NotDecided> {
    let Some(run_id) = &approval.run_id else { return Ok(()) };
    let approval_id = &approval.approval_id;
    let run = work.run(run_id)?.clone();
    let is_open = run.open_approvals.as_ref().is_some_and(|open| open.contains(approval_id));
    if is_open && approval.status != ApprovalStatus::Approved {
        work.edit_run(run_id, |change| change.close(approval_id))?;
    }
    let waits = run.status == RunStatus::WaitingApproval && run.approval_id.as_ref() == Some(approval_id);
    // Of what a mission that is over has left behind, nothing is begun again.
    if !waits || !run::is_awaited(work, &run)? {
        return Ok(());
    }
    match &run.mission_id {
        Some(mission_id) => {
            for event in decided(approval) {
                work.apply(mission_id, &event)?;
            }
        }
        None => {
            work.edit_run(run_id, |change| change.queue(None))?;
        }
    }
    Ok(())
}

async fn check_edit(approval: &Approval, decision: &Decision) -> Result<(), EngineError> {
    let Some((arguments, _)) = &decision.edited else { return Ok(()) };
    let Some(schema) = approval.edit_schema.clone() else {
        return Err(refusals::conflict("the arguments cannot be edited: whoever asked gave no schema for that"));
    };
    let arguments = arguments.clone();
    let checked = tokio::task::spawn_blocking(move || edits::check_arguments(&schema, &arguments)).await;
    checked.unwrap_or(Err(EngineError::NotRunning))
}

fn check_may_decide(work: &mut Work<'_>, approval: &Approval, decision: &Decision) -> Result<(), NotDecided> {
    let Decision { by, user, .. } = decision;
    let worker = match &approval.run_id {
        Some(run_id) => work.run(run_id)?.worker.clone(),
        None => None,
    };
    let asks = |principal: &Principal| *principal == approval.requested_by || worker.as_ref() == Some(principal);
    if asks(by) || asks(user) {
        return Err(refusals::not_allowed("whoever asks for an approval does not decide about it").into());
    }
    let is_named = |deciders: &Vec<Principal>| deciders.contains(user) || deciders.contains(by);
    if !approval.deciders.as_ref().is_none_or(is_named) {
        return Err(refusals::not_allowed(format!("{user} is not among those who decide about this approval")).into());
    }
    Ok(())
}

/// How many decisions an approval keeps. Each edit voids what was said before, so that there can be more than the quorum.
const MOST_DECISIONS: usize = 64;

fn check_is_open(work: &Work<'_>, approval: &Approval, decision: &Decision) -> Result<(), EngineError> {
    if approval.status != ApprovalStatus::Pending {
        return Err(refusals::state(approval, "decided"));
    }
    if work.now() >= approval.deadline {
        return Err(refusals::too_late("decided"));
    }
    if approval.decisions.len() >= MOST_DECISIONS {
        let message = format!("{MOST_DECISIONS} decisions were made about it: cancel it, and ask again");
        return Err(refusals::conflict(message));
    }
    if decision.seen != approval.digest {
        return Err(refusals::other_arguments(approval));
    }
    Ok(())
}
