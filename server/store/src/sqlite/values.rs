//! How scalars are stored, and how what SQLite says becomes a [`StoreError`].

use std::{error::Error, fmt, str::FromStr};

use charter_types::{Partition, Principal, Revision, Timestamp};
use rusqlite::{
    ErrorCode, ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

use super::sequence::Sequence;
use crate::{StoreError, StoreId};

/// A scalar in the form that it has in a column.
pub(super) struct Stored<T>(pub(super) T);

impl ToSql for Stored<Revision> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.get().cast_signed().into())
    }
}

impl ToSql for Stored<Timestamp> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.unix_ms().into())
    }
}

impl ToSql for Stored<Sequence> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.row_id().into())
    }
}

impl FromSql for Stored<Revision> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        let unsigned = u64::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))?;
        Revision::new(unsigned).map(Self).map_err(FromSqlError::other)
    }
}

impl FromSql for Stored<Timestamp> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(Timestamp::from_unix_ms(value.as_i64()?)))
    }
}

impl FromSql for Stored<Sequence> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        Sequence::from_row_id(number).map(Self).ok_or(FromSqlError::OutOfRange(number))
    }
}

impl FromSql for Stored<Partition> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        parsed(value)
    }
}

impl FromSql for Stored<Principal> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        parsed(value)
    }
}

impl FromSql for Stored<StoreId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        parsed(value)
    }
}

fn parsed<T: FromStr<Err: Error + Send + Sync + 'static>>(value: ValueRef<'_>) -> FromSqlResult<Stored<T>> {
    value.as_str()?.parse().map(Stored).map_err(FromSqlError::other)
}

/// Says what SQLite was doing when it failed.
pub(super) fn failed(operation: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Copy {
    move |error| match &error {
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..) => corrupt(operation, &error),
        _ => match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full { operation },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => corrupt(operation, &error),
            _ => StoreError::backend(operation, error),
        },
    }
}

fn corrupt(operation: &'static str, finding: &dyn fmt::Display) -> StoreError {
    StoreError::Corrupt { finding: format!("could not {operation}: {finding}") }
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, ffi};

    use super::*;

    #[test]
    fn a_value_that_was_never_written_is_damage() {
        let connection = Connection::open_in_memory().unwrap();
        let read = connection.query_row("SELECT 'no partition'", [], |row| row.get::<_, Stored<Partition>>(0));
        let error = read.map(|_| ()).map_err(failed("read a document")).unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    }

    #[test]
    fn no_room_is_told_from_other_failures() {
        let failure =
            |code| failed("open the store's database")(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(matches!(failure(ffi::SQLITE_FULL), StoreError::Full { .. }));
        assert!(matches!(failure(ffi::SQLITE_IOERR_READ), StoreError::Backend { .. }));
    }
}
