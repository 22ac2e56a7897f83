use std::collections::BTreeMap;

use charter_types::{Mission, MissionId, Revision, Run, RunId, RunRecord};

use super::{MissionStatusDocument, RunStatusDocument};

/// An event that statuses are made of.
#[derive(Debug, Clone, PartialEq)]
pub enum StatusEvent<'a> {
    /// `run.created` or `run.updated`.
    Run(&'a Run),
    /// What a run has reported: `run.progress`, `run.tool_started`, …
    Record(&'a RunRecord),
    /// `mission.created` or `mission.updated`.
    Mission(&'a Mission),
}

/// The statuses that events change, as far as they were told of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statuses {
    /// Of runs.
    pub runs: BTreeMap<RunId, RunStatusDocument>,
    /// Of missions.
    pub missions: BTreeMap<MissionId, MissionStatusDocument>,
}

impl Statuses {
    /// Takes an event in that happened at a revision.
    pub fn take_in(&mut self, event: &StatusEvent<'_>, as_of: Revision) {
        match event {
            StatusEvent::Run(run) => {
                let status = RunStatusDocument::with_run(self.runs.remove(&run.run_id), run, as_of);
                self.runs.insert(run.run_id.clone(), status);
                if let Some(mission) = run.mission_id.as_ref().and_then(|id| self.missions.get_mut(id)) {
                    mission.take_in_run(run, as_of);
                }
            }
            StatusEvent::Record(record) => {
                let Some(run) = self.runs.get_mut(&record.run_id) else { return };
                run.take_in(record, as_of);
                if let Some(mission) = run.mission_id.as_ref().and_then(|id| self.missions.get_mut(id)) {
                    mission.take_in_record(record, run.item_id.as_ref(), as_of);
                }
            }
            StatusEvent::Mission(mission) => {
                let before = self.missions.remove(&mission.mission_id);
                let status = MissionStatusDocument::with_mission(before, mission, as_of);
                self.missions.insert(mission.mission_id.clone(), status);
            }
        }
    }
}
