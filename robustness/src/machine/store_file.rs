//! What SQLite says of the files on a disk, on a copy of them.

use anyhow::Context;
use rusqlite::{Connection, OpenFlags};

use super::Machine;

/// The first thing that is wrong with the database, when there is one already.
///
/// # Errors
/// When it cannot be looked at.
pub fn check(machine: &Machine) -> anyhow::Result<Option<String>> {
    let copy = machine.copy_data()?;
    let path = copy.path().join("store.sqlite3");
    if !path.is_file() {
        return Ok(None);
    }
    let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).context("open")?;
    let integrity: rusqlite::Result<String> = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0));
    Ok(match integrity {
        Ok(integrity) if integrity == "ok" => None,
        Ok(damage) => Some(format!("the database is damaged: {damage}")),
        Err(error) => Some(format!("the database cannot be read: {error}")),
    })
}
