//! The one thread that changes the database.

use std::{sync::Arc, thread};

use charter_types::{Clock, Revision};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use super::{
    batch::{Batch, Outcome},
    cache::DocumentCache,
    compact,
    lock::DirectoryLock,
    state::State,
    values::failed,
};
use crate::{Proposal, StoreError};

/// How many commits may wait; more wait for their place.
const QUEUE_LENGTH: usize = 1024;

/// A commit and who wants to know what became of it.
struct Pending {
    proposal: Proposal,
    reply: oneshot::Sender<Outcome>,
}

enum Job {
    Commit(Pending),
    Compact { up_to: Revision, reply: oneshot::Sender<Result<compact::Progress, StoreError>> },
    Close,
}

/// The way to the writer.
#[derive(Debug)]
pub(super) struct WriterHandle {
    queue: mpsc::Sender<Job>,
    head: watch::Receiver<Revision>,
    /// `None` while the writer runs, then how it ended.
    ended: watch::Receiver<Option<Result<(), StoreError>>>,
}

impl WriterHandle {
    pub(super) async fn submit(&self, proposal: Proposal) -> Outcome {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Commit(Pending { proposal, reply })).await?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }

    pub(super) async fn compact(&self, up_to: Revision) -> Result<compact::Progress, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Compact { up_to, reply }).await?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }

    pub(super) fn head(&self) -> watch::Receiver<Revision> {
        self.head.clone()
    }

    pub(super) async fn close(&self) -> Result<(), StoreError> {
        // When it cannot be sent the writer is closing already.
        let _ = self.send(Job::Close).await;
        let mut ended = self.ended.clone();
        match ended.wait_for(Option::is_some).await {
            Ok(result) => result.clone().unwrap_or(Ok(())),
            Err(_) => Err(StoreError::Closed),
        }
    }

    async fn send(&self, job: Job) -> Result<(), StoreError> {
        self.queue.send(job).await.map_err(|_| StoreError::Closed)
    }
}

/// Starts the thread. It ends when it is told to close or its handle is gone, and gives the directory back then.
pub(super) fn start(
    connection: Connection,
    clock: Arc<dyn Clock>,
    cache: Arc<DocumentCache>,
    head: Revision,
    lock: DirectoryLock,
) -> Result<WriterHandle, StoreError> {
    let (queue, jobs) = mpsc::channel(QUEUE_LENGTH);
    let (publish, head) = watch::channel(head);
    let (end, ended) = watch::channel(None);
    let writer = Writer { connection, clock, cache, jobs, state: None, deferred: None, head: publish };
    thread::Builder::new()
        .name("store-writer".into())
        .spawn(move || {
            let crash_only = AbortOnPanic;
            let result = writer.run();
            drop(crash_only);
            drop(lock);
            end.send_replace(Some(result));
        })
        .map_err(|source| StoreError::backend("start the store's writer", source))?;
    Ok(WriterHandle { queue, head, ended })
}

/// Ends the process when the writer panics. Unwinding would give the directory back while readers go on, and another
/// process could write to the store that they read. Nothing that was acknowledged is lost by it.
struct AbortOnPanic;

impl Drop for AbortOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            std::process::abort();
        }
    }
}

struct Writer {
    connection: Connection,
    clock: Arc<dyn Clock>,
    cache: Arc<DocumentCache>,
    jobs: mpsc::Receiver<Job>,
    /// What the last batch left; nothing when that failed, or something else has written since.
    state: Option<State>,
    /// A job that came while a batch was being filled and does not belong in it.
    deferred: Option<Job>,
    head: watch::Sender<Revision>,
}

impl Writer {
    fn run(mut self) -> Result<(), StoreError> {
        while let Some(job) = self.deferred.take().or_else(|| self.jobs.blocking_recv()) {
            match job {
                Job::Commit(first) => self.commit_batch(first),
                Job::Compact { up_to, reply } => {
                    self.state = None;
                    // Whoever stopped waiting is not told.
                    let _ = reply.send(compact::step(&mut self.connection, up_to));
                }
                // What was queued before is done; who is queued behind finds the reply gone, and the store closed.
                Job::Close => break,
            }
        }
        self.connection.close().map_err(|(_, error)| failed("close the store's database")(error))
    }

    /// Commits `first` and whatever waits behind it. Nobody is answered before all of it is durable, and the head moves
    /// before anybody is answered, so that an acknowledged revision is never beyond it.
    fn commit_batch(&mut self, first: Pending) {
        let mut replies = Vec::new();
        match self.run_batch(first, &mut replies) {
            Ok((state, outcomes)) => {
                let reached = state.revision;
                self.state = Some(state);
                self.head.send_if_modified(|shown| std::mem::replace(shown, reached) != reached);
                for (reply, outcome) in replies.into_iter().zip(outcomes) {
                    let _ = reply.send(outcome);
                }
            }
            Err(error) => {
                let commits = replies.len();
                // Refusals too: they may rest on a commit of the same batch that has not happened.
                for reply in replies {
                    let _ = reply.send(Err(error.clone()));
                }
                // Last, so that nobody waits for a log that is written slowly.
                tracing::error!(commits, error = &error as &dyn std::error::Error, "a batch of commits failed");
            }
        }
    }

    fn run_batch(
        &mut self,
        first: Pending,
        replies: &mut Vec<oneshot::Sender<Outcome>>,
    ) -> Result<(State, Vec<Outcome>), StoreError> {
        replies.push(first.reply);
        let mut batch = Batch::begin(&mut self.connection, self.clock.as_ref(), &self.cache, self.state.take())?;
        batch.run(first.proposal)?;
        while batch.has_room() {
            match self.jobs.try_recv() {
                Ok(Job::Commit(next)) => {
                    replies.push(next.reply);
                    batch.run(next.proposal)?;
                }
                Ok(other) => {
                    self.deferred = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        batch.finish()
    }
}
