//! What the domain may ask of a database. Small enough that another backend is a few hundred lines.

mod commit;
mod document;
mod error;
mod event;
mod listed_documents;
mod query;
mod status;

use async_trait::async_trait;
use charter_types::{Revision, Timestamp};
use tokio::sync::watch;

use crate::blobs::Blobs;

pub use commit::{CommitContext, CommitError, Committed, Decision, Effects, Proposal, Write, commit};
pub use document::{Collection, Document, DocumentId};
pub use error::StoreError;
pub use event::{EventRecord, NewEvent};
pub use listed_documents::{Frame, ListedDocument, ListedDocuments};
pub use query::{ListPage, ListQuery, LogPage, LogQuery};
pub use status::{CompactionPolicy, StoreId, StoreStatus};

/// Documents and an append-only event log, changed only by commits.
///
/// Every method but [`submit`](Store::submit), [`compact`](Store::compact) and [`close`](Store::close) only reads, and
/// never waits for a commit.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Runs a commit; [`commit`] is the typed way to do so.
    ///
    /// Answers with the revision that the commit took, or `None` when the decision refused or had no effects. A caller
    /// that stops waiting does not stop the commit.
    ///
    /// # Errors
    /// When the commit could not be made durable. After [`StoreError::Full`] and [`StoreError::Backend`] a crash may
    /// still let it appear; no later commit will have built on it.
    async fn submit(&self, proposal: Proposal) -> Result<Option<Revision>, StoreError>;

    /// The newest version of a document.
    async fn get(&self, id: &DocumentId) -> Result<Option<Document>, StoreError>;

    /// A page of documents of one collection and partition, in the order of their keys' bytes.
    ///
    /// # Errors
    /// [`StoreError::Compacted`] when `at` is older than what is kept, [`StoreError::Ahead`] when it has not happened.
    async fn list(&self, query: ListQuery) -> Result<ListPage, StoreError>;

    /// The events after a revision, in order, in whole commits.
    ///
    /// # Errors
    /// [`StoreError::Compacted`] when `after` is older than the log, [`StoreError::Ahead`] when it has not happened.
    async fn read_log(&self, query: LogQuery) -> Result<LogPage, StoreError>;

    /// The earliest `due_at` of a collection, over all partitions.
    async fn next_due(&self, collection: Collection) -> Result<Option<Timestamp>, StoreError>;

    /// At most `limit` documents of a collection whose `due_at` is not after `now`, earliest first, over all
    /// partitions.
    async fn due(&self, collection: Collection, now: Timestamp, limit: usize) -> Result<Vec<Document>, StoreError>;

    /// What the store is and how far its history reaches.
    async fn status(&self) -> Result<StoreStatus, StoreError>;

    /// The newest revision, and a wake-up for whoever waits for the next.
    ///
    /// A revision is shown once its commit is durable and visible to every read that begins thereafter, and before
    /// the commit is acknowledged. Waiting fails when the store has been closed.
    fn head(&self) -> watch::Receiver<Revision>;

    /// Drops events and superseded versions, in steps between which commits go on. Documents stay.
    ///
    /// Answers with the oldest revision from which the log can be read thereafter.
    async fn compact(&self, policy: CompactionPolicy) -> Result<Revision, StoreError>;

    /// The bytes that are too much for documents, beside the database.
    fn blobs(&self) -> &Blobs;

    /// Finishes the commits that are queued, and lets go of the database. Later calls of anything else are answered
    /// with [`StoreError::Closed`].
    async fn close(&self) -> Result<(), StoreError>;
}
