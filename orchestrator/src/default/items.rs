//! Adding items, cancelling one, and trying one again.

use std::collections::BTreeSet;

use charter_types::{
    Count, Gates, ItemId, ItemStatus, MissionItemCancelled, MissionItemRetried, WorkItem, WorkItemSpec,
};
use serde_json::Value;

use super::{
    counts, dependents,
    draft::{Draft, long_text},
    graph, people,
};
use crate::{Rejection, lifecycle::ItemTrigger};

/// How many items a mission has at most.
const MOST_ITEMS: u64 = 10_000;

/// How long the inputs of an item are at most, as JSON without white space.
const MOST_INPUT_BYTES: u64 = 16 * 1024;

/// Adds items, all of them or none.
pub(super) fn add(draft: &mut Draft<'_>, specs: &[WorkItemSpec]) -> Result<(), Rejection> {
    check(draft, specs)?;
    for spec in specs {
        draft.add(new_item(draft, spec));
    }
    for spec in specs {
        link(draft, &spec.item_id)?;
    }
    for spec in specs {
        begin(draft, &spec.item_id)?;
    }
    Ok(())
}

/// Cancels an item, and its run.
pub(super) fn cancel(draft: &mut Draft<'_>, event: &MissionItemCancelled) -> Result<(), Rejection> {
    let item_id = &event.item_id;
    draft.cancel_run(item_id)?;
    draft.move_item(item_id, ItemTrigger::Cancelled, ItemStatus::Cancelled)?;
    draft.edit(item_id)?.reason = event.reason.clone();
    dependents::lost(draft, item_id)
}

/// Gives an item that failed or was cancelled all its attempts again.
pub(super) fn retry(draft: &mut Draft<'_>, event: &MissionItemRetried) -> Result<(), Rejection> {
    let item_id = &event.item_id;
    let is_free = draft.item(item_id)?.waiting_for.get() == 0;
    let to = if is_free { ItemStatus::Ready } else { ItemStatus::Pending };
    draft.move_item(item_id, ItemTrigger::Retried, to)?;
    draft.edit(item_id)?.attempts = Count::MIN;
    dependents::revived(draft, item_id)?;
    if is_free { draft.queue_run(item_id) } else { begin(draft, item_id) }
}

/// A pending item whose dependencies are in the state: blocked, ready, or still waiting.
fn begin(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    let lost = dependents::lost_dependencies(draft, item_id)?;
    if lost.is_empty() { dependents::begin_when_free(draft, item_id) } else { dependents::block(draft, item_id, &lost) }
}

fn check(draft: &Draft<'_>, specs: &[WorkItemSpec]) -> Result<(), Rejection> {
    let total = draft.mission.items.total.get().saturating_add(specs.len() as u64);
    if total > MOST_ITEMS {
        return Err(Rejection::TooMuch { what: "items", most: MOST_ITEMS });
    }
    let mut new = BTreeSet::new();
    for spec in specs {
        if draft.has(&spec.item_id) || !new.insert(&spec.item_id) {
            return Err(Rejection::DuplicateItem { item_id: spec.item_id.clone() });
        }
    }
    specs.iter().try_for_each(|spec| check_inputs(spec.inputs.as_ref()))?;
    let mut dependencies = specs.iter().flat_map(|spec| spec.depends_on.iter().flatten());
    if let Some(unknown) = dependencies.find(|id| !draft.has(id) && !new.contains(id)) {
        return Err(Rejection::UnknownItem { item_id: unknown.clone() });
    }
    graph::circle(specs).map_or(Ok(()), |path| Err(Rejection::Cycle { path }))
}

/// What an item's worker gets is not for large data: that is what artifacts are for.
pub(super) fn check_inputs(inputs: Option<&Value>) -> Result<(), Rejection> {
    let bytes = inputs.map_or(0, |inputs| inputs.to_string().len() as u64);
    if bytes > MOST_INPUT_BYTES {
        return Err(Rejection::TooMuch { what: "bytes of an item's inputs", most: MOST_INPUT_BYTES });
    }
    Ok(())
}

fn new_item(draft: &Draft<'_>, spec: &WorkItemSpec) -> WorkItem {
    let mission = &draft.mission;
    let sensitive = spec.sensitive.unwrap_or(false);
    let gates = if sensitive { Gates::Both } else { spec.gates.unwrap_or(mission.default_gates) };
    let mut item = WorkItem::new(
        mission.mission_id.clone(),
        spec.item_id.clone(),
        spec.title.clone(),
        people::without_doubles(spec.depends_on.iter().flatten().cloned()),
        spec.role.clone().unwrap_or_else(|| people::role("specialist")),
        spec.skills.clone().unwrap_or_default(),
        gates,
        sensitive,
        spec.required.unwrap_or(true),
        ItemStatus::Pending,
        Count::MIN,
        Count::MIN,
        Count::MIN,
        Vec::new(),
        Vec::new(),
        mission.rev,
        draft.now(),
        draft.now(),
    );
    item.description = spec.description.clone();
    item.inputs = spec.inputs.clone();
    item.gate_artifacts = spec.gate_artifacts.clone();
    item.time_limit_ms = spec.time_limit_ms;
    item
}

/// Tells an item what it waits for, and its dependencies that it does.
fn link(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    let mut waiting_for = 0;
    for dependency in draft.item(item_id)?.depends_on.clone() {
        let item = draft.edit(&dependency)?;
        item.dependents.push(item_id.clone());
        waiting_for += u64::from(item.status != ItemStatus::Done);
    }
    draft.edit(item_id)?.waiting_for = counts::count(waiting_for);
    Ok(())
}

/// Cancels an item whose run has ended after its mission did.
pub(super) fn cancelled_with_mission(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    draft.move_item(item_id, ItemTrigger::Cancelled, ItemStatus::Cancelled)?;
    draft.edit(item_id)?.reason = Some(long_text("its mission had ended"));
    Ok(())
}
