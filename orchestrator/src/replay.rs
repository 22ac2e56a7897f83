//! Missions as they went, computed again.
//!
//! A [`MissionLog`] has everything that went into a mission and what came of it. [`replay`] computes again what comes of it,
//! and [`differences`] tells where that is not what was recorded. What is recorded stays JSON here: what another version has
//! written is compared as it is, with members that this one does not know.

mod differences;
mod log;

use charter_types::{MissionSpec, Principal, Revision, Timestamp};
use serde::Serialize;
use serde_json::Value;

use crate::{Context, Event, MissionReducer, Rejection, Step};

pub use differences::{Difference, differences};
pub use log::{LogEntry, MissionLog, NotALog};

/// Why a log cannot be computed again. The paths are JSON pointers (RFC 6901) into the log.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// Something in it is not what the contract says.
    #[error("{path}: cannot be read")]
    Unreadable {
        /// Where.
        path: String,
        /// What is wrong.
        #[source]
        source: serde_json::Error,
    },
    /// What was taken in then is refused now.
    #[error("{path}: is refused")]
    Rejected {
        /// Where.
        path: String,
        /// Why.
        #[source]
        source: Rejection,
    },
    /// What was computed cannot be written as JSON.
    #[error("{path}: cannot be written")]
    Unwritable {
        /// Where.
        path: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

/// The log as the reducer makes it from what went in: with the commands, the changed items and the end that it computes.
///
/// # Errors
/// [`ReplayError`]: something in the log cannot be read, or is refused.
pub fn replay(reducer: &dyn MissionReducer, recorded: &MissionLog) -> Result<MissionLog, ReplayError> {
    let spec: MissionSpec = read(&recorded.spec, "/spec")?;
    let start = context(&recorded.by, recorded.at, recorded.revision);
    let step = reducer.init(recorded.mission_id.clone(), &spec, &start).map_err(rejected("/spec"))?;
    let mut computed = MissionLog {
        spec: written(&spec, "/spec")?,
        commands: written(&step.commands, "/commands")?,
        log: Vec::with_capacity(recorded.log.len()),
        ..recorded.clone()
    };
    let mut state = step.state;
    for (index, entry) in recorded.log.iter().enumerate() {
        let path = format!("/log/{index}");
        let event: Event = read(&entry.event, &format!("{path}/event"))?;
        let step = reducer
            .on_event(state, &event, &context(&entry.by, entry.at, entry.revision))
            .map_err(rejected(&format!("{path}/event")))?;
        computed.log.push(applied(entry, &event, &step, &path)?);
        state = step.state;
    }
    computed.end = Some(written(&log::End::of(&state), "/end")?);
    Ok(computed)
}

/// Where what is recorded is not what the reducer computes. What a log does not tell, its end or the changed items of an
/// entry, is not compared.
///
/// # Errors
/// As [`replay`].
pub fn check(reducer: &dyn MissionReducer, recorded: &MissionLog) -> Result<Vec<Difference>, ReplayError> {
    let mut computed = replay(reducer, recorded)?;
    if recorded.end.is_none() {
        computed.end = None;
    }
    for (computed, recorded) in computed.log.iter_mut().zip(&recorded.log) {
        if recorded.changed.is_none() {
            computed.changed = None;
        }
    }
    Ok(differences(&written(recorded, "")?, &written(&computed, "")?))
}

fn applied(recorded: &LogEntry, event: &Event, step: &Step, path: &str) -> Result<LogEntry, ReplayError> {
    Ok(LogEntry {
        event: written(event, path)?,
        commands: written(&step.commands, path)?,
        changed: Some(written(&step.changed, path)?),
        ..recorded.clone()
    })
}

fn context(actor: &Principal, now: Timestamp, revision: Revision) -> Context<'_> {
    Context { now, actor, revision }
}

fn read<'a, T: serde::Deserialize<'a>>(value: &'a Value, path: &str) -> Result<T, ReplayError> {
    T::deserialize(value).map_err(|source| ReplayError::Unreadable { path: path.to_owned(), source })
}

fn written(value: &impl Serialize, path: &str) -> Result<Value, ReplayError> {
    serde_json::to_value(value).map_err(|source| ReplayError::Unwritable { path: path.to_owned(), source })
}

fn rejected(path: &str) -> impl Fn(Rejection) -> ReplayError {
    let path = path.to_owned();
    move |source| ReplayError::Rejected { path: path.clone(), source }
}
