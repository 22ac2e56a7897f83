//! A step in the making: whatever changes a mission or an item does it through here.

use std::collections::{BTreeMap, BTreeSet};

use charter_types::{
    CancelRun, Count, EmitNotice, ItemId, ItemStatus, LongText, Mission, MissionCommand, MissionStatus, PauseReason,
    Principal, RunId, StartRun, Timestamp, WorkItem,
};

use super::{counts, gates, people};
use crate::{
    Context, Rejection, State, Step,
    lifecycle::{ItemTrigger, MissionTrigger, item_may, mission_may},
};

/// The state as it is becoming.
pub(super) struct Draft<'a> {
    /// Only its usage, budgets, active runs and counts of items are changed from outside.
    pub(super) mission: Mission,
    items: BTreeMap<ItemId, WorkItem>,
    changed: BTreeSet<ItemId>,
    commands: Vec<MissionCommand>,
    context: &'a Context<'a>,
}

impl<'a> Draft<'a> {
    /// Nothing has changed yet.
    pub(super) fn new(state: State, context: &'a Context<'a>) -> Self {
        let State { mission, items } = state;
        Self { mission, items, changed: BTreeSet::new(), commands: Vec::new(), context }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.context.now
    }

    pub(super) fn actor(&self) -> &'a Principal {
        self.context.actor
    }

    pub(super) fn has(&self, item_id: &ItemId) -> bool {
        self.items.contains_key(item_id)
    }

    pub(super) fn item(&self, item_id: &ItemId) -> Result<&WorkItem, Rejection> {
        self.items.get(item_id).ok_or_else(|| Rejection::UnknownItem { item_id: item_id.clone() })
    }

    /// The item, to be changed; not its status.
    pub(super) fn edit(&mut self, item_id: &ItemId) -> Result<&mut WorkItem, Rejection> {
        let item = self.items.get_mut(item_id).ok_or_else(|| Rejection::UnknownItem { item_id: item_id.clone() })?;
        item.rev = self.context.revision;
        item.updated_at = self.context.now;
        self.changed.insert(item_id.clone());
        Ok(item)
    }

    /// A new item, which is pending.
    pub(super) fn add(&mut self, mut item: WorkItem) {
        item.status = ItemStatus::Pending;
        item.rev = self.context.revision;
        counts::shift(&mut self.mission.items, item.required, None, &item.status);
        self.changed.insert(item.item_id.clone());
        self.items.insert(item.item_id.clone(), item);
    }

    /// Moves an item along the table. What it was told in its former state (its run and how often that failed, its reason)
    /// is gone; but a run that is started or queued again stays the item's, and how often it failed is told of what failed.
    pub(super) fn move_item(&mut self, item_id: &ItemId, by: ItemTrigger, to: ItemStatus) -> Result<(), Rejection> {
        let from = self.item(item_id)?.status.clone();
        if !item_may(&from, by, &to) {
            return Err(Rejection::ItemState { item_id: item_id.clone(), status: from, what: by.what() });
        }
        let item = self.edit(item_id)?;
        item.reason = None;
        if !by.keeps_run() {
            item.run_id = None;
            item.failures = if by == ItemTrigger::Failed { item.failures } else { Count::MIN };
        }
        item.status = to.clone();
        let required = item.required;
        counts::shift(&mut self.mission.items, required, Some(&from), &to);
        Ok(())
    }

    /// Moves the mission along the table.
    pub(super) fn move_mission(&mut self, by: MissionTrigger, to: MissionStatus) -> Result<(), Rejection> {
        if !mission_may(&self.mission.status, by, &to) {
            return Err(Rejection::MissionState { status: self.mission.status.clone(), what: by.what() });
        }
        self.mission.pause_reason = None;
        if matches!(to, MissionStatus::Completed | MissionStatus::Cancelled) {
            self.mission.ended_at = Some(self.context.now);
        }
        self.mission.status = to;
        Ok(())
    }

    /// Pauses the mission.
    pub(super) fn pause(&mut self, by: MissionTrigger, reason: PauseReason) -> Result<(), Rejection> {
        self.move_mission(by, MissionStatus::Paused)?;
        self.mission.pause_reason = Some(reason);
        Ok(())
    }

    /// Queues a new run for an item: its work, or a judgement when it is at a gate.
    pub(super) fn queue_run(&mut self, item_id: &ItemId) -> Result<(), Rejection> {
        counts::increment(&mut self.mission.queued_runs);
        let run_id = newest_run(&self.mission)?;
        let item = self.edit(item_id)?;
        item.run_id = Some(run_id.clone());
        item.failures = Count::MIN;
        self.start_run(item_id, run_id, None)
    }

    /// Queues the item's run again, which keeps its id.
    pub(super) fn queue_again(&mut self, item_id: &ItemId, not_before: Option<Timestamp>) -> Result<(), Rejection> {
        let item = self.edit(item_id)?;
        let run_id = item.run_id.clone().ok_or_else(|| Rejection::OtherRun { item_id: item_id.clone() })?;
        self.start_run(item_id, run_id, not_before)
    }

    fn start_run(&mut self, item_id: &ItemId, run_id: RunId, not_before: Option<Timestamp>) -> Result<(), Rejection> {
        let item = self.item(item_id)?;
        let gate = gates::at_gate(item);
        let (role, skills) = people::for_run(&self.mission, item, gate);
        let mut start = StartRun::new(run_id, item_id.clone(), role, skills);
        start.gate = gate;
        start.not_before = not_before;
        self.command(MissionCommand::StartRun(start));
        Ok(())
    }

    /// Ends the item's run, whether it is queued or under way.
    pub(super) fn cancel_run(&mut self, item_id: &ItemId) -> Result<(), Rejection> {
        if let Some(run_id) = self.edit(item_id)?.run_id.take() {
            self.command(MissionCommand::CancelRun(CancelRun::new(run_id)));
        }
        Ok(())
    }

    pub(super) fn command(&mut self, command: MissionCommand) {
        self.commands.push(command);
    }

    pub(super) fn notice(&mut self, text: &str) {
        self.command(MissionCommand::EmitNotice(EmitNotice::new(long_text(text))));
    }

    /// The step that has come of it.
    pub(super) fn finish(mut self) -> Step {
        self.mission.rev = self.context.revision;
        self.mission.updated_at = self.context.now;
        let state = State { mission: self.mission, items: self.items };
        Step { state, changed: self.changed, commands: self.commands }
    }
}

/// The id of the run that was queued last: the mission's, a dot, and the run's number in it.
fn newest_run(mission: &Mission) -> Result<RunId, Rejection> {
    const MOST: u64 = 99_999_999;
    let number = mission.queued_runs.get();
    let text = format!("{}.{number:08}", mission.mission_id);
    RunId::new(text).map_err(|_| Rejection::TooMuch { what: "runs of a mission", most: MOST })
}

/// The text, cut to what the contract takes.
pub(super) fn long_text(text: &str) -> LongText {
    const LONGEST: usize = 20_000;
    let cut: String = text.chars().take(LONGEST).collect();
    LongText::new(cut).expect("a text of that length is allowed")
}
