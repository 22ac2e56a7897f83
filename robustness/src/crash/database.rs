//! Reading the data directory of a server that has ended, without any of the server's code.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::Value;

use super::evidence::{Commit, Database, LoggedEvent};
use crate::workload::Document;

/// A row id of the log has the revision above this many bits, and below it the place in the commit.
const PLACE_BITS: u32 = 10;

const EVENTS: &str = "
    SELECT sequence, ordinal, time, event_type, subject, actor, correlation_id, data FROM events ORDER BY sequence";
const RESOURCES: &str = "SELECT key, rev, due_at, body FROM documents WHERE collection = 'resource'";

/// Reads everything.
///
/// # Errors
/// When it cannot be read.
pub fn read(folder: &Path) -> anyhow::Result<Database> {
    let path = folder.join("store.sqlite3");
    let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let integrity = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let (revision, events_appended) =
        connection
            .query_row("SELECT revision, events_appended FROM store", [], |row| Ok((count(row, 0)?, count(row, 1)?)))?;
    let (log, documents) = (log(&connection)?, documents(&connection)?);
    Ok(Database { integrity, revision, events_appended, log, documents })
}

fn log(connection: &Connection) -> anyhow::Result<Vec<Commit>> {
    let mut log: Vec<Commit> = Vec::new();
    let mut statement = connection.prepare(EVENTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let sequence = count(row, 0)?;
        let (revision, time_ms) = (sequence >> PLACE_BITS, row.get(2)?);
        let event = event(row, sequence & ((1 << PLACE_BITS) - 1))?;
        match log.last_mut().filter(|commit| commit.revision == revision) {
            Some(commit) => {
                anyhow::ensure!(commit.time_ms == time_ms, "the events of revision {revision} have different times");
                commit.events.push(event);
            }
            None => log.push(Commit { revision, time_ms, events: vec![event] }),
        }
    }
    Ok(log)
}

fn event(row: &Row<'_>, place: u64) -> anyhow::Result<LoggedEvent> {
    let data: Vec<u8> = row.get(7)?;
    Ok(LoggedEvent {
        place,
        ordinal: count(row, 1)?,
        event_type: row.get(3)?,
        subject: row.get(4)?,
        actor: row.get(5)?,
        correlation_id: row.get(6)?,
        data: serde_json::from_slice(&data).context("an event's data is not JSON")?,
    })
}

fn documents(connection: &Connection) -> anyhow::Result<BTreeMap<String, Document>> {
    let mut documents = BTreeMap::new();
    let mut statement = connection.prepare(RESOURCES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(3)?;
        let resource: Value = serde_json::from_slice(&body).context("a resource is not JSON")?;
        let document = Document { rev: count(row, 1)?, value: resource["value"].clone(), expires_at_ms: row.get(2)? };
        documents.insert(row.get(0)?, document);
    }
    Ok(documents)
}

/// A column that counts something, and is never negative.
fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}
