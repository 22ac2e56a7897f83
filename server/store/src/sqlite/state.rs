use charter_types::{Revision, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    migrations,
    values::{Stored, failed},
};
use crate::{StoreError, StoreId, StoreStatus};

/// The store's one row. Every transaction that needs it reads it, so that a failed one leaves nothing behind in memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) store_id: StoreId,
    pub(super) revision: Revision,
    pub(super) last_commit_at: Timestamp,
    pub(super) events_appended: i64,
    pub(super) oldest_revision: Revision,
}

impl State {
    pub(super) fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut statement = connection
            .prepare_cached("SELECT store_id, revision, last_commit_at, events_appended, oldest_revision FROM store")
            .map_err(failed("read the store's state"))?;
        statement
            .query_row([], |row| {
                Ok(Self {
                    store_id: row.get::<_, Stored<StoreId>>(0)?.0,
                    revision: row.get::<_, Stored<Revision>>(1)?.0,
                    last_commit_at: row.get::<_, Stored<Timestamp>>(2)?.0,
                    events_appended: row.get(3)?,
                    oldest_revision: row.get::<_, Stored<Revision>>(4)?.0,
                })
            })
            .optional()
            .map_err(failed("read the store's state"))?
            .ok_or_else(|| StoreError::Corrupt { finding: "the store's state is missing".into() })
    }

    pub(super) fn create(connection: &Connection, store_id: StoreId, now: Timestamp) -> Result<(), StoreError> {
        connection
            .execute("INSERT INTO store VALUES (1, ?1, ?2, 0, ?2, 0, 0)", params![store_id.to_string(), Stored(now)])
            .map(|_| ())
            .map_err(failed("create the store's state"))
    }

    /// Stores how far commits have come.
    pub(super) fn advance(&self, connection: &Connection) -> Result<(), StoreError> {
        connection
            .prepare_cached("UPDATE store SET revision = ?1, last_commit_at = ?2, events_appended = ?3")
            .and_then(|mut statement| {
                statement.execute(params![Stored(self.revision), Stored(self.last_commit_at), self.events_appended])
            })
            .map(|_| ())
            .map_err(failed("store the revision"))
    }

    pub(super) fn status(&self) -> StoreStatus {
        StoreStatus {
            store_id: self.store_id,
            revision: self.revision,
            oldest_revision: self.oldest_revision,
            format_version: migrations::FORMAT_VERSION,
        }
    }

    /// Whether the history after `revision` is there to be read.
    pub(super) fn require_history_after(&self, revision: Revision) -> Result<(), StoreError> {
        if revision > self.revision {
            return Err(StoreError::Ahead { current: self.revision });
        }
        if revision < self.oldest_revision {
            return Err(StoreError::Compacted { oldest: self.oldest_revision });
        }
        Ok(())
    }
}
