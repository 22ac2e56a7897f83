use charter_types::{ArtifactKind, ItemId, ItemStatus, MissionStatus};

/// Why an event, or the specification of a mission, is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// There is no such item in the mission.
    #[error("there is no item {item_id}")]
    UnknownItem {
        /// Which.
        item_id: ItemId,
    },
    /// Two items would have the same id.
    #[error("there is an item {item_id} already")]
    DuplicateItem {
        /// Which.
        item_id: ItemId,
    },
    /// Items wait for each other. The path begins and ends with the same item.
    #[error("the items {} wait for each other", path.iter().map(ItemId::as_str).collect::<Vec<_>>().join(" -> "))]
    Cycle {
        /// Each depends on the next.
        path: Vec<ItemId>,
    },
    /// Something is more than it may be.
    #[error("{what}: at most {most}")]
    TooMuch {
        /// What.
        what: &'static str,
        /// How much it may be.
        most: u64,
    },
    /// The mission's state does not allow it.
    #[error("a mission that is {status} cannot be {what}")]
    MissionState {
        /// The state.
        status: MissionStatus,
        /// What was to become of the mission, in one word: `paused`, `resumed`, `cancelled`, `changed`.
        what: &'static str,
    },
    /// The item's state does not allow it.
    #[error("the item {item_id} is {status} and cannot be {what}")]
    ItemState {
        /// Which.
        item_id: ItemId,
        /// The state.
        status: ItemStatus,
        /// What was to become of the item.
        what: &'static str,
    },
    /// Nobody judges what they did themselves.
    #[error("whoever did the item {item_id} cannot judge it")]
    OwnWork {
        /// Which.
        item_id: ItemId,
    },
    /// The run is not the one that the item waits for.
    #[error("the item {item_id} does not wait for this run")]
    OtherRun {
        /// Which.
        item_id: ItemId,
    },
    /// What the item cannot go on without was not made.
    #[error(
        "the item {item_id} needs artifacts of the kinds {}",
        kinds.iter().map(ArtifactKind::as_str).collect::<Vec<_>>().join(", ")
    )]
    MissingArtifacts {
        /// Which.
        item_id: ItemId,
        /// What is missing.
        kinds: Vec<ArtifactKind>,
    },
    /// A budget is still used up.
    #[error("the budget {budget} is used up: raise it first")]
    UsedUp {
        /// Which, as the contract's `PauseReason` says it.
        budget: &'static str,
    },
}
