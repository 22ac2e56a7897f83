//! The store in one SQLite database: a thread that writes, connections that read.

mod apply;
mod batch;
mod cache;
mod compact;
mod connection;
mod documents;
mod known;
mod list;
mod lock;
mod log;
mod migrations;
mod open;
#[cfg(test)]
mod query_plans;
mod readers;
mod sequence;
mod state;
mod values;
mod versions;
mod write_transaction;
mod writer;

use std::sync::Arc;

use async_trait::async_trait;
use charter_types::{Revision, Timestamp};
use tokio::sync::watch;

use crate::{
    Blobs, Collection, CompactionPolicy, Document, DocumentId, ListPage, ListQuery, LogPage, LogQuery, Proposal, Store,
    StoreError, StoreStatus,
};
use cache::DocumentCache;
use readers::Readers;
use state::State;
use writer::WriterHandle;

pub use open::OpenOptions;

/// So many documents or commits are read faster than another thread is woken.
const SHORT_READ: usize = 100;

/// A store in one directory of the local file system.
///
/// [`close`](Store::close) it to know that the directory is free again; a store that is only dropped finishes what is
/// queued behind the caller's back.
#[derive(Debug)]
pub struct SqliteStore {
    writer: WriterHandle,
    readers: Arc<Readers>,
    cache: Arc<DocumentCache>,
    blobs: Blobs,
}

#[async_trait]
impl Store for SqliteStore {
    async fn submit(&self, proposal: Proposal) -> Result<Option<Revision>, StoreError> {
        self.writer.submit(proposal).await
    }

    async fn get(&self, id: &DocumentId) -> Result<Option<Document>, StoreError> {
        if let Some(current) = self.cache.get(id) {
            return if self.readers.are_closed() {
                Err(StoreError::Closed)
            } else {
                Ok(Some(current.document(id.clone())))
            };
        }
        let ticket = self.cache.ticket();
        let Some(current) = self.readers.look_up(|connection| documents::get(connection, id)).await? else {
            return Ok(None);
        };
        self.cache.remember(ticket, id, &current);
        Ok(Some(current.document(id.clone())))
    }

    async fn list(&self, query: ListQuery) -> Result<ListPage, StoreError> {
        if query.limit <= SHORT_READ {
            return self.readers.look_up(|connection| list::list(connection, &query)).await;
        }
        self.readers.read(move |connection| list::list(connection, &query)).await
    }

    async fn read_log(&self, query: LogQuery) -> Result<LogPage, StoreError> {
        let newest = *self.writer.head().borrow();
        if newest.get().saturating_sub(query.after.get()) <= SHORT_READ as u64 {
            return self.readers.look_up(|connection| log::read(connection, &query)).await;
        }
        self.readers.read(move |connection| log::read(connection, &query)).await
    }

    async fn next_due(&self, collection: Collection) -> Result<Option<Timestamp>, StoreError> {
        self.readers.look_up(|connection| documents::next_due(connection, collection)).await
    }

    async fn due(&self, collection: Collection, now: Timestamp, limit: usize) -> Result<Vec<Document>, StoreError> {
        self.readers.read(move |connection| documents::due(connection, collection, now, limit)).await
    }

    async fn status(&self) -> Result<StoreStatus, StoreError> {
        self.readers.look_up(|connection| State::read(connection).map(|state| state.status())).await
    }

    fn head(&self) -> watch::Receiver<Revision> {
        self.writer.head()
    }

    async fn compact(&self, policy: CompactionPolicy) -> Result<Revision, StoreError> {
        let up_to = self.readers.read(move |connection| compact::boundary(connection, policy)).await?;
        loop {
            let progress = self.writer.compact(up_to).await?;
            if progress.is_done {
                return Ok(progress.oldest_revision);
            }
        }
    }

    fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.readers.close().await;
        self.writer.close().await
    }
}
