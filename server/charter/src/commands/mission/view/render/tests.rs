use charter_types::{EngineEvent, Run};
use serde_json::{Value, json};

use super::*;

const MISSION: &str = "0197a3c4-6f00-7000-8000-000000000011";
const START: &str = "2026-01-05T09:30:00.000Z";

fn mission(more: Value) -> Value {
    let mut mission = json!({
        "mission_id": MISSION, "title": "Print the atlas", "status": "running", "parallelism": 4, "default_gates": "none",
        "budgets": {}, "usage": { "runs": 3, "tokens": 1200, "cost_micros": 0 }, "active_runs": 1, "queued_runs": 3,
        "items": counts(&[]), "steps": 1, "rev": 10, "created_at": START, "created_by": "user:local",
        "updated_at": START,
    });
    mission.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
    mission
}

fn counts(some: &[(&str, u64)]) -> Value {
    let names = [
        "total",
        "required_open",
        "pending",
        "ready",
        "running",
        "in_review",
        "in_test",
        "rework",
        "waiting_approval",
        "blocked",
        "done",
        "failed",
        "cancelled",
    ];
    let count = |name| some.iter().find(|(other, _)| *other == name).map_or(0, |(_, count)| *count);
    names.into_iter().map(|name| (name.to_owned(), json!(count(name)))).collect::<serde_json::Map<_, _>>().into()
}

fn item(id: &str, status: &str, more: Value) -> Value {
    let mut item = json!({
        "mission_id": MISSION, "item_id": id, "title": format!("Title of {id}"), "depends_on": [], "role": "specialist",
        "skills": [], "gates": "none", "sensitive": false, "required": true, "status": status, "attempts": 1,
        "failures": 0, "waiting_for": 0, "dependents": [], "feedback": [], "rev": 10, "created_at": START,
        "updated_at": START,
    });
    item.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
    item
}

fn run(status: &str, rev: u64) -> Value {
    json!({
        "run_id": format!("{MISSION}.00000001"), "mission_id": MISSION, "item_id": "draw", "title": "Draw",
        "role": "reviewer", "skills": [], "status": status, "attempt": 1, "epoch": 1, "failures": 0,
        "usage": { "tokens": 0, "cost_micros": 0 }, "records": 0, "rev": rev, "created_at": START,
        "created_by": "user:local", "updated_at": START, "started_at": START, "worker": "agent:cartographer",
    })
}

fn event(kind: &str, data: &Value) -> EngineEvent {
    serde_json::from_value(json!({
        "specversion": "1.0", "id": "42-0", "source": "urn:charter:store:0197a3c4-6f00-7000-8000-000000000001",
        "type": kind, "subject": MISSION, "time": START, "dataschema": format!("urn:charter:event:{kind}:1"),
        "revision": 42, "partition": "local/default/default", "actor": "user:local", "data": data,
    }))
    .unwrap()
}

fn record(event: Value) -> Value {
    json!({ "run_id": format!("{MISSION}.00000001"), "number": 1, "at": START, "by": "agent:cartographer", "attempt": 1,
            "event": event })
}

fn state(mission: Value, items: Vec<Value>) -> State {
    let items = items.into_iter().map(|item| serde_json::from_value(item).unwrap()).collect();
    State::new(serde_json::from_value(mission).unwrap(), items)
}

fn plain(state: &State, width: usize, height: usize) -> Vec<String> {
    let now: Timestamp = "2026-01-05T09:31:05.000Z".parse().unwrap();
    let lines = render(state, now, width, height);
    lines.iter().map(|line| anstream::adapter::strip_str(line).to_string().trim_end().to_owned()).collect()
}

#[test]
fn a_mission_with_its_items_and_what_they_do() {
    let counts = counts(&[("total", 4), ("done", 1), ("in_review", 1), ("pending", 2)]);
    let budgets = json!({ "runs": 3, "tokens": 5000, "wall_ms": 600_000 });
    let mut state = state(
        mission(json!({ "items": counts, "budgets": budgets })),
        vec![
            item("bind", "pending", json!({})),
            item("draw", "in_review", json!({ "run_id": format!("{MISSION}.00000001") })),
            item("fold", "pending", json!({})),
            item("plan", "done", json!({})),
        ],
    );
    state.event(&event("run.updated", &run("running", 11)));
    state.event(&event("run.progress", &record(json!({ "kind": "progress", "step": "Sheet 3", "percent": 40 }))));
    state.event(&event("run.log", &record(json!({ "kind": "log", "level": "info", "message": "a detail" }))));
    let notice = json!({ "mission_id": MISSION, "text": "The mission is paused: runs.", "at": START });
    state.event(&event("mission.notice", &notice));
    let expected = "\
Print the atlas  running
0197a3c4-6f00-7000-8000-000000000011  created 1m ago by user:local

████████▓▓▓▓▓▓▓░░░░░░░░░░░░░░░ 1 done · 1 judged · 2 pending
3/3 runs · 1200/5000 tokens · 0 cost · 65/600 seconds · 1 of 4 places taken

ITEM  STATUS            ROLE          TRIES  NOW
draw  in_review         reviewer      1      40 % Sheet 3  1m agent:cartographer
bind  pending           specialist    1      Title of bind
fold  pending           specialist    1      Title of fold
plan  done              specialist    1      Title of plan

2026-01-05T09:30:00.000Z  The mission is paused: runs.";
    assert_eq!(plain(&state, 100, 40).join("\n"), expected);
}

#[test]
fn what_there_is_no_room_for_is_counted() {
    let items = (0..1000).map(|number| item(&format!("item-{number:04}"), "pending", json!({}))).collect();
    let lines = plain(&state(mission(json!({})), items), 80, 20);
    assert_eq!(lines.len(), 20);
    assert_eq!(lines.last().unwrap(), "and 988 more");
}

#[test]
fn no_line_is_wider_and_no_picture_higher_than_the_terminal() {
    let title = "地図".repeat(90);
    let long = json!({ "title": title, "reason": "x\u{1b}[2Jy".repeat(40) });
    let items = (0..30).map(|number| item(&format!("{number}-{}", "i".repeat(60)), "failed", long.clone())).collect();
    let mut state = state(mission(json!({ "title": title })), items);
    state.event(&event("mission.notice", &json!({ "mission_id": MISSION, "text": title, "at": START })));
    for width in [1, 10, 40, 79, 120] {
        for height in [1, 5, 9, 24] {
            let lines = plain(&state, width, height);
            assert!(lines.len() <= height, "{width}x{height}");
            for line in lines {
                assert!(unicode_width::UnicodeWidthStr::width(&*line) <= width, "{width}x{height}: {line}");
                assert!(!line.contains('\u{1b}'));
            }
        }
    }
}

#[test]
fn what_is_older_changes_nothing_and_a_run_that_ended_does_nothing() {
    let mut state =
        state(mission(json!({})), vec![item("draw", "running", json!({ "run_id": format!("{MISSION}.00000001") }))]);
    state.event(&event("mission.updated", &mission(json!({ "rev": 9, "title": "Older" }))));
    state.event(&event("mission.item_updated", &item("draw", "pending", json!({ "rev": 9 }))));
    assert_eq!(&*state.mission.title, "Print the atlas");
    assert!(plain(&state, 100, 40).iter().any(|line| line.starts_with("draw  running")));
    state.event(&event("run.updated", &run("running", 12)));
    state.event(&event("run.updated", &run("running", 11)));
    assert_eq!(state.runs.values().next().map(|running| running.run.rev.get()), Some(12));
    state.event(&event("run.updated", &run("succeeded", 13)));
    assert!(state.runs.is_empty());
    let _: Run = serde_json::from_value(run("queued", 1)).unwrap();
}

#[test]
fn the_bar_is_as_wide_whatever_the_counts() {
    for some in [
        vec![],
        vec![("done", 1)],
        vec![("done", 1), ("failed", 999), ("running", 7)],
        vec![("ready", 2), ("pending", 1)],
    ] {
        let counts = serde_json::from_value(counts(&some)).unwrap();
        assert_eq!(anstream::adapter::strip_str(&bar(&counts, 30)).to_string().chars().count(), 30, "{some:?}");
    }
}

#[test]
fn what_waits_for_somebody_says_how_to_look_at_it() {
    let waiting = item("draw", "waiting_approval", json!({ "run_id": format!("{MISSION}.00000001") }));
    let mut state = state(mission(json!({ "items": counts(&[("total", 1), ("waiting_approval", 1)]) })), vec![waiting]);
    let mut parked = run("waiting_approval", 12);
    parked["approval_id"] = json!("0197a3c4-6f00-7000-8000-000000000031");
    state.event(&event("run.updated", &parked));
    let lines = plain(&state, 120, 40).join("\n");
    assert!(lines.contains("charter approval show 0197a3c4-6f00-7000-8000-000000000031"), "{lines}");
    state.event(&event("run.updated", &run("queued", 13)));
    assert!(!plain(&state, 120, 40).join("\n").contains("approval show"));
}
