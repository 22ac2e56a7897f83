use std::{collections::VecDeque, pin::Pin, sync::Arc, time::Duration};

use bytes::Bytes;
use charter_store::StoreError;
use charter_types::{ClosingReason, MustRefetch, Revision, StreamClosing, StreamPosition, Timestamp};
use tokio::{
    sync::watch,
    time::{Instant, Sleep, sleep_until},
};
use tokio_util::sync::WaitForCancellationFutureOwned;

use super::{
    Shared, StreamStart,
    catch_up::Page,
    frame::{HEARTBEAT, Parts, RETRY, control},
    ring::Next,
    scope::Scope,
    snapshot::Snapshot,
};

/// One stream.
pub(super) struct Subscriber {
    shared: Arc<Shared>,
    scope: Scope,
    expires_at: Option<Timestamp>,
    /// Everything up to here was sent, or is not shown.
    position: Revision,
    /// The last id that was sent.
    sent_id: Revision,
    outgoing: VecDeque<Bytes>,
    snapshot: Option<Snapshot>,
    /// What was read of the log, and how many of its commits are done with.
    backlog: Option<(Arc<Page>, usize)>,
    /// Whether it once had everything there was: from then on it has to keep up.
    was_live: bool,
    has_ended: bool,
    last_frame_at: Instant,
    /// When the last frame was sent that was not a heartbeat.
    quiet_since: Instant,
    published: watch::Receiver<Revision>,
    closing: Pin<Box<WaitForCancellationFutureOwned>>,
    /// Set anew when it rings, or should ring earlier: most deadlines are put off before they come.
    alarm: Pin<Box<Sleep>>,
    _counted: Counted,
}

impl Subscriber {
    pub(super) fn new(
        shared: Arc<Shared>,
        scope: Scope,
        expires_at: Option<Timestamp>,
        start: &StreamStart,
        head: Revision,
    ) -> Self {
        let position = start.after.unwrap_or(head);
        let snapshot = (start.after.is_none() && start.snapshot).then(|| Snapshot::new(&scope, head));
        let mut outgoing = VecDeque::from([RETRY]);
        // A client without a cursor gets one at once, so that it can resume from the first moment.
        if start.after.is_none() && snapshot.is_none() {
            outgoing.push_back(control("bookmark", &StreamPosition::new(head), Some(head)));
        }
        let published = shared.hub.subscribe(*shared.store.head().borrow());
        let now = Instant::now();
        let closing = Box::pin(shared.closing.clone().cancelled_owned());
        Self {
            shared,
            scope,
            expires_at,
            position,
            sent_id: position,
            outgoing,
            snapshot,
            backlog: None,
            was_live: false,
            has_ended: false,
            last_frame_at: now,
            quiet_since: now,
            published,
            closing,
            alarm: Box::pin(sleep_until(now)),
            _counted: Counted::new(),
        }
    }

    /// The next chunk; `None` when the stream has ended.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        while !self.has_ended {
            if let Some(chunk) = self.outgoing.pop_front() {
                return Some(self.sent(chunk));
            }
            if let Some(reason) = self.reason_to_close() {
                return Some(self.close(reason));
            }
            match self.advance().await {
                Ok(Some(chunk)) => return Some(self.sent(chunk)),
                Ok(None) => {}
                Err(error) => return self.fail(&error),
            }
            if let Some(chunk) = self.overdue() {
                return Some(chunk);
            }
        }
        None
    }

    /// Goes one step: through the snapshot, the log, the ring, or time.
    async fn advance(&mut self) -> Result<Option<Bytes>, StoreError> {
        if let Some(snapshot) = &mut self.snapshot {
            let chunk = snapshot.next_chunk(self.shared.store.as_ref()).await?;
            if chunk.is_some() {
                return Ok(chunk);
            }
            self.snapshot = None;
            return Ok(Some(self.position_frame("synced")));
        }
        if let Some((page, done)) = &mut self.backlog {
            let Some(commit) = page.commits.get(*done) else {
                self.position = self.position.max(page.read_to);
                self.backlog = None;
                return Ok(None);
            };
            *done += 1;
            let parts = commit.parts(&self.scope);
            let revision = commit.revision;
            return Ok(self.moved(revision, parts));
        }
        match self.shared.hub.next_after(self.position) {
            Next::Commit(commit) => {
                return Ok(self.moved(commit.revision, commit.parts(&self.scope)));
            }
            Next::Nothing { up_to } => {
                self.position = up_to;
                self.was_live = true;
                self.wait().await;
            }
            Next::Gone if self.was_live => return Ok(Some(self.close(ClosingReason::SlowConsumer))),
            Next::Gone => {
                let Shared { store, hub, catch_up, .. } = self.shared.as_ref();
                let page = catch_up.read(store.as_ref(), hub.source(), self.scope.partition(), self.position).await?;
                self.backlog = Some((page, 0));
            }
        }
        Ok(None)
    }

    /// Ends when there may be something to send.
    async fn wait(&mut self) {
        let deadline = self.next_deadline();
        if self.alarm.is_elapsed() || deadline < self.alarm.deadline() {
            self.alarm.as_mut().reset(deadline);
        }
        tokio::select! {
            // In this order: what happens most often makes the others not worth looking at.
            biased;
            // The hub lives as long as its subscribers, so that this is never an error.
            _ = self.published.changed() => {}
            () = &mut self.closing => {}
            () = &mut self.alarm => {}
        }
    }

    fn next_deadline(&self) -> Instant {
        let mut deadline = self.last_frame_at + self.shared.options.heartbeat_interval;
        if self.position > self.sent_id {
            deadline = deadline.min(self.quiet_since + self.shared.options.bookmark_interval);
        }
        if let Some(expires_at) = self.expires_at {
            let left_ms = expires_at.unix_ms().saturating_sub(self.shared.clock.now().unix_ms());
            let left = Duration::from_millis(u64::try_from(left_ms).unwrap_or(0));
            deadline = Instant::now().checked_add(left).map_or(deadline, |at| deadline.min(at));
        }
        deadline
    }

    /// A bookmark or a heartbeat that is due.
    fn overdue(&mut self) -> Option<Bytes> {
        let options = self.shared.options;
        if self.position > self.sent_id && self.quiet_since.elapsed() >= options.bookmark_interval {
            let bookmark = self.position_frame("bookmark");
            return Some(self.sent(bookmark));
        }
        if self.last_frame_at.elapsed() >= options.heartbeat_interval {
            self.last_frame_at = Instant::now();
            return Some(HEARTBEAT);
        }
        None
    }

    fn reason_to_close(&self) -> Option<ClosingReason> {
        if self.shared.closing.is_cancelled() {
            return Some(ClosingReason::ShuttingDown);
        }
        let is_expired = self.expires_at.is_some_and(|at| self.shared.clock.now() >= at);
        is_expired.then_some(ClosingReason::TokenExpired)
    }

    /// A snapshot that is not finished cannot be resumed: nothing says how far it has come, and the revision 0 makes
    /// who goes on from it start afresh.
    fn close(&mut self, reason: ClosingReason) -> Bytes {
        self.has_ended = true;
        let resume_from = self.snapshot.is_none().then_some(self.position);
        control("closing", &StreamClosing::new(reason, resume_from.unwrap_or_default()), resume_from)
    }

    fn fail(&mut self, error: &StoreError) -> Option<Bytes> {
        self.has_ended = true;
        match error {
            StoreError::Compacted { oldest } => Some(control("must_refetch", &MustRefetch::new(*oldest), None)),
            StoreError::Closed => Some(self.close(ClosingReason::ShuttingDown)),
            error => {
                tracing::warn!(error = error as &dyn std::error::Error, "a stream ended because the store failed");
                None
            }
        }
    }

    fn position_frame(&mut self, event: &str) -> Bytes {
        self.sent_id = self.position;
        control(event, &StreamPosition::new(self.position), Some(self.position))
    }

    /// Past the commit of a revision: its first part now, the others before anything else.
    fn moved(&mut self, revision: Revision, parts: Parts) -> Option<Bytes> {
        self.position = revision;
        let first = parts.first?;
        self.sent_id = revision;
        self.outgoing = parts.others;
        Some(first)
    }

    fn sent(&mut self, chunk: Bytes) -> Bytes {
        let now = Instant::now();
        (self.last_frame_at, self.quiet_since) = (now, now);
        chunk
    }
}

/// Counts a subscriber for as long as it is there.
struct Counted;

impl Counted {
    fn new() -> Self {
        metrics::gauge!("charter_stream_subscribers").increment(1.0);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::gauge!("charter_stream_subscribers").decrement(1.0);
    }
}
