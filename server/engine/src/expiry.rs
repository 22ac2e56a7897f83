//! What is due is brought to its end: one task for all collections that have due dates.
//!
//! The task sleeps until the earliest due date that it knows of, and wakes up early in three cases: a commit of this
//! process made something due earlier ([`DueAlarm`]); the clock was moved; another process wrote to the store. For
//! the last two it looks at the clock and at the newest revision every [`TICK`], which costs nothing, and asks the
//! store only when the revision has changed.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use charter_store::{Collection, Document, Effects, Store, Write};
use charter_types::{Clock, Revision};
use tokio_util::sync::CancellationToken;

use crate::{EngineError, commit::Committer, due_alarm::DueAlarm, idempotency};

/// How late an expiry can be at most, beside the time that its commit takes.
const TICK: Duration = Duration::from_millis(500);

/// Documents that are ended at once. Each can be as large as a value.
const MOST_AT_ONCE: usize = 64;

/// A collection whose documents are due at times.
#[async_trait]
pub(crate) trait Due: Send + Sync {
    /// Which collection.
    fn collection(&self) -> Collection;

    /// Does what these documents are due for. Between being read and now they can have been deleted, or given more time.
    async fn end(&self, due: Vec<Document>) -> Result<(), EngineError>;
}

/// A collection whose documents end when they are due, many in one commit.
pub(crate) trait Expiring: Send + Sync + 'static {
    /// Which collection.
    fn collection(&self) -> Collection;

    /// Adds the end of a document that is due to a commit.
    fn expire(&self, document: &Document, effects: &mut Effects) -> Result<(), EngineError>;
}

/// A record of an idempotency key is forgotten without an event.
pub(crate) struct RecordExpiry;

impl Expiring for RecordExpiry {
    fn collection(&self) -> Collection {
        idempotency::RECORDS
    }

    fn expire(&self, document: &Document, effects: &mut Effects) -> Result<(), EngineError> {
        effects.writes.push(Write::Delete { id: document.id.clone() });
        Ok(())
    }
}

/// What ends by itself.
pub(crate) struct EndingTogether<E> {
    pub(crate) committer: Committer,
    pub(crate) expiring: Arc<E>,
}

#[async_trait]
impl<E: Expiring> Due for EndingTogether<E> {
    fn collection(&self) -> Collection {
        self.expiring.collection()
    }

    async fn end(&self, due: Vec<Document>) -> Result<(), EngineError> {
        let ids: Vec<_> = due.into_iter().map(|document| document.id).collect();
        let (reads, expiring) = (ids.clone(), Arc::clone(&self.expiring));
        let ended = self.committer.commit(reads, move |context| {
            let mut effects = Effects::default();
            let documents = ids.iter().filter_map(|id| context.document(id));
            for document in documents.filter(|document| document.due_at.is_some_and(|at| at <= context.time())) {
                expiring.expire(document, &mut effects)?;
            }
            Ok::<_, EngineError>((effects, ()))
        });
        Ok(ended.await?)
    }
}

pub(crate) struct Expiry {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) due_alarm: Arc<DueAlarm>,
    pub(crate) collections: Vec<Arc<dyn Due>>,
}

impl Expiry {
    /// Runs until it is cancelled.
    pub(crate) async fn run(self, cancelled: CancellationToken) {
        let mut head = self.store.head();
        let mut seen = None;
        loop {
            let newest = *head.borrow_and_update();
            let wait = match self.step(&mut seen, newest).await {
                Ok(()) => self.until_next_look(),
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "what is due could not be ended");
                    seen = None;
                    TICK
                }
            };
            tokio::select! {
                () = cancelled.cancelled() => return,
                () = self.due_alarm.moved_earlier() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Learns what is due when, if the store has changed since `seen`, and ends what is due now.
    async fn step(&self, seen: &mut Option<Revision>, head: Revision) -> Result<(), EngineError> {
        if *seen != Some(head) {
            self.learn_earliest().await?;
            *seen = Some(head);
        }
        if self.clock.now().unix_ms() < self.due_alarm.earliest_unix_ms() {
            return Ok(());
        }
        for collection in &self.collections {
            self.end_due(collection.as_ref()).await?;
        }
        self.learn_earliest().await
    }

    fn until_next_look(&self) -> Duration {
        let until_due_ms = self.due_alarm.earliest_unix_ms().saturating_sub(self.clock.now().unix_ms());
        TICK.min(Duration::from_millis(u64::try_from(until_due_ms).unwrap_or(0)))
    }

    async fn learn_earliest(&self) -> Result<(), EngineError> {
        self.due_alarm.forget();
        for collection in &self.collections {
            if let Some(at) = self.store.next_due(collection.collection()).await? {
                self.due_alarm.learn(at);
            }
        }
        Ok(())
    }

    async fn end_due(&self, collection: &dyn Due) -> Result<(), EngineError> {
        let mut first_before = None;
        loop {
            let due = self.store.due(collection.collection(), self.clock.now(), MOST_AT_ONCE).await?;
            let is_last = due.len() < MOST_AT_ONCE;
            // What does not end though it was asked to must not keep everything else from its end.
            let first = due.first().map(|document| document.id.clone());
            if first.is_none() || first == first_before {
                return Ok(());
            }
            first_before = first;
            collection.end(due).await?;
            if is_last {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use charter_store::{CommitError, DocumentId, OpenOptions, SqliteStore};
    use charter_types::{ManualClock, Timestamp};

    use super::*;

    const DAY_MS: i64 = 24 * 60 * 60 * 1000;

    #[tokio::test]
    async fn what_was_given_more_time_meanwhile_is_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(Timestamp::from_unix_ms(DAY_MS)));
        let options = OpenOptions::new(directory.path().join("store"), Arc::clone(&clock));
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(options).unwrap());
        let due_alarm = Arc::new(DueAlarm::default());
        let committer = Committer::new(Arc::clone(&store), Arc::clone(&due_alarm));
        let id = |key: &str| DocumentId::new(idempotency::RECORDS, "acme/web/shop".parse().unwrap(), key);
        let put = |key, due_at| Write::Put { id: id(key), body: "{}".into(), due_at };
        let writes =
            vec![put("due", Some(clock.now())), put("renewed", Some(clock.now().plus_ms(1))), put("kept", None)];
        let written = committer.commit(vec![], |_| Ok((Effects { writes, events: vec![] }, ())));
        written.await.map_err(|error: CommitError<EngineError>| error).unwrap();
        let documents = ["due", "renewed", "kept", "gone"].map(|key| Document {
            id: id(key),
            rev: charter_types::Revision::ZERO,
            created_at: clock.now(),
            updated_at: clock.now(),
            due_at: Some(clock.now()),
            body: "{}".into(),
        });
        let ending = EndingTogether { committer, expiring: Arc::new(RecordExpiry) };
        ending.end(documents.to_vec()).await.unwrap();
        let mut left = Vec::new();
        for key in ["due", "renewed", "kept"] {
            left.extend(store.get(&id(key)).await.unwrap().map(|document| document.id.key));
        }
        assert_eq!(left, ["renewed", "kept"]);
    }
}
