//! What a run leaves behind for its checks.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;

use super::{archive::Archive, story::Story};
use crate::{
    target::Starts,
    workload::{Document, Record},
};

/// An event as the database has it.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedEvent {
    /// Its place in its commit, from 0.
    pub place: u64,
    /// Its number among all events, from 1.
    pub ordinal: u64,
    /// Its type.
    pub event_type: String,
    /// The key.
    pub subject: String,
    /// Who did it.
    pub actor: String,
    /// The request that did it.
    pub correlation_id: Option<String>,
    /// The resource, or what is left to say of it.
    pub data: Value,
}

/// The events of one revision.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// The revision.
    pub revision: u64,
    /// In milliseconds since 1970.
    pub time_ms: i64,
    /// In the order of their places.
    pub events: Vec<LoggedEvent>,
}

/// What the data directory says after the server has ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Database {
    /// What SQLite says of its own files; `ok` when all is well.
    pub integrity: String,
    /// The newest revision that it names.
    pub revision: u64,
    /// How many events it says were ever appended.
    pub events_appended: u64,
    /// The log of events, oldest first.
    pub log: Vec<Commit>,
    /// The resources.
    pub documents: BTreeMap<String, Document>,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Evidence {
    /// What the data directory says.
    pub database: Database,
    /// The resources as the server listed them at the end.
    pub listed: BTreeMap<String, Document>,
    /// Everything that writers did.
    pub records: Vec<Record>,
    /// What each watcher saw.
    pub stories: Vec<Story>,
    /// The text of every event that any watcher saw.
    pub archive: Archive,
    /// When the server was started.
    pub starts: Starts,
    /// The last revision that watchers waited for.
    pub end: u64,
}

impl Evidence {
    /// How long the slowest write took that was acknowledged at its first request.
    pub fn slowest_write(&self) -> Duration {
        let at_once = self.records.iter().filter(|record| record.attempts == 1 && record.revision().is_some());
        at_once.map(|record| record.took).max().unwrap_or_default()
    }
}
