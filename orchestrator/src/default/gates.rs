//! Judgements: what an item has come to passes its gates, or is sent back.

use charter_types::{Gate, Gates, ItemFeedback, ItemId, ItemStatus, LongText, MissionGateDecided, Verdict, WorkItem};

use super::{
    budgets, dependents,
    draft::{Draft, long_text},
};
use crate::{Rejection, lifecycle::ItemTrigger};

/// Somebody has judged in place of a run.
pub(super) fn decide(draft: &mut Draft<'_>, event: &MissionGateDecided) -> Result<(), Rejection> {
    let item = draft.item(&event.item_id)?;
    if at_gate(item) != Some(event.gate) {
        return Err(Rejection::ItemState {
            item_id: event.item_id.clone(),
            status: item.status.clone(),
            what: "judged at this gate",
        });
    }
    check_not_own_work(draft, &event.item_id)?;
    draft.cancel_run(&event.item_id)?;
    judge(draft, &event.item_id, event.gate, event.verdict, event.feedback.as_ref())
}

/// Applies a verdict of the context's actor to an item that is at the gate.
pub(super) fn judge(
    draft: &mut Draft<'_>,
    item_id: &ItemId,
    gate: Gate,
    verdict: Verdict,
    feedback: Option<&LongText>,
) -> Result<(), Rejection> {
    match verdict {
        Verdict::Pass => {
            let next = after(draft.item(item_id)?.gates, Some(gate));
            go_on(draft, item_id, ItemTrigger::Passed, next)
        }
        Verdict::Rework => send_back(draft, item_id, gate, feedback),
    }
}

/// To the next gate, or done without one. At a gate, a run that judges is queued.
pub(super) fn go_on(
    draft: &mut Draft<'_>,
    item_id: &ItemId,
    by: ItemTrigger,
    next: Option<Gate>,
) -> Result<(), Rejection> {
    let to = match next {
        Some(Gate::Review) => ItemStatus::InReview,
        Some(Gate::Test) => ItemStatus::InTest,
        None => ItemStatus::Done,
    };
    draft.move_item(item_id, by, to)?;
    match next {
        Some(_) => draft.queue_run(item_id),
        None => dependents::done(draft, item_id),
    }
}

/// The gate that comes after the work (`None`) or after a gate.
pub(super) fn after(gates: Gates, passed: Option<Gate>) -> Option<Gate> {
    match (gates, passed) {
        (Gates::Review | Gates::Both, None) => Some(Gate::Review),
        (Gates::Test, None) | (Gates::Both, Some(Gate::Review)) => Some(Gate::Test),
        _ => None,
    }
}

/// The gate that the item is at.
pub(super) fn at_gate(item: &WorkItem) -> Option<Gate> {
    match item.status {
        ItemStatus::InReview => Some(Gate::Review),
        ItemStatus::InTest => Some(Gate::Test),
        _ => None,
    }
}

/// Nobody judges what they did themselves.
pub(super) fn check_not_own_work(draft: &Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    if draft.item(item_id)?.produced_by.as_ref() == Some(draft.actor()) {
        return Err(Rejection::OwnWork { item_id: item_id.clone() });
    }
    Ok(())
}

fn send_back(
    draft: &mut Draft<'_>,
    item_id: &ItemId,
    gate: Gate,
    feedback: Option<&LongText>,
) -> Result<(), Rejection> {
    let attempts = draft.item(item_id)?.attempts;
    let text = feedback.cloned().unwrap_or_else(|| long_text(""));
    let feedback = ItemFeedback::new(gate, text, attempts, draft.actor().clone(), draft.now());
    draft.edit(item_id)?.feedback.push(feedback);
    if attempts.get() < budgets::attempts(&draft.mission) {
        draft.move_item(item_id, ItemTrigger::SentBack, ItemStatus::Rework)?;
        return draft.queue_run(item_id);
    }
    let reason = format!("sent back at the gate {gate} after {attempts} attempts");
    draft.move_item(item_id, ItemTrigger::AttemptsUsedUp, ItemStatus::Failed)?;
    draft.edit(item_id)?.reason = Some(long_text(&reason));
    dependents::lost(draft, item_id)
}
