//! Writing what a commit decided.

use bytes::Bytes;
use charter_types::{Revision, Timestamp};
use rusqlite::{Connection, params};

use super::{
    sequence::{PLACES_PER_COMMIT, Sequence},
    values::{Stored, failed},
    versions,
};
use crate::{DocumentId, Effects, NewEvent, StoreError, Write};

/// # Errors
/// [`StoreError::TooMany`]: the places of a commit are limited.
pub(super) fn check_size(effects: &Effects) -> Result<(), StoreError> {
    for (what, count) in [("writes", effects.writes.len()), ("events", effects.events.len())] {
        if count > PLACES_PER_COMMIT {
            return Err(StoreError::TooMany { what, count, limit: PLACES_PER_COMMIT });
        }
    }
    Ok(())
}

/// How many bytes of content the effects add.
pub(super) fn content_bytes(effects: &Effects) -> usize {
    let written = effects.writes.iter().map(|write| match write {
        Write::Put { body, .. } => body.len(),
        Write::Delete { .. } => 0,
    });
    written.chain(effects.events.iter().map(|event| event.data.len())).sum()
}

/// One commit's effects on their way into a transaction.
pub(super) struct Application<'a> {
    pub(super) connection: &'a Connection,
    pub(super) revision: Revision,
    pub(super) time: Timestamp,
    /// How many events were ever appended before this commit's.
    pub(super) events_appended: i64,
}

impl Application<'_> {
    /// Writes everything; answers how many events have been appended then. After an error the transaction is of no use.
    pub(super) fn apply(&self, effects: &Effects) -> Result<i64, StoreError> {
        for (place, write) in effects.writes.iter().enumerate() {
            match write {
                Write::Put { id, body, due_at } => self.put(place, id, body, *due_at)?,
                Write::Delete { id } => self.delete(place, id)?,
            }
        }
        let mut ordinal = self.events_appended;
        for (place, event) in effects.events.iter().enumerate() {
            ordinal += 1;
            self.append(place, ordinal, event)?;
        }
        Ok(ordinal)
    }

    fn put(&self, place: usize, id: &DocumentId, body: &Bytes, due_at: Option<Timestamp>) -> Result<(), StoreError> {
        let written = versions::Written { revision: self.revision, time: self.time, body, due_at };
        if !id.collection.is_versioned() {
            return versions::overwrite(self.connection, id, &written);
        }
        versions::put(self.connection, id, self.sequence(place), &written)
    }

    fn delete(&self, place: usize, id: &DocumentId) -> Result<(), StoreError> {
        if id.collection.is_versioned() {
            versions::end(self.connection, id, self.sequence(place), self.revision)?;
        }
        versions::remove(self.connection, id)
    }

    fn sequence(&self, place: usize) -> Sequence {
        Sequence::new(self.revision, place)
    }

    fn append(&self, place: usize, ordinal: i64, event: &NewEvent) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO events (sequence, ordinal, time, partition, family, event_type, subject, actor,
                                     correlation_id, causation_id, data)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    Stored(self.sequence(place)),
                    ordinal,
                    Stored(self.time),
                    event.partition.as_str(),
                    event.family,
                    event.event_type,
                    event.subject,
                    event.actor.as_str(),
                    event.correlation_id,
                    event.causation_id,
                    event.data.as_ref(),
                ])
            })
            .map(|_| ())
            .map_err(failed("append an event"))
    }
}
