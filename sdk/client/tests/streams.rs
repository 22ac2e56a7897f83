//! Streams over HTTP, against a server that follows a script.

mod common;

use std::time::{Duration, Instant};

use charter_sdk::{
    Client, Error,
    stream::{Check, CommitItem, EventStream, StreamCursor, StreamError, StreamItem, StreamOptions},
    types::Revision,
};
use common::{Reply, STORE, Server, event_frame, store_info};
use futures::TryStreamExt;
use serde_json::json;

fn options() -> StreamOptions {
    StreamOptions::default().reconnect_delays(Duration::from_millis(1), Duration::from_millis(1)).checked(Check::Order)
}

fn watch(client: &Client) -> EventStream {
    client.watch_resources().prefix("project/").prefix("team/").options(options()).stream()
}

/// The ids of the events up to the error, and the error.
async fn to_end(mut stream: EventStream) -> (Vec<String>, StreamError) {
    let mut ids = Vec::new();
    loop {
        match stream.try_next().await {
            Ok(Some(StreamItem::Event(event))) => ids.push(event.id.clone()),
            Ok(Some(_)) => {}
            Ok(None) => panic!("a stream ends with an error"),
            Err(error) => return (ids, error),
        }
    }
}

#[tokio::test]
async fn a_stream_that_is_cut_in_a_commit_goes_on_before_it() {
    let server = Server::start(vec![
        store_info(10),
        Reply::stream(vec![": hello\n\n".to_owned(), event_frame(11, 0, true), event_frame(12, 0, false)], false),
        Reply::problem(503, json!({})),
        Reply::stream(vec![event_frame(12, 0, false), event_frame(12, 1, true)], false),
    ])
    .await;
    let (ids, error) = to_end(watch(&server.client())).await;
    assert_eq!(ids, ["11-0", "12-0", "12-1"]);
    assert!(matches!(error, StreamError::Request(Error::Problem(_))), "{error}");
    let asked = server.asked();
    let opened: Vec<_> = asked[1..].iter().map(|asked| asked.header("last-event-id").unwrap()).collect();
    assert_eq!(opened, ["10", "11", "11", "12"]);
    let target = format!("/v1/resources/events?prefix=project%2F&prefix=team%2F&store={STORE}");
    assert!(asked[1..].iter().all(|asked| asked.target == target), "{}", asked[1].target);
    assert!(asked.iter().all(|asked| asked.header("authorization") == Some("Bearer secret")));
    assert_eq!(asked[1].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn a_stream_resumes_where_another_was() {
    let server = Server::start(vec![]).await;
    let cursor = StreamCursor::new(Some(STORE.parse().unwrap()), Revision::new(40).unwrap());
    let kept = serde_json::to_string(&cursor).unwrap();
    let stream =
        server.client().watch_events().resume(serde_json::from_str(&kept).unwrap()).options(options()).stream();
    to_end(stream).await;
    let asked = server.asked();
    assert_eq!(asked[0].target, format!("/v1/events?store={STORE}"));
    assert_eq!(asked[0].header("last-event-id"), Some("40"));
}

#[tokio::test]
async fn a_cursor_that_is_too_old_is_a_refetch() {
    let server = Server::start(vec![store_info(10), Reply::problem(410, json!({ "oldest_revision": 7 }))]).await;
    let (_, error) = to_end(watch(&server.client())).await;
    let StreamError::Refetch { oldest_revision } = error else { panic!("{error}") };
    assert_eq!(oldest_revision, Some(Revision::new(7).unwrap()));
}

#[tokio::test]
async fn a_refusal_ends_the_stream_with_its_problem() {
    for status in [400, 401, 403] {
        let server = Server::start(vec![store_info(10), Reply::problem(status, json!({ "missing": "read" }))]).await;
        let (_, error) = to_end(watch(&server.client())).await;
        let StreamError::Request(error) = error else { panic!("{error}") };
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.problem().unwrap().missing.as_deref(), Some("read"));
        assert_eq!(error.request_id().unwrap().as_str(), "request-1");
        assert_eq!(server.asked().len(), 2);
    }
}

#[tokio::test]
async fn a_token_that_may_not_see_the_store_streams_all_the_same() {
    let server =
        Server::start(vec![Reply::problem(403, json!({})), Reply::stream(vec![event_frame(11, 0, true)], false)]).await;
    let (ids, _) = to_end(watch(&server.client())).await;
    assert_eq!(ids, ["11-0"]);
    let asked = server.asked();
    assert_eq!(asked[1].header("last-event-id"), None);
    assert_eq!(asked[2].header("last-event-id"), Some("11"));
    assert!(asked[2].target.ends_with(&format!("store={STORE}")), "{}", asked[2].target);
}

#[tokio::test]
async fn what_is_no_stream_is_not_read_as_one() {
    let server = Server::start(vec![store_info(10), Reply::text(200, "text/html", "<h1>login</h1>")]).await;
    let (_, error) = to_end(watch(&server.client())).await;
    assert!(matches!(error, StreamError::Request(Error::UnexpectedAnswer(_))), "{error}");
}

#[tokio::test]
async fn a_snapshot_is_asked_for_until_it_was_whole() {
    let snapshot = "event: snapshot\ndata: {\"family\":\"resource\",\"subject\":\"a\",\"revision\":3,\"data\":{}}\n\n";
    let synced = "event: synced\nid: 20\ndata: {\"revision\":20}\n\n";
    let unknown = "event: weather\ndata: rain\n\n";
    let server = Server::start(vec![
        store_info(10),
        Reply::stream(vec![snapshot.to_owned()], false),
        Reply::stream(vec![snapshot.to_owned(), unknown.to_owned(), synced.to_owned()], true),
    ])
    .await;
    let mut stream = server.client().watch_resources().snapshot(true).options(options()).stream();
    assert!(matches!(stream.try_next().await, Ok(Some(StreamItem::Snapshot(_)))));
    assert_eq!(stream.cursor(), None);
    assert!(matches!(stream.try_next().await, Ok(Some(StreamItem::Synced(revision))) if revision.get() == 20));
    assert_eq!(stream.cursor().unwrap().revision.get(), 20);
    let asked = server.asked();
    assert!(asked[1..].iter().all(|asked| asked.target.contains("snapshot=true")));
    assert!(asked[1..].iter().all(|asked| asked.header("last-event-id").is_none()));
}

#[tokio::test]
async fn commits_and_snapshots_come_whole() {
    let frame = |name: &str, id: &str, data: serde_json::Value| format!("event: {name}\n{id}data: {data}\n\n");
    let document = |subject: &str| {
        frame("snapshot", "", json!({ "family": "resource", "subject": subject, "revision": 3, "data": {} }))
    };
    let position = |name: &str, number: u64| frame(name, &format!("id: {number}\n"), json!({ "revision": number }));
    let first = vec![document("a"), document("b"), position("synced", 10), event_frame(11, 0, false)];
    let second = vec![
        event_frame(11, 0, false),
        event_frame(11, 1, true),
        position("bookmark", 12),
        event_frame(13, 0, true),
        event_frame(14, 0, false),
    ];
    let server = Server::start(vec![store_info(10), Reply::stream(first, false), Reply::stream(second, false)]).await;
    let mut commits = server.client().watch_resources().snapshot(true).options(options()).stream().commits();
    let mut seen = Vec::new();
    let error = loop {
        let item = match commits.next_item().await {
            Ok(item) => item,
            Err(error) => break error,
        };
        assert_eq!(commits.cursor().unwrap().revision, item.revision());
        seen.push(match item {
            CommitItem::Snapshot { revision, documents } => format!("{} as of {revision}", documents.len()),
            CommitItem::Commit { revision, events } => format!("{} at {revision}", events.len()),
            other => format!("nothing up to {}", other.revision()),
        });
    };
    assert_eq!(seen, ["2 as of 10", "2 at 11", "nothing up to 12", "1 at 13"]);
    assert!(matches!(error, StreamError::Request(_)), "{error}");
    assert!(matches!(commits.next_item().await, Err(StreamError::Ended)));
}

#[tokio::test]
async fn silence_is_a_cut() {
    let server = Server::start(vec![
        store_info(10),
        Reply::stream(vec![event_frame(11, 0, true)], true),
        Reply::stream(vec![event_frame(12, 0, true)], false),
    ])
    .await;
    let options = options().idle_timeout(Duration::from_millis(100));
    let (ids, _) = to_end(server.client().watch_resources().options(options).stream()).await;
    assert_eq!(ids, ["11-0", "12-0"]);
}

#[tokio::test]
async fn the_time_for_an_attempt_is_not_for_the_whole_of_a_stream() {
    let server = Server::start(vec![store_info(10), Reply::stream(vec![event_frame(11, 0, true)], true)]).await;
    let client = server.builder().attempt_timeout(Duration::from_millis(100)).build().unwrap();
    let silence = Duration::from_millis(500);
    let started = Instant::now();
    to_end(client.watch_resources().options(options().idle_timeout(silence)).stream()).await;
    assert!(started.elapsed() >= silence, "{:?}", started.elapsed());
}

#[tokio::test]
async fn input_that_breaks_the_contract_is_the_only_item() {
    let server = Server::start(vec![]).await;
    let mut stream = server.client().watch_resources().prefix("not a prefix").stream();
    assert!(matches!(stream.try_next().await, Err(StreamError::Request(Error::InvalidInput(_)))));
    assert!(matches!(stream.try_next().await, Ok(None)));
    assert!(matches!(stream.next_item().await, Err(StreamError::Ended)));
    assert_eq!(server.asked().len(), 0);
}
