use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use charter_store::{LogQuery, Store, StoreError};
use charter_types::{Partition, Revision};
use tokio::{sync::OnceCell, time::Instant};

use super::frame::CommitFrames;

/// How much of the log a subscriber that is behind reads at a time.
const PAGE_COMMITS: usize = 256;
const PAGE_BYTES: usize = 256 * 1024;
/// How many pages are shared, and for how long.
const RECENT_PAGES: usize = 8;
const RECENT: Duration = Duration::from_secs(1);

/// Pages of the log for those who are behind the ring. After a restart of the server, or of a proxy, everybody comes
/// back at once, and from the same place: they share what the first one has read.
#[derive(Debug, Default)]
pub(super) struct CatchUp {
    recent: Mutex<VecDeque<Recent>>,
}

#[derive(Debug)]
struct Recent {
    after: Revision,
    partition: Partition,
    begun_at: Instant,
    page: Arc<OnceCell<Arc<Page>>>,
}

/// What happened in a partition after a revision.
#[derive(Debug)]
pub(super) struct Page {
    /// In the order of the log.
    pub(super) commits: Vec<CommitFrames>,
    /// Everything up to here was read.
    pub(super) read_to: Revision,
}

impl CatchUp {
    /// The events after a revision; `source` is what they name as the store.
    ///
    /// # Errors
    /// Those of [`Store::read_log`].
    pub(super) async fn read(
        &self,
        store: &dyn Store,
        source: &str,
        partition: &Partition,
        after: Revision,
    ) -> Result<Arc<Page>, StoreError> {
        let page = self.recent_page(partition, after);
        let read = || async {
            let query = LogQuery {
                after,
                partition: Some(partition.clone()),
                limit_commits: PAGE_COMMITS,
                max_bytes: PAGE_BYTES,
            };
            let page = store.read_log(query).await?;
            Ok(Arc::new(Page { commits: CommitFrames::of_events(source, page.events), read_to: page.read_to }))
        };
        let read = page.get_or_try_init(read).await.cloned();
        if read.as_ref().map_or(true, |page| page.read_to == after) {
            // Who comes again from there has to find what has happened since.
            self.lock().retain(|recent| !Arc::ptr_eq(&recent.page, &page));
        }
        read
    }

    fn recent_page(&self, partition: &Partition, after: Revision) -> Arc<OnceCell<Arc<Page>>> {
        let mut recent = self.lock();
        while recent.front().is_some_and(|oldest| oldest.begun_at.elapsed() > RECENT) || recent.len() > RECENT_PAGES {
            recent.pop_front();
        }
        if let Some(found) = recent.iter().find(|recent| recent.after == after && recent.partition == *partition) {
            return Arc::clone(&found.page);
        }
        let page = Arc::default();
        let begun = Recent { after, partition: partition.clone(), begun_at: Instant::now(), page: Arc::clone(&page) };
        recent.push_back(begun);
        page
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Recent>> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
