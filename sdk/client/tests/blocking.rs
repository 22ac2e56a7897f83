//! The blocking client against a server that follows a script.

#![cfg(feature = "blocking")]

mod common;

use charter_sdk::{
    blocking::Client,
    stream::{CommitItem, StreamError, StreamItem},
};
use common::{Reply, Server, event_frame, resource, store_info};
use serde_json::json;

/// The server has a runtime of its own, on threads of its own: the test's thread has none.
fn serve(replies: Vec<Reply>) -> (tokio::runtime::Runtime, Server, Client) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(replies));
    let client = Client::new(server.client()).unwrap();
    (runtime, server, client)
}

#[test]
fn the_same_requests_wait_for_their_answers() {
    let atlas = |rev| Reply::json(200, &resource("project/atlas", rev, &json!(1)));
    let page = json!({ "items": [resource("project/atlas", 1, &json!(1))], "revision": 1 });
    let (_runtime, server, client) = serve(vec![atlas(1), atlas(1), Reply::json(200, &page), atlas(1), atlas(2)]);
    client.put_resource("project/atlas", 1).if_none_match("*").send().unwrap();
    assert_eq!(client.get_resource("project/atlas").send().unwrap().value, json!(1));
    let items: Result<Vec<_>, _> = client.list_resources().items().collect();
    assert_eq!(items.unwrap().len(), 1);
    client.update("project/atlas", |count: Option<u64>| count.unwrap_or(0) + 1).unwrap();
    assert_eq!(server.asked()[0].header("if-none-match"), Some("*"));
}

#[test]
fn a_stream_is_an_iterator() {
    let (_runtime, _server, client) = serve(vec![store_info(10), Reply::stream(vec![event_frame(11, 0, true)], true)]);
    let mut stream = client.watch_resources().stream();
    let item = stream.next().unwrap().unwrap();
    assert!(matches!(item, StreamItem::Event(event) if event.revision.get() == 11));
    assert_eq!(stream.cursor().unwrap().revision.get(), 11);
}

#[test]
fn a_download_is_an_iterator() {
    let (_runtime, _server, client) = serve(vec![Reply::text(200, "text/plain", "Mind the gap")]);
    let download = client.download_artifact("0197a3c4-6f00-7000-8000-000000000021").send().unwrap().into_inner();
    let parts: Result<Vec<_>, _> = client.parts(download).collect();
    assert_eq!(parts.unwrap().concat(), b"Mind the gap");
}

#[test]
fn commits_are_waited_for() {
    let frames = vec![event_frame(11, 0, false), event_frame(11, 1, true)];
    let (_runtime, _server, client) = serve(vec![store_info(10), Reply::stream(frames, false)]);
    let mut commits = client.watch_resources().stream().commits();
    let item = commits.next_item().unwrap();
    assert!(matches!(item, CommitItem::Commit { revision, events } if revision.get() == 11 && events.len() == 2));
    assert_eq!(commits.cursor().unwrap().revision.get(), 11);
    assert!(matches!(commits.next_item(), Err(StreamError::Request(_))));
    assert!(matches!(commits.next_item(), Err(StreamError::Ended)));
}
