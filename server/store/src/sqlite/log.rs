//! Reading the event log.

use bytes::Bytes;
use charter_types::{Partition, Principal, Timestamp};
use rusqlite::{Connection, Row, Rows, params};

use super::{
    sequence::Sequence,
    state::State,
    values::{Stored, failed},
};
use crate::{EventRecord, LogPage, LogQuery, StoreError};

pub(super) const ALL_PARTITIONS: &str = "
    SELECT sequence, time, partition, family, event_type, subject, actor, correlation_id, causation_id, data
    FROM events WHERE sequence > ?1 ORDER BY sequence";

pub(super) const ONE_PARTITION: &str = "
    SELECT sequence, time, partition, family, event_type, subject, actor, correlation_id, causation_id, data
    FROM events WHERE partition = ?2 AND sequence > ?1 ORDER BY sequence";

const OPERATION: &str = "read the event log";

pub(super) fn read(connection: &Connection, query: &LogQuery) -> Result<LogPage, StoreError> {
    // One transaction, so that the head and the events belong together.
    let transaction = connection.unchecked_transaction().map_err(failed(OPERATION))?;
    let state = State::read(&transaction)?;
    state.require_history_after(query.after)?;

    let after = Stored(Sequence::end_of(query.after));
    let sql = if query.partition.is_some() { ONE_PARTITION } else { ALL_PARTITIONS };
    let mut statement = transaction.prepare_cached(sql).map_err(failed(OPERATION))?;
    let rows = match &query.partition {
        Some(partition) => statement.query(params![after, partition.as_str()]),
        None => statement.query(params![after]),
    };
    let mut page = Page::default();
    let is_full = page.fill(rows.map_err(failed(OPERATION))?, query)?;
    let read_to = match page.events.last() {
        Some(last) if is_full => last.revision,
        _ => state.revision,
    };
    Ok(LogPage { events: page.events, read_to, head: state.revision })
}

/// The commits taken so far; the last one may not be whole yet.
#[derive(Debug, Default)]
struct Page {
    events: Vec<EventRecord>,
    commits: usize,
    last_commit_from: usize,
    bytes: usize,
}

impl Page {
    /// Takes whole commits until a limit is reached; answers whether one was, so that there may be more.
    fn fill(&mut self, mut rows: Rows<'_>, query: &LogQuery) -> Result<bool, StoreError> {
        while let Some(row) = rows.next().map_err(failed(OPERATION))? {
            let event = event(row).map_err(failed(OPERATION))?;
            if self.events.last().is_none_or(|last| last.revision != event.revision) {
                self.end_commit();
                if self.commits == query.limit_commits.max(1) {
                    return Ok(true);
                }
                self.commits += 1;
                self.last_commit_from = self.events.len();
            }
            self.bytes += event.subject.len() + event.data.len();
            if self.bytes > query.max_bytes && self.commits > 1 {
                self.events.truncate(self.last_commit_from);
                return Ok(true);
            }
            self.events.push(event);
        }
        self.end_commit();
        Ok(false)
    }

    fn end_commit(&mut self) {
        if let Some(last) = self.events.last_mut() {
            last.last_of_commit = true;
        }
    }
}

fn event(row: &Row<'_>) -> rusqlite::Result<EventRecord> {
    let Stored(sequence) = row.get::<_, Stored<Sequence>>(0)?;
    Ok(EventRecord {
        revision: sequence.revision(),
        index: sequence.index(),
        last_of_commit: false,
        time: row.get::<_, Stored<Timestamp>>(1)?.0,
        partition: row.get::<_, Stored<Partition>>(2)?.0,
        family: row.get(3)?,
        event_type: row.get(4)?,
        subject: row.get(5)?,
        actor: row.get::<_, Stored<Principal>>(6)?.0,
        correlation_id: row.get(7)?,
        causation_id: row.get(8)?,
        data: Bytes::from(row.get::<_, Vec<u8>>(9)?),
    })
}
