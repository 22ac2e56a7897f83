//! The SDK for programs without an async runtime.
//!
//! The same operations, with `.send()` instead of `.await`; lists and streams are iterators.
//!
//! ```no_run
//! use charter_sdk::{blocking::Client, stream::StreamItem};
//!
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env()?;
//! client.put_resource("project/atlas/readme", "Atlas").send()?;
//! for resource in client.list_resources().prefix("project/atlas/").items() {
//!     println!("{}", resource?.key);
//! }
//! for item in client.watch_resources().prefix("project/atlas/").stream() {
//!     if let StreamItem::Event(event) = item? {
//!         println!("{} {}", event.kind, event.subject);
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Not for use inside an async runtime: it would block the runtime's thread, and panics.

use std::{pin::Pin, sync::Arc};

use charter_types::{Resource, ResourceKey};
use futures::{Stream, StreamExt};
use serde::{Serialize, de::DeserializeOwned};
use tokio::runtime::{Builder, Runtime};

use crate::{
    Answer, BuildError, Download, UpdateError,
    parameter::Parameter,
    stream::{CommitItem, CommitStream, EventStream, StreamCursor, StreamError, StreamItem},
};

/// A client whose requests wait for their answers. Cheap to clone; its clones may be used by several threads, one
/// request after another.
#[derive(Debug, Clone)]
pub struct Client {
    client: crate::Client,
    runtime: Arc<Runtime>,
}

impl Client {
    /// A blocking client of the server that the environment or the local data directory names.
    ///
    /// # Errors
    /// Those of [`Client::from_env`](crate::Client::from_env), and when its runtime cannot be started.
    pub fn from_env() -> Result<Self, BuildError> {
        Self::new(crate::Client::from_env()?)
    }

    /// A blocking client with the settings of `client`.
    ///
    /// # Errors
    /// When its runtime cannot be started.
    pub fn new(client: crate::Client) -> Result<Self, BuildError> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| BuildError::Runtime { source })?;
        Ok(Self { client, runtime: Arc::new(runtime) })
    }

    /// Changes a resource's value so that no other writer's change is lost; see
    /// [`Client::update`](crate::Client::update).
    ///
    /// # Errors
    /// When a request fails, the value is no `T`, or others write in between each time.
    pub fn update<T, F>(&self, key: impl Parameter<ResourceKey>, change: F) -> Result<Answer<Resource>, UpdateError>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut(Option<T>) -> T,
    {
        self.runtime.block_on(self.client.update(key, change))
    }

    /// The parts of a download, each as it comes.
    pub fn parts(&self, download: Download) -> Iter<'_, Download> {
        Iter::new(self.mode(), download)
    }

    pub(crate) fn asynchronous(&self) -> &crate::Client {
        &self.client
    }

    pub(crate) fn mode(&self) -> Blocking<'_> {
        Blocking(&self.runtime)
    }
}

/// Marks requests that are sent with `.send()` and wait for the answer.
#[derive(Debug, Clone, Copy)]
pub struct Blocking<'a>(&'a Runtime);

impl Blocking<'_> {
    pub(crate) fn wait<F: Future>(self, future: F) -> F::Output {
        self.0.block_on(future)
    }
}

/// A stream as an iterator that waits for each item.
#[derive(Debug)]
#[must_use = "iterators do nothing unless they are used"]
pub struct Iter<'a, S> {
    mode: Blocking<'a>,
    stream: Pin<Box<S>>,
}

impl<'a, S> Iter<'a, S> {
    pub(crate) fn new(mode: Blocking<'a>, stream: S) -> Self {
        Self { mode, stream: Box::pin(stream) }
    }
}

impl<'a> Iter<'a, EventStream> {
    /// Where the stream is; see [`EventStream::cursor`].
    pub fn cursor(&self) -> Option<&StreamCursor> {
        self.stream.cursor()
    }

    /// Waits for the next item; see [`EventStream::next_item`].
    ///
    /// # Errors
    /// When the stream ends; it has no end but an error.
    pub fn next_item(&mut self) -> Result<StreamItem, StreamError> {
        self.mode.wait(self.stream.next_item())
    }

    /// The same a commit at a time; see [`EventStream::commits`].
    pub fn commits(self) -> Iter<'a, CommitStream> {
        Iter::new(self.mode, Pin::into_inner(self.stream).commits())
    }
}

impl Iter<'_, CommitStream> {
    /// Where the stream is; see [`CommitStream::cursor`].
    pub fn cursor(&self) -> Option<&StreamCursor> {
        self.stream.cursor()
    }

    /// Waits for the next item; see [`CommitStream::next_item`].
    ///
    /// # Errors
    /// When the stream ends; it has no end but an error.
    pub fn next_item(&mut self) -> Result<CommitItem, StreamError> {
        self.mode.wait(self.stream.next_item())
    }
}

impl<S: Stream> Iterator for Iter<'_, S> {
    type Item = S::Item;
    fn next(&mut self) -> Option<S::Item> {
        self.mode.wait(self.stream.next())
    }
}
