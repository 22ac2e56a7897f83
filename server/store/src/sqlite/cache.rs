//! Documents in memory, so that what is read or written often is read without SQLite.
//!
//! What is here is what the newest durable commit left: a document leaves before a commit that changes it is carried
//! out and comes back when that is durable; in between it is read from the database, as lists and the log are. Whoever
//! read it there puts it here only if no commit has begun since, because it might be an old version by now.

use std::sync::{Mutex, MutexGuard, PoisonError};

use quick_cache::{Weighter, sync::Cache};

use super::documents::Current;
use crate::DocumentId;

/// What the documents may take.
const MOST_BYTES: u64 = 8 << 20;
/// Where the cache begins; it grows.
const EXPECTED_DOCUMENTS: usize = 10_000;

#[derive(Debug)]
pub(super) struct DocumentCache {
    documents: Cache<DocumentId, Current, Bytes>,
    commits: Mutex<Commits>,
}

/// How many batches of commits there were. Documents come only while this is locked.
#[derive(Debug, Default)]
struct Commits {
    begun: u64,
    is_one_under_way: bool,
}

/// What says that no commit has begun since.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ticket {
    begun: u64,
}

/// A batch of commits on its way to the disk.
pub(super) struct Changing<'a>(&'a DocumentCache);

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<DocumentId, Current> for Bytes {
    fn weight(&self, id: &DocumentId, current: &Current) -> u64 {
        const OVERHEAD: usize = 200;
        (OVERHEAD + id.partition.as_str().len() + id.key.len() + current.body.len()) as u64
    }
}

impl DocumentCache {
    pub(super) fn new() -> Self {
        Self { documents: Cache::with_weighter(EXPECTED_DOCUMENTS, MOST_BYTES, Bytes), commits: Mutex::default() }
    }

    pub(super) fn get(&self, id: &DocumentId) -> Option<Current> {
        self.documents.get(id)
    }

    /// To be taken before a document is read from the database. There is none while a batch is under way: what is read
    /// then may be what the batch is about to change.
    pub(super) fn ticket(&self) -> Option<Ticket> {
        let commits = self.commits();
        (!commits.is_one_under_way).then_some(Ticket { begun: commits.begun })
    }

    /// Remembers what was read from the database, if it is certain that it is the newest version still.
    pub(super) fn remember(&self, ticket: Option<Ticket>, id: &DocumentId, current: &Current) {
        let commits = self.commits();
        if ticket.is_some_and(|ticket| ticket.begun == commits.begun) {
            self.documents.insert(id.clone(), current.clone());
        }
    }

    /// Forgets what a batch of commits is about to change.
    pub(super) fn change<'a>(&self, ids: impl Iterator<Item = &'a DocumentId>) -> Changing<'_> {
        let mut commits = self.commits();
        commits.begun += 1;
        commits.is_one_under_way = true;
        for id in ids {
            self.documents.remove(id);
        }
        Changing(self)
    }

    fn commits(&self) -> MutexGuard<'_, Commits> {
        self.commits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Changing<'_> {
    /// The batch is durable, and this is what it left.
    pub(super) fn done(self, documents: impl Iterator<Item = (DocumentId, Current)>) {
        let _commits = self.0.commits();
        for (id, current) in documents {
            self.0.documents.insert(id, current);
        }
    }
}

/// However the batch ended: what is in the database is the newest version again.
impl Drop for Changing<'_> {
    fn drop(&mut self) {
        self.0.commits().is_one_under_way = false;
    }
}

#[cfg(test)]
mod tests {
    use charter_types::{Revision, Timestamp};

    use super::*;
    use crate::Collection;

    fn id() -> DocumentId {
        DocumentId::new(Collection::plain("test"), "acme/tools/demo".parse().unwrap(), "a")
    }

    fn version(number: u64) -> Current {
        let time = Timestamp::from_unix_ms(0);
        Current {
            rev: Revision::new(number).unwrap(),
            created_at: time,
            updated_at: time,
            due_at: None,
            previous: None,
            body: bytes::Bytes::from_static(b"{}"),
        }
    }

    fn shown(cache: &DocumentCache) -> Option<u64> {
        cache.get(&id()).map(|current| current.rev.get())
    }

    #[test]
    fn what_was_read_before_a_commit_began_is_not_remembered() {
        let cache = DocumentCache::new();
        let ticket = cache.ticket();
        let changing = cache.change([&id()].into_iter());
        cache.remember(ticket, &id(), &version(1));
        assert_eq!(shown(&cache), None);
        let during = cache.ticket();
        cache.remember(during, &id(), &version(1));
        assert_eq!(shown(&cache), None);
        changing.done([(id(), version(2))].into_iter());
        for before in [ticket, during] {
            cache.remember(before, &id(), &version(1));
            assert_eq!(shown(&cache), Some(2));
        }
    }

    #[test]
    fn a_batch_that_failed_leaves_what_is_read_next() {
        let cache = DocumentCache::new();
        cache.remember(cache.ticket(), &id(), &version(1));
        assert_eq!(shown(&cache), Some(1));
        drop(cache.change([&id()].into_iter()));
        assert_eq!(shown(&cache), None);
        cache.remember(cache.ticket(), &id(), &version(1));
        assert_eq!(shown(&cache), Some(1));
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let cache = DocumentCache::new();
        let body = bytes::Bytes::from(vec![b'x'; 1 << 20]);
        for number in 0..64 {
            let id = DocumentId { key: number.to_string(), ..id() };
            cache.remember(cache.ticket(), &id, &Current { body: body.clone(), ..version(1) });
        }
        assert!(cache.documents.weight() <= MOST_BYTES, "{}", cache.documents.weight());
    }
}
