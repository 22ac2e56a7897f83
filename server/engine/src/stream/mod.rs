//! The live stream of what happened, as server-sent events.
//!
//! ```text
//! store.head() ──► hub task ── reads the log once, writes each frame once ──► ring of commits
//!                                                                              │ wakes
//! store.read_log ──► catch-up of those who are behind the ring ──► subscriber ◄┘ picks what its scope shows
//! ```
//!
//! A subscriber is its position, a revision: everything up to it was sent or is not for this subscriber. It moves
//! through the log or the ring, commit by commit, so that there is nothing to lose or to double between the two. Only
//! the last frame of a commit has an `id`, so that no resume starts inside a commit. Frames are sent as they lie in the
//! ring, piece by piece: a large commit is in memory once, however many subscribers are sent it.

mod catch_up;
mod family;
mod frame;
mod hub;
mod ring;
mod scope;
mod snapshot;
mod subscriber;

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use charter_auth::Rights;
use charter_store::{Store, StoreStatus};
use charter_types::{Clock, Revision, StoreId};
use futures::{StreamExt as _, stream, stream::BoxStream};
use tokio_util::sync::CancellationToken;

use crate::{CursorExpiry, EngineError};
use catch_up::CatchUp;
use hub::Hub;
use scope::Scope;
use subscriber::Subscriber;

pub(crate) use family::StreamedFamily;
pub use scope::EventFilter;

/// Chunks of an event stream: whole frames, of whole commits. It ends when the server ends it.
pub type EventStream = BoxStream<'static, Bytes>;

/// Where a stream starts.
#[derive(Debug, Clone, Default)]
pub struct StreamStart {
    /// With what happened after this revision; when left out, with what happens from now on.
    pub after: Option<Revision>,
    /// The store that `after` is of.
    pub store: Option<StoreId>,
    /// Whether the documents as they are come first. Only looked at when there is no `after`.
    pub snapshot: bool,
}

/// How streams behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamOptions {
    /// After how much time without an event a subscriber is told how far it has come; 5 seconds by default.
    pub bookmark_interval: Duration,
    /// After how much time without a frame a comment is sent; 15 seconds by default.
    pub heartbeat_interval: Duration,
    /// How many bytes of frames are kept for subscribers to catch up; 16 MiB by default.
    pub ring_bytes: usize,
    /// How many commits are kept for subscribers to catch up; 4096 by default.
    pub ring_commits: usize,
}

impl Default for StreamOptions {
    fn default() -> Self {
        Self {
            bookmark_interval: Duration::from_secs(5),
            heartbeat_interval: Duration::from_secs(15),
            ring_bytes: 16 << 20,
            ring_commits: 4096,
        }
    }
}

/// The streams of what happened.
#[derive(Clone)]
pub struct Events {
    shared: Arc<Shared>,
}

/// What all subscribers share.
struct Shared {
    store: Arc<dyn Store>,
    store_id: StoreId,
    clock: Arc<dyn Clock>,
    options: StreamOptions,
    hub: Hub,
    catch_up: CatchUp,
    closing: CancellationToken,
}

impl Events {
    /// `closing` ends every stream.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        store_id: StoreId,
        clock: Arc<dyn Clock>,
        options: StreamOptions,
        closing: CancellationToken,
    ) -> Self {
        let head = *store.head().borrow();
        let hub = Hub::new(head, &store_id, options);
        Self {
            shared: Arc::new(Shared { store, store_id, clock, options, hub, catch_up: CatchUp::default(), closing }),
        }
    }

    /// Feeds the subscribers until it is cancelled.
    pub(crate) async fn run_hub(self, cancelled: CancellationToken) {
        self.shared.hub.run(self.shared.store.as_ref(), cancelled).await;
    }

    /// Starts a stream of what `rights` let see and `filter` lets through.
    ///
    /// # Errors
    /// [`EngineError::Denied`] when it could never show anything, [`EngineError::CursorExpired`] when it cannot start
    /// where it should, or [`EngineError::Store`].
    pub async fn subscribe(
        &self,
        rights: &Rights,
        filter: EventFilter,
        start: StreamStart,
    ) -> Result<EventStream, EngineError> {
        let scope = Scope::new(rights, &filter)?;
        let status = self.shared.store.status().await?;
        self.check_start(&start, &status)?;
        let subscriber = Subscriber::new(Arc::clone(&self.shared), scope, rights.expires_at(), &start, status.revision);
        let chunks = stream::unfold(subscriber, |mut subscriber| async move {
            let chunk = subscriber.next().await?;
            Some((chunk, subscriber))
        });
        Ok(chunks.boxed())
    }

    fn check_start(&self, start: &StreamStart, status: &StoreStatus) -> Result<(), EngineError> {
        let is_other_store = start.store.as_ref().is_some_and(|store| *store != self.shared.store_id);
        let reason = match start.after {
            _ if is_other_store => CursorExpiry::OtherStore,
            Some(after) if after > status.revision => CursorExpiry::Ahead,
            Some(after) if after < status.oldest_revision => CursorExpiry::Compacted,
            _ => return Ok(()),
        };
        Err(EngineError::CursorExpired { oldest_revision: status.oldest_revision, reason })
    }
}
