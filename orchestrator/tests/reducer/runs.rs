use charter_orchestrator::{FailureClass, Rejection, RunEvent};
use charter_types::{MissionCommand, RunId, Timestamp, Verdict};
use serde_json::json;

use crate::world::{World, artifact, id, request, spec, starts};

fn two_items() -> World {
    World::new(&spec(&json!({ "title": "M", "parallelism": 1, "items": [
        { "item_id": "a", "title": "A" }, { "item_id": "b", "title": "B", "depends_on": ["a"] },
        { "item_id": "c", "title": "C", "required": false },
    ]})))
    .unwrap()
}

fn not_before(commands: &[MissionCommand]) -> Option<Timestamp> {
    commands.iter().find_map(|command| match command {
        MissionCommand::StartRun(start) => start.not_before,
        _ => None,
    })
}

#[test]
fn what_is_done_frees_what_depends_on_it() {
    let mut world = two_items();
    assert_eq!(world.status("b"), "pending");
    world.work("agent:one", "a", None);
    assert_eq!((world.status("a"), world.status("b")), ("done", "ready"));
    assert_eq!(world.items[&id("a")].produced_by.as_ref().map(ToString::to_string).as_deref(), Some("agent:one"));
}

#[test]
fn no_more_runs_at_once_than_the_mission_may_have() {
    let mut world = two_items();
    world.start("agent:one", "a").unwrap();
    assert_eq!(world.start("agent:two", "c").unwrap_err(), Rejection::UsedUp { budget: "parallelism" });
}

#[test]
fn only_the_run_that_the_item_waits_for_can_be_started() {
    let mut world = two_items();
    let other = RunId::new("0197f3f0-0000-7000-8000-000000000001.00000009").unwrap();
    let refused = world.begin("agent:one", "a", &other).unwrap_err();
    assert_eq!(refused, Rejection::OtherRun { item_id: id("a") });
    world.start("agent:one", "a").unwrap();
    let twice = world.start("agent:one", "a").unwrap_err();
    assert!(matches!(twice, Rejection::UsedUp { .. }), "{twice:?}");
}

#[test]
fn failures_are_tried_again_later_and_later_and_not_for_ever() {
    let mut world = two_items();
    world.start("agent:one", "a").unwrap();
    let first = not_before(&world.fail("a", FailureClass::Retryable)).unwrap().unix_ms() - world.now.unix_ms();
    assert!((500..=1_000).contains(&first), "{first}");
    world.start("agent:one", "a").unwrap();
    let limited = FailureClass::RateLimited { after_ms: 60_000 };
    assert_eq!(not_before(&world.fail("a", limited)), Some(world.now.plus_ms(60_000)));
    world.start("agent:one", "a").unwrap();
    assert_eq!(world.items[&id("a")].failures.get(), 2);
    let failing = world.run("a");
    world.fail("a", FailureClass::Retryable);
    assert_eq!((world.items[&id("a")].failures.get(), world.items[&id("a")].run_id.as_ref()), (3, None));
    assert_eq!((world.status("a"), world.status("b"), world.items[&id("a")].attempts.get()), ("failed", "blocked", 3));
    world.apply("user:ada", request(&json!({ "kind": "item_retried", "item_id": "a" }))).unwrap();
    assert_eq!((world.status("a"), world.status("b"), world.items[&id("a")].attempts.get()), ("ready", "pending", 0));
    assert_ne!(world.run("a"), failing, "what is tried after all is another run");
    assert_eq!(world.items[&id("a")].failures.get(), 0);
}

#[test]
fn a_lost_lease_is_tried_again_at_once() {
    let mut world = two_items();
    world.start("agent:one", "a").unwrap();
    let commands = world.fail("a", FailureClass::LeaseLost);
    assert_eq!((world.status("a"), not_before(&commands)), ("ready", None));
}

#[test]
fn what_nobody_may_or_can_do_fails_at_once() {
    for class in [FailureClass::NonRetryable, FailureClass::Policy] {
        let mut world = two_items();
        world.start("agent:one", "a").unwrap();
        world.fail("a", class);
        assert_eq!((world.status("a"), world.items[&id("a")].reason.is_some()), ("failed", true));
    }
}

#[test]
fn without_budget_the_mission_pauses_and_the_attempt_does_not_count() {
    let mut world = two_items();
    world.start("agent:one", "a").unwrap();
    world.fail("a", FailureClass::Budget);
    assert_eq!((world.status("a"), world.items[&id("a")].attempts.get()), ("ready", 0));
    assert_eq!(world.mission.pause_reason.as_ref().map(|reason| reason.as_str()), Some("runs"));
}

#[test]
fn a_stopped_run_is_queued_again() {
    let mut world = two_items();
    let run_id = world.run("a");
    world.start("agent:one", "a").unwrap();
    world.stop(&run_id).unwrap();
    assert_eq!((world.status("a"), world.items[&id("a")].attempts.get()), ("ready", 0));
    assert_eq!((world.run("a"), world.mission.queued_runs.get()), (run_id, 2), "it is the same run");
}

#[test]
fn a_parked_run_waits_without_a_place_and_goes_on_as_the_same() {
    let mut world = two_items();
    let run_id = world.run("a");
    world.start("agent:one", "a").unwrap();
    world.park("agent:one", "a").unwrap();
    assert_eq!((world.status("a"), world.items[&id("a")].attempts.get()), ("waiting_approval", 0));
    // Its place is free for another, and whoever had it can do nothing more.
    world.start("agent:two", "c").unwrap();
    assert!(matches!(world.end("agent:one", &run_id, None), Err(Rejection::ItemState { .. })));
    world.succeed("agent:two", "c", None);
    assert_eq!(starts(&world.decide("a").unwrap()), [json!({ "role": "specialist", "skills": [] })]);
    assert_eq!((world.status("a"), world.run("a")), ("ready", run_id));
    world.work("agent:two", "a", None);
    assert_eq!((world.status("a"), world.items[&id("a")].attempts.get()), ("done", 1));
}

#[test]
fn a_judge_can_wait_for_an_approval_too() {
    let items = json!([{ "item_id": "a", "title": "A", "gates": "review" }]);
    let mut world = World::new(&spec(&json!({ "title": "M", "items": items }))).unwrap();
    world.work("agent:one", "a", None);
    world.start("agent:two", "a").unwrap();
    world.park("agent:two", "a").unwrap();
    assert_eq!((world.status("a"), world.mission.active_runs.get()), ("in_review", 0));
    assert_eq!(starts(&world.decide("a").unwrap()).len(), 1);
    world.work("agent:two", "a", Some(Verdict::Pass));
    assert_eq!(world.status("a"), "done");
}

#[test]
fn what_waits_for_an_approval_can_be_cancelled() {
    let mut world = two_items();
    let run_id = world.run("a");
    world.start("agent:one", "a").unwrap();
    world.park("agent:one", "a").unwrap();
    let commands = world.apply("user:ada", request(&json!({ "kind": "item_cancelled", "item_id": "a" }))).unwrap();
    assert!(commands.contains(&MissionCommand::CancelRun(charter_types::CancelRun::new(run_id.clone()))));
    let late = world.apply("user:ada", RunEvent::RunDecided { item_id: id("a"), run_id }).unwrap_err();
    assert_eq!(late, Rejection::OtherRun { item_id: id("a") });
}

#[test]
fn runs_are_numbered_and_tried_under_one_id() {
    let mut world = World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "a", "title": "A", "gates": "review" },
    ]})))
    .unwrap();
    let number = |world: &World| world.run("a").split_once('.').unwrap().1.to_owned();
    assert_eq!(number(&world), "00000001");
    for class in [FailureClass::Retryable, FailureClass::LeaseLost] {
        world.start("agent:one", "a").unwrap();
        world.fail("a", class);
        assert_eq!(number(&world), "00000001");
    }
    world.work("agent:one", "a", None);
    assert_eq!((number(&world).as_str(), world.items[&id("a")].failures.get()), ("00000002", 0));
    world.start("agent:two", "a").unwrap();
    world.fail("a", FailureClass::Retryable);
    assert_eq!((number(&world).as_str(), world.items[&id("a")].failures.get()), ("00000002", 1));
}

#[test]
fn what_an_attempt_has_made_is_kept_until_the_next_has_succeeded() {
    let mut world = World::new(&spec(&json!({ "title": "M", "items": [
        { "item_id": "a", "title": "A", "gates": "review", "gate_artifacts": ["report", "diff", "report"], "time_limit_ms": 5000 },
    ]})))
    .unwrap();
    assert_eq!(world.items[&id("a")].time_limit_ms.map(|limit| limit.get()), Some(5_000));
    world.start("agent:one", "a").unwrap();
    let run_id = world.run("a");
    let refused = world.end_with("agent:one", &run_id, None, vec![artifact("diff")]).unwrap_err();
    let kinds = vec!["report".parse().unwrap()];
    assert_eq!(refused, Rejection::MissingArtifacts { item_id: id("a"), kinds });
    assert_eq!(refused.to_string(), "the item a needs artifacts of the kinds report");
    let made = vec![artifact("diff"), artifact("report"), artifact("file")];
    world.end_with("agent:one", &run_id, None, made.clone()).unwrap();
    assert_eq!((world.status("a"), world.items[&id("a")].artifacts.as_ref()), ("in_review", Some(&made)));
    world.start("agent:two", "a").unwrap();
    let judging = world.run("a");
    world.end_with("agent:two", &judging, Some(Verdict::Rework), vec![artifact("opinion")]).unwrap();
    assert_eq!(world.items[&id("a")].artifacts.as_ref(), Some(&made), "a judge adds nothing to it");
    world.start("agent:one", "a").unwrap();
    let run_id = world.run("a");
    let again = vec![artifact("report"), artifact("diff")];
    world.end_with("agent:one", &run_id, None, again.clone()).unwrap();
    assert_eq!(world.items[&id("a")].artifacts.as_ref(), Some(&again));
}
