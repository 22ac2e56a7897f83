//! What becomes of runs.
//!
//! The server tells of each attempt at a run that a worker claims it, once, and how it ended, once; of an attempt that nobody
//! claimed it tells nothing. An end is counted even when the item does not wait for that run any more (it was cancelled, or judged by
//! somebody), but nothing else comes of it then.

use charter_types::{
    ArtifactKind, ArtifactLink, Gate, ItemId, ItemStatus, LongText, MissionStatus, PauseReason, RunId, Timestamp,
    Verdict, WorkItem,
};

use super::{
    budgets, control, counts, dependents,
    draft::{Draft, long_text},
    gates, items, people,
};
use crate::{
    FailureClass, Rejection, Retry,
    lifecycle::{ItemTrigger, MissionTrigger},
    retry,
};

/// How a run has ended.
pub(super) enum End<'a> {
    Succeeded { verdict: Option<Verdict>, feedback: Option<&'a LongText>, artifacts: &'a [ArtifactLink] },
    Failed { class: &'a FailureClass, detail: Option<&'a LongText> },
    Stopped,
}

/// A worker has claimed the item's run.
pub(super) fn started(draft: &mut Draft<'_>, item_id: &ItemId, run_id: &RunId) -> Result<(), Rejection> {
    let status = draft.mission.status.clone();
    if status != MissionStatus::Running {
        return Err(Rejection::MissionState { status, what: "continued" });
    }
    check_is_awaited(draft, item_id, run_id)?;
    if let Some(budget) = budgets::reached(&draft.mission, draft.now()) {
        return Err(Rejection::UsedUp { budget: budget.as_str() });
    }
    if draft.mission.active_runs.get() >= u64::from(draft.mission.parallelism.get()) {
        return Err(Rejection::UsedUp { budget: "parallelism" });
    }
    if gates::at_gate(draft.item(item_id)?).is_some() {
        gates::check_not_own_work(draft, item_id)?;
    } else {
        draft.move_item(item_id, ItemTrigger::RunStarted, ItemStatus::Running)?;
        counts::increment(&mut draft.edit(item_id)?.attempts);
    }
    counts::increment(&mut draft.mission.usage.runs);
    counts::increment(&mut draft.mission.active_runs);
    Ok(())
}

/// A run that was under way has ended.
pub(super) fn ended(draft: &mut Draft<'_>, item_id: &ItemId, run_id: &RunId, end: &End<'_>) -> Result<(), Rejection> {
    let item = draft.item(item_id)?;
    let (is_awaited, status, gate) = (item.run_id.as_ref() == Some(run_id), item.status.clone(), gates::at_gate(item));
    if draft.mission.active_runs.get() == 0 {
        return Err(Rejection::OtherRun { item_id: item_id.clone() });
    }
    if is_awaited && gate.is_none() && status != ItemStatus::Running {
        return Err(Rejection::ItemState { item_id: item_id.clone(), status, what: end.what() });
    }
    counts::decrement(&mut draft.mission.active_runs);
    if !is_awaited {
        return Ok(());
    }
    if !matches!(draft.mission.status, MissionStatus::Running | MissionStatus::Paused) {
        return items::cancelled_with_mission(draft, item_id);
    }
    match gate {
        Some(gate) => judgement_ended(draft, item_id, gate, end),
        None => work_ended(draft, item_id, end),
    }
}

/// A run that was under way waits for an approval. That is no attempt that was used: the next claim goes on with it.
pub(super) fn parked(draft: &mut Draft<'_>, item_id: &ItemId, run_id: &RunId) -> Result<(), Rejection> {
    check_is_awaited(draft, item_id, run_id)?;
    if draft.mission.active_runs.get() == 0 {
        return Err(Rejection::OtherRun { item_id: item_id.clone() });
    }
    control::check_goes_on(draft, "continued")?;
    if gates::at_gate(draft.item(item_id)?).is_none() {
        draft.move_item(item_id, ItemTrigger::Parked, ItemStatus::WaitingApproval)?;
        counts::decrement(&mut draft.edit(item_id)?.attempts);
    }
    counts::decrement(&mut draft.mission.active_runs);
    Ok(())
}

/// A parked run can go on.
pub(super) fn decided(draft: &mut Draft<'_>, item_id: &ItemId, run_id: &RunId) -> Result<(), Rejection> {
    check_is_awaited(draft, item_id, run_id)?;
    control::check_goes_on(draft, "continued")?;
    if gates::at_gate(draft.item(item_id)?).is_none() {
        draft.move_item(item_id, ItemTrigger::Decided, ItemStatus::Ready)?;
    }
    draft.queue_again(item_id, None)
}

fn check_is_awaited(draft: &Draft<'_>, item_id: &ItemId, run_id: &RunId) -> Result<(), Rejection> {
    if draft.item(item_id)?.run_id.as_ref() == Some(run_id) {
        return Ok(());
    }
    Err(Rejection::OtherRun { item_id: item_id.clone() })
}

fn work_ended(draft: &mut Draft<'_>, item_id: &ItemId, end: &End<'_>) -> Result<(), Rejection> {
    match end {
        End::Succeeded { artifacts, .. } => {
            check_has_artifacts(draft.item(item_id)?, artifacts)?;
            let producer = draft.actor().clone();
            let item = draft.edit(item_id)?;
            item.produced_by = Some(producer);
            item.artifacts = (!artifacts.is_empty()).then(|| artifacts.to_vec());
            let next = gates::after(item.gates, None);
            gates::go_on(draft, item_id, ItemTrigger::Succeeded, next)
        }
        End::Failed { class, detail } => failed(draft, item_id, class, *detail),
        End::Stopped => put_back(draft, item_id),
    }
}

fn judgement_ended(draft: &mut Draft<'_>, item_id: &ItemId, gate: Gate, end: &End<'_>) -> Result<(), Rejection> {
    match end {
        End::Succeeded { verdict: None, .. } => {
            let status = draft.item(item_id)?.status.clone();
            Err(Rejection::ItemState { item_id: item_id.clone(), status, what: "judged without a verdict" })
        }
        End::Succeeded { verdict: Some(verdict), feedback, .. } => {
            gates::check_not_own_work(draft, item_id)?;
            gates::judge(draft, item_id, gate, *verdict, *feedback)
        }
        End::Failed { class, detail } => failed(draft, item_id, class, *detail),
        End::Stopped => put_back(draft, item_id),
    }
}

fn check_has_artifacts(item: &WorkItem, artifacts: &[ArtifactLink]) -> Result<(), Rejection> {
    let is_missing = |kind: &&ArtifactKind| !artifacts.iter().any(|artifact| artifact.kind == **kind);
    let kinds = people::without_doubles(item.gate_artifacts.iter().flatten().filter(is_missing).cloned());
    if kinds.is_empty() {
        return Ok(());
    }
    Err(Rejection::MissingArtifacts { item_id: item.item_id.clone(), kinds })
}

/// The failures of a judge's run are not the item's: they do not count as attempts, but as many of them in a row as the
/// item may have attempts are enough.
fn failed(
    draft: &mut Draft<'_>,
    item_id: &ItemId,
    class: &FailureClass,
    detail: Option<&LongText>,
) -> Result<(), Rejection> {
    if *class == FailureClass::Budget {
        put_back(draft, item_id)?;
        return pause_without_budget(draft);
    }
    counts::increment(&mut draft.edit(item_id)?.failures);
    let (item, most) = (draft.item(item_id)?, budgets::attempts(&draft.mission));
    let failures = item.failures.get();
    let attempts = if gates::at_gate(item).is_some() { failures } else { item.attempts.get() };
    let run_id = item.run_id.as_ref().ok_or_else(|| Rejection::OtherRun { item_id: item_id.clone() })?;
    match retry(class, run_id, failures, attempts, most, draft.now()) {
        Retry::Never => fail(draft, item_id, class, detail),
        Retry::At(not_before) => queue_again(draft, item_id, not_before),
    }
}

/// An attempt that ended for a reason outside the item is not held against it.
fn put_back(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    if gates::at_gate(draft.item(item_id)?).is_none() {
        counts::decrement(&mut draft.edit(item_id)?.attempts);
    }
    queue_again(draft, item_id, None)
}

fn queue_again(draft: &mut Draft<'_>, item_id: &ItemId, not_before: Option<Timestamp>) -> Result<(), Rejection> {
    if gates::at_gate(draft.item(item_id)?).is_none() {
        draft.move_item(item_id, ItemTrigger::Requeued, ItemStatus::Ready)?;
    }
    draft.queue_again(item_id, not_before)
}

fn fail(
    draft: &mut Draft<'_>,
    item_id: &ItemId,
    class: &FailureClass,
    detail: Option<&LongText>,
) -> Result<(), Rejection> {
    draft.move_item(item_id, ItemTrigger::Failed, ItemStatus::Failed)?;
    let reason = detail.cloned().unwrap_or_else(|| long_text(class.why()));
    draft.edit(item_id)?.reason = Some(reason);
    dependents::lost(draft, item_id)
}

fn pause_without_budget(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    if draft.mission.status != MissionStatus::Running {
        return Ok(());
    }
    let reason = budgets::reached(&draft.mission, draft.now()).map_or(PauseReason::Runs, PauseReason::from);
    control::pause_for(draft, MissionTrigger::BudgetReached, reason)
}

impl End<'_> {
    const fn what(&self) -> &'static str {
        match self {
            Self::Succeeded { .. } => "finished",
            Self::Failed { .. } => "failed",
            Self::Stopped => "stopped",
        }
    }
}

impl FailureClass {
    /// What is told of a failure that nothing else is known of.
    const fn why(&self) -> &'static str {
        match self {
            Self::Retryable => "its last attempt failed",
            Self::RateLimited { .. } => "its last attempt was refused for its rate",
            Self::NonRetryable => "it failed in a way that another attempt would too",
            Self::Budget => "a budget was used up",
            Self::Policy => "it is not allowed",
            Self::LeaseLost => "the worker of its last attempt was not heard of any more",
        }
    }
}
