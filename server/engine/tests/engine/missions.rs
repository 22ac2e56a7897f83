//! Missions that are done by workers, from the plan to the end.

use charter_engine::EngineError;
use charter_types::{ItemStatus, MissionStatus, PauseReason, RunStatus};
use serde_json::json;

use crate::support::Fixture;

#[tokio::test]
async fn from_the_plan_over_rework_to_completion() {
    let fixture = Fixture::new().await;
    let (planner, maker, judge) = (fixture.worker("planner"), fixture.worker("maker"), fixture.worker("judge"));
    let mission =
        fixture.create_mission(json!({ "title": "Atlas", "entrypoint": "planner", "default_gates": "both" })).await;
    let id = &mission.mission_id;
    let plan = fixture.claim_one(&planner, "planner").await;
    assert_eq!(plan.item.as_ref().map(|item| item.item_id.as_str()), Some("plan"));
    let items = json!([{ "item_id": "draw", "title": "Draw" }, { "item_id": "print", "title": "Print", "depends_on": ["draw"] }]);
    fixture.complete(&planner, &plan, json!({ "items": items })).await.unwrap();
    for item_id in ["draw", "print"] {
        let work = fixture.claim_one(&maker, "specialist").await;
        assert_eq!(work.run.item_id.as_ref().unwrap().as_str(), item_id);
        fixture.complete(&maker, &work, json!({})).await.unwrap();
        let own = fixture.claim(&maker, json!({ "roles": ["reviewer"] })).await;
        assert!(own.is_empty(), "nobody judges their own work");
        let review = fixture.claim_one(&judge, "reviewer").await;
        assert_eq!(review.item.as_ref().unwrap().status, ItemStatus::InReview);
        if item_id == "draw" {
            let verdict = json!({ "verdict": "rework", "feedback": "the coast is missing" });
            fixture.complete(&judge, &review, verdict).await.unwrap();
            let again = fixture.claim_one(&maker, "specialist").await;
            let feedback = &again.item.as_ref().unwrap().feedback[0];
            assert_eq!((feedback.feedback.as_str(), again.run.attempt.get()), ("the coast is missing", 1));
            assert_ne!(again.run.run_id, work.run.run_id);
            fixture.complete(&maker, &again, json!({})).await.unwrap();
            let review = fixture.claim_one(&judge, "reviewer").await;
            fixture.complete(&judge, &review, json!({ "verdict": "pass" })).await.unwrap();
        } else {
            fixture.complete(&judge, &review, json!({ "verdict": "pass" })).await.unwrap();
        }
        let test = fixture.claim_one(&judge, "tester").await;
        fixture.complete(&judge, &test, json!({ "verdict": "pass" })).await.unwrap();
    }
    let mission = fixture.mission(id).await;
    assert_eq!((mission.status, mission.active_runs.get(), mission.usage.runs.get()), (MissionStatus::Completed, 0, 9));
}

#[tokio::test]
async fn a_lost_worker_costs_its_item_an_attempt_and_nothing_else() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let mission =
        fixture.create_mission(json!({ "title": "Atlas", "items": [{ "item_id": "draw", "title": "Draw" }] })).await;
    let lost = fixture.claim_one(&worker, "specialist").await;
    fixture.pass(10_000, async |fixture| fixture.run(&lost.run.run_id).await.status == RunStatus::Queued).await;
    let item = fixture.item(&mission.mission_id, "draw").await;
    assert_eq!(
        (item.status, item.attempts.get(), item.run_id.as_ref()),
        (ItemStatus::Ready, 1, Some(&lost.run.run_id))
    );
    assert_eq!(fixture.mission(&mission.mission_id).await.active_runs.get(), 0);
    let again = fixture.claim_one(&worker, "specialist").await;
    assert_eq!((again.run.run_id.clone(), again.lease.epoch.get()), (lost.run.run_id, 2));
    fixture.complete(&worker, &again, json!({})).await.unwrap();
    assert_eq!(fixture.mission(&mission.mission_id).await.status, MissionStatus::Completed);
}

#[tokio::test]
async fn no_more_runs_are_under_way_than_the_mission_may_have() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let items: Vec<_> = (0..5).map(|n| json!({ "item_id": format!("i{n}"), "title": "Draw" })).collect();
    fixture.create_mission(json!({ "title": "Atlas", "parallelism": 2, "items": items })).await;
    let claimed = fixture.claim(&worker, json!({ "roles": ["specialist"], "limit": 5 })).await;
    assert_eq!(claimed.len(), 2);
    assert!(fixture.claim(&worker, json!({ "roles": ["specialist"] })).await.is_empty());
    fixture.complete(&worker, &claimed[0], json!({})).await.unwrap();
    assert_eq!(fixture.claim(&worker, json!({ "roles": ["specialist"], "limit": 5 })).await.len(), 1);
}

#[tokio::test]
async fn a_budget_pauses_and_a_higher_one_goes_on() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let items: Vec<_> = (0..2).map(|n| json!({ "item_id": format!("i{n}"), "title": "Draw" })).collect();
    let mission =
        fixture.create_mission(json!({ "title": "Atlas", "budgets": { "tokens": 1000 }, "items": items })).await;
    let id = &mission.mission_id;
    let first = fixture.claim_one(&worker, "specialist").await;
    fixture.report(&worker, &first, json!([{ "kind": "usage", "tokens": 1200 }])).await.unwrap();
    let paused = fixture.mission(id).await;
    assert_eq!((paused.status, paused.pause_reason), (MissionStatus::Paused, Some(PauseReason::Tokens)));
    assert!(fixture.claim(&worker, json!({ "roles": ["specialist"] })).await.is_empty());
    fixture.complete(&worker, &first, json!({})).await.unwrap();
    let refused = fixture.tell(id, json!({ "kind": "resumed" })).await;
    assert!(matches!(refused, Err(EngineError::MissionConflict { .. })), "{refused:?}");
    fixture.tell(id, json!({ "kind": "budgets_changed", "budgets": { "tokens": 5000 } })).await.unwrap();
    fixture.tell(id, json!({ "kind": "resumed" })).await.unwrap();
    let second = fixture.claim_one(&worker, "specialist").await;
    fixture.complete(&worker, &second, json!({})).await.unwrap();
    assert_eq!(fixture.mission(id).await.status, MissionStatus::Completed);
}

#[tokio::test]
async fn a_deadline_pauses_by_itself() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let items = json!([{ "item_id": "draw", "title": "Draw" }]);
    let mission =
        fixture.create_mission(json!({ "title": "Atlas", "budgets": { "wall_ms": 60_000 }, "items": items })).await;
    let id = &mission.mission_id;
    fixture.pass(60_000, async |fixture| fixture.mission(id).await.status == MissionStatus::Paused).await;
    assert_eq!(fixture.mission(id).await.pause_reason, Some(PauseReason::WallTime));
    assert!(fixture.claim(&worker, json!({ "roles": ["specialist"] })).await.is_empty());
}

#[tokio::test]
async fn cancelling_stops_what_waits_and_waits_for_what_is_under_way() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let items: Vec<_> = (0..3).map(|n| json!({ "item_id": format!("i{n}"), "title": "Draw" })).collect();
    let mission = fixture.create_mission(json!({ "title": "Atlas", "items": items })).await;
    let id = &mission.mission_id;
    let claimed = fixture.claim_one(&worker, "specialist").await;
    let step = fixture.tell(id, json!({ "kind": "cancel_requested" })).await.unwrap();
    assert_eq!(step.mission.status, MissionStatus::Cancelling);
    fixture.pass(0, async |fixture| fixture.run(&claimed.run.run_id).await.status == RunStatus::Cancelling).await;
    assert!(fixture.claim(&worker, json!({ "roles": ["specialist"], "limit": 5 })).await.is_empty());
    assert!(fixture.beat(&worker, &claimed.run.run_id, claimed.lease.epoch).await.unwrap().cancel_requested);
    let ended = fixture.complete(&worker, &claimed, json!({})).await.unwrap();
    assert_eq!(ended.status, RunStatus::Cancelled);
    assert_eq!(fixture.mission(id).await.status, MissionStatus::Cancelled);
    for number in 1..=3 {
        let run_id = format!("{}.{number:08}", id.as_str()).parse().unwrap();
        fixture.pass(0, async |fixture| fixture.run(&run_id).await.status == RunStatus::Cancelled).await;
    }
}

#[tokio::test]
async fn a_run_that_its_mission_does_not_await_any_more_changes_nothing_of_it() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let items = json!([{ "item_id": "draw", "title": "Draw" }, { "item_id": "other", "title": "Other" }]);
    let mission = fixture.create_mission(json!({ "title": "Atlas", "items": items })).await;
    let id = &mission.mission_id;
    let claimed = fixture.claim_one(&worker, "specialist").await;
    fixture.tell(id, json!({ "kind": "item_cancelled", "item_id": "draw" })).await.unwrap();
    assert!(fixture.beat(&worker, &claimed.run.run_id, claimed.lease.epoch).await.unwrap().cancel_requested);
    assert_eq!(fixture.mission(id).await.active_runs.get(), 1);
    fixture.complete(&worker, &claimed, json!({ "output": "too late" })).await.unwrap();
    assert_eq!(fixture.item(id, "draw").await.status, ItemStatus::Cancelled);
    assert_eq!(fixture.mission(id).await.active_runs.get(), 0);
}
