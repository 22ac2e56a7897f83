//! GET of a list: pages that together are one snapshot.

use charter_auth::Rights;
use charter_store::{ListQuery, ListedDocuments, StoreError};
use charter_types::{Cursor, KeyPrefix, PageLimit, Revision};

use super::{RESOURCES, Resources, StoredPage, policy};
use crate::{EngineError, history, list_cursor::ListCursor};

const DEFAULT_LIMIT: u16 = 100;
const MOST_PAGE_BYTES: usize = 4 << 20;

/// The documents of a page so far.
struct Page {
    limit: usize,
    /// What all pages show; the first answer of the store decides.
    revision: Option<Revision>,
    after_key: Option<String>,
    documents: ListedDocuments,
}

impl Page {
    fn is_full(&self) -> bool {
        self.documents.len() >= self.limit || self.documents.content_bytes() >= MOST_PAGE_BYTES
    }
}

impl Resources {
    /// A page of the resources whose keys start with `prefix` and may be read, in the order of their keys' bytes.
    ///
    /// # Errors
    /// [`EngineError::Denied`] when nothing of the prefix may be read, [`EngineError::CursorExpired`] when the
    /// snapshot is not there (any more), [`EngineError::Invalid`] when the cursor is of another list, or
    /// [`EngineError::Store`].
    pub async fn list(
        &self,
        rights: &Rights,
        prefix: Option<&KeyPrefix>,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        let prefix = prefix.map_or("", |prefix| prefix.as_str());
        let readable = policy::readable_keys(rights, prefix)?;
        let cursor = match cursor {
            None => None,
            Some(cursor) => Some(ListCursor::check(cursor, self.store.as_ref(), &self.store_id, prefix).await?),
        };
        let mut page = Page {
            limit: limit.map_or(DEFAULT_LIMIT, PageLimit::get).into(),
            revision: cursor.as_ref().map(|cursor| cursor.revision),
            after_key: cursor.map(|cursor| cursor.after),
            documents: ListedDocuments::new(StoredPage::FRAME, 0, 0),
        };
        let more = match self.fill(&mut page, rights, &readable).await {
            Ok(more) => more,
            Err(error) => return Err(history::expired(self.store.as_ref(), error).await),
        };
        self.finish(page, more, prefix)
    }

    /// Goes through the readable prefixes in order; they are as many as fit in a token at most. Answers whether more
    /// may follow.
    async fn fill(&self, page: &mut Page, rights: &Rights, readable: &[String]) -> Result<bool, StoreError> {
        for prefix in readable {
            if page.is_full() {
                return Ok(true);
            }
            // A prefix that lies wholly before the last key was finished on an earlier page.
            if page.after_key.as_ref().is_some_and(|after| after > prefix && !after.starts_with(prefix)) {
                continue;
            }
            let query = ListQuery {
                collection: RESOURCES,
                partition: rights.partition().clone(),
                prefix: prefix.clone(),
                after_key: page.after_key.clone(),
                limit: page.limit - page.documents.len(),
                max_bytes: MOST_PAGE_BYTES - page.documents.content_bytes(),
                at: page.revision,
                frame: StoredPage::FRAME,
            };
            let part = self.store.list(query).await?;
            page.revision = Some(part.revision);
            match page.documents.is_empty() {
                true => page.documents = part.documents,
                false => page.documents.append(&part.documents),
            }
            if part.more {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn finish(&self, page: Page, more: bool, prefix: &str) -> Result<StoredPage, EngineError> {
        let revision = page.revision.unwrap_or_default();
        let Some(last) = page.documents.last().filter(|_| more) else {
            return Ok(StoredPage::new(page.documents, revision, None));
        };
        let cursor = ListCursor {
            store: self.store_id.clone(),
            revision,
            prefix: prefix.to_owned(),
            after: last.key.to_owned(),
        };
        Ok(StoredPage::new(page.documents, revision, Some(&cursor.encode()?)))
    }
}
