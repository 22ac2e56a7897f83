//! The mission itself: paused, resumed, cancelled, completed.

use charter_types::{MissionBudgets, MissionCommand, MissionStatus, PauseReason, PersistArtifact, ScheduleTimer};

use super::{budgets, counts, draft::Draft};
use crate::{Rejection, lifecycle::MissionTrigger};

/// What people decide needs a mission that goes on.
pub(super) fn check_goes_on(draft: &Draft<'_>, what: &'static str) -> Result<(), Rejection> {
    match draft.mission.status {
        MissionStatus::Running | MissionStatus::Paused => Ok(()),
        ref other => Err(Rejection::MissionState { status: other.clone(), what }),
    }
}

pub(super) fn pause(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    draft.pause(MissionTrigger::Paused, PauseReason::Requested)
}

pub(super) fn resume(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    draft.move_mission(MissionTrigger::Resumed, MissionStatus::Running)?;
    if let Some(budget) = budgets::reached(&draft.mission, draft.now()) {
        return Err(Rejection::UsedUp { budget: budget.as_str() });
    }
    schedule(draft);
    Ok(())
}

pub(super) fn cancel(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    let has_runs = draft.mission.active_runs.get() > 0;
    let to = if has_runs { MissionStatus::Cancelling } else { MissionStatus::Cancelled };
    draft.move_mission(MissionTrigger::CancelRequested, to)
}

pub(super) fn change_budgets(draft: &mut Draft<'_>, budgets: &MissionBudgets) -> Result<(), Rejection> {
    check_goes_on(draft, "changed")?;
    draft.mission.budgets = budgets.clone();
    schedule(draft);
    Ok(())
}

/// Has the mission looked at again when its time is up, if that is still to come.
pub(super) fn schedule(draft: &mut Draft<'_>) {
    if let Some(at) = budgets::time_is_up(&draft.mission).filter(|at| *at > draft.now()) {
        draft.command(MissionCommand::ScheduleTimer(ScheduleTimer::new(at)));
    }
}

/// What the mission itself makes of what has just become of it; after every event.
pub(super) fn settle(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    match draft.mission.status {
        MissionStatus::Cancelling if draft.mission.active_runs.get() == 0 => {
            draft.move_mission(MissionTrigger::LastRunEnded, MissionStatus::Cancelled)
        }
        MissionStatus::Running | MissionStatus::Paused if is_complete(draft) => complete(draft),
        MissionStatus::Running => pause_when_it_must(draft),
        _ => Ok(()),
    }
}

/// Something is done, and nothing that is required is left. A mission whose items are all optional waits for the first.
fn is_complete(draft: &Draft<'_>) -> bool {
    let items = &draft.mission.items;
    items.required_open.get() == 0 && items.done.get() > 0
}

fn complete(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    draft.move_mission(MissionTrigger::AllRequiredDone, MissionStatus::Completed)?;
    draft.command(MissionCommand::PersistArtifact(PersistArtifact::new("summary".to_owned())));
    draft.notice("The mission is completed.");
    Ok(())
}

fn pause_when_it_must(draft: &mut Draft<'_>) -> Result<(), Rejection> {
    let items = &draft.mission.items;
    if let Some(budget) = budgets::reached(&draft.mission, draft.now()) {
        pause_for(draft, MissionTrigger::BudgetReached, budget.into())
    } else if items.total.get() > 0 && counts::lively(items) == 0 {
        pause_for(draft, MissionTrigger::Stuck, PauseReason::Stuck)
    } else {
        Ok(())
    }
}

/// Pauses the mission by itself, which nobody has asked for and somebody should know of.
pub(super) fn pause_for(draft: &mut Draft<'_>, by: MissionTrigger, reason: PauseReason) -> Result<(), Rejection> {
    let text = format!("The mission is paused: {reason}.");
    draft.pause(by, reason)?;
    draft.notice(&text);
    Ok(())
}
