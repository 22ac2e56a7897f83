//! The mission's counts of its items.

use charter_types::{Count, ItemCounts, ItemStatus};

/// The nearest count.
pub(crate) fn count(value: u64) -> Count {
    Count::new(value).unwrap_or(Count::MAX)
}

/// One more.
pub(super) fn increment(value: &mut Count) {
    *value = count(value.get().saturating_add(1));
}

/// One less, but never less than nothing.
pub(super) fn decrement(value: &mut Count) {
    *value = count(value.get().saturating_sub(1));
}

/// Counts of no items.
pub(super) fn none() -> ItemCounts {
    let zero = Count::MIN;
    ItemCounts::new(zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero)
}

/// An item that is new, or that has gone from one status to another. Nothing else changes the counts,
/// but [`require`].
pub(super) fn shift(counts: &mut ItemCounts, required: bool, from: Option<&ItemStatus>, to: &ItemStatus) {
    match from.map(|status| (field(counts, status), status)) {
        Some((of_status, status)) => {
            of_status.map(decrement);
            if required && *status == ItemStatus::Done {
                increment(&mut counts.required_open);
            }
        }
        None => {
            increment(&mut counts.total);
            if required {
                increment(&mut counts.required_open);
            }
        }
    }
    field(counts, to).map(increment);
    if required && *to == ItemStatus::Done {
        decrement(&mut counts.required_open);
    }
}

/// An item that is not done is required from now on, or is not any more.
pub(super) fn require(counts: &mut ItemCounts, required: bool) {
    if required { increment(&mut counts.required_open) } else { decrement(&mut counts.required_open) }
}

/// How many items can go on by themselves: wait for a worker or a decision, or have one.
pub(super) fn lively(counts: &ItemCounts) -> u64 {
    [counts.ready, counts.running, counts.in_review, counts.in_test, counts.rework, counts.waiting_approval]
        .into_iter()
        .map(Count::get)
        .sum()
}

fn field<'a>(counts: &'a mut ItemCounts, status: &ItemStatus) -> Option<&'a mut Count> {
    Some(match status {
        ItemStatus::Pending => &mut counts.pending,
        ItemStatus::Ready => &mut counts.ready,
        ItemStatus::Running => &mut counts.running,
        ItemStatus::InReview => &mut counts.in_review,
        ItemStatus::InTest => &mut counts.in_test,
        ItemStatus::Rework => &mut counts.rework,
        ItemStatus::WaitingApproval => &mut counts.waiting_approval,
        ItemStatus::Blocked => &mut counts.blocked,
        ItemStatus::Done => &mut counts.done,
        ItemStatus::Failed => &mut counts.failed,
        ItemStatus::Cancelled => &mut counts.cancelled,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_item_is_open_until_it_is_done() {
        let mut counts = none();
        shift(&mut counts, true, None, &ItemStatus::Pending);
        shift(&mut counts, false, None, &ItemStatus::Pending);
        assert_eq!((counts.total.get(), counts.pending.get(), counts.required_open.get()), (2, 2, 1));
        shift(&mut counts, true, Some(&ItemStatus::Pending), &ItemStatus::Ready);
        assert_eq!((counts.ready.get(), counts.pending.get(), counts.required_open.get()), (1, 1, 1));
        shift(&mut counts, true, Some(&ItemStatus::Ready), &ItemStatus::Done);
        assert_eq!((counts.ready.get(), counts.done.get(), counts.required_open.get()), (0, 1, 0));
    }
}
