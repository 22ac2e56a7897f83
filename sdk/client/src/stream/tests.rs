//! Streams against a source that follows a script, with a clock that jumps.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use charter_types::{Problem, ProblemType, Revision, SnapshotItem, StoreId};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{
    Check, EventStream, StreamCursor, StreamError, StreamItem, StreamOptions,
    assembly::Assembly,
    checker::Checker,
    frame::{Frame, RawFrame},
    resuming::{Resuming, Start},
    source::{Incoming, OpenError, Source, Wanted},
};
use crate::{Error, ProblemAnswer};

const STORE: &str = "0197a3c4-6f00-7000-8000-000000000001";

pub(super) fn revision(number: u64) -> Revision {
    Revision::new(number).unwrap()
}

fn store() -> StoreId {
    STORE.parse().unwrap()
}

fn event_json(number: u64, place: u64) -> Value {
    json!({
        "specversion": "1.0",
        "id": format!("{number}-{place}"),
        "source": format!("urn:charter:store:{STORE}"),
        "type": "resource.deleted",
        "subject": "project/atlas",
        "time": "2026-01-05T09:30:00.000Z",
        "dataschema": "urn:charter:event:resource.deleted:1",
        "revision": number,
        "partition": "local/default/default",
        "actor": "user:local",
        "data": { "key": "project/atlas", "rev": 1, "reason": "deleted" },
    })
}

fn raw(event: &str, data: &Value, last_id: Option<u64>) -> RawFrame {
    RawFrame { event: event.to_owned(), data: data.to_string(), last_id: last_id.map(|id| id.to_string().into()) }
}

pub(super) fn raw_event(number: u64, place: u64, ends_commit: bool) -> RawFrame {
    let last_id = if ends_commit { number } else { number - 1 };
    raw("resource.deleted", &event_json(number, place), Some(last_id))
}

pub(super) fn event(number: u64, place: u64, ends_commit: bool) -> Frame {
    Frame::read(&raw_event(number, place, ends_commit)).unwrap()
}

pub(super) fn bookmark(number: u64) -> Frame {
    Frame::Bookmark(revision(number))
}

pub(super) fn snapshot(subject: &str) -> Frame {
    Frame::Snapshot(SnapshotItem::new("resource".into(), subject.to_owned(), revision(1), Value::Null))
}

fn frame(frame: RawFrame) -> Incoming {
    Incoming::Frame(frame)
}

fn whole(number: u64) -> Incoming {
    frame(raw_event(number, 0, true))
}

fn position(name: &str, number: u64) -> Incoming {
    frame(raw(name, &json!({ "revision": number }), Some(number)))
}

/// What one connection brings, and how it goes on then.
enum Connection {
    /// These, then it ends.
    Cut(Vec<Incoming>),
    /// These, then nothing for ever.
    Silent(Vec<Incoming>),
    /// These as they come, then nothing for ever.
    Slow(Pin<Box<dyn Stream<Item = Incoming> + Send>>),
    /// None comes about.
    Refused(u16, Option<Duration>),
}

/// What was asked for when a connection was opened: when, after what, of which store.
type Opened = (Duration, Option<Revision>, Option<StoreId>);

struct Script {
    started: Instant,
    connections: Mutex<VecDeque<Connection>>,
    here: Option<StreamCursor>,
    opened: Arc<Mutex<Vec<Opened>>>,
}

impl Source for Script {
    type Frames = Pin<Box<dyn Stream<Item = Incoming> + Send>>;

    async fn locate(&self) -> Result<Option<StreamCursor>, Error> {
        Ok(self.here.clone())
    }

    async fn open(&self, wanted: Wanted<'_>) -> Result<Self::Frames, OpenError> {
        self.opened.lock().unwrap().push((self.started.elapsed(), wanted.position, wanted.store.cloned()));
        match self.connections.lock().unwrap().pop_front() {
            Some(Connection::Cut(frames)) => Ok(Box::pin(stream::iter(frames))),
            Some(Connection::Silent(frames)) => Ok(Box::pin(stream::iter(frames).chain(stream::pending()))),
            Some(Connection::Slow(frames)) => Ok(Box::pin(frames.chain(stream::pending()))),
            Some(Connection::Refused(status, retry_after)) => Err(refused(status, retry_after)),
            None => Err(refused(403, None)),
        }
    }
}

fn refused(status: u16, retry_after: Option<Duration>) -> OpenError {
    let problem = Problem::new(ProblemType::Forbidden, "refused".to_owned(), status);
    let status = StatusCode::from_u16(status).unwrap();
    let error = Error::from(ProblemAnswer::new("watch", status, HeaderMap::new(), problem));
    if status.is_server_error() {
        return OpenError::Transient { error, retry_after };
    }
    OpenError::Final(error.into())
}

/// A stream over a script; the script's end refuses, so that every stream ends.
struct Run {
    stream: EventStream,
    opened: Arc<Mutex<Vec<Opened>>>,
}

impl Run {
    fn new(start: Start, options: StreamOptions, connections: Vec<Connection>) -> Self {
        let opened = Arc::default();
        let here = Some(StreamCursor::new(Some(store()), revision(10)));
        let script = Script {
            started: Instant::now(),
            connections: Mutex::new(connections.into()),
            here,
            opened: Arc::clone(&opened),
        };
        let after = match start {
            Start::After(revision) => Some(revision),
            Start::Now | Start::Snapshot => None,
        };
        let assembly = Assembly::new(after, None, options.check.map(Checker::new));
        Self { stream: EventStream::new(Resuming::new(script, start, options, 2, assembly)), opened }
    }

    /// Everything up to the error, in short, and the error.
    async fn run(&mut self) -> (Vec<String>, StreamError) {
        let mut items = Vec::new();
        loop {
            match self.stream.try_next().await {
                Ok(Some(item)) => items.push(in_short(&item)),
                Ok(None) => panic!("a stream ends with an error"),
                Err(error) => return (items, error),
            }
        }
    }

    fn positions(&self) -> Vec<Option<u64>> {
        self.opened.lock().unwrap().iter().map(|(_, position, _)| position.map(Revision::get)).collect()
    }

    fn times(&self) -> Vec<Duration> {
        self.opened.lock().unwrap().iter().map(|(time, ..)| *time).collect()
    }
}

fn in_short(item: &StreamItem) -> String {
    match item {
        StreamItem::Snapshot(item) => format!("snapshot {}", item.subject),
        StreamItem::Synced(revision) => format!("synced {revision}"),
        StreamItem::Event(event) => event.id.clone(),
        StreamItem::Bookmark(revision) => format!("bookmark {revision}"),
    }
}

fn is_refusal(error: &StreamError) -> bool {
    matches!(error, StreamError::Request(error) if error.status() == Some(StatusCode::FORBIDDEN))
}

#[tokio::test(start_paused = true)]
async fn a_stream_goes_on_where_it_was() {
    let mut run = Run::new(
        Start::After(revision(10)),
        StreamOptions::default().checked(Check::Gapless),
        vec![
            Connection::Cut(vec![whole(11), frame(raw_event(12, 0, false))]),
            Connection::Cut(vec![]),
            Connection::Cut(vec![
                frame(raw_event(12, 0, false)),
                frame(raw_event(12, 1, true)),
                position("bookmark", 15),
            ]),
        ],
    );
    let (items, error) = run.run().await;
    assert_eq!(items, ["11-0", "12-0", "12-1", "bookmark 15"]);
    assert!(is_refusal(&error), "{error}");
    assert_eq!(run.positions(), [Some(10), Some(11), Some(11), Some(15)]);
    assert_eq!(run.stream.cursor(), Some(&StreamCursor::new(Some(store()), revision(15))));
    assert!(run.stream.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_stream_from_now_on_knows_where_now_is() {
    let mut run =
        Run::new(Start::Now, StreamOptions::default(), vec![Connection::Cut(vec![]), Connection::Cut(vec![])]);
    run.run().await;
    assert_eq!(run.positions(), [Some(10), Some(10), Some(10)]);
    assert!(run.opened.lock().unwrap().iter().all(|(_, _, opened)| *opened == Some(store())));
}

#[tokio::test(start_paused = true)]
async fn a_snapshot_that_is_cut_off_starts_again() {
    let document = |subject: &str| {
        let data = json!({ "family": "resource", "subject": subject, "revision": 3, "data": {} });
        frame(raw("snapshot", &data, None))
    };
    let mut run = Run::new(
        Start::Snapshot,
        StreamOptions::default(),
        vec![
            Connection::Cut(vec![document("a"), document("b")]),
            Connection::Cut(vec![document("a"), position("synced", 20), whole(21)]),
        ],
    );
    let (items, _) = run.run().await;
    assert_eq!(items, ["snapshot a", "synced 20", "21-0"]);
    assert_eq!(run.positions(), [None, None, Some(21)]);
}

#[tokio::test(start_paused = true)]
async fn silence_is_a_cut_and_a_comment_is_not() {
    let options = StreamOptions::default().idle_timeout(Duration::from_secs(45));
    let connections = vec![Connection::Silent(vec![Incoming::Comment, whole(11)]), Connection::Cut(vec![])];
    let mut run = Run::new(Start::Now, options, connections);
    let (items, _) = run.run().await;
    assert_eq!(items, ["11-0"]);
    let second = run.times()[1];
    assert!(second >= Duration::from_secs(45) && second < Duration::from_secs(46), "{second:?}");
}

#[tokio::test(start_paused = true)]
async fn silence_counts_from_the_last_sign_of_life() {
    let pause = |item: Incoming| async move {
        tokio::time::sleep(Duration::from_secs(30)).await;
        item
    };
    let slow = stream::iter([Incoming::Comment, whole(11), Incoming::Comment, whole(12)]).then(pause);
    let options = StreamOptions::default().idle_timeout(Duration::from_secs(45));
    let mut run = Run::new(Start::Now, options, vec![Connection::Slow(Box::pin(slow)), Connection::Cut(vec![])]);
    assert_eq!(run.run().await.0, ["11-0", "12-0"]);
    let second = run.times()[1];
    assert!(second >= Duration::from_secs(165) && second < Duration::from_secs(166), "{second:?}");
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    let wait = |wait: Duration| async move {
        let cut = || Connection::Cut(vec![Incoming::Retry(wait)]);
        let mut run = Run::new(Start::Now, StreamOptions::default(), (0..20).map(|_| cut()).collect());
        run.run().await;
        *run.times().last().unwrap()
    };
    assert!(wait(Duration::from_millis(1)).await < Duration::from_millis(100));
    assert!(wait(Duration::from_secs(10)).await > Duration::from_secs(20));
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_the_server_closes_goes_on_from_what_it_was_told() {
    let closing = frame(raw("closing", &json!({ "reason": "slow_consumer", "revision": 14 }), Some(14)));
    let mut run = Run::new(Start::Now, StreamOptions::default(), vec![Connection::Silent(vec![whole(11), closing])]);
    run.run().await;
    assert_eq!(run.positions(), [Some(10), Some(14)]);
}

#[tokio::test(start_paused = true)]
async fn a_log_that_was_compacted_is_a_refetch() {
    let must_refetch = frame(raw("must_refetch", &json!({ "oldest_revision": 40 }), None));
    let mut run = Run::new(Start::Now, StreamOptions::default(), vec![Connection::Cut(vec![must_refetch])]);
    let (_, error) = run.run().await;
    assert!(matches!(error, StreamError::Refetch { oldest_revision: Some(oldest) } if oldest == revision(40)));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_cannot_be_reached_is_told_at_first_and_waited_for_later() {
    let refusals = |count: usize| (0..count).map(|_| Connection::Refused(503, None));
    let mut never = Run::new(Start::Now, StreamOptions::default(), refusals(9).collect());
    let (_, error) = never.run().await;
    assert!(matches!(error, StreamError::Request(error) if error.status() == Some(StatusCode::SERVICE_UNAVAILABLE)));
    assert_eq!(never.times().len(), 3);

    let restarted = [Connection::Cut(vec![whole(11)])].into_iter().chain(refusals(9));
    let restarted = restarted.chain([Connection::Cut(vec![whole(12)])]).collect();
    let mut restarted = Run::new(Start::Now, StreamOptions::default(), restarted);
    assert_eq!(restarted.run().await.0, ["11-0", "12-0"]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_give_up() {
    let options = StreamOptions::default().give_up_after(Duration::from_secs(60));
    let refusals = (0..1000).map(|_| Connection::Refused(503, None));
    let mut run =
        Run::new(Start::Now, options, [Connection::Cut(vec![whole(11)])].into_iter().chain(refusals).collect());
    let (_, error) = run.run().await;
    let StreamError::CutOff { cut_off, source } = error else { panic!("{error}") };
    assert!(cut_off >= Duration::from_secs(60) && source.is_some(), "{cut_off:?}");
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_waited_for() {
    let hour = Duration::from_secs(3600);
    let mut run = Run::new(
        Start::Now,
        StreamOptions::default(),
        vec![Connection::Refused(503, Some(hour)), Connection::Cut(vec![])],
    );
    run.run().await;
    assert!(run.times()[1] >= hour, "{:?}", run.times());
}

#[tokio::test(start_paused = true)]
async fn a_checked_stream_tells_a_broken_guarantee() {
    let options = StreamOptions::default().checked(Check::Order);
    let mut run = Run::new(Start::Now, options, vec![Connection::Cut(vec![whole(12), whole(11)])]);
    let (items, error) = run.run().await;
    assert_eq!(items, ["12-0"]);
    assert!(matches!(error, StreamError::Violation(_)), "{error}");
}
