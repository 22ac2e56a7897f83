//! A step in the making: whatever changes a mission or an item does it through here.

use std::collections::{BTreeMap, BTreeSet};

use charter_types::{
    CancelRun, EmitNotice, Gate, ItemId, ItemStatus, LongText, Mission, MissionCommand, MissionStatus, PauseReason,
    Principal, StartRun, Timestamp, WorkItem,
};

use super::{
    backoff::Delay,
    counts, people,
    run_id::{self, Origin},
};
use crate::{
    Context, Rejection, State, Step,
    lifecycle::{ItemTrigger, MissionTrigger, item_may, mission_may},
};

/// The state as it is becoming.
pub(super) struct Draft<'a> {
    /// Only its usage, budgets and active runs are changed from outside.
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

    /// Moves an item along the table. What it was told in its former state (its run, its reason) is gone.
    pub(super) fn move_item(&mut self, item_id: &ItemId, by: ItemTrigger, to: ItemStatus) -> Result<(), Rejection> {
        let from = self.item(item_id)?.status.clone();
        if !item_may(&from, by, &to) {
            return Err(Rejection::ItemState { item_id: item_id.clone(), status: from, what: by.what() });
        }
        let item = self.edit(item_id)?;
        item.reason = None;
        if to != ItemStatus::Running {
            item.run_id = None;
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

    /// Queues a run for an item: its work, or a judgement at a gate.
    pub(super) fn start_run(
        &mut self,
        item_id: &ItemId,
        gate: Option<Gate>,
        failures: u8,
        delay: Delay,
    ) -> Result<(), Rejection> {
        let step = self.mission.steps.get();
        let run_id = run_id::derive(&Origin { mission_id: &self.mission.mission_id, step, item_id, gate, failures });
        let (role, skills) = people::for_run(&self.mission, self.item(item_id)?, gate);
        let mut start = StartRun::new(run_id.clone(), item_id.clone(), role, skills);
        start.gate = gate;
        start.not_before = delay.not_before(&run_id, self.context.now);
        self.edit(item_id)?.run_id = Some(run_id);
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

/// The text, cut to what the contract takes.
pub(super) fn long_text(text: &str) -> LongText {
    const LONGEST: usize = 20_000;
    let cut: String = text.chars().take(LONGEST).collect();
    LongText::new(cut).expect("a text of that length is allowed")
}
