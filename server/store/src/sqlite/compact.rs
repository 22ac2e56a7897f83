//! Giving up history.

use charter_types::Revision;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{
    sequence::Sequence,
    state::State,
    values::{Stored, failed},
};
use crate::{CompactionPolicy, StoreError};

/// Few enough that commits hardly notice the step.
const ROWS_PER_STEP: u32 = 512;

pub(super) const DROP_EVENTS: &str = "
    DELETE FROM events WHERE sequence IN
        (SELECT sequence FROM events WHERE sequence <= ?1 ORDER BY sequence LIMIT ?2)";

pub(super) const DROP_VERSIONS: &str = "
    DELETE FROM document_versions WHERE sequence IN
        (SELECT sequence FROM document_versions WHERE sequence <= ?1 ORDER BY sequence LIMIT ?2)";

pub(super) const DROP_DELETED: &str = "
    DELETE FROM deleted_documents WHERE (collection, partition, key) IN
        (SELECT collection, partition, key FROM deleted_documents WHERE rev <= ?1 ORDER BY rev LIMIT ?2)";

pub(super) const LAST_EVENT: &str = "
    SELECT ordinal, time FROM events WHERE sequence <= ?1 ORDER BY sequence DESC LIMIT 1";

const OPERATION: &str = "compact the store";

/// What one step has come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    pub(super) oldest_revision: Revision,
    pub(super) is_done: bool,
}

/// The revision up to which a policy gives up history.
pub(super) fn boundary(connection: &Connection, policy: CompactionPolicy) -> Result<Revision, StoreError> {
    let transaction = connection.unchecked_transaction().map_err(failed(OPERATION))?;
    let state = State::read(&transaction)?;
    let (keep_events, keep_from) = match policy {
        CompactionPolicy::UpTo(revision) => return Ok(revision.min(state.revision)),
        CompactionPolicy::Retain { keep_events, keep_from } => (keep_events, keep_from),
    };
    let keep_events = i64::try_from(keep_events).unwrap_or(i64::MAX);
    let dropped_ordinals = state.events_appended - keep_events.min(state.events_appended);
    let keep_from_ms = keep_from.map_or(i64::MIN, |time| time.unix_ms());
    let is_dropped = |event: &LogPoint| event.ordinal <= dropped_ordinals || event.time_ms < keep_from_ms;

    // Ordinals and times grow along the log, so that the last revision to give up is found by halving. A commit goes
    // when its last event does, and with it the commits without events that follow.
    let (mut low, mut high) = (state.oldest_revision.get(), state.revision.get());
    while low < high {
        let middle = high - (high - low) / 2;
        match last_event_until(&transaction, revision(middle))? {
            Some(event) if !is_dropped(&event) => high = middle - 1,
            _ => low = middle,
        }
    }
    Ok(revision(low))
}

/// Moves the oldest revision first, so that nobody reads history that is being dropped, then drops some of it. What a
/// crash leaves behind the next compaction drops.
pub(super) fn step(connection: &mut Connection, up_to: Revision) -> Result<Progress, StoreError> {
    let failed = failed(OPERATION);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    transaction
        .prepare_cached(
            "UPDATE store SET oldest_revision = min(?1, revision) WHERE oldest_revision < min(?1, revision)",
        )
        .and_then(|mut statement| statement.execute([Stored(up_to)]))
        .map_err(failed)?;
    let oldest_revision = State::read(&transaction)?.oldest_revision;
    let end = Sequence::end_of(oldest_revision).row_id();
    let mut is_done = true;
    for (delete, up_to) in
        [(DROP_EVENTS, end), (DROP_VERSIONS, end), (DROP_DELETED, oldest_revision.get().cast_signed())]
    {
        let dropped = transaction
            .prepare_cached(delete)
            .and_then(|mut statement| statement.execute(params![up_to, ROWS_PER_STEP]))
            .map_err(failed)?;
        is_done &= dropped < ROWS_PER_STEP as usize;
    }
    transaction.commit().map_err(failed)?;
    Ok(Progress { oldest_revision, is_done })
}

/// What a policy looks at.
struct LogPoint {
    ordinal: i64,
    time_ms: i64,
}

fn last_event_until(connection: &Connection, revision: Revision) -> Result<Option<LogPoint>, StoreError> {
    connection
        .prepare_cached(LAST_EVENT)
        .and_then(|mut statement| {
            statement
                .query_row([Stored(Sequence::end_of(revision))], |row| {
                    Ok(LogPoint { ordinal: row.get(0)?, time_ms: row.get(1)? })
                })
                .optional()
        })
        .map_err(failed(OPERATION))
}

fn revision(number: u64) -> Revision {
    Revision::new(number).expect("it is not above the newest revision")
}
