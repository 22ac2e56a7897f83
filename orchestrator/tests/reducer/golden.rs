//! Golden logs: missions as they went, with what was done because of each event. They replay to the same, always.

use std::{fs, path::PathBuf};

use charter_orchestrator::{Context, DefaultReducer, Event, FailureClass, MissionReducer};
use charter_types::Verdict;
use serde_json::{Value, json};

use crate::world::{World, request, spec};

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"))
}

/// From a plan to the summary, with rework, a retry and a decision on the way.
fn reached() -> World {
    let mut world = World::new(&spec(&json!({
        "title": "Publish the atlas", "entrypoint": "planner", "required_capabilities": ["prose"], "default_gates": "review",
        "budgets": { "runs": 20, "wall_ms": 86_400_000 },
    })))
    .unwrap();
    world.start("agent:planner", "plan").unwrap();
    let items = json!({ "kind": "items_added", "items": [
        { "item_id": "draft", "title": "Draft", "depends_on": ["plan"], "skills": ["maps"] },
        { "item_id": "print", "title": "Print", "depends_on": ["draft"], "sensitive": true },
    ]});
    world.apply("agent:planner", request(&items)).unwrap();
    world.succeed("agent:planner", "plan", None);
    world.pass_ms(1_000);
    world.start("agent:one", "draft").unwrap();
    world.fail("draft", FailureClass::Retryable);
    world.pass_ms(1_000);
    world.work("agent:one", "draft", None);
    world.work("agent:two", "draft", Some(Verdict::Rework));
    world.work("agent:one", "draft", None);
    world.work("agent:two", "draft", Some(Verdict::Pass));
    world.work("agent:one", "print", None);
    let decided = json!({ "kind": "gate_decided", "item_id": "print", "gate": "review", "verdict": "pass" });
    world.apply("user:ada", request(&decided)).unwrap();
    world.work("agent:two", "print", Some(Verdict::Pass));
    world
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
        let expected = format!("{:#}\n", as_recorded(world));
        let recorded = fs::read_to_string(folder().join(name)).unwrap_or_default();
        assert!(recorded == expected, "tests/golden/{name} has to be:\n{expected}");
    }
}

#[test]
fn every_golden_log_replays() {
    let mut replayed = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let recorded: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(replay(&recorded), recorded["end"], "{}", path.display());
        replayed += 1;
    }
    assert!(replayed >= 2);
}

fn replay(recorded: &Value) -> Value {
    let field = |entry: &Value, name: &str| entry[name].clone();
    let read = |entry: &Value| {
        let actor: charter_types::Principal = serde_json::from_value(field(entry, "by")).unwrap();
        let now: charter_types::Timestamp = serde_json::from_value(field(entry, "at")).unwrap();
        let revision: charter_types::Revision = serde_json::from_value(field(entry, "revision")).unwrap();
        (actor, now, revision)
    };
    let (actor, now, revision) = read(recorded);
    let spec = serde_json::from_value(field(recorded, "spec")).unwrap();
    let mission_id = serde_json::from_value(field(recorded, "mission_id")).unwrap();
    let step = DefaultReducer.init(mission_id, &spec, &Context { now, actor: &actor, revision }).unwrap();
    assert_eq!(json!(step.commands), recorded["commands"]);
    let mut state = step.state;
    for entry in recorded["log"].as_array().unwrap() {
        let (actor, now, revision) = read(entry);
        let event: Event = serde_json::from_value(field(entry, "event")).unwrap();
        assert_eq!(json!(event), entry["event"], "an event is written as it was read");
        let step = DefaultReducer.on_event(state, &event, &Context { now, actor: &actor, revision }).unwrap();
        assert_eq!((json!(step.commands), json!(step.changed)), (field(entry, "commands"), field(entry, "changed")));
        state = step.state;
    }
    json!({ "mission": state.mission, "items": state.items })
}
