use std::collections::{BTreeMap, BTreeSet};

use charter_types::{ItemId, Mission, MissionCommand, WorkItem};

/// A mission and those of its items that an event is about.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The mission.
    pub mission: Mission,
    /// The items that [`involved`](crate::MissionReducer::involved) and
    /// [`neighbours`](crate::MissionReducer::neighbours) asked for and that there are. Others there may be too.
    pub items: BTreeMap<ItemId, WorkItem>,
}

/// What an event made of a mission.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The mission and its items as they are now.
    pub state: State,
    /// The items that were changed or added.
    pub changed: BTreeSet<ItemId>,
    /// What is to be done because of it.
    pub commands: Vec<MissionCommand>,
}
