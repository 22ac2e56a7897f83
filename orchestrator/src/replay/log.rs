use std::collections::BTreeMap;

use charter_types::{ItemId, Mission, MissionHistoryEntry, MissionId, Principal, Revision, Timestamp, WorkItem};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::State;

/// A mission as it went: how it was created, and every event with what was done because of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissionLog {
    /// The mission.
    pub mission_id: MissionId,
    /// The `MissionSpec` that it was created with.
    pub spec: Value,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Principal,
    /// In which commit.
    pub revision: Revision,
    /// What was done because of its creation: an array of `MissionCommand`s.
    pub commands: Value,
    /// The events, in their order.
    pub log: Vec<LogEntry>,
    /// What has come of it: `{"mission": Mission, "items": {item_id: WorkItem}}`. A log that is still being written has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Value>,
}

/// An event that was applied to a mission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// The [`Event`](crate::Event).
    pub event: Value,
    /// When.
    pub at: Timestamp,
    /// Whose.
    pub by: Principal,
    /// In which commit.
    pub revision: Revision,
    /// What was done because of it: an array of `MissionCommand`s.
    pub commands: Value,
    /// The ids of the items that it changed, where they were written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Value>,
}

/// Why a mission's history is not one that can be computed again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotALog {
    /// Its first entry is not `{"kind": "created", "spec": …}`.
    #[error("does not begin with the mission's creation")]
    NoBeginning,
    /// An entry is missing.
    #[error("has something else where step {step} should be")]
    Gap {
        /// The first that is not there.
        step: u64,
    },
    /// What is told of it cannot be written as JSON.
    #[error("cannot be written: {message}")]
    Unwritable {
        /// Why.
        message: String,
    },
}

impl MissionLog {
    /// The log that a mission's history is, from its creation on, and what has come of it.
    ///
    /// # Errors
    /// [`NotALog`]: something is missing.
    pub fn of_history(
        mission: &Mission,
        items: &BTreeMap<ItemId, WorkItem>,
        history: Vec<MissionHistoryEntry>,
    ) -> Result<Self, NotALog> {
        for (entry, step) in history.iter().zip(0..) {
            if entry.step.get() != step {
                return Err(NotALog::Gap { step });
            }
        }
        let mut entries = history.into_iter();
        let creation = entries.next().ok_or(NotALog::NoBeginning)?;
        let spec = match creation.event.get("kind").and_then(Value::as_str) {
            Some("created") => creation.event.get("spec").cloned().ok_or(NotALog::NoBeginning)?,
            _ => return Err(NotALog::NoBeginning),
        };
        let log = entries.map(|entry| {
            let MissionHistoryEntry { at, by, event, commands, revision, .. } = entry;
            Ok(LogEntry { event, at, by, revision, commands: written(&commands)?, changed: None })
        });
        Ok(Self {
            mission_id: mission.mission_id.clone(),
            spec,
            at: creation.at,
            by: creation.by,
            revision: creation.revision,
            commands: written(&creation.commands)?,
            log: log.collect::<Result<_, NotALog>>()?,
            end: Some(written(&End { mission, items })?),
        })
    }
}

fn written(value: &impl Serialize) -> Result<Value, NotALog> {
    serde_json::to_value(value).map_err(|error| NotALog::Unwritable { message: error.to_string() })
}

#[derive(Serialize)]
pub(super) struct End<'a> {
    mission: &'a Mission,
    items: &'a BTreeMap<ItemId, WorkItem>,
}

impl<'a> End<'a> {
    pub(super) fn of(state: &'a State) -> Self {
        Self { mission: &state.mission, items: &state.items }
    }
}
