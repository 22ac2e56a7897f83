use std::{
    sync::{PoisonError, RwLock, RwLockWriteGuard},
    time::Duration,
};

use charter_store::{LogQuery, Store, StoreError};
use charter_types::{Revision, StoreId};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use super::{
    StreamOptions,
    frame::CommitFrames,
    ring::{Next, Ring},
};

/// How long to wait after the store failed.
const RETRY_AFTER: Duration = Duration::from_millis(200);

/// Reads the log once for all subscribers, and not at all while there are none.
#[derive(Debug)]
pub(super) struct Hub {
    ring: RwLock<Ring>,
    published: watch::Sender<Revision>,
    subscribed: Notify,
    source: String,
    page_bytes: usize,
    page_commits: usize,
}

impl Hub {
    /// A hub that knows what happens after `start`.
    pub(super) fn new(start: Revision, store_id: &StoreId, options: StreamOptions) -> Self {
        Self {
            ring: RwLock::new(Ring::new(start, options.ring_bytes, options.ring_commits)),
            published: watch::Sender::new(start),
            subscribed: Notify::new(),
            source: format!("urn:charter:store:{store_id}"),
            // A page must not push out what subscribers could not have taken.
            page_bytes: options.ring_bytes / 4,
            page_commits: (options.ring_commits / 4).max(1),
        }
    }

    /// The `source` of all events.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Adds a subscriber: what it gets changes whenever there is more after a position. The first one has the hub begin
    /// at `head`; what happened while nobody was there is read from the log by those who want it.
    pub(super) fn subscribe(&self, head: Revision) -> watch::Receiver<Revision> {
        let mut ring = self.write();
        if self.is_idle() {
            ring.restart(head);
        }
        let published = self.published.subscribe();
        self.subscribed.notify_one();
        published
    }

    fn is_idle(&self) -> bool {
        self.published.receiver_count() == 0
    }

    pub(super) fn next_after(&self, position: Revision) -> Next {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).next_after(position)
    }

    /// Runs until it is cancelled or the store is closed.
    pub(super) async fn run(&self, store: &dyn Store, cancelled: CancellationToken) {
        let mut head = store.head();
        loop {
            let pause = match self.catch_up(store).await {
                Ok(()) => None,
                Err(StoreError::Closed) => return,
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the event log could not be read");
                    Some(RETRY_AFTER)
                }
            };
            let wake = async {
                match pause {
                    Some(pause) => {
                        tokio::time::sleep(pause).await;
                        true
                    }
                    None if self.is_idle() => {
                        self.subscribed.notified().await;
                        true
                    }
                    None => head.changed().await.is_ok(),
                }
            };
            tokio::select! {
                () = cancelled.cancelled() => return,
                goes_on = wake => if !goes_on { return },
            }
        }
    }

    /// Publishes everything up to the newest commit, for as long as there are subscribers.
    async fn catch_up(&self, store: &dyn Store) -> Result<(), StoreError> {
        while !self.is_idle() {
            let after = self.write().read_to();
            let query =
                LogQuery { after, partition: None, limit_commits: self.page_commits, max_bytes: self.page_bytes };
            let page = match store.read_log(query).await {
                Ok(page) => page,
                // Retention has overtaken the hub. Those who wait here find their place gone, and resume.
                Err(StoreError::Compacted { .. }) => {
                    let head = *store.head().borrow();
                    self.write().restart(head);
                    self.published.send_replace(head);
                    continue;
                }
                Err(error) => return Err(error),
            };
            metrics::counter!("charter_events_published_total").increment(page.events.len() as u64);
            let commits = CommitFrames::of_events(&self.source, page.events);
            if page.read_to > after && self.write().push(after, commits, page.read_to) {
                self.published.send_replace(page.read_to);
            }
            if page.read_to >= page.head {
                break;
            }
        }
        Ok(())
    }

    fn write(&self) -> RwLockWriteGuard<'_, Ring> {
        self.ring.write().unwrap_or_else(PoisonError::into_inner)
    }
}
