//! How connections to the database are set up.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use super::values::failed;
use crate::StoreError;

const PAGE_BYTES: u64 = 4096;
/// The write-ahead log is folded into the database when it has grown to 32 MiB, not at SQLite's 4 MiB: group commits
/// are big, and pages that are written often are folded in once. A start after a crash reads all of it.
const CHECKPOINT_PAGES: u32 = 8192;
/// What is left of the write-ahead log's file after it was larger for a while.
const LOG_FILE_BYTES: u64 = 64 << 20;
/// Small, because the operating system keeps the files in memory too: what is not here costs a copy of a page.
const WRITER_CACHE_KIB: i64 = 12 << 10;
const READER_CACHE_KIB: i64 = 2 << 10;
/// The way of SQLite to files that one process has for itself ([VFS](https://www.sqlite.org/vfs.html)): connections keep
/// out of each other's way in memory, without system calls, and the index of the write-ahead log is there too and no file.
#[cfg(unix)]
const ONE_PROCESS: &str = "unix-excl";
#[cfg(windows)]
const ONE_PROCESS: &str = "win32";
/// Nobody holds the locks that this waits for any longer than recovery after a crash takes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// More than there are different statements.
const CACHED_STATEMENTS: usize = 64;

/// The one connection that writes. `max_bytes` is the size that the database may grow to.
pub(super) fn open_writer(path: &Path, max_bytes: Option<u64>) -> Result<Connection, StoreError> {
    let failed = failed("open the store's database");
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, WRITER_CACHE_KIB)?;
    connection.pragma_update(None, "page_size", PAGE_BYTES.cast_signed()).map_err(failed)?;
    require_write_ahead_log(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES).map_err(failed)?;
    connection.pragma_update(None, "journal_size_limit", LOG_FILE_BYTES.cast_signed()).map_err(failed)?;
    if let Some(max_bytes) = max_bytes {
        let pages = i64::try_from(max_bytes / PAGE_BYTES).unwrap_or(i64::MAX);
        connection.pragma_update(None, "max_page_count", pages.max(1)).map_err(failed)?;
    }
    Ok(connection)
}

/// SQLite stays silent when the file system cannot do it, and then readers would wait for the writer.
fn require_write_ahead_log(connection: &Connection) -> Result<(), StoreError> {
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
        .map_err(failed("open the store's database"))?;
    if mode != "wal" {
        let source = std::io::Error::other("the file system does not support a write-ahead log");
        return Err(StoreError::backend("open the store's database", source));
    }
    Ok(())
}

/// One of the connections that read. It is opened like the one that writes, and then told not to: a file that is opened
/// for reading only takes locks of its own from the operating system.
pub(super) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, READER_CACHE_KIB)?;
    connection.pragma_update(None, "query_only", true).map_err(failed("open the store's database"))?;
    Ok(connection)
}

fn open(path: &Path, access: OpenFlags, cache_kib: i64) -> Result<Connection, StoreError> {
    let failed = failed("open the store's database");
    // A connection is used by one thread at a time, so SQLite's own mutexes are not needed.
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags_and_vfs(path, flags, ONE_PROCESS).map_err(failed)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(failed)?;
    connection.pragma_update(None, "cache_size", -cache_kib).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    Ok(connection)
}
