use rusqlite::Connection;

use super::values::failed;
use crate::StoreError;

/// A transaction that writes. rusqlite's own reads the text of `BEGIN` and `COMMIT` anew each time, which takes as long as
/// writing a row. Dropped, it is rolled back.
pub(super) struct WriteTransaction<'a> {
    connection: &'a Connection,
}

impl<'a> WriteTransaction<'a> {
    /// # Errors
    /// When the database failed. The connection has to itself whoever calls this.
    pub(super) fn begin(connection: &'a mut Connection) -> Result<Self, StoreError> {
        run(connection, "BEGIN IMMEDIATE").map_err(failed("begin a transaction"))?;
        Ok(Self { connection })
    }

    pub(super) fn connection(&self) -> &Connection {
        self.connection
    }

    /// # Errors
    /// When the database failed. The transaction has not happened then.
    pub(super) fn commit(self) -> Result<(), StoreError> {
        run(self.connection, "COMMIT").map_err(failed("commit a transaction"))
    }
}

impl Drop for WriteTransaction<'_> {
    fn drop(&mut self) {
        // After a commit, or a failure that SQLite has rolled back itself, none is open.
        if !self.connection.is_autocommit()
            && let Err(error) = run(self.connection, "ROLLBACK")
        {
            tracing::error!(error = &error as &dyn std::error::Error, "a transaction could not be rolled back");
        }
    }
}

fn run(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([]).map(|_| ())
}
