use std::{fmt, str::FromStr};

use charter_types::{InvalidValue, Revision, Timestamp};
use uuid::Uuid;

/// Which store this is: made once, when the store is created (a UUID of version 7, RFC 9562).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StoreId(Uuid);

impl StoreId {
    /// A new id, unlike any other.
    pub fn generate(now: Timestamp) -> Self {
        let since_epoch_ms = u64::try_from(now.unix_ms()).unwrap_or(0);
        let subsecond_ns = u32::try_from(since_epoch_ms % 1000).unwrap_or(0) * 1_000_000;
        Self(Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, since_epoch_ms / 1000, subsecond_ns)))
    }
}

impl FromStr for StoreId {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        Uuid::try_parse(text).map(Self).map_err(|_| InvalidValue::new("StoreId", "must be a UUID"))
    }
}

impl fmt::Display for StoreId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(formatter)
    }
}

/// What a store is and how far its history reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreStatus {
    /// Which store this is.
    pub store_id: StoreId,
    /// The newest revision.
    pub revision: Revision,
    /// The oldest revision from which the log can be read, and at which documents can be listed; 0 when nothing was
    /// ever compacted.
    pub oldest_revision: Revision,
    /// The version of the format that the store is written in.
    pub format_version: u32,
}

/// What history to give up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompactionPolicy {
    /// Everything up to this revision, or up to the newest when that is earlier.
    UpTo(Revision),
    /// Every commit that breaks one of two limits.
    Retain {
        /// The most events to keep. A commit that the limit falls into is kept whole.
        keep_events: u64,
        /// Events before this time are not kept.
        keep_from: Option<Timestamp>,
    },
}
