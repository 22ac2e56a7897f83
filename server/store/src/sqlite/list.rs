//! Listing documents as they are now, or as they were.

use rusqlite::{Connection, Rows, ToSql, named_params};

use super::{
    documents::document,
    sequence::Sequence,
    state::State,
    values::{Stored, failed},
};
use crate::{Document, ListPage, ListQuery, StoreError};

pub(super) const NEWEST: &str = "
    SELECT key, rev, created_at, updated_at, due_at, body FROM documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below
    ORDER BY key";

/// At any revision a key has at most one version, so that the two halves never answer with the same key. SQLite merges
/// them as they come, both being in order.
pub(super) const EARLIER: &str = "
    SELECT key, rev, created_at, updated_at, due_at, body FROM documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below AND rev <= :at
    UNION ALL
    SELECT key, rev, created_at, updated_at, due_at, body FROM document_versions
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below AND rev <= :at
      AND sequence > :superseded_after
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
    let rows = if is_newest {
        statement.query(named_params! {
            ":collection": query.collection.name(), ":partition": query.partition.as_str(),
            ":from": keys.from, ":below": below,
        })
    } else {
        statement.query(named_params! {
            ":collection": query.collection.name(), ":partition": query.partition.as_str(),
            ":from": keys.from, ":below": below,
            ":at": Stored(revision), ":superseded_after": Stored(Sequence::end_of(revision)),
        })
    };
    let (documents, more) = take_page(rows.map_err(failed(OPERATION))?, query)?;
    Ok(ListPage { documents, revision, more })
}

fn take_page(mut rows: Rows<'_>, query: &ListQuery) -> Result<(Vec<Document>, bool), StoreError> {
    let mut documents = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.next().map_err(failed(OPERATION))? {
        if documents.len() >= query.limit.max(1) {
            return Ok((documents, true));
        }
        let document = document(row, query.collection, query.partition.clone()).map_err(failed(OPERATION))?;
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
