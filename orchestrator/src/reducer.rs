use std::collections::BTreeMap;

use charter_types::{ItemId, MissionId, MissionSpec, WorkItem};

use crate::{Context, Event, Rejection, State, Step};

/// What becomes of missions. Implementations are pure.
pub trait MissionReducer: Send + Sync {
    /// A mission as it begins.
    ///
    /// # Errors
    /// What is wrong with the specification.
    fn init(&self, mission_id: MissionId, spec: &MissionSpec, context: &Context<'_>) -> Result<Step, Rejection>;

    /// The items that an event names: what of them there is has to be in the state.
    fn involved(&self, event: &Event) -> Vec<ItemId>;

    /// The items that have to be in the state beside these, because they may change with them.
    fn neighbours(&self, event: &Event, involved: &BTreeMap<ItemId, WorkItem>) -> Vec<ItemId>;

    /// What the event makes of the mission.
    ///
    /// # Errors
    /// Why the event does not fit the state. Nothing has happened then.
    fn on_event(&self, state: State, event: &Event, context: &Context<'_>) -> Result<Step, Rejection>;
}

/// Items wait for their dependencies, are done by runs, judged at their gates, and sent back until they pass.
///
/// [`lifecycle`](crate::lifecycle) has every move that it makes. What it does not say:
///
/// - A run is queued, with a `StartRun`, when its item becomes ready, is sent back or enters a gate; also while the mission
///   is paused, where it cannot be started. One that has failed, was stopped or lacked budget is queued again under
///   its own id. The server tells of each attempt once that it was started and once how it ended, and of one that was
///   never started it tells nothing: an item at a gate does not know whether its run is still queued.
/// - An end is counted whatever the state. It changes nothing else when the item does not wait for that run any more, and
///   cancels the item when the mission is cancelling or over.
/// - `CancelRun` is only for runs whose item was cancelled, changed or judged by somebody. The runs of a mission that is cancelled
///   or completed are for the server to find and stop.
/// - An attempt that was stopped, or lacked budget, is not held against its item. One that is queued when the limit is
///   lowered is still made.
/// - A mission completes when something is done and nothing that is required is left; when only optional items are there,
///   with the first of them.
/// - A mission that pauses by itself emits a notice. One that is resumed while it is stuck pauses again in the same step.
#[derive(Debug, Clone, Copy, Default)]
pub struct DefaultReducer;
