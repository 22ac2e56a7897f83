use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use charter_types::{EngineEvent, Revision, SnapshotItem};
use futures::{Stream, StreamExt};

use super::{EventStream, StreamCursor, StreamError, StreamItem};

/// What a [`CommitStream`] delivers. Each takes whoever follows from one revision to a later one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CommitItem {
    /// All documents as they are at this revision; what follows happened after it.
    Snapshot {
        /// The revision.
        revision: Revision,
        /// The documents.
        documents: Vec<SnapshotItem>,
    },
    /// What happened at this revision: one commit, with every event of it that the stream shows.
    Commit {
        /// The revision.
        revision: Revision,
        /// The events, in their order.
        events: Vec<EngineEvent>,
    },
    /// Nothing that the stream shows has happened up to this revision.
    Bookmark(Revision),
}

impl CommitItem {
    /// The revision that whoever has taken this in stands at.
    pub fn revision(&self) -> Revision {
        match self {
            Self::Snapshot { revision, .. } | Self::Commit { revision, .. } | Self::Bookmark(revision) => *revision,
        }
    }
}

/// An [`EventStream`] a commit at a time: made by [`EventStream::commits`].
#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct CommitStream {
    items: EventStream,
    documents: Vec<SnapshotItem>,
    events: Vec<EngineEvent>,
}

impl CommitStream {
    pub(super) fn new(items: EventStream) -> Self {
        Self { items, documents: Vec::new(), events: Vec::new() }
    }

    /// The position after what has been delivered: a stream that [resumes](StreamCursor) there misses nothing and
    /// repeats nothing. `None` before the first item.
    pub fn cursor(&self) -> Option<&StreamCursor> {
        self.items.cursor()
    }

    /// The next item. Like `try_next`, without its `None`: a stream has no end but an error.
    ///
    /// # Errors
    /// When the stream ends; [`StreamError::Ended`] when it had ended with an error before.
    pub async fn next_item(&mut self) -> Result<CommitItem, StreamError> {
        self.next().await.unwrap_or(Err(StreamError::Ended))
    }

    /// Takes an item; tells what is whole with it.
    fn accept(&mut self, item: StreamItem) -> Option<CommitItem> {
        match item {
            StreamItem::Snapshot(document) => {
                self.documents.push(document);
                None
            }
            StreamItem::Synced(revision) => {
                Some(CommitItem::Snapshot { revision, documents: std::mem::take(&mut self.documents) })
            }
            StreamItem::Event(event) => {
                let revision = event.revision;
                self.events.push(*event);
                // The cursor moves to a revision with the last event of its commit.
                let is_whole = self.items.cursor().is_some_and(|cursor| cursor.revision == revision);
                is_whole.then(|| CommitItem::Commit { revision, events: std::mem::take(&mut self.events) })
            }
            StreamItem::Bookmark(revision) => Some(CommitItem::Bookmark(revision)),
        }
    }
}

impl Stream for CommitStream {
    type Item = Result<CommitItem, StreamError>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let item = match ready!(self.items.poll_next_unpin(context)) {
                Some(Ok(item)) => item,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            if let Some(whole) = self.accept(item) {
                return Poll::Ready(Some(Ok(whole)));
            }
        }
    }
}
