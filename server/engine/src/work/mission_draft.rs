use std::collections::{BTreeMap, BTreeSet};

use charter_orchestrator::{Context, Event, MissionReducer, Rejection, State, Step};
use charter_types::{ItemId, Mission, MissionCommand, MissionHistoryEntry, MissionStatus, MissionStep, WorkItem};
use serde_json::Value;

/// A mission as a commit changes it.
#[derive(Debug)]
pub(super) struct MissionDraft {
    /// `None` while it is being created.
    pub(super) before: Option<MissionStatus>,
    pub(super) state: State,
    pub(super) changed: BTreeSet<ItemId>,
    pub(super) entries: Vec<MissionHistoryEntry>,
}

impl MissionDraft {
    pub(super) fn new(mission: Mission, items: BTreeMap<ItemId, WorkItem>) -> Self {
        let before = Some(mission.status.clone());
        Self { before, state: State { mission, items }, changed: BTreeSet::new(), entries: Vec::new() }
    }

    pub(super) fn created(step: Step, spec: Value, context: &Context<'_>) -> (Self, Vec<MissionCommand>) {
        let mut draft = Self { before: None, state: step.state.clone(), changed: BTreeSet::new(), entries: Vec::new() };
        let commands = draft.take_in(step, serde_json::json!({ "kind": "created", "spec": spec }), context);
        (draft, commands)
    }

    /// Applies an event; nothing has changed when it is rejected. Answers with what is to be done.
    pub(super) fn apply(
        &mut self,
        reducer: &dyn MissionReducer,
        event: &Event,
        written: Value,
        context: &Context<'_>,
    ) -> Result<Vec<MissionCommand>, Rejection> {
        let step = reducer.on_event(self.state.clone(), event, context)?;
        Ok(self.take_in(step, written, context))
    }

    fn take_in(&mut self, step: Step, event: Value, context: &Context<'_>) -> Vec<MissionCommand> {
        let Step { state, changed, commands } = step;
        self.entries.push(MissionHistoryEntry::new(
            state.mission.steps,
            context.now,
            context.actor.clone(),
            event,
            commands.clone(),
            context.revision,
        ));
        self.state = state;
        self.changed.extend(changed);
        commands
    }

    /// What the mission answers with.
    pub(super) fn step(&self) -> MissionStep {
        let commands = self.entries.iter().flat_map(|entry| entry.commands.iter().cloned()).collect();
        MissionStep::new(self.state.mission.clone(), self.changed.iter().cloned().collect(), commands)
    }

    /// How many more of its runs may be under way.
    pub(super) fn places(&self) -> u64 {
        let mission = &self.state.mission;
        match mission.status {
            MissionStatus::Running => u64::from(mission.parallelism.get()).saturating_sub(mission.active_runs.get()),
            _ => 0,
        }
    }

    /// Whether the runs that are left have to be stopped now: nothing awaits them any more.
    pub(super) fn has_come_to_its_end(&self) -> bool {
        let is_over = |status: &MissionStatus| {
            matches!(status, MissionStatus::Cancelling | MissionStatus::Cancelled | MissionStatus::Completed)
        };
        is_over(&self.state.mission.status) && !self.before.as_ref().is_some_and(is_over)
    }
}
