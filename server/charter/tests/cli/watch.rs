use serde_json::Value;

use crate::support::{Lines, Server};

fn next_event(lines: &Lines) -> Value {
    loop {
        let item: Value = serde_json::from_str(&lines.next()).unwrap();
        if item["type"] != "bookmark" {
            return item;
        }
    }
}

#[test]
fn a_watch_survives_a_restart_and_misses_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    server.run(&["resource", "put", "project/before", "1"]).success();
    let lines = Lines::of(&mut server.command(&["resource", "watch", "--after", "0", "--json"]));
    assert_eq!(next_event(&lines)["subject"], "project/before");
    server.run(&["resource", "put", "project/live", "2"]).success();
    assert_eq!(next_event(&lines)["data"]["value"], 2);

    let address = server.address().to_owned();
    assert!(server.stop().success());
    let server = Server::start_with(directory.path(), &["--listen", &address]);
    server.run(&["resource", "delete", "project/live"]).success();
    let event = next_event(&lines);
    assert_eq!((&event["type"], &event["subject"]), (&"resource.deleted".into(), &"project/live".into()));
    assert_eq!(event["revision"], 3);
}

#[test]
fn a_snapshot_comes_before_what_is_live() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    for key in ["project/a", "other/b"] {
        server.run(&["resource", "put", key, "true"]).success();
    }
    let lines = Lines::of(&mut server.command(&["resource", "watch", "project/", "--snapshot", "--json"]));
    let item = next_event(&lines);
    assert_eq!((&item["type"], &item["subject"]), (&"snapshot".into(), &"project/a".into()));
    let item = next_event(&lines);
    assert_eq!((&item["type"], &item["revision"]), (&"synced".into(), &2.into()));
    server.run(&["resource", "put", "other/b", "false"]).success();
    server.run(&["resource", "put", "project/c", "true"]).success();
    assert_eq!(next_event(&lines)["subject"], "project/c", "what lies outside the prefix is not shown");
}

#[test]
fn people_get_a_line_for_each_event() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    server.run(&["resource", "put", "project/a", r#"{"n": 1}"#]).success();
    server.run(&["resource", "delete", "project/a"]).success();
    let lines = Lines::of(&mut server.command(&["resource", "watch", "--after", "0"]));
    let words = |line: String| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(lines.next()), ["rev", "1", "updated", "project/a", r#"{"n":1}"#]);
    assert_eq!(words(lines.next()), ["rev", "2", "deleted", "project/a"]);
}
