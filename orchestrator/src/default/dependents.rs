//! What becomes of the items that depend on one.
//!
//! A blocked item's reason names the failed and cancelled items that it depends on, in their order in `depends_on`. It is
//! both for people and for the reducer: with it a dependent tells by itself, without its other dependencies, whether it is
//! still blocked when one of them is tried again.

use charter_types::{ItemId, ItemStatus, WorkItem};

use super::{
    counts,
    draft::{Draft, long_text},
};
use crate::{Rejection, lifecycle::ItemTrigger};

const BLOCKED_BY: &str = "depends on what failed or was cancelled: ";

/// An item is done: its dependents wait for one less.
pub(super) fn done(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    for dependent in draft.item(item_id)?.dependents.clone() {
        counts::decrement(&mut draft.edit(&dependent)?.waiting_for);
        begin_when_free(draft, &dependent)?;
    }
    Ok(())
}

/// A pending item that waits for nothing is ready.
pub(super) fn begin_when_free(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    let item = draft.item(item_id)?;
    if item.status != ItemStatus::Pending || item.waiting_for.get() > 0 {
        return Ok(());
    }
    draft.move_item(item_id, ItemTrigger::DependenciesDone, ItemStatus::Ready)?;
    draft.queue_run(item_id)
}

/// An item has failed or was cancelled: its dependents are blocked.
pub(super) fn lost(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    for dependent in draft.item(item_id)?.dependents.clone() {
        let item = draft.item(&dependent)?;
        let mut blockers = blockers_of(item);
        blockers.push(item_id.clone());
        block(draft, &dependent, &blockers)?;
    }
    Ok(())
}

/// Blocks a pending item, or adds to what a blocked one is blocked by. Any other is not concerned.
pub(super) fn block(draft: &mut Draft<'_>, item_id: &ItemId, blockers: &[ItemId]) -> Result<(), Rejection> {
    let item = draft.item(item_id)?;
    let ordered: Vec<&str> = item.depends_on.iter().filter(|id| blockers.contains(id)).map(ItemId::as_str).collect();
    let reason = long_text(&format!("{BLOCKED_BY}{}", ordered.join(", ")));
    match item.status {
        ItemStatus::Pending => draft.move_item(item_id, ItemTrigger::DependencyFailed, ItemStatus::Blocked)?,
        ItemStatus::Blocked => {}
        _ => return Ok(()),
    }
    draft.edit(item_id)?.reason = Some(reason);
    Ok(())
}

/// An item that had failed or was cancelled is tried again: dependents that nothing else blocks wait again.
pub(super) fn revived(draft: &mut Draft<'_>, item_id: &ItemId) -> Result<(), Rejection> {
    for dependent in draft.item(item_id)?.dependents.clone() {
        let item = draft.item(&dependent)?;
        if item.status != ItemStatus::Blocked {
            continue;
        }
        let still: Vec<ItemId> = blockers_of(item).into_iter().filter(|blocker| blocker != item_id).collect();
        if still.is_empty() {
            draft.move_item(&dependent, ItemTrigger::DependencyRevived, ItemStatus::Pending)?;
        } else {
            block(draft, &dependent, &still)?;
        }
    }
    Ok(())
}

/// Those of the item's dependencies that failed or were cancelled.
pub(super) fn lost_dependencies(draft: &Draft<'_>, item_id: &ItemId) -> Result<Vec<ItemId>, Rejection> {
    let mut lost = Vec::new();
    for dependency in &draft.item(item_id)?.depends_on {
        if matches!(draft.item(dependency)?.status, ItemStatus::Failed | ItemStatus::Cancelled) {
            lost.push(dependency.clone());
        }
    }
    Ok(lost)
}

fn blockers_of(item: &WorkItem) -> Vec<ItemId> {
    if item.status != ItemStatus::Blocked {
        return Vec::new();
    }
    let named = item.reason.as_deref().and_then(|reason| reason.strip_prefix(BLOCKED_BY)).unwrap_or_default();
    named.split(", ").filter_map(|id| ItemId::new(id).ok()).collect()
}
