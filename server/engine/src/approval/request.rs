use charter_auth::Rights;
use charter_orchestrator::{Event, RunEvent as Observed};
use charter_types::{
    Approval, ApprovalId, ApprovalSpec, ApprovalStatus, DeadlineLength, Quorum, RiskClass, Run, RunStatus, Sha256,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Approvals, changes, documents, edits, policy, refusals,
    rules::{self, milliseconds},
};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    json_size::check_size,
    run::{self, Holder},
    work::{NotDecided, Scope, Work, WorkAuthor, WorkReads},
};

/// How large what an approval is about may be, as JSON.
pub(super) const MOST_ARGUMENT_BYTES: usize = 64 * 1024;
const MOST_SCHEMA_BYTES: usize = 16 * 1024;
const DEFAULT_DEADLINE_MS: u32 = 24 * 60 * 60 * 1000;
const DEFAULT_VALID_MS: u32 = 60 * 60 * 1000;
/// How many approvals of one run may be open at a time.
const MOST_OPEN: usize = 16;

impl Approvals {
    /// Asks for leave to do something.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::Invalid`], [`EngineError::NotFound`], [`EngineError::LeaseLost`],
    /// [`EngineError::RunConflict`], [`EngineError::ApprovalConflict`], [`EngineError::IdempotencyConflict`],
    /// [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub async fn request(
        &self,
        rights: &Rights,
        request: RequestContext,
        spec: ApprovalSpec,
    ) -> Result<Outcome<Approval>, EngineError> {
        policy::may_request(rights)?;
        let digest = check(&spec).await?;
        let author = WorkAuthor::of_request(rights, request.request_id);
        let holder = holder(rights, &spec)?;
        let once = match &request.idempotency_key {
            None => None,
            Some(key) => {
                let written = serde_json::to_value(&spec).map_err(|error| EngineError::corrupt("a request", &error))?;
                Some(Once::new(rights, key, Fingerprint::of_operation("requestApproval").json(&written)))
            }
        };
        let last_used = documents::last_used(rights.partition(), &spec.action);
        let scope = match &holder {
            Some(holder) => {
                let run = self.workbench.read_run(rights.partition(), &holder.run_id).await?;
                let events = if parks(&spec) { parked(&run) } else { Vec::new() };
                Scope::Run(holder.run_id.clone(), events, vec![last_used.clone()])
            }
            None => {
                let mut reads = WorkReads::default();
                reads.other(last_used.clone());
                Scope::Known(reads)
            }
        };
        let (approval_id, requester) = (new_id(), author.principal.clone());
        let decide = move |work: &mut Work<'_>| {
            let run = holder.as_ref().map(|holder| check_may_ask(work, holder)).transpose()?;
            let mut approval = pending(work, approval_id.clone(), requester.clone(), &spec, digest.clone());
            if let Some(run) = &run {
                belong(work, &mut approval, run)?;
            }
            check_can_be_reached(&approval)?;
            if let Some(last) = work.document(&last_used) {
                compare(&mut approval, &documents::read(last, "what an action was last done with")?);
            }
            work.create_approval(approval.clone());
            if let Some(run) = &run {
                ask(work, run, &approval)?;
            }
            Ok(approval)
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}

/// What is different from what the action was last done with.
pub(super) fn compare(approval: &mut Approval, last: &documents::LastUsed) {
    approval.previous_id = Some(last.approval_id.clone());
    approval.changes = Some(changes::changes(&last.arguments, &approval.arguments));
}

/// The digest of arguments that may be what an approval is about.
///
/// # Errors
/// [`EngineError::Invalid`].
pub(super) fn digest_of(arguments: &Value) -> Result<Sha256, EngineError> {
    check_size(arguments, MOST_ARGUMENT_BYTES, "/arguments")?;
    charter_receipts::digest(arguments).map_err(|inexact| {
        let message = "is a number beyond 2^53 - 1, which not every reader keeps exactly: write it as text";
        EngineError::invalid(format!("/arguments{}", inexact.pointer), message)
    })
}

async fn check(spec: &ApprovalSpec) -> Result<Sha256, EngineError> {
    let digest = digest_of(&spec.arguments)?;
    let (has_run, has_epoch) = (spec.run_id.is_some(), spec.epoch.is_some());
    if has_run != has_epoch {
        let missing = if has_run { "/epoch" } else { "/run_id" };
        return Err(EngineError::invalid(missing, "is required: run_id and epoch go together"));
    }
    if !has_run && parks(spec) {
        return Err(EngineError::invalid("/park", "is for runs only"));
    }
    if has_run && spec.routine_id.is_some() {
        return Err(EngineError::invalid("/routine_id", "is not for runs"));
    }
    if let Some(schema) = spec.edit_schema.clone() {
        check_size(&schema, MOST_SCHEMA_BYTES, "/edit_schema")?;
        // It takes its time, and it is not ours.
        let checked = tokio::task::spawn_blocking(move || edits::check_schema(&schema)).await;
        checked.unwrap_or(Err(EngineError::NotRunning))?;
    }
    Ok(digest)
}

fn holder(rights: &Rights, spec: &ApprovalSpec) -> Result<Option<Holder>, EngineError> {
    let Some((run_id, epoch)) = spec.run_id.clone().zip(spec.epoch) else { return Ok(None) };
    run::policy::may_change(rights, &run_id)?;
    Ok(Some(Holder { run_id, epoch, principal: rights.principal().clone() }))
}

fn parks(spec: &ApprovalSpec) -> bool {
    spec.park == Some(true)
}

/// The run, if it is one that somebody still waits for.
pub(super) fn check_may_ask(work: &mut Work<'_>, holder: &Holder) -> Result<Run, NotDecided> {
    let (run, _) = holder.check(work)?;
    if run.status != RunStatus::Running || !run::is_awaited(work, &run)? {
        let message = format!("the run {} is to stop", run.run_id.as_str());
        return Err(EngineError::RunConflict { message }.into());
    }
    Ok(run)
}

fn pending(
    work: &Work<'_>,
    approval_id: ApprovalId,
    requester: charter_types::Principal,
    spec: &ApprovalSpec,
    digest: Sha256,
) -> Approval {
    let (rev, now) = (work.revision(), work.now());
    let deadline_ms = spec.deadline_ms.unwrap_or_else(|| length(DEFAULT_DEADLINE_MS));
    let mut approval = Approval::new(
        approval_id,
        ApprovalStatus::Pending,
        spec.action.clone(),
        spec.arguments.clone(),
        digest,
        spec.risk.unwrap_or(RiskClass::Medium),
        spec.quorum.unwrap_or(Quorum::MIN),
        Vec::new(),
        now.plus_ms(milliseconds(deadline_ms)),
        spec.valid_ms.unwrap_or_else(|| length(DEFAULT_VALID_MS)),
        parks(spec),
        requester,
        rev,
        now,
        now,
    );
    approval.reason = spec.reason.clone();
    approval.edit_schema = spec.edit_schema.clone();
    approval.deciders = spec.deciders.clone();
    approval.escalation = spec.escalation.clone();
    approval.routine_id = spec.routine_id.clone();
    approval
}

fn length(milliseconds: u32) -> DeadlineLength {
    DeadlineLength::new(milliseconds).unwrap_or(DeadlineLength::MIN)
}

/// Makes the approval one of the run's, by the rules of its mission.
fn belong(work: &mut Work<'_>, approval: &mut Approval, run: &Run) -> Result<(), NotDecided> {
    approval.run_id = Some(run.run_id.clone());
    approval.mission_id = run.mission_id.clone();
    approval.item_id = run.item_id.clone();
    if run.open_approvals.as_ref().is_some_and(|open| open.len() >= MOST_OPEN) {
        return Err(refusals::conflict(format!("a run has at most {MOST_OPEN} approvals that are open")).into());
    }
    if let Some(mission_id) = &run.mission_id {
        let policy = work.mission(mission_id)?.approval_policy.as_ref();
        if let Some(rule) = rules::rule_for(policy, approval.action.as_str()) {
            rules::tighten(approval, rule)?;
        }
    }
    Ok(())
}

/// An approval that nobody can give is not asked for.
fn check_can_be_reached(approval: &Approval) -> Result<(), EngineError> {
    let Some(deciders) = &approval.deciders else { return Ok(()) };
    let mut others: Vec<_> = deciders.iter().filter(|decider| **decider != approval.requested_by).collect();
    others.sort_unstable();
    others.dedup();
    let needed = u64::from(approval.quorum.get());
    if (others.len() as u64) < needed {
        let message =
            format!("{needed} different deciders beside whoever asks are needed, and {} are there", others.len());
        return Err(EngineError::invalid("/deciders", message));
    }
    Ok(())
}

fn ask(work: &mut Work<'_>, run: &Run, approval: &Approval) -> Result<(), NotDecided> {
    work.edit_run(&run.run_id, |change| {
        change.ask(&approval.approval_id);
        if approval.parked {
            change.park(&approval.approval_id);
        }
    })?;
    if let Some(mission_id) = run.mission_id.as_ref().filter(|_| approval.parked) {
        for event in parked(run) {
            work.apply(mission_id, &event)?;
        }
    }
    Ok(())
}

/// What the mission is told when its run waits without a lease.
fn parked(run: &Run) -> Vec<Event> {
    let item_id = run.item_id.clone().filter(|_| run.mission_id.is_some());
    let event = |item_id| Event::Observed(Observed::RunParked { item_id, run_id: run.run_id.clone() });
    item_id.map(event).into_iter().collect()
}

fn new_id() -> ApprovalId {
    Uuid::now_v7().to_string().parse().expect("a UUID in its hyphenated form is an approval's id")
}
