//! Writing what a commit decided.

use bytes::Bytes;
use charter_types::{Revision, Timestamp};
use rusqlite::{Connection, params};

use super::{
    cache::DocumentCache,
    documents::Current,
    known::Known,
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
    pub(super) cache: &'a DocumentCache,
    pub(super) revision: Revision,
    pub(super) time: Timestamp,
    /// How many events were ever appended before this commit's.
    pub(super) events_appended: i64,
}

impl Application<'_> {
    /// Writes everything; answers how many events have been appended then. After an error the transaction is of no use.
    pub(super) fn apply(&self, effects: &Effects, known: &mut Known) -> Result<i64, StoreError> {
        for (place, write) in effects.writes.iter().enumerate() {
            let sequence = self.sequence(place);
            match write {
                Write::Put { id, body, due_at } => {
                    let before = known.read(self.connection, self.cache, id)?;
                    let after = self.put(id, sequence, before, body, *due_at)?;
                    known.change(id, Some(after));
                }
                Write::Delete { id } => {
                    let Some(before) = known.read(self.connection, self.cache, id)? else { continue };
                    versions::delete(self.connection, id, sequence, before)?;
                    known.change(id, None);
                }
            }
        }
        let mut ordinal = self.events_appended;
        for (place, event) in effects.events.iter().enumerate() {
            ordinal += 1;
            self.append(place, ordinal, event)?;
        }
        Ok(ordinal)
    }

    fn put(
        &self,
        id: &DocumentId,
        sequence: Sequence,
        before: Option<&Current>,
        body: &Bytes,
        due_at: Option<Timestamp>,
    ) -> Result<Current, StoreError> {
        let after = Current {
            rev: self.revision,
            created_at: before.map_or(self.time, |before| before.created_at),
            updated_at: self.time,
            due_at,
            previous: versions::keep(self.connection, id, sequence, before)?,
            body: body.clone(),
        };
        match before {
            Some(before) => versions::replace(self.connection, id, before, &after)?,
            None => versions::create(self.connection, id, &after)?,
        }
        Ok(after)
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
