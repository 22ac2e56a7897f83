use charter_orchestrator::{FailureClass, Rejection};
use charter_types::{MissionCommand, Verdict};
use serde_json::json;

use crate::world::{World, id, request, spec, starts};

fn judged_twice() -> World {
    World::new(&spec(&json!({
        "title": "M", "required_capabilities": ["rust"], "budgets": { "attempts_per_item": 2 },
        "items": [{ "item_id": "a", "title": "A", "role": "writer", "skills": ["prose", "rust"], "gates": "both" }],
    })))
    .unwrap()
}

#[test]
fn review_then_test_then_done() {
    let mut world = judged_twice();
    let commands = world.work("agent:one", "a", None);
    assert_eq!(world.status("a"), "in_review");
    assert_eq!(starts(&commands), [json!({ "role": "reviewer", "skills": ["rust"], "gate": "review" })]);
    let commands = world.work("agent:two", "a", Some(Verdict::Pass));
    assert_eq!(world.status("a"), "in_test");
    assert_eq!(starts(&commands), [json!({ "role": "tester", "skills": ["rust"], "gate": "test" })]);
    world.work("agent:two", "a", Some(Verdict::Pass));
    assert_eq!((world.status("a"), world.mission.status.as_str()), ("done", "completed"));
}

#[test]
fn nobody_judges_their_own_work() {
    let mut world = judged_twice();
    world.work("agent:one", "a", None);
    let own = Rejection::OwnWork { item_id: id("a") };
    assert_eq!(world.start("agent:one", "a").unwrap_err(), own);
    let decided = json!({ "kind": "gate_decided", "item_id": "a", "gate": "review", "verdict": "pass" });
    assert_eq!(world.apply("agent:one", request(&decided)).unwrap_err(), own);
}

#[test]
fn whoever_did_the_work_cannot_report_a_verdict_of_anothers_run() {
    for verdict in [Verdict::Pass, Verdict::Rework] {
        let mut world = judged_twice();
        world.work("agent:one", "a", None);
        world.start("agent:two", "a").unwrap();
        let run_id = world.run("a");
        let refused = world.end("agent:one", &run_id, Some(verdict)).unwrap_err();
        assert_eq!((refused, world.status("a")), (Rejection::OwnWork { item_id: id("a") }, "in_review"));
    }
}

#[test]
fn a_verdict_after_the_missions_end_counts_for_nothing() {
    let mut world = judged_twice();
    world.work("agent:one", "a", None);
    world.start("agent:two", "a").unwrap();
    world.apply("user:ada", request(&json!({ "kind": "cancel_requested" }))).unwrap();
    world.succeed("agent:one", "a", Some(Verdict::Pass));
    assert_eq!((world.status("a"), world.mission.status.as_str()), ("cancelled", "cancelled"));
}

#[test]
fn what_is_sent_back_is_reworked_until_the_attempts_are_used_up() {
    let mut world = judged_twice();
    world.work("agent:one", "a", None);
    let commands = world.work("agent:two", "a", Some(Verdict::Rework));
    assert_eq!(starts(&commands), [json!({ "role": "writer", "skills": ["rust", "prose"] })]);
    assert_eq!((world.status("a"), world.items[&id("a")].feedback.len()), ("rework", 1));
    world.work("agent:one", "a", None);
    world.work("agent:two", "a", Some(Verdict::Rework));
    let item = &world.items[&id("a")];
    assert_eq!((item.status.as_str(), item.attempts.get(), item.feedback.len()), ("failed", 2, 2));
    assert_eq!(item.feedback[1].attempt.get(), 2);
}

#[test]
fn a_decision_takes_the_place_of_the_run() {
    let mut world = judged_twice();
    world.work("agent:one", "a", None);
    let judging = world.run("a");
    world.start("agent:two", "a").unwrap();
    let wrong_gate = json!({ "kind": "gate_decided", "item_id": "a", "gate": "test", "verdict": "pass" });
    assert!(matches!(world.apply("user:ada", request(&wrong_gate)), Err(Rejection::ItemState { .. })));
    let decided = json!({ "kind": "gate_decided", "item_id": "a", "gate": "review", "verdict": "pass" });
    let commands = world.apply("user:ada", request(&decided)).unwrap();
    assert!(matches!(&commands[0], MissionCommand::CancelRun(cancel) if cancel.run_id == judging));
    assert_eq!((world.status("a"), world.mission.active_runs.get()), ("in_test", 1));
    world.stop(&judging).unwrap();
    assert_eq!((world.status("a"), world.mission.active_runs.get()), ("in_test", 0));
}

#[test]
fn a_judgement_needs_a_verdict() {
    let mut world = judged_twice();
    world.work("agent:one", "a", None);
    world.start("agent:two", "a").unwrap();
    let run_id = world.run("a");
    let refused = world.end("agent:two", &run_id, None).unwrap_err();
    assert!(matches!(refused, Rejection::ItemState { what: "judged without a verdict", .. }), "{refused:?}");
}

#[test]
fn a_judge_that_fails_costs_no_attempt_but_not_for_ever() {
    let mut world = judged_twice();
    world.work("agent:one", "a", None);
    world.start("agent:two", "a").unwrap();
    world.fail("a", FailureClass::Retryable);
    assert_eq!((world.status("a"), world.items[&id("a")].attempts.get()), ("in_review", 1));
    world.start("agent:two", "a").unwrap();
    world.fail("a", FailureClass::LeaseLost);
    assert_eq!(world.status("a"), "failed");
}
