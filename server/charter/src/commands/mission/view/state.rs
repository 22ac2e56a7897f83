//! What is known of a mission.

use std::collections::{BTreeMap, VecDeque};

use charter_types::{
    EngineEvent, EventPayload, ItemId, Mission, MissionNotice, MissionStatus, Run, RunEvent, RunId, RunRecord,
    RunStatus, WorkItem,
};

/// As many as are shown at most.
const NOTICES: usize = 5;

/// A mission with its items, the runs that are under way, and what was said last.
#[derive(Debug)]
pub struct State {
    pub mission: Mission,
    pub items: BTreeMap<ItemId, WorkItem>,
    pub runs: BTreeMap<RunId, Running>,
    pub notices: VecDeque<MissionNotice>,
}

/// A run that is under way, or waits for an approval.
#[derive(Debug)]
pub struct Running {
    pub run: Run,
    /// What it has told last.
    pub doing: Option<RunEvent>,
}

impl State {
    pub fn new(mission: Mission, items: Vec<WorkItem>) -> Self {
        let items = items.into_iter().map(|item| (item.item_id.clone(), item)).collect();
        Self { mission, items, runs: BTreeMap::new(), notices: VecDeque::new() }
    }

    pub fn has_ended(&self) -> bool {
        matches!(self.mission.status, MissionStatus::Completed | MissionStatus::Cancelled)
    }

    /// Takes in what has happened. What is older than what is known changes nothing.
    pub fn event(&mut self, event: &EngineEvent) {
        match event.payload() {
            EventPayload::MissionUpdated(mission) if mission.rev >= self.mission.rev => self.mission = mission,
            EventPayload::MissionItemUpdated(item) => self.item(item),
            EventPayload::MissionNotice(notice) => {
                self.notices.push_back(notice);
                if self.notices.len() > NOTICES {
                    self.notices.pop_front();
                }
            }
            EventPayload::RunCreated(run) | EventPayload::RunUpdated(run) => self.run(run),
            EventPayload::RunProgress(record) | EventPayload::RunToolStarted(record) | EventPayload::RunLog(record) => {
                self.record(record);
            }
            _ => {}
        }
    }

    fn item(&mut self, item: WorkItem) {
        let is_newer = self.items.get(&item.item_id).is_none_or(|known| item.rev >= known.rev);
        if is_newer {
            self.items.insert(item.item_id.clone(), item);
        }
    }

    /// Keeps a run for as long as it is under way or waits for an approval.
    pub fn run(&mut self, run: Run) {
        let known = self.runs.get_mut(&run.run_id);
        if known.as_ref().is_some_and(|known| known.run.rev > run.rev) {
            return;
        }
        if !matches!(run.status, RunStatus::Running | RunStatus::Cancelling | RunStatus::WaitingApproval) {
            self.runs.remove(&run.run_id);
            return;
        }
        match known {
            // Another attempt does something else.
            Some(known) if known.run.attempt == run.attempt => known.run = run,
            _ => {
                self.runs.insert(run.run_id.clone(), Running { run, doing: None });
            }
        }
    }

    fn record(&mut self, record: RunRecord) {
        let Some(running) = self.runs.get_mut(&record.run_id).filter(|known| known.run.attempt == record.attempt)
        else {
            return;
        };
        // A log line does not say more of what a run does than its progress and its tools do.
        let is_log = matches!(record.event, RunEvent::Log(_));
        if !is_log || matches!(running.doing, None | Some(RunEvent::Log(_))) {
            running.doing = Some(record.event);
        }
    }
}
