//! What SQLite says of the files on a disk, on a copy of them.

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::Machine;

/// What is in the database, without any of the server's code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreFile {
    /// The newest revision; `None` when nothing was ever stored.
    pub revision: Option<i64>,
    /// The first thing that is wrong.
    pub damage: Option<String>,
}

/// Looks at the database, when there is one already.
///
/// # Errors
/// When it cannot be copied.
pub fn read(machine: &Machine) -> anyhow::Result<StoreFile> {
    let copy = machine.copy_data()?;
    let path = copy.path().join("store.sqlite3");
    if !path.is_file() {
        return Ok(StoreFile::default());
    }
    let opened = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    Ok(opened.and_then(|connection| inspect(&connection)).unwrap_or_else(|error| {
        let damage = Some(format!("the database cannot be read: {error}"));
        StoreFile { revision: None, damage }
    }))
}

fn inspect(connection: &Connection) -> rusqlite::Result<StoreFile> {
    let integrity: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let damage = (integrity != "ok").then(|| format!("the database is damaged: {integrity}"));
    let has_table = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'store')";
    let has_table: bool = connection.query_row(has_table, [], |row| row.get(0))?;
    let revision = match has_table {
        true => connection.query_row("SELECT revision FROM store", [], |row| row.get(0)).optional()?,
        false => None,
    };
    Ok(StoreFile { revision, damage })
}
