//! Listing documents as they are now, or as they were.

use charter_types::Revision;
use rusqlite::{Connection, Row, Rows, ToSql, named_params, types::ValueRef};

use super::{
    documents::document,
    sequence::Sequence,
    state::State,
    values::{Stored, failed},
    versions,
};
use crate::{Document, DocumentId, ListPage, ListQuery, StoreError};

pub(super) const NEWEST: &str = "
    SELECT key, rev, created_at, updated_at, due_at, body FROM documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below
    ORDER BY key";

/// Every key that has a document or had one since the last compaction, with where its chain begins. A key is in one of
/// the two tables. SQLite merges them as they come, both being in order.
pub(super) const EARLIER: &str = "
    SELECT key, rev, created_at, updated_at, due_at, body, previous FROM documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below
    UNION ALL
    SELECT key, rev, NULL, NULL, NULL, NULL, previous FROM deleted_documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below
    ORDER BY key";

/// SQLite orders every blob after every text.
const ABOVE_EVERY_KEY: &[u8] = &[];

const OPERATION: &str = "list documents";

pub(super) fn list(connection: &Connection, query: &ListQuery) -> Result<ListPage, StoreError> {
    // One transaction, so that the revision and the documents belong together.
    let transaction = connection.unchecked_transaction().map_err(failed(OPERATION))?;
    let state = State::read(&transaction)?;
    let revision = query.at.unwrap_or(state.revision);
    state.require_history_after(revision)?;
    let is_newest = revision == state.revision;
    if !is_newest && !query.collection.is_versioned() {
        return Err(StoreError::Compacted { oldest: state.revision });
    }

    let keys = KeyRange::of(query);
    let below: &dyn ToSql = match &keys.below {
        Some(key) => key,
        None => &ABOVE_EVERY_KEY,
    };
    let mut statement =
        transaction.prepare_cached(if is_newest { NEWEST } else { EARLIER }).map_err(failed(OPERATION))?;
    let rows = statement
        .query(named_params! {
            ":collection": query.collection.name(), ":partition": query.partition.as_str(),
            ":from": keys.from, ":below": below,
        })
        .map_err(failed(OPERATION))?;
    let documents = |row: &Row<'_>| match is_newest {
        true => document(row, query.collection, query.partition.clone()).map(Some).map_err(failed(OPERATION)),
        false => document_at(&transaction, row, query, revision),
    };
    let (documents, more) = take_page(rows, query, documents)?;
    Ok(ListPage { documents, revision, more })
}

/// What the document of a row of [`EARLIER`] was at a revision.
fn document_at(
    connection: &Connection,
    row: &Row<'_>,
    query: &ListQuery,
    revision: Revision,
) -> Result<Option<Document>, StoreError> {
    let failed = failed(OPERATION);
    let Stored(rev) = row.get::<_, Stored<Revision>>("rev").map_err(failed)?;
    let is_deleted = row.get_ref("body").map_err(failed)? == ValueRef::Null;
    if rev <= revision {
        let current = (!is_deleted).then(|| document(row, query.collection, query.partition.clone()));
        return current.transpose().map_err(failed);
    }
    let previous = row.get::<_, Option<Stored<Sequence>>>("previous").map_err(failed)?;
    let id = DocumentId::new(query.collection, query.partition.clone(), row.get::<_, String>("key").map_err(failed)?);
    versions::at(connection, &id, previous.map(|Stored(sequence)| sequence), revision)
}

fn take_page(
    mut rows: Rows<'_>,
    query: &ListQuery,
    read: impl Fn(&Row<'_>) -> Result<Option<Document>, StoreError>,
) -> Result<(Vec<Document>, bool), StoreError> {
    let mut documents = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.next().map_err(failed(OPERATION))? {
        let Some(document) = read(row)? else { continue };
        if documents.len() >= query.limit.max(1) {
            return Ok((documents, true));
        }
        bytes += document.id.key.len() + document.body.len();
        if bytes > query.max_bytes && !documents.is_empty() {
            return Ok((documents, true));
        }
        documents.push(document);
    }
    Ok((documents, false))
}

/// The keys of a page: a range, so that a prefix costs what it finds.
#[derive(Debug, PartialEq, Eq)]
struct KeyRange {
    from: String,
    below: Option<String>,
}

impl KeyRange {
    fn of(query: &ListQuery) -> Self {
        let from = match &query.after_key {
            Some(after) if *after >= query.prefix => format!("{after}\0"),
            _ => query.prefix.clone(),
        };
        Self { from, below: first_key_past(&query.prefix) }
    }
}

/// The first key that is greater than every key that starts with `prefix`, `None` when there is no such key. UTF-8
/// orders texts like their characters, so it is the prefix with its last character replaced by the next one.
fn first_key_past(prefix: &str) -> Option<String> {
    let mut kept = prefix.to_owned();
    while let Some(last) = kept.pop() {
        let following = (last..=char::MAX).nth(1);
        if let Some(next) = following {
            kept.push(next);
            return Some(kept);
        }
    }
    None
}
