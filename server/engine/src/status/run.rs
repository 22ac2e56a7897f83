use charter_types::{
    Count, ItemId, MissionId, Percent, Principal, Revision, Run, RunEvent, RunFailure, RunId, RunRecord, RunStatus,
    RunTotals, Title, ToolName,
};
use serde::{Deserialize, Serialize};

/// The value of the resource `run/{run_id}/status`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunStatusDocument {
    /// The run.
    pub run_id: RunId,
    /// The mission that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<MissionId>,
    /// The work item that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<ItemId>,
    /// Where it stands.
    pub phase: RunStatus,
    /// How often it was claimed.
    pub attempt: Count,
    /// Who has claimed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<Principal>,
    /// What it did last, in this attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Title>,
    /// How much of it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// The tool that it called last and that has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<ToolName>,
    /// How many calls of tools there were, in all attempts.
    pub tools: ToolCounts,
    /// How many events it has reported.
    pub records: Count,
    /// What it has used.
    pub usage: RunTotals,
    /// Why its last attempt failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<RunFailure>,
    /// The revision of the last event that is taken in.
    pub as_of: Revision,
}

/// Calls of tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolCounts {
    /// How many were begun.
    pub started: u64,
    /// How many were answered.
    pub finished: u64,
    /// How many of those did not do what they were to.
    pub failed: u64,
}

impl RunStatusDocument {
    /// With a `run.created` or `run.updated` event taken in.
    #[must_use]
    pub fn with_run(before: Option<Self>, run: &Run, as_of: Revision) -> Self {
        let goes_on = |before: &Self| run.status == RunStatus::Cancelling || before.phase == run.status;
        let (now, tools) = match before {
            // A new attempt begins with nothing done.
            Some(before) if goes_on(&before) => ((before.step, before.percent, before.tool), before.tools),
            Some(before) => (Default::default(), before.tools),
            None => Default::default(),
        };
        let (step, percent, tool) = now;
        Self {
            run_id: run.run_id.clone(),
            mission_id: run.mission_id.clone(),
            item_id: run.item_id.clone(),
            phase: run.status.clone(),
            attempt: run.attempt,
            worker: run.worker.clone(),
            step,
            percent,
            tool,
            tools,
            records: run.records,
            usage: run.usage.clone(),
            last_error: run.failure.clone(),
            as_of,
        }
    }

    /// With an event taken in that the run has reported.
    pub fn take_in(&mut self, record: &RunRecord, as_of: Revision) {
        self.records = record.number;
        self.as_of = as_of;
        match &record.event {
            RunEvent::Progress(progress) => {
                self.step = Some(progress.step.clone());
                self.percent = progress.percent;
            }
            RunEvent::ToolStarted(call) => {
                self.tools.started += 1;
                self.tool = Some(call.tool.clone());
            }
            RunEvent::ToolFinished(answer) => {
                self.tools.finished += 1;
                self.tools.failed += u64::from(!answer.succeeded);
                self.tool = self.tool.take().filter(|tool| *tool != answer.tool);
            }
            RunEvent::Usage(usage) => self.usage = with_usage(&self.usage, usage.tokens, usage.cost_micros),
            _ => {}
        }
    }
}

/// The totals with what was reported added.
pub(crate) fn with_usage(totals: &RunTotals, tokens: Option<Count>, cost_micros: Option<Count>) -> RunTotals {
    let add = |total: Count, more: Option<Count>| {
        let sum = total.get().saturating_add(more.map_or(0, Count::get));
        Count::new(sum.min(Count::MAX.get())).unwrap_or(Count::MAX)
    };
    RunTotals::new(add(totals.tokens, tokens), add(totals.cost_micros, cost_micros))
}
