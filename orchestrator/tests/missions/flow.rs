use charter_orchestrator::{Event, FailureClass, Rejection, RunEvent};
use charter_types::{ItemStatus, MissionCommand, MissionStatus, PauseReason};
use serde_json::{Value, json};

use crate::world::{World, item_id};

fn atlas() -> Value {
    json!({ "title": "Print the atlas", "items": [
        { "item_id": "draw", "title": "Draw", "gates": "both" },
        { "item_id": "print", "title": "Print", "depends_on": ["draw"] },
    ]})
}

fn fail(world: &mut World, item: &str, class: FailureClass) -> Result<(), Rejection> {
    let run_id = world.run_of(item);
    let event = RunEvent::RunFailed { item_id: item_id(item), run_id, class, detail: None };
    world.apply("agent:smith", &Event::Observed(event)).map(|_| ())
}

#[test]
fn from_work_over_both_gates_to_the_summary() {
    let mut world = World::new(atlas());
    assert_eq!((world.status("draw"), world.status("print")), (ItemStatus::Ready, ItemStatus::Pending));
    world.work("agent:smith", "draw", None);
    assert_eq!(world.status("draw"), ItemStatus::InReview);
    world.work("agent:brown", "draw", Some("pass"));
    assert_eq!(world.status("draw"), ItemStatus::InTest);
    world.work("agent:brown", "draw", Some("pass"));
    assert_eq!((world.status("draw"), world.status("print")), (ItemStatus::Done, ItemStatus::Ready));
    world.work("agent:smith", "print", None);
    assert_eq!(world.mission.status, MissionStatus::Completed);
    assert!(world.mission.ended_at.is_some());
    let summary = |command: &MissionCommand| matches!(command, MissionCommand::PersistArtifact(artifact) if artifact.name == "summary");
    assert!(world.commands.iter().any(summary), "{:?}", world.commands);
}

#[test]
fn what_is_sent_back_is_done_again_until_its_attempts_are_used_up() {
    let mut world = World::new(json!({ "title": "A", "budgets": { "attempts_per_item": 2 }, "items": [
        { "item_id": "draw", "title": "Draw", "gates": "review" },
        { "item_id": "print", "title": "Print", "depends_on": ["draw"] },
    ]}));
    world.work("agent:smith", "draw", None);
    world.work("agent:brown", "draw", Some("rework"));
    assert_eq!(world.status("draw"), ItemStatus::Rework);
    assert_eq!(world.items[&item_id("draw")].feedback.len(), 1);
    world.work("agent:smith", "draw", None);
    world.work("agent:brown", "draw", Some("rework"));
    assert_eq!((world.status("draw"), world.status("print")), (ItemStatus::Failed, ItemStatus::Blocked));
    assert_eq!(
        (world.mission.status.clone(), world.mission.pause_reason.clone()),
        (MissionStatus::Paused, Some(PauseReason::Stuck))
    );
    world.request("user:ada", json!({ "kind": "item_retried", "item_id": "draw" })).unwrap();
    assert_eq!((world.status("draw"), world.status("print")), (ItemStatus::Ready, ItemStatus::Pending));
    world.request("user:ada", json!({ "kind": "resumed" })).unwrap();
    world.work("agent:smith", "draw", None);
    world.work("agent:brown", "draw", Some("pass"));
    assert_eq!(world.status("print"), ItemStatus::Ready);
}

#[test]
fn nobody_judges_what_they_did() {
    let mut world = World::new(atlas());
    world.work("agent:smith", "draw", None);
    assert_eq!(world.start("agent:smith", "draw"), Err(Rejection::OwnWork { item_id: item_id("draw") }));
    let decision = json!({ "kind": "gate_decided", "item_id": "draw", "gate": "review", "verdict": "pass" });
    assert_eq!(world.request("agent:smith", decision.clone()), Err(Rejection::OwnWork { item_id: item_id("draw") }));
    let run_id = world.run_of("draw");
    let step = world.request("user:ada", decision).unwrap();
    let cancels =
        |command: &MissionCommand| matches!(command, MissionCommand::CancelRun(cancel) if cancel.run_id == run_id);
    assert!(step.commands.iter().any(cancels), "the judge's run is not wanted any more");
    assert_eq!(world.status("draw"), ItemStatus::InTest);
}

#[test]
fn a_run_that_another_has_taken_over_changes_nothing() {
    let mut world = World::new(atlas());
    let old = world.run_of("draw");
    world.start("agent:smith", "draw").unwrap();
    fail(&mut world, "draw", FailureClass::LeaseLost).unwrap();
    assert_eq!(world.run_of("draw"), old, "it is queued again");
    let late = RunEvent::RunSucceeded {
        item_id: item_id("draw"),
        run_id: old,
        verdict: None,
        feedback: None,
        artifacts: Vec::new(),
    };
    let before = (world.mission.clone(), world.items.clone());
    assert_eq!(
        world.apply("agent:smith", &Event::Observed(late)),
        Err(Rejection::OtherRun { item_id: item_id("draw") })
    );
    assert_eq!(before, (world.mission, world.items));
}

#[test]
fn an_attempt_that_failed_is_made_again_later() {
    let mut world = World::new(atlas());
    for attempt in 1..=2 {
        world.start("agent:smith", "draw").unwrap();
        fail(&mut world, "draw", FailureClass::Retryable).unwrap();
        let MissionCommand::StartRun(start) = &world.commands[0] else { panic!("{:?}", world.commands) };
        let pause = start.not_before.unwrap().unix_ms() - world.now_ms;
        let least = 1000 << (attempt - 1);
        assert!((least / 2..=least).contains(&pause), "{pause}");
    }
    world.start("agent:smith", "draw").unwrap();
    fail(&mut world, "draw", FailureClass::Retryable).unwrap();
    assert_eq!(world.status("draw"), ItemStatus::Failed);
}

#[test]
fn a_budget_that_is_used_up_pauses_until_it_is_raised() {
    let mut world = World::new(json!({ "title": "A", "budgets": { "runs": 1 }, "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B" },
    ]}));
    world.start("agent:smith", "a").unwrap();
    assert_eq!(world.mission.pause_reason, Some(PauseReason::Runs));
    assert!(matches!(world.start("agent:smith", "b"), Err(Rejection::MissionState { .. })));
    world.succeed("agent:smith", "a", None).unwrap();
    assert_eq!(world.request("user:ada", json!({ "kind": "resumed" })), Err(Rejection::UsedUp { budget: "runs" }));
    world.request("user:ada", json!({ "kind": "budgets_changed", "budgets": { "runs": 2 } })).unwrap();
    world.request("user:ada", json!({ "kind": "resumed" })).unwrap();
    world.work("agent:smith", "b", None);
    assert_eq!(world.mission.status, MissionStatus::Completed);
}

#[test]
fn tokens_and_time_are_budgets_too() {
    let mut world = World::new(json!({ "title": "A", "budgets": { "tokens": 100, "wall_ms": 5000 }, "items": [
        { "item_id": "a", "title": "A" },
    ]}));
    assert!(matches!(&world.commands[..], [.., MissionCommand::ScheduleTimer(timer)] if timer.at.unix_ms() == 5000));
    world.apply("agent:smith", &Event::Observed(RunEvent::UsageReported { tokens: 100, cost_micros: 1 })).unwrap();
    assert_eq!(world.mission.pause_reason, Some(PauseReason::Tokens));
    world.request("user:ada", json!({ "kind": "budgets_changed", "budgets": { "wall_ms": 5000 } })).unwrap();
    world.request("user:ada", json!({ "kind": "resumed" })).unwrap();
    world.now_ms = 5000;
    world.apply("service:charter", &Event::Observed(RunEvent::TimeReached)).unwrap();
    assert_eq!(world.mission.pause_reason, Some(PauseReason::WallTime));
}

#[test]
fn cancelling_waits_for_what_is_under_way() {
    let mut world = World::new(atlas());
    world.start("agent:smith", "draw").unwrap();
    world.request("user:ada", json!({ "kind": "cancel_requested" })).unwrap();
    assert_eq!(world.mission.status, MissionStatus::Cancelling);
    let run_id = world.run_of("draw");
    let stopped = RunEvent::RunStopped { item_id: item_id("draw"), run_id };
    world.apply("service:charter", &Event::Observed(stopped)).unwrap();
    assert_eq!(world.mission.status, MissionStatus::Cancelled);
    assert!(matches!(world.request("user:ada", json!({ "kind": "paused" })), Err(Rejection::MissionState { .. })));
}

#[test]
fn items_that_cannot_be_are_refused() {
    let of = |items: Value| World::try_new(json!({ "title": "A", "items": items })).map(|_| ()).unwrap_err();
    let item = |id: &str, depends_on: Value| json!({ "item_id": id, "title": id, "depends_on": depends_on });
    let path = ["a", "b", "c", "a"].map(item_id).to_vec();
    assert_eq!(
        of(json!([item("a", json!(["b"])), item("b", json!(["c"])), item("c", json!(["a"]))])),
        Rejection::Cycle { path }
    );
    assert_eq!(of(json!([item("a", json!(["a"]))])), Rejection::Cycle { path: ["a", "a"].map(item_id).to_vec() });
    assert_eq!(of(json!([item("a", json!(["x"]))])), Rejection::UnknownItem { item_id: item_id("x") });
    assert_eq!(
        of(json!([item("a", json!([])), item("a", json!([]))])),
        Rejection::DuplicateItem { item_id: item_id("a") }
    );
}

#[test]
fn what_depends_on_two_lost_items_waits_for_both() {
    let mut world = World::new(json!({ "title": "A", "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B" },
        { "item_id": "c", "title": "C", "depends_on": ["a", "b"] },
    ]}));
    let event = |kind: &str, item: &str| json!({ "kind": kind, "item_id": item });
    world.request("user:ada", event("item_cancelled", "a")).unwrap();
    world.request("user:ada", event("item_cancelled", "b")).unwrap();
    assert_eq!(world.status("c"), ItemStatus::Blocked);
    world.request("user:ada", event("item_retried", "a")).unwrap();
    assert_eq!(world.status("c"), ItemStatus::Blocked, "b is still lost");
    world.request("user:ada", event("item_retried", "b")).unwrap();
    assert_eq!(world.status("c"), ItemStatus::Pending);
}

#[test]
fn a_planner_begins_and_adds_the_rest() {
    let mut world = World::new(json!({ "title": "A", "entrypoint": "planner" }));
    let MissionCommand::StartRun(start) = &world.commands[0] else { panic!("{:?}", world.commands) };
    assert_eq!((start.item_id.as_str(), start.role.as_str()), ("plan", "planner"));
    world.start("agent:smith", "plan").unwrap();
    world
        .request(
            "agent:smith",
            json!({ "kind": "items_added", "items": [
                { "item_id": "draw", "title": "Draw", "depends_on": ["plan"] },
            ]}),
        )
        .unwrap();
    world.succeed("agent:smith", "plan", None).unwrap();
    assert_eq!(world.status("draw"), ItemStatus::Ready);
}
