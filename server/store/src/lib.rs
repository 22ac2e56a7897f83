//! The store port and its embedded SQLite backend.
//!
//! All of Charter's state is **documents** and an append-only **event log**, changed only by **commits**. A commit
//! names the documents it depends on and a pure decision; the store runs the decision at the one place where commits
//! are put in order, and applies what it returns whole or not at all. Every guard (an expected revision, an absence,
//! a lease epoch) is an `if` in a decision.
//!
//! ```
//! # use std::sync::Arc;
//! # use charter_store::*;
//! # use charter_types::*;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let directory = tempfile::tempdir()?;
//! const COUNTER: Collection = Collection::versioned("counter");
//!
//! let store = SqliteStore::open(OpenOptions::new(directory.path(), Arc::new(SystemClock)))?;
//! let id = DocumentId::new(COUNTER, "acme/tools/demo".parse()?, "visits");
//! let committed = commit(&store, vec![id.clone()], move |context| {
//!     if context.document(&id).is_some() {
//!         return Err("somebody was faster");
//!     }
//!     Ok((Effects::put(id, "1"), ()))
//! })
//! .await?;
//! assert_eq!(committed.revision, Some(Revision::new(1)?));
//! # store.close().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # What the port promises
//!
//! | guarantee | in one sentence |
//! | --- | --- |
//! | atomic | A commit's writes and events are all there or none is, for every reader and after every crash. |
//! | serial | Decisions run one after another, and each sees everything that was decided before it. |
//! | gapless | Each commit that changes something takes the next revision; one that is refused, empty or failed takes none. |
//! | durable | What was acknowledged is on disk; what was answered with an error may be lost, never half there. |
//! | isolated failures | A decision that refuses or panics leaves the other commits alone. |
//! | time | A commit's time comes from the clock and is never before the time of an earlier commit, across restarts too. |
//! | fresh reads | A read sees every commit that was acknowledged, or published by [`Store::head`], before it began. |
//! | snapshots | Pages listed `at` one revision are together exactly the state at that revision, or [`StoreError::Compacted`]. |
//! | whole commits | The log is read in order, without gaps and in whole commits, or [`StoreError::Compacted`]. |
//! | free readers | A read never waits for a commit, nor a commit for a read. |
//! | constant start | Opening a store costs the same whatever its history. |
//! | one owner | A directory is open in one process at a time, and free again as soon as that process is gone. |
//!
//! What is too much for documents lies beside the database, in files that are found by their digest: [`Blobs`].
//!
//! The port ([`Store`]) knows nothing of SQLite, the backend ([`SqliteStore`]) nothing of resources or missions, and
//! neither of HTTP.

mod blobs;
mod files;
mod port;
mod sqlite;

pub use blobs::{BlobId, BlobReader, Blobs, IncomingBlob, ReceivedBlob, Shard};
pub use port::{
    Collection, CommitContext, CommitError, Committed, CompactionPolicy, Decision, Document, DocumentId, Effects,
    EventRecord, Frame, ListPage, ListQuery, ListedDocument, ListedDocuments, LogPage, LogQuery, NewEvent, Proposal,
    Store, StoreError, StoreId, StoreStatus, Write, commit,
};
pub use sqlite::{OpenOptions, SqliteStore};
