//! The checking proxy finds every way in which a stream can break its promises.

mod scripted;

use charter_conformance::{proxy::Record, wire::Client};
use scripted::{Scripted, exchange};
use serde_json::json;

const CLOSING: &str = "event: closing\ndata: {\"reason\": \"shutting_down\", \"revision\": 9}\n\n";

/// An event of a commit; `last` is the one with an id.
fn event(revision: u64, place: u64, key: &str, last: bool) -> String {
    let data = json!({
        "specversion": "1.0", "id": format!("{revision}-{place}"), "source": "urn:charter:store:s",
        "type": "resource.deleted", "subject": key, "time": "2026-01-05T09:30:00.000Z",
        "dataschema": "urn:charter:event:resource.deleted:1", "revision": revision,
        "partition": "local/default/default", "actor": "user:local",
        "data": { "key": key, "rev": revision - 1, "reason": "deleted" },
    });
    let id = if last { format!("id: {revision}\n") } else { String::new() };
    format!("event: resource.deleted\n{id}data: {data}\n\n")
}

fn position(name: &str, revision: u64) -> String {
    format!("event: {name}\nid: {revision}\ndata: {{\"revision\": {revision}}}\n\n")
}

fn snapshot(key: &str, rev: u64) -> String {
    let data = json!({
        "family": "resource", "subject": key, "revision": rev,
        "data": {
            "key": key, "value": 1, "rev": rev, "created_at": "2026-01-05T09:30:00.000Z",
            "updated_at": "2026-01-05T09:30:00.000Z", "updated_by": "user:local",
        },
    });
    format!("event: snapshot\ndata: {data}\n\n")
}

async fn watch(query: &[(&str, &str)], frames: &[String]) -> Record {
    let text: String = frames.concat();
    exchange(Scripted::stream(&text), async |client: Client| {
        let mut watch = client.watch_all(query.iter().copied()).open().await.unwrap();
        while watch.next().await.is_ok_and(|frame| frame.is_some()) {}
    })
    .await
}

#[tokio::test]
async fn a_stream_that_keeps_its_promises_has_no_violation() {
    let frames = [
        "retry: 3000\n\n: hello\n\n".to_owned(),
        event(5, 0, "a", false),
        event(5, 2, "b", true),
        position("bookmark", 7),
        position("bookmark", 7),
        event(9, 0, "a", true),
        CLOSING.to_owned(),
    ];
    let record = watch(&[("after", "4")], &frames).await;
    assert_eq!(record.violations, Vec::<String>::new());
    let count = |name: &str| record.frames.get(&("watchEvents".to_owned(), name.to_owned())).copied();
    assert_eq!((count("resource.deleted"), count("bookmark"), count("closing")), (Some(3), Some(2), Some(1)));
}

#[tokio::test]
async fn a_snapshot_comes_before_everything_else() {
    let good = [snapshot("a", 3), snapshot("b", 4), position("synced", 4), event(5, 0, "a", true), CLOSING.to_owned()];
    assert_eq!(watch(&[("snapshot", "true")], &good).await.violations, Vec::<String>::new());
    let cases = [
        (vec![snapshot("a", 3), snapshot("a", 3)], "twice in the snapshot"),
        (vec![snapshot("a", 5), position("synced", 4)], "newer than the synced frame"),
        (vec![snapshot("a", 3), event(5, 0, "a", true)], "before the synced frame"),
        (vec![position("synced", 4), snapshot("a", 3)], "after the synced frame"),
        (vec![position("synced", 4), event(4, 0, "a", true)], "comes again"),
        (vec![position("synced", 4), position("synced", 5)], "without a snapshot"),
        (vec![snapshot("a", 3).replace("event: snapshot", "event: snapshot\nid: 3")], "has an id"),
        (vec![snapshot("a", 3).replace("\"subject\":\"a\"", "\"subject\":\"b\"")], "not its document's"),
    ];
    for (frames, words) in cases {
        let violations = watch(&[("snapshot", "true")], &frames).await.violations;
        assert!(violations.iter().any(|violation| violation.contains(words)), "{words}: {violations:?}");
    }
    let unasked = watch(&[("snapshot", "true"), ("after", "0")], &[snapshot("a", 3)]).await.violations;
    assert!(unasked[0].contains("none was asked for"), "{unasked:?}");
}

#[tokio::test]
async fn every_broken_promise_is_a_violation() {
    let cases = [
        (vec![event(6, 0, "a", true), event(5, 0, "a", true)], "comes again, or too late"),
        (vec![event(5, 0, "a", true), event(5, 0, "a", true)], "comes again, or too late"),
        (vec![event(4, 0, "a", true)], "comes again, or too late"),
        (vec![event(5, 0, "a", false), event(6, 0, "a", true)], "has no last event"),
        (vec![event(5, 1, "a", false), event(5, 0, "a", true)], "out of order"),
        (vec![event(5, 0, "a", false), position("bookmark", 6)], "middle of a snapshot or a commit"),
        (vec![position("bookmark", 6), position("bookmark", 5)], "goes back"),
        (vec![position("bookmark", 6).replace("id: 6", "id: 7")], "id is not its revision"),
        (vec![event(5, 0, "a", true).replace("id: 5\n", "id: 6\n")], "not the event's revision"),
        (vec![event(5, 0, "a", true).replace("\"5-0\"", "\"6-0\"")], "does not start with its revision"),
        (vec![event(5, 0, "a", true).replace("event: resource.deleted", "event: resource.updated")], "ResourceUpdated"),
        (vec![event(5, 0, "a", true).replace("event: resource.deleted", "event: resource.renamed")], "does not know"),
        (vec![event(5, 0, "a", true).replace("event: resource.deleted\n", "")], "has no name"),
        (vec![event(5, 0, "a", true).replace("\"reason\":\"deleted\"", "\"reason\":7")], "ResourceDeleted"),
        (vec![event(5, 0, "b", true)], "does not fit the stream's filters"),
        (vec!["event: closing\ndata: oops\n\n".to_owned()], "not JSON"),
        (vec![CLOSING.to_owned(), event(5, 0, "a", true)], "after the one that ends"),
        (vec![event(5, 0, "a", true)], "without saying why"),
        (vec![event(5, 0, "a", false), CLOSING.to_owned()], "in the middle of commit 5"),
        (vec!["event resource.deleted\n\n".to_owned(), CLOSING.to_owned()], "has no meaning"),
    ];
    for (frames, words) in cases {
        let violations = watch(&[("after", "4"), ("prefix", "a")], &frames).await.violations;
        assert!(violations.iter().any(|violation| violation.contains(words)), "{words}: {violations:?}");
    }
}

#[tokio::test]
async fn two_connections_have_to_tell_the_same() {
    let whole: String = [event(5, 0, "a", true), event(6, 0, "a", true), CLOSING.to_owned()].concat();
    let record = exchange(Scripted::stream(&whole), async |client: Client| {
        for after in ["4", "3"] {
            let mut watch = client.watch_all([("after", after)]).open().await.unwrap();
            while watch.next().await.is_ok_and(|frame| frame.is_some()) {}
        }
    });
    assert_eq!(record.await.violations, Vec::<String>::new());
}
