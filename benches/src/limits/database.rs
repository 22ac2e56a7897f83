use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use rusqlite::{Connection, OpenFlags, params};

use crate::load::{BodyTemplate, key};

/// As in the server's store (`server/store/src/sqlite/connection.rs`).
const PAGE_BYTES: i64 = 4096;
const CHECKPOINT_PAGES: i64 = 8192;
const LOG_FILE_BYTES: i64 = 64 << 20;
const CACHE_KIB: i64 = 12 << 10;

/// `bodies` is all that the plainest limits write. The others are what a put of the server's writes besides: the version
/// that it replaces, its event with the index of the partition that it is in, and how far commits have come.
const TABLES: &str = "
    CREATE TABLE bodies (key TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE versions (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
    CREATE TABLE events (sequence INTEGER PRIMARY KEY, partition TEXT NOT NULL, subject TEXT NOT NULL, data BLOB NOT NULL)
        STRICT;
    CREATE INDEX events_by_partition ON events (partition);
    CREATE TABLE store (revision INTEGER NOT NULL) STRICT;
    INSERT INTO store VALUES (0);";

/// A table of keys and bodies, in a database that is set up as the server's is: a write-ahead log, synchronised to the
/// disk with every commit, and the same sizes.
///
/// # Errors
/// When SQLite fails.
pub fn open(folder: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(folder.join("bare.sqlite3"), flags).context("cannot open a database")?;
    database.pragma_update(None, "cache_size", -CACHE_KIB)?;
    database.pragma_update(None, "page_size", PAGE_BYTES)?;
    let mode: String = database.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    ensure!(mode == "wal", "the file system does not support a write-ahead log");
    database.pragma_update(None, "synchronous", "FULL")?;
    database.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    database.pragma_update(None, "journal_size_limit", LOG_FILE_BYTES)?;
    database.execute_batch(TABLES)?;
    Ok(database)
}

/// How often all bodies are written before anything is measured.
const FILLS: u64 = 10;

/// Writes all keys, several times over: until the write-ahead log has been folded into the database and its file is
/// written over, as it is in a server that has run for a while. Before that the file grows, and a file that grows takes
/// the disk longer.
///
/// # Errors
/// When SQLite fails.
pub fn fill(database: &mut Connection, keys: u64) -> Result<()> {
    let mut body = BodyTemplate::new();
    for count in 0..FILLS {
        let transaction = database.transaction()?;
        for number in 0..keys {
            put(&transaction, &key(number), body.fill(count))?;
        }
        transaction.commit().context("cannot fill a database")?;
    }
    Ok(())
}

/// Writes a body under a key.
///
/// # Errors
/// When SQLite fails.
pub fn put(database: &Connection, key: &str, body: &[u8]) -> Result<()> {
    let upsert = "INSERT INTO bodies (key, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body";
    database.prepare_cached(upsert)?.execute(params![key, body]).context("cannot write a body")?;
    Ok(())
}

/// Writes a body under a key with everything that the server writes for it: the version that was there, and an event.
///
/// # Errors
/// When SQLite fails.
pub fn put_with_history(database: &Connection, key: &str, body: &[u8]) -> Result<()> {
    let select = "SELECT body FROM bodies WHERE key = ?1";
    let before: Vec<u8> = database.prepare_cached(select)?.query_row([key], |row| row.get(0))?;
    database.prepare_cached("INSERT INTO versions (body) VALUES (?1)")?.execute([before])?;
    put(database, key, body)?;
    let append = "INSERT INTO events (partition, subject, data) VALUES ('local/default/default', ?1, ?2)";
    database.prepare_cached(append)?.execute(params![key, body])?;
    Ok(())
}

/// Notes how far commits have come.
///
/// # Errors
/// When SQLite fails.
pub fn advance(database: &Connection) -> Result<()> {
    database.prepare_cached("UPDATE store SET revision = revision + 1")?.execute([])?;
    Ok(())
}
