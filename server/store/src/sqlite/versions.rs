//! Documents with the versions that they superseded, as chains.
//!
//! ```text
//! documents ─ previous ─► document_versions ─ previous ─► document_versions …      newest to oldest
//! deleted_documents ─ previous ─┘
//! ```
//!
//! A write appends the version that it ends and points at it; there is no index of versions to keep in order. Whoever
//! wants a document as it was walks from the newest version back.

use bytes::Bytes;
use charter_types::{Revision, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    documents::Current,
    sequence::Sequence,
    values::{Stored, failed},
};
use crate::{Document, DocumentId, StoreError};

const WRITE: &str = "write a document";
const DELETE: &str = "delete a document";
const KEEP: &str = "keep a superseded version";
const READ: &str = "read a superseded version";

pub(super) const AT: &str = "
    SELECT rev, previous, created_at, updated_at, due_at, body FROM document_versions WHERE sequence = ?1";

/// Keeps the version that a write ends, if versions of the collection are kept; answers with where the chain of the next
/// version begins. The write has the place `sequence`.
pub(super) fn keep(
    connection: &Connection,
    id: &DocumentId,
    sequence: Sequence,
    before: Option<&Current>,
) -> Result<Option<Sequence>, StoreError> {
    match before {
        _ if !id.collection.is_versioned() => Ok(None),
        Some(before) => keep_version(connection, sequence, before).map(|()| Some(sequence)),
        None => keep_absence(connection, id, sequence),
    }
}

/// Deletes the document; where versions are kept, the last one stays, and where to find it.
pub(super) fn delete(
    connection: &Connection,
    id: &DocumentId,
    sequence: Sequence,
    before: &Current,
) -> Result<(), StoreError> {
    if id.collection.is_versioned() {
        keep_version(connection, sequence, before)?;
        connection
            .prepare_cached(
                "INSERT INTO deleted_documents (collection, partition, key, rev, previous) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut statement| {
                let (collection, partition, rev) = (id.collection.name(), id.partition.as_str(), sequence.revision());
                statement.execute(params![collection, partition, id.key, Stored(rev), Stored(sequence)])
            })
            .map_err(failed(DELETE))?;
    }
    connection
        .prepare_cached("DELETE FROM documents WHERE collection = ?1 AND partition = ?2 AND key = ?3 AND rev = ?4")
        .and_then(|mut statement| {
            statement.execute(params![id.collection.name(), id.partition.as_str(), id.key, Stored(before.rev)])
        })
        .map_err(failed(DELETE))
        .and_then(|changed| require_one(changed, id))
}

/// The version that was current at `revision`, in the chain that begins at `newest`; `None` when there was no document.
pub(super) fn at(
    connection: &Connection,
    id: &DocumentId,
    newest: Option<Sequence>,
    revision: Revision,
) -> Result<Option<Document>, StoreError> {
    let failed = failed(READ);
    let mut statement = connection.prepare_cached(AT).map_err(failed)?;
    let mut place = newest;
    while let Some(sequence) = place {
        let mut rows = statement.query([Stored(sequence)]).map_err(failed)?;
        let missing = || StoreError::Corrupt { finding: format!("a version of {:?} is missing", id.key) };
        let row = rows.next().map_err(failed)?.ok_or_else(missing)?;
        let Stored(rev) = row.get::<_, Stored<Revision>>(0).map_err(failed)?;
        if rev > revision {
            place = row.get::<_, Option<Stored<Sequence>>>(1).map_err(failed)?.map(|Stored(sequence)| sequence);
            continue;
        }
        let Some(body) = row.get::<_, Option<Vec<u8>>>(5).map_err(failed)? else { return Ok(None) };
        return Ok(Some(Document {
            id: id.clone(),
            rev,
            created_at: row.get::<_, Stored<Timestamp>>(2).map_err(failed)?.0,
            updated_at: row.get::<_, Stored<Timestamp>>(3).map_err(failed)?.0,
            due_at: row.get::<_, Option<Stored<Timestamp>>>(4).map_err(failed)?.map(|Stored(time)| time),
            body: Bytes::from(body),
        }));
    }
    Ok(None)
}

fn keep_version(connection: &Connection, sequence: Sequence, before: &Current) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO document_versions (sequence, rev, previous, created_at, updated_at, due_at, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                Stored(sequence),
                Stored(before.rev),
                before.previous.map(Stored),
                Stored(before.created_at),
                Stored(before.updated_at),
                before.due_at.map(Stored),
                before.body.as_ref(),
            ])
        })
        .map(|_| ())
        .map_err(failed(KEEP))
}

/// Appends that there was no document since its deletion, and forgets the deletion; answers with the chain so far.
fn keep_absence(connection: &Connection, id: &DocumentId, sequence: Sequence) -> Result<Option<Sequence>, StoreError> {
    let deleted: Option<(Stored<Revision>, Stored<Sequence>)> = connection
        .prepare_cached(
            "DELETE FROM deleted_documents WHERE collection = ?1 AND partition = ?2 AND key = ?3
             RETURNING rev, previous",
        )
        .and_then(|mut statement| {
            let id = params![id.collection.name(), id.partition.as_str(), id.key];
            statement.query_row(id, |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
        .map_err(failed(KEEP))?;
    let Some((rev, previous)) = deleted else { return Ok(None) };
    connection
        .prepare_cached("INSERT INTO document_versions (sequence, rev, previous) VALUES (?1, ?2, ?3)")
        .and_then(|mut statement| statement.execute(params![Stored(sequence), rev, previous]))
        .map(|_| Some(sequence))
        .map_err(failed(KEEP))
}

/// Replaces a document that is there, and is what it is taken for.
pub(super) fn replace(
    connection: &Connection,
    id: &DocumentId,
    before: &Current,
    after: &Current,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE documents SET rev = ?4, previous = ?5, updated_at = ?6, due_at = ?7, body = ?8
             WHERE collection = ?1 AND partition = ?2 AND key = ?3 AND rev = ?9",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                id.collection.name(),
                id.partition.as_str(),
                id.key,
                Stored(after.rev),
                after.previous.map(Stored),
                Stored(after.updated_at),
                after.due_at.map(Stored),
                after.body.as_ref(),
                Stored(before.rev),
            ])
        })
        .map_err(failed(WRITE))
        .and_then(|changed| require_one(changed, id))
}

/// What is remembered of a document is what the database has. If it ever were not, a write would be lost silently.
fn require_one(changed: usize, id: &DocumentId) -> Result<(), StoreError> {
    match changed {
        1 => Ok(()),
        _ => Err(StoreError::Corrupt { finding: format!("{:?} is not the version that it was taken for", id.key) }),
    }
}

/// Writes a document that is not there.
pub(super) fn create(connection: &Connection, id: &DocumentId, after: &Current) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO documents (collection, partition, key, rev, previous, created_at, updated_at, due_at, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                id.collection.name(),
                id.partition.as_str(),
                id.key,
                Stored(after.rev),
                after.previous.map(Stored),
                Stored(after.created_at),
                Stored(after.updated_at),
                after.due_at.map(Stored),
                after.body.as_ref(),
            ])
        })
        .map(|_| ())
        .map_err(failed(WRITE))
}
