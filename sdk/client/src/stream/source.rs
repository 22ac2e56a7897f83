use std::time::Duration;

use charter_types::{Revision, StoreId};
use futures::Stream;

use super::{StreamCursor, StreamError, frame::RawFrame};
use crate::Error;

/// What comes over a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Incoming {
    /// A comment: the connection lives.
    Comment,
    /// How long the server wants clients to wait before they connect again.
    Retry(Duration),
    Frame(RawFrame),
}

/// Why no connection came about.
#[derive(Debug)]
pub(crate) enum OpenError {
    /// It will not come about later either.
    Final(StreamError),
    /// It may come about later; after this time, if the server asked for one.
    Transient { error: Error, retry_after: Option<Duration> },
}

/// What a connection is to bring.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// What is after this.
    pub position: Option<Revision>,
    /// The store that the position is of.
    pub store: Option<&'a StoreId>,
}

/// Where the frames of a stream come from: HTTP, or a test.
pub(crate) trait Source: Send {
    /// Ends with the connection, after an error too; nobody asks which.
    type Frames: Stream<Item = Incoming> + Send + Unpin;

    /// Where the store is now; `None` when the caller may not know.
    fn locate(&self) -> impl Future<Output = Result<Option<StreamCursor>, Error>> + Send;

    fn open(&self, wanted: Wanted<'_>) -> impl Future<Output = Result<Self::Frames, OpenError>> + Send;
}
