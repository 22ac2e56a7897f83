use charter_orchestrator::{FailureClass, Rejection};
use charter_types::MissionCommand;
use serde_json::{Value, json};

use crate::world::{World, id, request, spec, starts};

fn world() -> World {
    World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "a", "title": "A", "gates": "review" },
        { "item_id": "b", "title": "B", "depends_on": ["a"] },
        { "item_id": "s", "title": "S", "sensitive": true, "required": false },
    ]})))
    .unwrap()
}

fn change(world: &mut World, item: &str, change: &Value) -> Result<Vec<MissionCommand>, Rejection> {
    world.apply("user:ada", request(&json!({ "kind": "item_changed", "item_id": item, "change": change })))
}

#[test]
fn what_is_left_out_stays() {
    let mut world = world();
    let whole = json!({
        "title": "Better", "description": "More", "role": "writer", "skills": ["prose"], "gates": "test", "required": false,
        "inputs": null, "gate_artifacts": ["report"], "time_limit_ms": 9000,
    });
    change(&mut world, "b", &whole).unwrap();
    let changed = world.items[&id("b")].clone();
    let shown = json!(changed);
    for (name, value) in whole.as_object().unwrap() {
        assert_eq!(&shown[name], value, "{name}");
    }
    change(&mut world, "b", &json!({})).unwrap();
    let mut same = world.items[&id("b")].clone();
    same.rev = changed.rev;
    assert_eq!(same, changed);
}

#[test]
fn a_queued_run_is_replaced_when_it_was_queued_with_something_else() {
    let mut world = world();
    world.start("agent:one", "a").unwrap();
    world.fail("a", FailureClass::Retryable);
    let former = world.run("a");
    assert_eq!(change(&mut world, "a", &json!({ "description": "More", "inputs": { "pages": 3 } })).unwrap(), []);
    for different in [
        json!({ "role": "writer" }),
        json!({ "skills": ["prose"] }),
        json!({ "title": "Better" }),
        json!({ "time_limit_ms": 1000 }),
    ] {
        let former = world.run("a");
        let commands = change(&mut world, "a", &different).unwrap();
        assert!(matches!(&commands[0], MissionCommand::CancelRun(cancel) if cancel.run_id == former), "{commands:?}");
        assert!(matches!(&commands[1], MissionCommand::StartRun(start) if start.run_id == world.run("a")));
        assert_eq!(change(&mut world, "a", &different).unwrap(), [], "it is so already");
    }
    assert_ne!(world.run("a"), former);
    let item = &world.items[&id("a")];
    assert_eq!((item.status.as_str(), item.failures.get(), item.attempts.get()), ("ready", 0, 1));
}

#[test]
fn what_is_sent_back_is_done_by_somebody_else() {
    let mut world = world();
    world.work("agent:one", "a", None);
    world.work("agent:two", "a", Some(charter_types::Verdict::Rework));
    let commands = change(&mut world, "a", &json!({ "role": "editor" })).unwrap();
    assert_eq!(starts(&commands), [json!({ "role": "editor", "skills": [] })]);
    assert_eq!((world.status("a"), world.items[&id("a")].feedback.len()), ("rework", 1));
}

#[test]
fn a_sensitive_item_keeps_both_gates() {
    let mut world = world();
    change(&mut world, "s", &json!({ "gates": "none" })).unwrap();
    assert_eq!(world.items[&id("s")].gates.as_str(), "both");
}

#[test]
fn what_is_not_required_any_more_may_complete_the_mission() {
    let mut world = world();
    world.work("agent:one", "a", None);
    world.work("agent:two", "a", Some(charter_types::Verdict::Pass));
    change(&mut world, "b", &json!({ "required": false })).unwrap();
    assert_eq!(world.mission.status.as_str(), "completed");
    let refused = change(&mut world, "b", &json!({ "required": true })).unwrap_err();
    assert!(matches!(refused, Rejection::MissionState { .. }), "{refused:?}");
}

#[test]
fn nobody_changes_what_is_under_way_judged_or_done() {
    let mut world = world();
    let refused = |world: &mut World| {
        let refused = change(world, "a", &json!({ "title": "Better" })).unwrap_err();
        assert!(matches!(refused, Rejection::ItemState { what: "changed", .. }), "{refused:?}");
    };
    world.start("agent:one", "a").unwrap();
    refused(&mut world);
    world.succeed("agent:one", "a", None);
    refused(&mut world);
    world.work("agent:two", "a", Some(charter_types::Verdict::Pass));
    refused(&mut world);
    assert_eq!(change(&mut world, "x", &json!({})), Err(Rejection::UnknownItem { item_id: id("x") }));
}

#[test]
fn what_failed_or_was_cancelled_is_changed_before_it_is_tried_again() {
    let mut world = world();
    world.start("agent:one", "a").unwrap();
    world.fail("a", FailureClass::NonRetryable);
    assert_eq!(world.status("b"), "blocked");
    for item in ["a", "b"] {
        assert_eq!(change(&mut world, item, &json!({ "role": "writer" })).unwrap(), []);
    }
    let commands = world.apply("user:ada", request(&json!({ "kind": "item_retried", "item_id": "a" }))).unwrap();
    assert_eq!(starts(&commands), [json!({ "role": "writer", "skills": [] })]);
}

#[test]
fn inputs_have_a_limit() {
    let mut world = world();
    let of = |length: usize| json!("x".repeat(length - 2));
    let too_much = Rejection::TooMuch { what: "bytes of an item's inputs", most: 16_384 };
    change(&mut world, "b", &json!({ "inputs": of(16_384) })).unwrap();
    assert_eq!(change(&mut world, "b", &json!({ "inputs": of(16_385) })).unwrap_err(), too_much);
    let added =
        |length| json!({ "kind": "items_added", "items": [{ "item_id": "c", "title": "C", "inputs": of(length) }] });
    assert_eq!(world.apply("user:ada", request(&added(16_385))).unwrap_err(), too_much);
    world.apply("user:ada", request(&added(16_384))).unwrap();
}
