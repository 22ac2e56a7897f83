use charter_orchestrator::{Rejection, RunEvent};
use charter_types::MissionCommand;
use serde_json::{Value, json};

use crate::world::{World, request, spec};

fn with_budgets(budgets: &Value) -> World {
    World::new(&spec(&json!({ "title": "M", "budgets": budgets, "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B" },
    ]})))
    .unwrap()
}

fn ask(world: &mut World, event: &Value) -> Result<Vec<MissionCommand>, Rejection> {
    world.apply("user:ada", request(event))
}

fn stands(world: &World) -> (&str, Option<&str>) {
    (world.mission.status.as_str(), world.mission.pause_reason.as_ref().map(|reason| reason.as_str()))
}

#[test]
fn paused_and_resumed() {
    let mut world = with_budgets(&json!({}));
    ask(&mut world, &json!({ "kind": "paused" })).unwrap();
    assert_eq!(stands(&world), ("paused", Some("requested")));
    assert!(matches!(ask(&mut world, &json!({ "kind": "paused" })), Err(Rejection::MissionState { .. })));
    assert!(matches!(world.start("agent:one", "a"), Err(Rejection::MissionState { .. })));
    ask(&mut world, &json!({ "kind": "resumed" })).unwrap();
    assert_eq!(stands(&world), ("running", None));
}

#[test]
fn the_last_allowed_run_pauses_and_a_higher_budget_goes_on() {
    let mut world = with_budgets(&json!({ "runs": 1 }));
    world.start("agent:one", "a").unwrap();
    assert_eq!(stands(&world), ("paused", Some("runs")));
    world.succeed("agent:one", "a", None);
    assert_eq!(ask(&mut world, &json!({ "kind": "resumed" })), Err(Rejection::UsedUp { budget: "runs" }));
    ask(&mut world, &json!({ "kind": "budgets_changed", "budgets": { "runs": 2 } })).unwrap();
    assert_eq!(stands(&world), ("paused", Some("runs")), "a higher budget alone resumes nothing");
    ask(&mut world, &json!({ "kind": "resumed" })).unwrap();
    world.work("agent:one", "b", None);
    assert_eq!(stands(&world), ("completed", None));
}

#[test]
fn what_workers_use_pauses() {
    for (budgets, reason) in [(json!({ "tokens": 10 }), "tokens"), (json!({ "cost_micros": 10 }), "cost")] {
        let mut world = with_budgets(&budgets);
        world.apply("agent:one", RunEvent::UsageReported { tokens: 9, cost_micros: 9 }).unwrap();
        assert_eq!(stands(&world), ("running", None));
        world.apply("agent:one", RunEvent::UsageReported { tokens: 1, cost_micros: 1 }).unwrap();
        assert_eq!(stands(&world), ("paused", Some(reason)));
    }
}

#[test]
fn time_pauses_and_the_mission_asks_to_be_told() {
    let timer = |commands: &Value| commands.as_array().unwrap().iter().any(|each| each["command"] == "schedule_timer");
    for (budgets, reason) in
        [(json!({ "wall_ms": 1_000 }), "wall_time"), (json!({ "deadline": "2026-01-05T09:30:01.000Z" }), "deadline")]
    {
        let mut world = with_budgets(&budgets);
        assert!(timer(&world.log["commands"]));
        world.pass_ms(999);
        world.apply("service:charter", RunEvent::TimeReached).unwrap();
        assert_eq!(stands(&world), ("running", None));
        world.pass_ms(1);
        assert_eq!(world.start("agent:one", "a"), Err(Rejection::UsedUp { budget: reason }));
        world.apply("service:charter", RunEvent::TimeReached).unwrap();
        assert_eq!(stands(&world), ("paused", Some(reason)));
        let later = json!({ "kind": "budgets_changed", "budgets": { "wall_ms": 5_000 } });
        let commands = ask(&mut world, &later).unwrap();
        assert!(timer(&json!(commands)));
    }
}

#[test]
fn cancelled_at_once_or_when_the_last_run_has_ended() {
    let mut world = with_budgets(&json!({}));
    let mut idle = world.clone();
    ask(&mut idle, &json!({ "kind": "cancel_requested" })).unwrap();
    assert_eq!((stands(&idle), idle.status("a")), (("cancelled", None), "ready"));

    world.start("agent:one", "a").unwrap();
    world.start("agent:two", "b").unwrap();
    ask(&mut world, &json!({ "kind": "cancel_requested" })).unwrap();
    assert_eq!(stands(&world), ("cancelling", None));
    assert!(matches!(ask(&mut world, &json!({ "kind": "resumed" })), Err(Rejection::MissionState { .. })));
    world.succeed("agent:one", "a", None);
    assert_eq!((stands(&world), world.status("a")), (("cancelling", None), "cancelled"));
    let run_id = world.run("b");
    world.stop(&run_id).unwrap();
    assert_eq!((stands(&world), world.status("b")), (("cancelled", None), "cancelled"));
}

#[test]
fn nobody_changes_what_is_over() {
    let mut world = with_budgets(&json!({}));
    ask(&mut world, &json!({ "kind": "cancel_requested" })).unwrap();
    for event in [
        json!({ "kind": "paused" }),
        json!({ "kind": "resumed" }),
        json!({ "kind": "cancel_requested" }),
        json!({ "kind": "budgets_changed", "budgets": {} }),
        json!({ "kind": "items_added", "items": [{ "item_id": "c", "title": "C" }] }),
        json!({ "kind": "item_changed", "item_id": "a", "change": {} }),
        json!({ "kind": "item_cancelled", "item_id": "a" }),
        json!({ "kind": "item_retried", "item_id": "a" }),
        json!({ "kind": "gate_decided", "item_id": "a", "gate": "test", "verdict": "pass" }),
    ] {
        let refused = ask(&mut world, &event);
        assert!(matches!(refused, Err(Rejection::MissionState { .. })), "{event}: {refused:?}");
    }
}

#[test]
fn a_mission_in_which_nothing_can_go_on_is_stuck() {
    let mut world = with_budgets(&json!({}));
    for item in ["a", "b"] {
        ask(&mut world, &json!({ "kind": "item_cancelled", "item_id": item })).unwrap();
    }
    assert_eq!(stands(&world), ("paused", Some("stuck")));
    ask(&mut world, &json!({ "kind": "resumed" })).unwrap();
    assert_eq!(stands(&world), ("paused", Some("stuck")), "it still is");
    ask(&mut world, &json!({ "kind": "item_retried", "item_id": "a" })).unwrap();
    ask(&mut world, &json!({ "kind": "resumed" })).unwrap();
    assert_eq!(stands(&world), ("running", None));
}

#[test]
fn a_planner_adds_the_items() {
    let mut world = World::new(&spec(&json!({ "title": "M", "entrypoint": "planner" }))).unwrap();
    world.start("agent:one", "plan").unwrap();
    let added = json!({ "kind": "items_added", "items": [{ "item_id": "a", "title": "A", "depends_on": ["plan"] }] });
    world.apply("agent:one", request(&added)).unwrap();
    world.succeed("agent:one", "plan", None);
    assert_eq!((world.status("plan"), world.status("a"), stands(&world)), ("done", "ready", ("running", None)));
}

#[test]
fn a_completed_mission_keeps_a_summary_and_waits_for_nothing_optional() {
    let mut world = World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B", "required": false },
    ]})))
    .unwrap();
    world.start("agent:two", "b").unwrap();
    let commands = json!(world.work("agent:one", "a", None));
    assert_eq!(commands[0], json!({ "command": "persist_artifact", "name": "summary" }));
    assert_eq!((stands(&world), world.mission.active_runs.get()), (("completed", None), 1));
    world.succeed("agent:two", "b", None);
    assert_eq!((world.status("b"), world.mission.active_runs.get()), ("cancelled", 0));
}
