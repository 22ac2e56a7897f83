use std::borrow::Cow;

use bytes::Bytes;
use charter_types::{Partition, Principal, Revision, Timestamp};

/// An event that a commit appends to the log. Its revision and time are the commit's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// The family, for example `resource`.
    pub family: Cow<'static, str>,
    /// The type, for example `resource.updated`.
    pub event_type: Cow<'static, str>,
    /// The partition that it happened in.
    pub partition: Partition,
    /// What it happened to, for example a resource's key.
    pub subject: String,
    /// Who made it happen.
    pub actor: Principal,
    /// What it belongs to, as its cause said.
    pub correlation_id: Option<String>,
    /// What it was caused by.
    pub causation_id: Option<String>,
    /// What happened, in JSON; the store never looks inside.
    pub data: Bytes,
}

/// An event of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// The revision of its commit.
    pub revision: Revision,
    /// Its place among its commit's events, from 0.
    pub index: u32,
    /// Whether no event of its commit follows it among those that the query asked for.
    pub last_of_commit: bool,
    /// The family, for example `resource`.
    pub family: String,
    /// The type, for example `resource.updated`.
    pub event_type: String,
    /// The partition that it happened in.
    pub partition: Partition,
    /// What it happened to, for example a resource's key.
    pub subject: String,
    /// Who made it happen.
    pub actor: Principal,
    /// When it happened: its commit's time.
    pub time: Timestamp,
    /// What it belongs to, as its cause said.
    pub correlation_id: Option<String>,
    /// What it was caused by.
    pub causation_id: Option<String>,
    /// What happened, in JSON.
    pub data: Bytes,
}
