//! Golden logs: missions as they went, with what was done because of each event. They replay to the same, always.
//!
//! `tests/golden/` has the missions of this file as they go now, and `tests/golden/VERSION/` those of each release, which are
//! never changed. A change of the reducer that is meant shows up here; `GOLDEN=write` writes the former anew.

use std::{
    fs,
    path::{Path, PathBuf},
};

use charter_orchestrator::{
    DefaultReducer, FailureClass,
    replay::{self, MissionLog, NotALog},
};
use charter_types::{MissionHistoryEntry, Verdict};
use serde_json::{Value, json};

use crate::world::{World, artifact, request, spec};

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"))
}

/// From a plan to the summary, with rework, a retry, a change and a decision on the way.
fn reached() -> World {
    let mut world = World::new(&spec(&json!({
        "title": "Publish the atlas", "entrypoint": "planner", "required_capabilities": ["prose"], "default_gates": "review",
        "budgets": { "runs": 20, "wall_ms": 86_400_000 },
    })))
    .unwrap();
    world.start("agent:planner", "plan").unwrap();
    let items = json!({ "kind": "items_added", "items": [
        { "item_id": "draft", "title": "Draft", "depends_on": ["plan"], "skills": ["maps"], "gate_artifacts": ["report"] },
        { "item_id": "print", "title": "Print", "depends_on": ["draft"], "sensitive": true },
    ]});
    world.apply("agent:planner", request(&items)).unwrap();
    world.succeed("agent:planner", "plan", None);
    world.pass_ms(1_000);
    world.start("agent:one", "draft").unwrap();
    world.fail("draft", FailureClass::Retryable);
    let change = json!({ "kind": "item_changed", "item_id": "draft", "change": { "role": "cartographer" } });
    world.apply("user:ada", request(&change)).unwrap();
    world.pass_ms(1_000);
    draft(&mut world);
    world.work("agent:two", "draft", Some(Verdict::Rework));
    draft(&mut world);
    world.work("agent:two", "draft", Some(Verdict::Pass));
    world.work("agent:one", "print", None);
    world.start("agent:two", "print").unwrap();
    world.fail("print", FailureClass::LeaseLost);
    let decided = json!({ "kind": "gate_decided", "item_id": "print", "gate": "review", "verdict": "pass" });
    world.apply("user:ada", request(&decided)).unwrap();
    world.work("agent:two", "print", Some(Verdict::Pass));
    world
}

fn draft(world: &mut World) {
    world.start("agent:one", "draft").unwrap();
    let run_id = world.run("draft");
    world.end_with("agent:one", &run_id, None, vec![artifact("report")]).unwrap();
}

/// Budgets that pause, an item that fails and is tried again, and a cancel while a run is under way.
fn given_up() -> World {
    let mut world = World::new(&spec(&json!({
        "title": "Survey the coast", "budgets": { "runs": 2, "attempts_per_item": 1 },
        "items": [{ "item_id": "north", "title": "North" }, { "item_id": "map", "title": "Map", "depends_on": ["north"] }],
    })))
    .unwrap();
    world.start("agent:one", "north").unwrap();
    world.fail("north", FailureClass::NonRetryable);
    world.apply("user:ada", request(&json!({ "kind": "item_retried", "item_id": "north" }))).unwrap();
    world.apply("user:ada", request(&json!({ "kind": "resumed" }))).unwrap();
    world.start("agent:one", "north").unwrap();
    world.apply("user:ada", request(&json!({ "kind": "budgets_changed", "budgets": { "runs": 9 } }))).unwrap();
    world.apply("user:ada", request(&json!({ "kind": "resumed" }))).unwrap();
    world.apply("user:ada", request(&json!({ "kind": "cancel_requested", "reason": "winter" }))).unwrap();
    let run_id = world.run("north");
    world.stop(&run_id).unwrap();
    world
}

fn as_recorded(world: World) -> Value {
    let mut log = world.log;
    log["end"] = json!({ "mission": world.mission, "items": world.items });
    log
}

#[test]
fn the_recorded_missions_still_go_so() {
    for (name, world) in [("reached.json", reached()), ("given_up.json", given_up())] {
        let (path, expected) = (folder().join(name), format!("{:#}\n", as_recorded(world)));
        if std::env::var_os("GOLDEN").is_some_and(|wish| wish == "write") {
            fs::write(&path, &expected).unwrap();
        }
        let recorded = fs::read_to_string(path).unwrap_or_default();
        assert!(recorded == expected, "tests/golden/{name} has to be:\n{expected}");
    }
}

#[test]
fn every_golden_log_replays() {
    let released = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let folders: Vec<PathBuf> = released.chain([folder()]).collect();
    assert!(folders.len() >= 2, "there is a release");
    for folder in folders {
        let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let replayed = files.map(|path| assert_replays(&path)).count();
        assert!(replayed >= 2, "{}", folder.display());
    }
}

fn assert_replays(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let recorded: MissionLog = serde_json::from_str(&text).unwrap();
    assert_eq!(format!("{:#}\n", json!(recorded)), text, "{}: a log is written as it was read", path.display());
    let different = replay::check(&DefaultReducer, &recorded).unwrap();
    let shown: Vec<String> = different.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}:\n{}", path.display(), shown.join("\n"));
}

#[test]
fn what_is_not_as_recorded_is_found() {
    let mut recorded: MissionLog = serde_json::from_value(as_recorded(given_up())).unwrap();
    recorded.log[0].event["run_id"] = json!("0197f3f0-0000-7000-8000-000000000001.00000009");
    let refused = replay::replay(&DefaultReducer, &recorded).unwrap_err();
    assert_eq!(refused.to_string(), "/log/0/event: is refused");

    let mut recorded: MissionLog = serde_json::from_value(as_recorded(given_up())).unwrap();
    recorded.log[2].commands[0]["role"] = json!("writer");
    recorded.end.as_mut().unwrap()["items"]["map"]["status"] = json!("done");
    let different = replay::check(&DefaultReducer, &recorded).unwrap();
    let paths: Vec<&str> = different.iter().map(|difference| difference.path.as_str()).collect();
    assert_eq!(paths, ["/end/items/map/status", "/log/2/commands/0/role"]);
}

/// The entries of a log as the server lists them.
fn history_of(log: &MissionLog) -> Vec<MissionHistoryEntry> {
    let created = json!({ "kind": "created", "spec": log.spec });
    let first = json!({ "step": 0, "at": log.at, "by": log.by, "event": created, "commands": log.commands,
        "revision": log.revision });
    let rest = log.log.iter().zip(1..).map(|(entry, step)| {
        json!({ "step": step, "at": entry.at, "by": entry.by, "event": entry.event, "commands": entry.commands,
            "revision": entry.revision })
    });
    [first].into_iter().chain(rest).map(|entry| serde_json::from_value(entry).unwrap()).collect()
}

#[test]
fn a_history_is_a_log() {
    let world = reached();
    let (mission, items) = (world.mission.clone(), world.items.clone());
    let mut recorded: MissionLog = serde_json::from_value(as_recorded(world)).unwrap();
    let history = history_of(&recorded);
    let log = MissionLog::of_history(&mission, &items, history.clone()).unwrap();
    assert_eq!(replay::check(&DefaultReducer, &log).unwrap(), []);
    recorded.log.iter_mut().for_each(|entry| entry.changed = None);
    assert_eq!(log, recorded);

    let of = |history: &[MissionHistoryEntry]| MissionLog::of_history(&mission, &items, history.to_vec()).unwrap_err();
    assert_eq!(of(&[]), NotALog::NoBeginning);
    assert_eq!(of(&history[1..]), NotALog::Gap { step: 0 });
    assert_eq!(of(&[&history[..3], &history[4..]].concat()), NotALog::Gap { step: 3 });
}
