//! Pages of a list of documents that not all are in: what a filter lets through, as one snapshot over all pages.

use std::sync::Arc;

use charter_store::{Collection, Frame, ListQuery, ListedDocuments, Store};
use charter_types::{Cursor, PageLimit, Partition, Revision, StoreId};
use serde::de::DeserializeOwned;

use crate::{EngineError, StoredPage, history, list_cursor::ListCursor};

const DEFAULT_LIMIT: u16 = 100;
/// So many documents are looked at for a page, whether they are in it or not: then it ends, and the next goes on.
const MOST_LOOKED_AT: usize = 2000;
const LOOKED_AT_ONCE: usize = 250;
const MOST_PAGE_BYTES: usize = 4 << 20;

/// A list, whatever it is of.
pub(crate) struct Listing<'a> {
    pub(crate) store: &'a Arc<dyn Store>,
    pub(crate) store_id: &'a StoreId,
    pub(crate) partition: &'a Partition,
    pub(crate) collection: Collection,
    /// What the keys begin with; ascending, none the beginning of another.
    pub(crate) prefixes: Vec<String>,
    /// What the list is of: a cursor goes on with the same list only.
    pub(crate) name: String,
    pub(crate) cursor: Option<&'a Cursor>,
    pub(crate) limit: Option<PageLimit>,
}

impl Listing<'_> {
    /// The page of what `keep` keeps of the documents' bodies.
    ///
    /// # Errors
    /// [`EngineError::CursorExpired`], [`EngineError::Invalid`] when the cursor is of another list, or
    /// [`EngineError::Store`].
    pub(crate) async fn page(
        self,
        keep: impl Fn(&[u8]) -> Result<bool, EngineError>,
    ) -> Result<StoredPage, EngineError> {
        let cursor = match self.cursor {
            None => None,
            Some(cursor) => Some(ListCursor::check(cursor, self.store.as_ref(), self.store_id, &self.name).await?),
        };
        let limit = usize::from(self.limit.map_or(DEFAULT_LIMIT, PageLimit::get));
        let mut page = ListedDocuments::new(StoredPage::FRAME, limit, MOST_PAGE_BYTES);
        let mut revision = cursor.as_ref().map(|cursor| cursor.revision);
        let mut after = cursor.map(|cursor| cursor.after);
        let (mut looked_at, mut prefixes) = (0, self.prefixes.iter());
        let mut prefix = prefixes.next();
        while let Some(current) = prefix {
            if after.as_ref().is_some_and(|after| after > current && !after.starts_with(current.as_str())) {
                prefix = prefixes.next();
                continue;
            }
            if looked_at >= MOST_LOOKED_AT {
                return self.finish(page, revision, after);
            }
            let part = match self.store.list(self.query(current, after.clone(), revision)).await {
                Ok(part) => part,
                Err(error) => return Err(history::expired(self.store.as_ref(), error).await),
            };
            revision = Some(part.revision);
            looked_at += part.documents.len();
            for document in part.documents.iter() {
                if !keep(document.body)? {
                    after = Some(document.key.to_owned());
                    continue;
                }
                let is_full = page.len() >= limit
                    || (!page.is_empty() && page.content_bytes() + document.body.len() > MOST_PAGE_BYTES);
                if is_full {
                    return self.finish(page, revision, after);
                }
                after = Some(document.key.to_owned());
                page.push(document);
            }
            if !part.more {
                prefix = prefixes.next();
            }
        }
        self.finish(page, revision, None)
    }

    fn query(&self, prefix: &str, after_key: Option<String>, at: Option<Revision>) -> ListQuery {
        ListQuery {
            collection: self.collection,
            partition: self.partition.clone(),
            prefix: prefix.to_owned(),
            after_key,
            limit: LOOKED_AT_ONCE,
            max_bytes: MOST_PAGE_BYTES,
            at,
            frame: Frame::default(),
        }
    }

    /// `after` is where the next page begins, when there may be one.
    fn finish(
        self,
        page: ListedDocuments,
        revision: Option<Revision>,
        after: Option<String>,
    ) -> Result<StoredPage, EngineError> {
        let revision = revision.unwrap_or_default();
        let cursor =
            after.map(|after| ListCursor { store: self.store_id.clone(), revision, prefix: self.name, after }.encode());
        Ok(StoredPage::new(page, revision, cursor.transpose()?.as_ref()))
    }
}

/// A document of a list in parts.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8], what: &str) -> Result<T, EngineError> {
    serde_json::from_slice(body).map_err(|error| EngineError::corrupt(what, &error))
}
