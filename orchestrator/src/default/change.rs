//! Items that are to be done differently.

use charter_types::{
    Capability, Gates, ItemId, ItemStatus, Milliseconds, MissionItemChanged, Role, Title, WorkItem, WorkItemChange,
};

use super::{counts, draft::Draft, items};
use crate::Rejection;

/// Changes an item that nobody is at. A run that is queued for it is replaced when it was queued with something else.
pub(super) fn change(draft: &mut Draft<'_>, event: &MissionItemChanged) -> Result<(), Rejection> {
    let (item_id, change) = (&event.item_id, &event.change);
    let item = draft.item(item_id)?;
    check_is_free(item)?;
    items::check_inputs(change.inputs.as_ref())?;
    let (was_required, before) = (item.required, queued_with(item));
    apply(draft.edit(item_id)?, change);
    let item = draft.item(item_id)?;
    let (is_required, is_other_run) = (item.required, queued_with(item) != before);
    if was_required != is_required {
        counts::require(&mut draft.mission.items, is_required);
    }
    if is_other_run { queue_anew(draft, item_id) } else { Ok(()) }
}

fn check_is_free(item: &WorkItem) -> Result<(), Rejection> {
    match item.status {
        ItemStatus::Pending
        | ItemStatus::Blocked
        | ItemStatus::Ready
        | ItemStatus::Rework
        | ItemStatus::Failed
        | ItemStatus::Cancelled => Ok(()),
        ref status => {
            Err(Rejection::ItemState { item_id: item.item_id.clone(), status: status.clone(), what: "changed" })
        }
    }
}

fn apply(item: &mut WorkItem, change: &WorkItemChange) {
    let WorkItemChange {
        title, description, role, skills, gates, required, inputs, gate_artifacts, time_limit_ms, ..
    } = change.clone();
    item.title = title.unwrap_or_else(|| item.title.clone());
    item.description = description.or_else(|| item.description.take());
    item.role = role.unwrap_or_else(|| item.role.clone());
    item.skills = skills.unwrap_or_else(|| std::mem::take(&mut item.skills));
    // A sensitive item keeps both, whatever is said.
    item.gates = if item.sensitive { Gates::Both } else { gates.unwrap_or(item.gates) };
    item.required = required.unwrap_or(item.required);
    item.inputs = inputs.or_else(|| item.inputs.take());
    item.gate_artifacts = gate_artifacts.or_else(|| item.gate_artifacts.take());
    item.time_limit_ms = time_limit_ms.or(item.time_limit_ms);
}

/// What a run for the item is told when it is queued; the rest it learns when it is claimed.
fn queued_with(item: &WorkItem) -> (Title, Role, Vec<Capability>, Option<Milliseconds>) {
    (item.title.clone(), item.role.clone(), item.skills.clone(), item.time_limit_ms)
}

fn queue_anew(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    if draft.item(item_id)?.run_id.is_none() {
        return Ok(());
    }
    draft.cancel_run(item_id)?;
    draft.queue_run(item_id)
}
