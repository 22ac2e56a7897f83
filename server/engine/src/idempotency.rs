//! One effect for any number of equal requests.
//!
//! The outcome is recorded in the same commit as the effect, and the decision of every later commit with the same key
//! finds it there: two retries that race are put in order by the store, and the second replays the first. A request
//! that was refused leaves no record.

use std::fmt;

use bytes::Bytes;
use charter_auth::Rights;
use charter_store::{Collection, CommitContext, CommitError, Document, DocumentId, Effects, Store, Write};
use charter_types::{IdempotencyKey, Partition, Timestamp};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::{EngineError, commit::Committer, fingerprint::Fingerprint};

/// What came of requests that had an idempotency key.
pub(crate) const RECORDS: Collection = Collection::plain("idempotency");

const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// A request's idempotency key, and what the request was.
#[derive(Debug, Clone)]
pub(crate) struct Once {
    record: DocumentId,
    fingerprint: String,
}

/// What came of a request, and whether that was now or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<T> {
    /// What came of it.
    pub value: T,
    /// Whether this is what an earlier, equal request with the same idempotency key was answered with.
    pub replayed: bool,
}

impl<T> Outcome<T> {
    /// The same with another form of the value.
    pub(crate) fn try_map<U, E>(self, map: impl FnOnce(T) -> Result<U, E>) -> Result<Outcome<U>, E> {
        Ok(Outcome { value: map(self.value)?, replayed: self.replayed })
    }
}

#[derive(Serialize)]
struct NewRecord<'a, T> {
    fingerprint: &'a str,
    outcome: &'a T,
}

/// The outcome is read once the fingerprint is known to be the request's: another operation's has another shape.
#[derive(Deserialize)]
struct StoredRecord {
    fingerprint: String,
    outcome: Box<RawValue>,
}

impl Once {
    /// The key belongs to the principal and the partition. It is hashed so that what may be in it (spaces, slashes, a
    /// secret) does not become part of a document's key.
    pub(crate) fn new(rights: &Rights, key: &IdempotencyKey, request: Fingerprint) -> Self {
        let name = Fingerprint::of_operation("idempotency-key").text(key).finish();
        let record =
            DocumentId::new(RECORDS, rights.partition().clone(), format!("{}/{name}", rights.principal().as_str()));
        Self { record, fingerprint: request.finish() }
    }

    /// An effect of the engine's own; the name says which.
    pub(crate) fn of_engine(partition: &Partition, name: &str) -> Self {
        let record = DocumentId::new(RECORDS, partition.clone(), format!("engine/{name}"));
        Self { record, fingerprint: String::new() }
    }

    /// Whether something was done under this key before, whatever it was.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub(crate) async fn is_known(
        store: &dyn Store,
        rights: &Rights,
        key: &IdempotencyKey,
    ) -> Result<bool, EngineError> {
        let once = Self::new(rights, key, Fingerprint::of_operation(""));
        Ok(store.get(&once.record).await?.is_some())
    }

    /// What an equal request came to before, if it did, without waiting for a commit.
    ///
    /// # Errors
    /// [`EngineError::IdempotencyConflict`] or [`EngineError::Store`].
    pub(crate) async fn replay<T: DeserializeOwned>(
        &self,
        store: &dyn Store,
        now: Timestamp,
    ) -> Result<Option<Outcome<T>>, EngineError> {
        let record = store.get(&self.record).await?;
        let value = self.recorded(record.as_ref(), now)?;
        Ok(value.map(|value| Outcome { value, replayed: true }))
    }

    /// What an equal request came to before. A record that is past its time counts no more, swept or not.
    fn recorded<T: DeserializeOwned>(
        &self,
        record: Option<&Document>,
        now: Timestamp,
    ) -> Result<Option<T>, EngineError> {
        let current = record.filter(|record| record.due_at.is_none_or(|due_at| due_at > now));
        let Some(record) = current else { return Ok(None) };
        let corrupt = |error: serde_json::Error| EngineError::corrupt("an idempotency record", &error);
        let stored: StoredRecord = serde_json::from_slice(&record.body).map_err(corrupt)?;
        if stored.fingerprint != self.fingerprint {
            return Err(EngineError::IdempotencyConflict);
        }
        serde_json::from_str(stored.outcome.get()).map(Some).map_err(corrupt)
    }

    fn record<T: Serialize>(self, outcome: &T, now: Timestamp) -> Result<Write, EngineError> {
        let record = NewRecord { fingerprint: &self.fingerprint, outcome };
        let body =
            serde_json::to_vec(&record).map_err(|error| EngineError::corrupt("the outcome of a request", &error))?;
        Ok(Write::Put { id: self.record, body: Bytes::from(body), due_at: Some(now.plus_ms(KEPT_MS)) })
    }
}

impl Committer {
    /// Makes a commit unless an equal one with the same key was made before: then its outcome is answered again.
    pub(crate) async fn commit_once<T, R>(
        &self,
        once: Option<Once>,
        mut reads: Vec<DocumentId>,
        decide: impl FnOnce(&CommitContext<'_>) -> Result<(Effects, T), R> + Send + 'static,
    ) -> Result<Outcome<T>, CommitError<R>>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        R: From<EngineError> + fmt::Debug + Send + 'static,
    {
        let Some(once) = once else {
            let value = self.commit(reads, decide).await?;
            return Ok(Outcome { value, replayed: false });
        };
        reads.push(once.record.clone());
        self.commit(reads, move |context| {
            if let Some(value) = once.recorded(context.document(&once.record), context.time())? {
                return Ok((Effects::default(), Outcome { value, replayed: true }));
            }
            let (mut effects, value) = decide(context)?;
            effects.writes.push(once.record(&value, context.time())?);
            Ok((effects, Outcome { value, replayed: false }))
        })
        .await
    }
}
