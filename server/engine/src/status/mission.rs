use charter_types::{
    ItemCounts, ItemId, Mission, MissionId, MissionStatus, MissionUsage, PauseReason, Revision, Run, RunEvent,
    RunFailure, RunId, RunRecord, Title, ToolName,
};
use serde::{Deserialize, Serialize};

/// The value of the resource `mission/{mission_id}/status`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MissionStatusDocument {
    /// The mission.
    pub mission_id: MissionId,
    /// Where it stands.
    pub phase: MissionStatus,
    /// Why it is paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause_reason: Option<PauseReason>,
    /// How many items stand where.
    pub items: ItemCounts,
    /// How many runs are under way.
    pub active_runs: u64,
    /// What it has used.
    pub usage: MissionUsage,
    /// What any of its runs has told of last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<LatestStep>,
    /// The last failure of any of its runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<RunFailure>,
    /// The revision of the last event that is taken in.
    pub as_of: Revision,
}

/// What a run has told of last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LatestStep {
    /// Which run.
    pub run_id: RunId,
    /// The work item that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<ItemId>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Title>,
    /// The tool that it calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<ToolName>,
}

impl MissionStatusDocument {
    /// With a `mission.created` or `mission.updated` event taken in.
    #[must_use]
    pub fn with_mission(before: Option<Self>, mission: &Mission, as_of: Revision) -> Self {
        let (latest, last_error) = before.map_or((None, None), |before| (before.latest, before.last_error));
        Self {
            mission_id: mission.mission_id.clone(),
            phase: mission.status.clone(),
            pause_reason: mission.pause_reason.clone(),
            items: mission.items.clone(),
            active_runs: mission.active_runs.get(),
            usage: mission.usage.clone(),
            latest,
            last_error,
            as_of,
        }
    }

    /// With a `run.updated` event of one of its runs taken in.
    pub fn take_in_run(&mut self, run: &Run, as_of: Revision) {
        self.as_of = as_of;
        if let Some(failure) = run.failure.as_ref().filter(|failure| failure.at == run.updated_at) {
            self.last_error = Some(failure.clone());
        }
    }

    /// With an event taken in that one of its runs has reported.
    pub fn take_in_record(&mut self, record: &RunRecord, item_id: Option<&ItemId>, as_of: Revision) {
        self.as_of = as_of;
        let (step, tool) = match &record.event {
            RunEvent::Progress(progress) => (Some(progress.step.clone()), None),
            RunEvent::ToolStarted(call) => (None, Some(call.tool.clone())),
            _ => return,
        };
        self.latest = Some(LatestStep { run_id: record.run_id.clone(), item_id: item_id.cloned(), step, tool });
    }
}
