use charter_orchestrator::Rejection;
use charter_types::MissionSpec;
use serde_json::json;

use crate::world::{World, id, request, spec};

fn refused(items: &serde_json::Value) -> Rejection {
    World::new(&spec(&json!({ "title": "A mission", "items": items }))).unwrap_err()
}

#[test]
fn what_depends_on_nothing_is_ready_and_the_rest_waits() {
    let world = World::new(&spec(&json!({ "title": "A mission", "items": [
        { "item_id": "b", "title": "B", "depends_on": ["a", "a"] }, { "item_id": "a", "title": "A" },
    ]})))
    .unwrap();
    assert_eq!((world.status("a"), world.status("b")), ("ready", "pending"));
    assert_eq!(world.items[&id("b")].depends_on, [id("a")], "a dependency counts once");
    assert_eq!(world.items[&id("a")].role.as_str(), "specialist");
}

#[test]
fn circles_strangers_and_doubles_are_refused() {
    let path = |ids: &[&str]| ids.iter().map(|text| id(text)).collect();
    assert_eq!(
        refused(&json!([
            { "item_id": "a", "title": "A", "depends_on": ["b"] }, { "item_id": "b", "title": "B", "depends_on": ["a"] },
        ])),
        Rejection::Cycle { path: path(&["a", "b", "a"]) }
    );
    assert_eq!(
        refused(&json!([{ "item_id": "a", "title": "A", "depends_on": ["x"] }])),
        Rejection::UnknownItem { item_id: id("x") }
    );
    assert_eq!(
        refused(&json!([{ "item_id": "a", "title": "A" }, { "item_id": "a", "title": "A" }])),
        Rejection::DuplicateItem { item_id: id("a") }
    );
    let planned: MissionSpec =
        spec(&json!({ "title": "M", "entrypoint": "planner", "items": [{ "item_id": "plan", "title": "Mine" }] }));
    assert_eq!(World::new(&planned).unwrap_err(), Rejection::DuplicateItem { item_id: id("plan") });
}

#[test]
fn a_mission_has_at_most_ten_thousand_items() {
    let items = |count: u32| -> serde_json::Value {
        (0..count).map(|index| json!({ "item_id": format!("i{index}"), "title": "An item" })).collect()
    };
    let most = spec(&json!({ "title": "M", "items": items(10_000) }));
    let mut world = World::new(&most).unwrap();
    let more = json!({ "kind": "items_added", "items": [{ "item_id": "more", "title": "More" }] });
    let too_much = Rejection::TooMuch { what: "items", most: 10_000 };
    assert_eq!(world.apply("user:ada", request(&more)).unwrap_err(), too_much);
    assert_eq!(World::new(&spec(&json!({ "title": "M", "items": items(10_001) }))).unwrap_err(), too_much);
}

#[test]
fn a_sensitive_item_has_both_gates_whatever_it_says() {
    let world = World::new(&spec(&json!({ "title": "M", "default_gates": "test", "items": [
        { "item_id": "a", "title": "A", "sensitive": true, "gates": "none" }, { "item_id": "b", "title": "B" },
    ]})))
    .unwrap();
    assert_eq!((world.items[&id("a")].gates.as_str(), world.items[&id("b")].gates.as_str()), ("both", "test"));
}

#[test]
fn an_item_is_blocked_until_nothing_that_it_depends_on_is_lost() {
    let mut world = World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B" }, { "item_id": "other", "title": "Other" },
        { "item_id": "c", "title": "C", "depends_on": ["a", "b"] },
    ]})))
    .unwrap();
    for item in ["b", "a"] {
        world.apply("user:ada", request(&json!({ "kind": "item_cancelled", "item_id": item }))).unwrap();
    }
    assert_eq!(world.status("c"), "blocked");
    assert_eq!(world.items[&id("c")].reason.as_deref(), Some("depends on what failed or was cancelled: a, b"));
    world.apply("user:ada", request(&json!({ "kind": "item_retried", "item_id": "b" }))).unwrap();
    assert_eq!((world.status("b"), world.status("c")), ("ready", "blocked"));
    world.apply("user:ada", request(&json!({ "kind": "item_retried", "item_id": "a" }))).unwrap();
    assert_eq!(world.status("c"), "pending");
}

#[test]
fn what_is_added_to_lost_items_is_blocked_and_to_done_ones_ready() {
    let mut world = World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "lost", "title": "A" }, { "item_id": "done", "title": "B" }, { "item_id": "open", "title": "C" },
    ]})))
    .unwrap();
    world.work("agent:one", "done", None);
    world.apply("user:ada", request(&json!({ "kind": "item_cancelled", "item_id": "lost" }))).unwrap();
    let added = json!({ "kind": "items_added", "items": [
        { "item_id": "x", "title": "X", "depends_on": ["lost", "done"] },
        { "item_id": "y", "title": "Y", "depends_on": ["done"] },
        { "item_id": "z", "title": "Z", "depends_on": ["x"] },
    ]});
    world.apply("user:ada", request(&added)).unwrap();
    assert_eq!((world.status("x"), world.status("y"), world.status("z")), ("blocked", "ready", "pending"));
}

#[test]
fn cancelling_a_running_item_waits_for_its_run_only_in_the_count() {
    let mut world = World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B" },
    ]})))
    .unwrap();
    let run_id = world.run("a");
    world.start("agent:one", "a").unwrap();
    world.apply("user:ada", request(&json!({ "kind": "item_cancelled", "item_id": "a" }))).unwrap();
    assert_eq!((world.status("a"), world.mission.active_runs.get()), ("cancelled", 1));
    world.stop(&run_id).unwrap();
    assert_eq!((world.status("a"), world.mission.active_runs.get()), ("cancelled", 0));
    let again = world.apply("user:ada", request(&json!({ "kind": "item_cancelled", "item_id": "a" })));
    assert!(matches!(again, Err(Rejection::ItemState { .. })), "{again:?}");
}
