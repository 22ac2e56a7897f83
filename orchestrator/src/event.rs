use charter_types::{ArtifactLink, ItemId, LongText, MissionEvent, RunId, Verdict};
use serde::{Deserialize, Serialize};

/// Something that happens to a mission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// Somebody has decided something.
    Requested(MissionEvent),
    /// Something has become of a run, or time has passed.
    Observed(RunEvent),
}

/// What the server itself observes. `item_id` is the item that the run is for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RunEvent {
    /// A worker has claimed a run. The context's actor is the worker.
    RunStarted {
        /// Whose run it is.
        item_id: ItemId,
        /// The run.
        run_id: RunId,
    },
    /// A run was completed. The context's actor is the worker. A run at a gate has a verdict.
    RunSucceeded {
        /// Whose run it is.
        item_id: ItemId,
        /// The run.
        run_id: RunId,
        /// What a gate's run says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verdict: Option<Verdict>,
        /// What is to be done better.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        feedback: Option<LongText>,
        /// What the run has made.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        artifacts: Vec<ArtifactLink>,
    },
    /// A run has failed.
    RunFailed {
        /// Whose run it is.
        item_id: ItemId,
        /// The run.
        run_id: RunId,
        /// What sort of failure it is.
        class: FailureClass,
        /// What is known of the failure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<LongText>,
    },
    /// A run that was told to stop has stopped.
    RunStopped {
        /// Whose run it is.
        item_id: ItemId,
        /// The run.
        run_id: RunId,
    },
    /// A run that was under way waits for an approval, without a worker.
    RunParked {
        /// Whose run it is.
        item_id: ItemId,
        /// The run.
        run_id: RunId,
    },
    /// What a parked run waited for was decided, one way or the other: it can go on.
    RunDecided {
        /// Whose run it is.
        item_id: ItemId,
        /// The run.
        run_id: RunId,
    },
    /// A worker has reported what it used since its last report.
    UsageReported {
        /// How many tokens of language models.
        tokens: u64,
        /// Money, in millionths of the workers' unit.
        cost_micros: u64,
    },
    /// A time has come that the mission wanted to be told of.
    TimeReached,
}

impl RunEvent {
    /// The item that it is about.
    pub fn item_id(&self) -> Option<&ItemId> {
        match self {
            Self::RunStarted { item_id, .. }
            | Self::RunSucceeded { item_id, .. }
            | Self::RunFailed { item_id, .. }
            | Self::RunStopped { item_id, .. }
            | Self::RunParked { item_id, .. }
            | Self::RunDecided { item_id, .. } => Some(item_id),
            Self::UsageReported { .. } | Self::TimeReached => None,
        }
    }
}

/// Why a run failed, and so what becomes of its item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "class", rename_all = "snake_case")]
pub enum FailureClass {
    /// Another attempt may succeed.
    Retryable,
    /// Another attempt may succeed after so many milliseconds.
    RateLimited {
        /// How long to wait.
        after_ms: u64,
    },
    /// Another attempt would fail too.
    NonRetryable,
    /// A budget is used up.
    Budget,
    /// It is not allowed.
    Policy,
    /// The worker has not been heard of for the time of its lease.
    LeaseLost,
}
