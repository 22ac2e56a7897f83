//! What happens, as it happens.
//!
//! A stream delivers every event once and in order, for as long as it is polled: it connects again when the connection
//! ends or nothing comes for too long, goes on where it was, and delivers each commit whole. It ends only with a
//! [`StreamError`]: when the server refuses it, or when it has to start afresh ([`StreamError::Refetch`]).
//!
//! ```no_run
//! use charter_sdk::stream::{StreamError, StreamItem};
//! use charter_sdk::types::EventPayload;
//!
//! # async fn example(client: charter_sdk::Client) -> Result<(), StreamError> {
//! let mut stream = client.watch_resources().prefix("project/atlas/").snapshot(true).stream();
//! loop {
//!     match stream.next_item().await? {
//!         StreamItem::Snapshot(document) => println!("is there: {}", document.subject),
//!         StreamItem::Synced(revision) => println!("that was all as of revision {revision}"),
//!         StreamItem::Event(event) => match event.payload() {
//!             EventPayload::ResourceUpdated(resource) => println!("{} is {}", resource.key, resource.value),
//!             EventPayload::ResourceDeleted(gone) => println!("{} is gone: {}", gone.key, gone.reason),
//!             other => println!("of a later version: {other:?}"),
//!         },
//!         StreamItem::Bookmark(_) => println!("keep the cursor: {:?}", stream.cursor()),
//!         _ => {}
//!     }
//! }
//! # }
//! ```
//!
//! [`EventStream::commits`] delivers the same a commit at a time, for those who must never show half of one.

mod assembly;
mod checker;
mod commits;
mod connection;
mod error;
mod frame;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod item;
mod options;
mod request;
mod resuming;
mod silence;
mod source;
mod sse;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use charter_types::{Revision, StoreId};
use futures::{Stream, StreamExt, stream};

pub use checker::{Check, Violation};
pub use commits::{CommitItem, CommitStream};
pub use error::StreamError;
pub use item::{StreamCursor, StreamItem};
pub use options::StreamOptions;
pub(crate) use request::StreamRequest;

use crate::{Error, error::InvalidInput};
use assembly::Assembly;
use checker::Checker;
use connection::HttpSource;
use resuming::{Resuming, Start};
use source::Source;

/// A stream of what happens; see the [module](self). Dropping it closes the connection.
#[must_use = "streams do nothing unless polled"]
pub struct EventStream {
    delivered: Pin<Box<dyn Stream<Item = Delivered> + Send>>,
    store: Option<StoreId>,
    cursor: Option<StreamCursor>,
}

impl EventStream {
    /// The position after the commits that have been delivered whole: a stream that [resumes](StreamCursor) there
    /// misses nothing and repeats nothing but, at most, the commit whose events are being delivered.
    ///
    /// `None` until the stream has one: before the first item, and in a snapshot.
    pub fn cursor(&self) -> Option<&StreamCursor> {
        self.cursor.as_ref()
    }

    /// The next item. Like `try_next`, without its `None`: a stream has no end but an error.
    ///
    /// # Errors
    /// When the stream ends; [`StreamError::Ended`] when it had ended with an error before.
    pub async fn next_item(&mut self) -> Result<StreamItem, StreamError> {
        self.next().await.unwrap_or(Err(StreamError::Ended))
    }

    /// The same a commit at a time, and a snapshot as a whole. To be called before the first item is taken: the rest
    /// of a commit would look like all of it.
    ///
    /// ```no_run
    /// use charter_sdk::stream::{CommitItem, StreamError};
    ///
    /// # async fn example(client: charter_sdk::Client) -> Result<(), StreamError> {
    /// let mut commits = client.watch_resources().prefix("project/atlas/").snapshot(true).stream().commits();
    /// loop {
    ///     match commits.next_item().await? {
    ///         CommitItem::Snapshot { revision, documents } => println!("{} as of {revision}", documents.len()),
    ///         CommitItem::Commit { revision, events } => println!("{} changed at {revision}", events.len()),
    ///         CommitItem::Bookmark(revision) => println!("nothing more up to {revision}"),
    ///         _ => {}
    ///     }
    /// }
    /// # }
    /// ```
    pub fn commits(self) -> CommitStream {
        CommitStream::new(self)
    }

    fn new<S: Source + 'static>(resuming: Resuming<S>) -> Self {
        // In a box, because the state is moved for each item.
        let delivered = stream::unfold(Box::new((resuming, false)), |mut state| async move {
            let (resuming, is_store_told) = &mut *state;
            let (item, position) = match resuming.next().await? {
                Ok(delivery) => (Ok(delivery.item), delivery.position),
                Err(error) => (Err(error), resuming.assembly().position()),
            };
            let store = resuming.assembly().store().filter(|_| !*is_store_told).cloned();
            *is_store_told |= store.is_some();
            Some((Delivered { item, position, store }, state))
        });
        Self { delivered: Box::pin(delivered), store: None, cursor: None }
    }

    fn failed(error: StreamError) -> Self {
        let delivered = stream::iter([Delivered { item: Err(error), position: None, store: None }]);
        Self { delivered: Box::pin(delivered), store: None, cursor: None }
    }

    fn move_cursor(&mut self, position: Option<Revision>, store: Option<StoreId>) {
        let is_new_store = store.is_some();
        self.store = store.or(self.store.take());
        match (&mut self.cursor, position) {
            (Some(cursor), Some(revision)) if !is_new_store => cursor.revision = revision,
            _ => self.cursor = position.map(|revision| StreamCursor::new(self.store.clone(), revision)),
        }
    }
}

impl Stream for EventStream {
    type Item = Result<StreamItem, StreamError>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.delivered.poll_next_unpin(context).map(|delivered| {
            let Delivered { item, position, store } = delivered?;
            self.move_cursor(position, store);
            Some(item)
        })
    }
}

/// What an [`EventStream`] hands on, with where it is then.
struct Delivered {
    item: Result<StreamItem, StreamError>,
    position: Option<Revision>,
    /// The store, the first time that it is known: it stays the same.
    store: Option<StoreId>,
}

impl fmt::Debug for EventStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventStream").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

/// Opens what a generated builder gathered; what was wrong with its input is the stream's only item.
pub(crate) fn open(request: StreamRequest<'_>, input: Result<&'static str, InvalidInput>) -> EventStream {
    let operation = match input {
        Ok(operation) => operation,
        Err(invalid) => return EventStream::failed(Error::from(invalid).into()),
    };
    let StreamRequest { client, path, mut query, start, store, options } = request;
    let position = match start {
        Start::After(revision) => Some(revision),
        Start::Now => None,
        Start::Snapshot => {
            query.push(("snapshot", "true".to_owned()));
            None
        }
    };
    let first_retries = client.transport().retry_policy().retries;
    let assembly = Assembly::new(position, store, options.check.map(Checker::new));
    let source = HttpSource { client: client.clone(), operation, path, query };
    EventStream::new(Resuming::new(source, start, options, first_retries, assembly))
}
