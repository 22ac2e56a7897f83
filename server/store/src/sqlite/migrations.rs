//! The format of the database, one numbered step after the other.

use std::path::Path;

use charter_types::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use super::{state::State, values::failed};
use crate::{StoreError, StoreId};

/// Step `n` brings format `n` to format `n + 1`. A released step is never changed.
const STEPS: &[&str] =
    &[include_str!("migrations/0001_initial.sql"), include_str!("migrations/0002_version_chains.sql")];

/// The format that this program writes.
pub(super) const FORMAT_VERSION: u32 = STEPS.len() as u32;

/// "CHTR": marks the file as ours, in the place that SQLite's file format has for it.
const APPLICATION_ID: i32 = 0x4348_5452;

/// Brings the database to the format of this program, or leaves it as it is; a new one becomes a new store.
///
/// # Errors
/// [`StoreError::NewerFormat`], and [`StoreError::Corrupt`] when it is some other program's database.
pub(super) fn run(connection: &mut Connection, directory: &Path, now: Timestamp) -> Result<(), StoreError> {
    let failed = failed("bring the store to the format of this program");
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let application_id: i32 =
        transaction.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(failed)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(failed)?;
    let is_new: bool = transaction
        .query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
        .map_err(failed)?;
    if !is_new && application_id != APPLICATION_ID {
        return Err(StoreError::Corrupt { finding: "the file is another program's database".into() });
    }
    if found > FORMAT_VERSION {
        return Err(StoreError::NewerFormat { directory: directory.into(), found, supported: FORMAT_VERSION });
    }
    for step in &STEPS[found as usize..] {
        transaction.execute_batch(step).map_err(failed)?;
    }
    if is_new {
        State::create(&transaction, StoreId::generate(now), now)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    }
    if found != FORMAT_VERSION {
        transaction.pragma_update(None, "user_version", FORMAT_VERSION).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}
