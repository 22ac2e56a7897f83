//! Reading single documents and those that are due.

use bytes::Bytes;
use charter_types::{Partition, Revision, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    sequence::Sequence,
    values::{Stored, failed},
};
use crate::{Collection, Document, DocumentId, StoreError};

/// The newest version of a document, and where the one before it is.
#[derive(Debug, Clone)]
pub(super) struct Current {
    pub(super) rev: Revision,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
    pub(super) due_at: Option<Timestamp>,
    pub(super) previous: Option<Sequence>,
    pub(super) body: Bytes,
}

impl Current {
    pub(super) fn document(&self, id: DocumentId) -> Document {
        let Self { rev, created_at, updated_at, due_at, previous: _, ref body } = *self;
        Document { id, rev, created_at, updated_at, due_at, body: body.clone() }
    }
}

pub(super) const GET: &str = "
    SELECT rev, created_at, updated_at, due_at, previous, body FROM documents
    WHERE collection = ?1 AND partition = ?2 AND key = ?3";

pub(super) const NEXT_DUE: &str = "
    SELECT min(due_at) FROM documents WHERE collection = ?1 AND due_at IS NOT NULL";

pub(super) const DUE: &str = "
    SELECT key, rev, created_at, updated_at, due_at, body, partition FROM documents
    WHERE collection = ?1 AND due_at <= ?2 AND due_at IS NOT NULL
    ORDER BY due_at, partition, key LIMIT ?3";

pub(super) fn get(connection: &Connection, id: &DocumentId) -> Result<Option<Current>, StoreError> {
    let failed = failed("read a document");
    let mut statement = connection.prepare_cached(GET).map_err(failed)?;
    statement
        .query_row(params![id.collection.name(), id.partition.as_str(), id.key], |row| {
            Ok(Current {
                rev: row.get::<_, Stored<Revision>>(0)?.0,
                created_at: row.get::<_, Stored<Timestamp>>(1)?.0,
                updated_at: row.get::<_, Stored<Timestamp>>(2)?.0,
                due_at: row.get::<_, Option<Stored<Timestamp>>>(3)?.map(|Stored(time)| time),
                previous: row.get::<_, Option<Stored<Sequence>>>(4)?.map(|Stored(sequence)| sequence),
                body: Bytes::from(row.get::<_, Vec<u8>>(5)?),
            })
        })
        .optional()
        .map_err(failed)
}

pub(super) fn next_due(connection: &Connection, collection: Collection) -> Result<Option<Timestamp>, StoreError> {
    let failed = failed("find the next document that is due");
    let mut statement = connection.prepare_cached(NEXT_DUE).map_err(failed)?;
    let earliest: Option<Stored<Timestamp>> =
        statement.query_row([collection.name()], |row| row.get(0)).map_err(failed)?;
    Ok(earliest.map(|Stored(time)| time))
}

pub(super) fn due(
    connection: &Connection,
    collection: Collection,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Document>, StoreError> {
    let failed = failed("read the documents that are due");
    let mut statement = connection.prepare_cached(DUE).map_err(failed)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![collection.name(), Stored(now), limit], |row| {
            document(row, collection, row.get::<_, Stored<Partition>>("partition")?.0)
        })
        .map_err(failed)?;
    rows.collect::<Result<_, _>>().map_err(failed)
}

/// Reads the columns key, rev, created_at, updated_at, due_at, body.
fn document(row: &Row<'_>, collection: Collection, partition: Partition) -> rusqlite::Result<Document> {
    Ok(Document {
        id: DocumentId { collection, partition, key: row.get(0)? },
        rev: row.get::<_, Stored<Revision>>(1)?.0,
        created_at: row.get::<_, Stored<Timestamp>>(2)?.0,
        updated_at: row.get::<_, Stored<Timestamp>>(3)?.0,
        due_at: row.get::<_, Option<Stored<Timestamp>>>(4)?.map(|Stored(time)| time),
        body: Bytes::from(row.get::<_, Vec<u8>>(5)?),
    })
}
