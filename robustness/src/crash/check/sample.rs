//! A small run in which everything was kept, for tests that break one thing each.

use std::time::Duration;

use charter_types::Timestamp;
use serde_json::{Value, json};

use super::{
    super::{
        archive::Archive,
        evidence::{Commit, Database, Evidence, LoggedEvent},
        story::{Seen, Story},
    },
    replay::{Documents, apply},
};
use crate::{
    target::Start,
    workload::{Action, Change, END, Kind, Outcome, Record, Write},
};

const A: &str = "crash/group-0/a";
const B: &str = "crash/group-1/b";
const C: &str = "crash/group-2/c";

fn value(mark: &str) -> Value {
    json!({ "mark": mark, "trail": [], "padding": "x" })
}

fn change(key: &str, action: Action) -> Change {
    Change { key: key.into(), if_rev: None, action }
}

fn put_of(key: &str, mark: &str, ttl_ms: Option<u64>) -> Change {
    change(key, Action::Put { value: value(mark), ttl_ms })
}

fn write(kind: Kind, mark: &str, changes: Vec<Change>) -> Write {
    Write { mark: mark.into(), kind, changes }
}

/// A PUT without precondition.
pub(super) fn put(key: &str, mark: &str) -> Write {
    write(Kind::Put, mark, vec![put_of(key, mark, None)])
}

/// A write that was acknowledged, with no body in its answer.
pub(super) fn acknowledged(write: Write, revision: u64) -> Record {
    let outcome = Outcome::Acknowledged { revision, body: Value::Null };
    let (sent_at, answered_at, took) = (2 * revision, 2 * revision + 1, Duration::ZERO);
    Record { write, sent_at, answered_at, took, attempts: 1, outcome, replays: Vec::new() }
}

fn told(write: Write, revision: u64, body: Value) -> Record {
    Record { outcome: Outcome::Acknowledged { revision, body }, ..acknowledged(write, revision) }
}

fn updated(key: &str, value: Value, rev: u64, expires_at_ms: Option<i64>) -> (String, Value) {
    let mut data = json!({ "key": key, "value": value, "rev": rev });
    if let Some(at) = expires_at_ms {
        data["expires_at"] = json!(Timestamp::from_unix_ms(at).to_string());
    }
    (key.into(), data)
}

fn deleted(key: &str, rev: u64, reason: &str) -> (String, Value) {
    (key.into(), json!({ "key": key, "rev": rev, "reason": reason }))
}

/// A commit's time, the write that made it, and its events as subject and data.
type NewCommit = (i64, Option<&'static str>, Vec<(String, Value)>);

/// Commits with ascending revisions.
fn log(commits: Vec<NewCommit>) -> Vec<Commit> {
    let mut ordinals = 1..;
    let mut log = Vec::new();
    for (revision, (time_ms, mark, events)) in (1..).zip(commits) {
        let event = |(place, (subject, data)): (u64, (String, Value))| LoggedEvent {
            place,
            ordinal: ordinals.next().unwrap(),
            event_type: if data["reason"].is_null() { "resource.updated" } else { "resource.deleted" }.into(),
            subject,
            actor: if mark.is_some() { "user:local" } else { "service:charter" }.into(),
            correlation_id: mark.map(Into::into),
            data,
        };
        log.push(Commit { revision, time_ms, events: (0..).zip(events).map(event).collect() });
    }
    log
}

fn sample_log() -> Vec<Commit> {
    let appended = json!({ "mark": "w2-2", "trail": ["w2-2"], "padding": "x" });
    log(vec![
        (1000, Some("w1-1"), vec![updated(A, value("w1-1"), 1, None)]),
        (1010, Some("w1-2"), vec![updated(A, value("w1-2"), 2, None), updated(B, value("w1-2"), 2, None)]),
        (1020, Some("w2-1"), vec![updated(C, value("w2-1"), 3, Some(1120))]),
        (1140, None, vec![deleted(C, 3, "expired")]),
        (1150, Some("w1-3"), vec![updated(A, value("w1-3"), 5, None)]),
        (1160, Some("w2-2"), vec![updated(A, appended, 6, None)]),
        (1170, Some("w3-1"), vec![deleted(B, 2, "deleted")]),
        (1180, Some("end"), vec![updated(END, value("end"), 8, None)]),
    ])
}

fn records(log: &[Commit]) -> Vec<Record> {
    let data = |revision: usize| log[revision - 1].events[0].data.clone();
    let transaction = vec![put_of(A, "w1-2", None), put_of(B, "w1-2", None), change("crash/none", Action::Delete)];
    let results = json!([
        { "key": A, "effect": "replaced", "rev": 2 },
        { "key": B, "effect": "created", "rev": 2 },
        { "key": "crash/none", "effect": "unchanged" },
    ]);
    let append = Change { if_rev: Some(5), ..change(A, Action::Append { only_after: Some("w1-3".into()) }) };
    vec![
        told(write(Kind::IdempotentPut, "w1-1", vec![put_of(A, "w1-1", None)]), 1, data(1)),
        told(write(Kind::Transaction, "w1-2", transaction), 2, json!({ "revision": 2, "results": results })),
        told(write(Kind::Expiring, "w2-1", vec![put_of(C, "w2-1", Some(100))]), 3, data(3)),
        Record { outcome: Outcome::Unknown, ..acknowledged(put(A, "w1-3"), 5) },
        told(write(Kind::JsonPatch, "w2-2", vec![append]), 6, data(6)),
        told(
            write(Kind::Delete, "w3-1", vec![change(B, Action::Delete)]),
            7,
            json!({ "key": B, "rev": 2, "revision": 7 }),
        ),
        told(put(END, "end"), 8, data(8)),
    ]
}

fn story(prefixes: &[&str], seen: &[(u64, u64, bool)]) -> Story {
    let seen = seen.iter().map(|&(revision, place, ends_commit)| Seen { revision, place, ends_commit });
    Story { prefixes: prefixes.iter().map(|&prefix| prefix.into()).collect(), seen: seen.collect(), ..Story::default() }
}

fn text(commit: &Commit, event: &LoggedEvent) -> String {
    let mut envelope = json!({
        "id": format!("{}-{}", commit.revision, event.place),
        "type": event.event_type,
        "subject": event.subject,
        "time": Timestamp::from_unix_ms(commit.time_ms).to_string(),
        "revision": commit.revision,
        "actor": event.actor,
        "data": event.data,
    });
    if let Some(mark) = &event.correlation_id {
        envelope["correlationid"] = json!(mark);
    }
    envelope.to_string()
}

/// All of it.
pub(super) fn evidence() -> Evidence {
    let log = sample_log();
    let mut documents = Documents::new();
    log.iter().for_each(|commit| apply(commit, &mut documents));
    let archive = Archive::default();
    for commit in &log {
        for event in &commit.events {
            archive.keep((commit.revision, event.place), text(commit, event)).unwrap();
        }
    }
    let whole = |revision| (revision, 0, true);
    let everything = [[whole(1), (2, 0, false), (2, 1, true)].to_vec(), (3..=8).map(whole).collect()].concat();
    Evidence {
        records: records(&log),
        stories: vec![story(&["crash/"], &everything), story(&["crash/group-0/", END], &[1, 2, 5, 6, 8].map(whole))],
        archive,
        starts: [Start { spawned_at_ms: 0, took: None }].into_iter().collect(),
        end: 8,
        listed: documents.clone(),
        database: Database { integrity: "ok".into(), revision: 8, events_appended: 9, log, documents },
    }
}
