//! What becomes of runs.
//!
//! The server tells of each run that a worker claims it, once, and how it ended, once; of a run that nobody claimed it
//! tells nothing. An end is counted even when the item does not wait for that run any more (it was cancelled, or judged by
//! somebody), but nothing else comes of it then.

use charter_types::{Gate, ItemId, ItemStatus, LongText, MissionStatus, PauseReason, RunId, Verdict};

use super::{
    backoff::Delay,
    budgets, control, counts, dependents,
    draft::{Draft, long_text},
    gates, items, run_id as run_ids,
};
use crate::{
    FailureClass, Rejection,
    lifecycle::{ItemTrigger, MissionTrigger},
};

/// How a run has ended.
pub(super) enum End<'a> {
    Succeeded { verdict: Option<Verdict>, feedback: Option<&'a LongText> },
    Failed { class: &'a FailureClass, detail: Option<&'a LongText> },
    Stopped,
}

/// A worker has claimed the item's run.
pub(super) fn started(draft: &mut Draft<'_>, item_id: &ItemId, run_id: &RunId) -> Result<(), Rejection> {
    let status = draft.mission.status.clone();
    if status != MissionStatus::Running {
        return Err(Rejection::MissionState { status, what: "continued" });
    }
    if draft.item(item_id)?.run_id.as_ref() != Some(run_id) {
        return Err(Rejection::OtherRun { item_id: item_id.clone() });
    }
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

fn work_ended(draft: &mut Draft<'_>, item_id: &ItemId, end: &End<'_>) -> Result<(), Rejection> {
    match end {
        End::Succeeded { .. } => {
            let producer = draft.actor().clone();
            let item = draft.edit(item_id)?;
            item.produced_by = Some(producer);
            let next = gates::after(item.gates, None);
            gates::go_on(draft, item_id, ItemTrigger::Succeeded, next)
        }
        End::Failed { class, detail } => match again(class) {
            Again::Never => fail(draft, item_id, class, *detail),
            Again::WithinLimit(delay) => {
                if draft.item(item_id)?.attempts.get() < budgets::attempts(&draft.mission) {
                    requeue(draft, item_id, true, delay)
                } else {
                    fail(draft, item_id, class, *detail)
                }
            }
            Again::WithoutBudget => {
                give_back_attempt(draft, item_id)?;
                requeue(draft, item_id, false, Delay::None)?;
                pause_without_budget(draft)
            }
        },
        End::Stopped => {
            give_back_attempt(draft, item_id)?;
            requeue(draft, item_id, false, Delay::None)
        }
    }
}

/// A run that was to judge. Its failures are not the item's: they do not count as attempts, but as many of them in a row
/// as the item may have attempts are enough.
fn judgement_ended(draft: &mut Draft<'_>, item_id: &ItemId, gate: Gate, end: &End<'_>) -> Result<(), Rejection> {
    let failures = failures_so_far(draft, item_id)?;
    match end {
        End::Succeeded { verdict: None, .. } => {
            let status = draft.item(item_id)?.status.clone();
            Err(Rejection::ItemState { item_id: item_id.clone(), status, what: "judged without a verdict" })
        }
        End::Succeeded { verdict: Some(verdict), feedback } => {
            gates::check_not_own_work(draft, item_id)?;
            gates::judge(draft, item_id, gate, *verdict, *feedback)
        }
        End::Failed { class, detail } => match again(class) {
            Again::Never => fail(draft, item_id, class, *detail),
            Again::WithinLimit(delay) => {
                let failed_now = failures.saturating_add(1);
                if u64::from(failed_now) < budgets::attempts(&draft.mission) {
                    draft.start_run(item_id, Some(gate), failed_now, delay)
                } else {
                    fail(draft, item_id, class, *detail)
                }
            }
            Again::WithoutBudget => {
                draft.start_run(item_id, Some(gate), failures, Delay::None)?;
                pause_without_budget(draft)
            }
        },
        End::Stopped => draft.start_run(item_id, Some(gate), failures, Delay::None),
    }
}

/// Whether a failed run is tried again.
enum Again {
    Never,
    WithinLimit(Delay),
    WithoutBudget,
}

fn again(class: &FailureClass) -> Again {
    match class {
        FailureClass::Retryable => Again::WithinLimit(Delay::Backoff { at_least_ms: 0 }),
        FailureClass::RateLimited { after_ms } => Again::WithinLimit(Delay::Backoff { at_least_ms: *after_ms }),
        FailureClass::LeaseLost => Again::WithinLimit(Delay::None),
        FailureClass::Budget => Again::WithoutBudget,
        FailureClass::NonRetryable | FailureClass::Policy => Again::Never,
    }
}

fn requeue(draft: &mut Draft<'_>, item_id: &ItemId, has_failed: bool, delay: Delay) -> Result<(), Rejection> {
    let failures = failures_so_far(draft, item_id)?.saturating_add(u8::from(has_failed));
    draft.move_item(item_id, ItemTrigger::Requeued, ItemStatus::Ready)?;
    draft.start_run(item_id, None, failures, delay)
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

/// An attempt that ended for a reason outside the item is not held against it.
fn give_back_attempt(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    counts::decrement(&mut draft.edit(item_id)?.attempts);
    Ok(())
}

fn pause_without_budget(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    if draft.mission.status != MissionStatus::Running {
        return Ok(());
    }
    let reason = budgets::reached(&draft.mission, draft.now()).map_or(PauseReason::Runs, PauseReason::from);
    control::pause_for(draft, MissionTrigger::BudgetReached, reason)
}

fn failures_so_far(draft: &Draft<'_>, item_id: &ItemId) -> Result<u8, Rejection> {
    Ok(draft.item(item_id)?.run_id.as_ref().map_or(0, run_ids::failures))
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
