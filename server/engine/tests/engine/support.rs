//! An engine on a store in a temporary directory, and short words for common things.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use bytes::Bytes;
use charter_auth::{Authority, Grant, KeyPrefix, Operation, Rights};
use charter_engine::{
    Engine, EngineError, EngineOptions, EventFilter, EventStream, Preconditions, RequestContext, ResourcePatch,
    StreamStart,
};
use charter_store::{OpenOptions, SqliteStore, Store};
use charter_types::{EngineEvent, ManualClock, PutResource, Resource, ResourceKey, Revision, TimeToLive, Timestamp};
use futures::StreamExt as _;
use serde_json::Value;
use tempfile::TempDir;

pub const START_MS: i64 = 1_767_605_400_000;

/// Nothing that a test waits for takes nearly as long.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Fixture {
    pub directory: TempDir,
    pub clock: ManualClock,
    pub store: Arc<SqliteStore>,
    pub engine: Engine,
    pub options: EngineOptions,
    pub authority: Authority,
}

impl Fixture {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut EngineOptions)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let authority = Authority::open(&directory.path().join("keys")).unwrap();
        let clock = ManualClock::new(Timestamp::from_unix_ms(START_MS));
        let mut options = EngineOptions::new("0.1.0", charter_auth::ReceiptKeyring::ephemeral());
        change(&mut options);
        let (store, engine) = start(&directory, &clock, &options).await;
        Self { directory, clock, store, engine, options, authority }
    }

    /// Shuts the engine down and starts it again on the same store.
    pub async fn restart(&mut self) {
        self.engine.shutdown().await.unwrap();
        (self.store, self.engine) = start(&self.directory, &self.clock, &self.options).await;
    }

    /// The rights of a token.
    pub fn rights(&self, change: impl FnOnce(&mut Grant)) -> Rights {
        let mut grant = Grant::everything("user:ada".parse().unwrap(), "acme/web/shop".parse().unwrap());
        change(&mut grant);
        let token = self.authority.mint(&grant).unwrap();
        let now = Timestamp::from_unix_ms(START_MS);
        self.authority.verify(token.as_str(), now).unwrap().as_ref().clone()
    }

    pub fn everything(&self) -> Rights {
        self.rights(|_| {})
    }

    pub fn reads_under(&self, prefixes: &[&str]) -> Rights {
        self.rights(|grant| grant.read_prefixes = key_prefixes(prefixes))
    }

    pub async fn put(&self, key_text: &str, value: Value) -> Resource {
        self.try_put(key_text, value, Preconditions::default()).await.unwrap()
    }

    pub async fn try_put(
        &self,
        key_text: &str,
        value: Value,
        preconditions: Preconditions,
    ) -> Result<Resource, EngineError> {
        let (rights, body) = (self.everything(), PutResource::new(value));
        let written =
            self.engine.resources().put(&rights, RequestContext::default(), key(key_text), preconditions, body);
        written.await?.value.resource.read()
    }

    pub async fn put_for(&self, key_text: &str, ttl_ms: u64) -> Resource {
        let body = PutResource::new(Value::Bool(true)).with_ttl_ms(TimeToLive::new(ttl_ms).unwrap());
        let (rights, none) = (self.everything(), Preconditions::default());
        let written = self.engine.resources().put(&rights, RequestContext::default(), key(key_text), none, body);
        written.await.unwrap().value.resource.read().unwrap()
    }

    pub async fn patch(&self, key_text: &str, patch: ResourcePatch) -> Result<Resource, EngineError> {
        let (rights, none) = (self.everything(), Preconditions::default());
        let patched = self.engine.resources().patch(&rights, RequestContext::default(), key(key_text), none, patch);
        patched.await?.value.read()
    }

    pub async fn delete(&self, key_text: &str) -> Result<Revision, EngineError> {
        let (rights, none) = (self.everything(), Preconditions::default());
        let deleted = self.engine.resources().delete(&rights, RequestContext::default(), key(key_text), none);
        Ok(deleted.await?.value.revision)
    }

    pub async fn get(&self, key_text: &str) -> Result<Resource, EngineError> {
        self.engine.resources().get(&self.everything(), &key(key_text)).await?.read()
    }

    pub async fn revision(&self) -> Revision {
        self.store.status().await.unwrap().revision
    }

    pub async fn watch(&self, rights: &Rights, prefixes: &[&str], start: StreamStart) -> Watch {
        let filter = EventFilter {
            prefixes: prefixes.iter().map(|prefix| prefix.parse().unwrap()).collect(),
            ..EventFilter::default()
        };
        self.watch_filtered(rights, filter, start).await
    }

    pub async fn watch_filtered(&self, rights: &Rights, filter: EventFilter, start: StreamStart) -> Watch {
        Watch::new(self.engine.events().subscribe(rights, filter, start).await.unwrap())
    }

    /// A watch of everything after a revision.
    pub async fn watch_after(&self, after: Revision) -> Watch {
        self.watch(&self.everything(), &[], after_revision(after)).await
    }
}

async fn start(directory: &TempDir, clock: &ManualClock, options: &EngineOptions) -> (Arc<SqliteStore>, Engine) {
    let mut open = OpenOptions::new(directory.path().join("store"), Arc::new(clock.clone()));
    open.reader_connections = NonZeroU32::new(2).unwrap();
    let store = Arc::new(SqliteStore::open(open).unwrap());
    let engine = Engine::start(Arc::clone(&store) as Arc<dyn Store>, Arc::new(clock.clone()), options.clone());
    let engine = engine.await.unwrap();
    (store, engine)
}

pub fn key(text: &str) -> ResourceKey {
    text.parse().unwrap()
}

pub fn key_prefixes(texts: &[&str]) -> Vec<KeyPrefix> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

pub fn operations(texts: &[&str]) -> Vec<Operation> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

pub fn revision(number: u64) -> Revision {
    Revision::new(number).unwrap()
}

pub fn after_revision(after: Revision) -> StreamStart {
    StreamStart { after: Some(after), ..StreamStart::default() }
}

pub fn with_snapshot() -> StreamStart {
    StreamStart { snapshot: true, ..StreamStart::default() }
}

pub fn json_patch(patch: Value) -> ResourcePatch {
    ResourcePatch::Json(serde_json::from_value(patch).unwrap())
}

pub fn once(idempotency_key: &str) -> RequestContext {
    RequestContext { idempotency_key: Some(idempotency_key.parse().unwrap()), request_id: None }
}

/// A server-sent event as a client understands it.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    pub event: String,
    pub data: Value,
    pub id: Option<Revision>,
}

impl Frame {
    pub fn engine_event(&self) -> EngineEvent {
        serde_json::from_value(self.data.clone()).unwrap()
    }
}

/// A stream, read frame by frame. What is not an event (`retry`, comments) is a frame without data.
pub struct Watch {
    stream: EventStream,
    frames: std::collections::VecDeque<Frame>,
}

impl Watch {
    pub fn new(stream: EventStream) -> Self {
        Self { stream, frames: std::collections::VecDeque::new() }
    }

    /// The next chunk as it is.
    pub async fn next_chunk(&mut self) -> Option<Bytes> {
        tokio::time::timeout(PATIENCE, self.stream.next()).await.expect("a chunk comes in time")
    }

    /// The next frame that is no event, or all frames of the next commit: they may come in several chunks.
    pub async fn next_frames(&mut self) -> Option<Vec<Frame>> {
        let mut text = Vec::new();
        while !is_whole(&text) {
            text.extend_from_slice(&self.next_chunk().await?);
        }
        Some(frames(&text))
    }

    /// The next frame, `None` at the end.
    pub async fn next_any(&mut self) -> Option<Frame> {
        while self.frames.is_empty() {
            let frames = self.next_frames().await?;
            self.frames.extend(frames);
        }
        self.frames.pop_front()
    }

    /// The next frame that is neither `retry` nor a comment nor a bookmark.
    pub async fn next(&mut self) -> Frame {
        loop {
            let frame = self.next_any().await.expect("the stream goes on");
            if !["retry", "comment", "bookmark"].contains(&frame.event.as_str()) {
                return frame;
            }
        }
    }

    /// The next frame with this name.
    pub async fn next_named(&mut self, event: &str) -> Frame {
        loop {
            let frame = self.next_any().await.expect("the stream goes on");
            if frame.event == event {
                return frame;
            }
        }
    }

    /// Takes what is there without waiting; answers whether there was anything.
    pub fn take_ready(&mut self) -> bool {
        use futures::FutureExt as _;
        let mut text = Vec::new();
        while !is_whole(&text) {
            let Some(Some(chunk)) = self.stream.next().now_or_never() else { break };
            text.extend_from_slice(&chunk);
        }
        if !text.is_empty() {
            self.frames.extend(frames(&text));
        }
        !text.is_empty()
    }
}

/// Whether it ends with a frame, and not in the middle of a commit, whose events but the last have no id.
fn is_whole(text: &[u8]) -> bool {
    text.ends_with(b"\n\n") && frames(text).last().is_some_and(|last| !last.event.contains('.') || last.id.is_some())
}

fn frames(text: &[u8]) -> Vec<Frame> {
    let text = std::str::from_utf8(text).unwrap();
    assert!(text.ends_with("\n\n"), "whole frames: {text:?}");
    text.trim_end_matches('\n').split("\n\n").map(frame).collect()
}

fn frame(text: &str) -> Frame {
    let mut frame = Frame { event: "message".to_owned(), data: Value::Null, id: None };
    for line in text.lines() {
        match line.split_once(':') {
            Some(("event", name)) => frame.event = name.trim_start().to_owned(),
            Some(("data", data)) => frame.data = serde_json::from_str(data).unwrap(),
            Some(("id", id)) => frame.id = Some(id.trim_start().parse().unwrap()),
            Some(("retry", _)) => frame.event = "retry".to_owned(),
            Some(("", _)) => frame.event = "comment".to_owned(),
            other => panic!("not a line of a server-sent event: {other:?}"),
        }
    }
    frame
}
