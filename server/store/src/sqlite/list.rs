//! Listing documents as they are now, or as they were.

use charter_types::Revision;
use rusqlite::{Connection, Row, Rows, ToSql, named_params, types::ValueRef};

use super::{
    sequence::Sequence,
    state::State,
    values::{Stored, failed},
    versions,
};
use crate::{DocumentId, ListPage, ListQuery, ListedDocument, ListedDocuments, StoreError};

pub(super) const NEWEST: &str = "
    SELECT key, rev, body FROM documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below
    ORDER BY key";

/// Every key that has a document or had one since the last compaction, with where its chain begins. A key is in one of
/// the two tables. SQLite merges them as they come, both being in order.
pub(super) const EARLIER: &str = "
    SELECT key, rev, body, previous FROM documents
    WHERE collection = :collection AND partition = :partition AND key >= :from AND key < :below
    UNION ALL
    SELECT key, rev, NULL, previous FROM deleted_documents
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
    let mut page = Page::new(query);
    if is_newest {
        fill(rows, |row| page.take(listed(row)?))?;
    } else {
        fill(rows, |row| take_earlier(&mut page, &transaction, row, query, revision))?;
    }
    Ok(ListPage { documents: page.documents, revision, more: page.is_full })
}

/// Goes through the rows until the page wants no more.
fn fill(mut rows: Rows<'_>, mut take: impl FnMut(&Row<'_>) -> Result<Taken, StoreError>) -> Result<(), StoreError> {
    while let Some(row) = rows.next().map_err(failed(OPERATION))? {
        if take(row)? == Taken::Enough {
            break;
        }
    }
    Ok(())
}

/// Reads the columns key, rev, body.
fn listed<'a>(row: &'a Row<'_>) -> Result<ListedDocument<'a>, StoreError> {
    let read = || {
        let key = row.get_ref(0)?.as_str()?;
        let rev = row.get::<_, Stored<Revision>>(1)?.0;
        Ok(ListedDocument { key, rev, body: row.get_ref(2)?.as_blob()? })
    };
    read().map_err(failed(OPERATION))
}

/// Takes what the document of a row of [`EARLIER`] was at a revision, if there was one.
fn take_earlier(
    page: &mut Page<'_>,
    connection: &Connection,
    row: &Row<'_>,
    query: &ListQuery,
    revision: Revision,
) -> Result<Taken, StoreError> {
    let failed = failed(OPERATION);
    let Stored(rev) = row.get::<_, Stored<Revision>>(1).map_err(failed)?;
    if rev <= revision {
        let is_deleted = row.get_ref(2).map_err(failed)? == ValueRef::Null;
        return if is_deleted { Ok(Taken::More) } else { page.take(listed(row)?) };
    }
    let previous = row.get::<_, Option<Stored<Sequence>>>(3).map_err(failed)?.map(|Stored(sequence)| sequence);
    let id = DocumentId::new(query.collection, query.partition.clone(), row.get::<_, String>(0).map_err(failed)?);
    match versions::at(connection, &id, previous, revision)? {
        Some(document) => page.take(ListedDocument { key: &id.key, rev: document.rev, body: &document.body }),
        None => Ok(Taken::More),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Taken {
    More,
    Enough,
}

/// The documents of a page so far, and how many it may have.
struct Page<'a> {
    query: &'a ListQuery,
    documents: ListedDocuments,
    /// A document had no place any more.
    is_full: bool,
}

impl<'a> Page<'a> {
    fn new(query: &'a ListQuery) -> Self {
        Self { query, documents: ListedDocuments::new(query.frame, query.limit, query.max_bytes), is_full: false }
    }

    fn take(&mut self, document: ListedDocument<'_>) -> Result<Taken, StoreError> {
        let bytes = self.documents.content_bytes() + document.key.len() + document.body.len();
        let is_too_much = bytes > self.query.max_bytes && !self.documents.is_empty();
        if is_too_much || self.documents.len() >= self.query.limit.max(1) {
            self.is_full = true;
            return Ok(Taken::Enough);
        }
        self.documents.push(document);
        Ok(Taken::More)
    }
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
