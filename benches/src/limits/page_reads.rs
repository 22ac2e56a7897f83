//! SQLite reading a page: all bodies in the order of their keys, put one after the other into one piece of memory.

use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::Connection;

use super::database;

/// A database to read.
#[derive(Debug)]
pub struct PageReads {
    database: Connection,
    keys: u64,
}

impl PageReads {
    /// With a new database in `folder`, in which all keys are there.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn new(folder: &Path, keys: u64) -> Result<Self> {
        let mut database = database::open(folder)?;
        database::fill(&mut database, keys)?;
        Ok(Self { database, keys })
    }

    /// Reads all bodies.
    ///
    /// # Errors
    /// When SQLite fails, or they are not all there.
    pub fn read(&self) -> Result<Vec<u8>> {
        let mut statement =
            self.database.prepare_cached("SELECT key, body FROM bodies WHERE key >= ?1 ORDER BY key")?;
        let mut rows = statement.query([""])?;
        let (mut page, mut bodies) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            page.extend_from_slice(row.get_ref(1)?.as_blob()?);
            bodies += 1;
        }
        ensure!(bodies == self.keys, "a page of {} bodies has {bodies}", self.keys);
        Ok(page)
    }
}
