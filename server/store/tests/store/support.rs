//! A store in a temporary directory, and short words for common things.

use std::{
    convert::Infallible,
    num::NonZeroU32,
    path::Path,
    sync::{Arc, mpsc},
};

use charter_store::{
    Collection, Committed, DocumentId, Effects, Frame, ListPage, ListQuery, LogPage, LogQuery, NewEvent, OpenOptions,
    SqliteStore, Store, StoreError, Write, commit,
};
use charter_types::{Clock, ManualClock, Partition, Revision, Timestamp};
use tempfile::TempDir;

pub const VERSIONED: Collection = Collection::versioned("versioned");
pub const PLAIN: Collection = Collection::plain("plain");
pub const START_MS: i64 = 1_700_000_000_000;

pub struct Fixture {
    pub directory: TempDir,
    pub clock: ManualClock,
    pub store: Arc<SqliteStore>,
}

impl Fixture {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut OpenOptions)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let clock = ManualClock::new(Timestamp::from_unix_ms(START_MS));
        let mut options = options(directory.path(), clock.clone());
        change(&mut options);
        let store = Arc::new(SqliteStore::open(options).unwrap());
        Self { directory, clock, store }
    }

    /// Closes the store and opens it again.
    pub async fn reopen(&mut self) {
        self.store.close().await.unwrap();
        let options = options(self.directory.path(), self.clock.clone());
        self.store = Arc::new(SqliteStore::open(options).unwrap());
    }
}

pub fn options(directory: &Path, clock: impl Clock) -> OpenOptions {
    let mut options = OpenOptions::new(directory, Arc::new(clock));
    options.reader_connections = NonZeroU32::new(2).unwrap();
    options
}

pub fn partition() -> Partition {
    "acme/tools/demo".parse().unwrap()
}

pub fn revision(number: u64) -> Revision {
    Revision::new(number).unwrap()
}

pub fn id(key: &str) -> DocumentId {
    DocumentId::new(VERSIONED, partition(), key)
}

pub fn put_write(id: DocumentId, body: &str) -> Write {
    Write::Put { id, body: body.to_owned().into(), due_at: None }
}

pub fn event(subject: &str) -> NewEvent {
    NewEvent {
        family: "test".into(),
        event_type: "test.happened".into(),
        partition: partition(),
        subject: subject.into(),
        actor: "user:ada".parse().unwrap(),
        correlation_id: Some("correlation".into()),
        causation_id: None,
        data: "{}".into(),
    }
}

/// Commits without a guard.
pub async fn apply(store: &dyn Store, effects: Effects) -> Revision {
    let committed: Committed<()> =
        commit(store, vec![], move |_| Ok::<_, Infallible>((effects, ()))).await.expect("nothing refuses");
    committed.revision.expect("there is something to change")
}

pub async fn put(store: &dyn Store, key: &str, body: &str) -> Revision {
    apply(store, Effects::put(id(key), body.to_owned())).await
}

/// Puts a document and tells of it.
pub async fn put_with_event(store: &dyn Store, key: &str) -> Revision {
    apply(store, Effects::put(id(key), "{}").with_event(event(key))).await
}

/// Holds the writer until the returned sender says go or is dropped: what is submitted meanwhile is in one batch.
pub async fn hold_writer(store: &dyn Store, go: mpsc::Receiver<()>) -> Result<Option<Revision>, StoreError> {
    let decide = move |_: &charter_store::CommitContext<'_>| {
        let _ = go.recv();
        charter_store::Decision::Apply(Effects::put(id("held"), "1"))
    };
    store.submit(charter_store::Proposal { reads: vec![], decide: Box::new(decide) }).await
}

pub fn all(prefix: &str, at: Option<Revision>) -> ListQuery {
    ListQuery {
        collection: VERSIONED,
        partition: partition(),
        prefix: prefix.into(),
        after_key: None,
        limit: 1000,
        max_bytes: usize::MAX,
        at,
        frame: Frame::default(),
    }
}

pub async fn list(store: &dyn Store, prefix: &str, at: Option<Revision>) -> Result<ListPage, StoreError> {
    store.list(all(prefix, at)).await
}

pub fn keys(page: &ListPage) -> Vec<&str> {
    page.documents.iter().map(|document| document.key).collect()
}

pub fn after(revision: Revision) -> LogQuery {
    LogQuery { after: revision, partition: None, limit_commits: 1000, max_bytes: usize::MAX }
}

pub fn subjects(page: &LogPage) -> Vec<&str> {
    page.events.iter().map(|event| event.subject.as_str()).collect()
}
