//! Runs that ask, and runs that wait.

use charter_engine::EngineError;
use charter_types::{ApprovalStatus, ItemStatus, MissionStatus, RunStatus};
use serde_json::json;

use super::*;

const PARK: &str = "park";

#[tokio::test]
async fn a_run_asks_and_uses_under_its_lease_only() {
    let fixture = Fixture::new().await;
    let (ada, bob, person) = (fixture.worker("ada"), fixture.worker("bob"), fixture.user("ben"));
    fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await;
    let old = fixture.claim_one(&ada, "deployer").await;
    let approval = fixture.try_ask_for(&ada, &old, json!({})).await.unwrap();
    assert_eq!(approval.run_id.as_ref(), Some(&old.run.run_id));
    let lost = fixture.try_ask_for(&bob, &old, json!({})).await;
    assert!(matches!(lost, Err(EngineError::LeaseLost { .. })), "{lost:?}");
    fixture.approve(&person, &approval).await.unwrap();
    assert_eq!(invalid(fixture.consume(&ada, &approval, None).await), "/epoch");

    fixture.pass(10_000, async |fixture| fixture.run(&old.run.run_id).await.status == RunStatus::Queued).await;
    let new = fixture.claim_one(&bob, "deployer").await;
    for stale in [fixture.consume(&ada, &approval, Some(1)).await, fixture.consume(&bob, &approval, Some(1)).await] {
        assert!(matches!(stale, Err(EngineError::LeaseLost { .. })), "{stale:?}");
    }
    // The approval is the run's: whoever holds it now uses it.
    let receipt = fixture.consume(&bob, &approval, Some(2)).await.unwrap();
    assert_eq!((receipt.consumed_by.to_string().as_str(), receipt.epoch), ("agent:bob", Some(new.lease.epoch)));
    assert_eq!(fixture.run(&old.run.run_id).await.open_approvals, None);
}

#[tokio::test]
async fn who_works_for_the_one_who_asked_does_not_decide() {
    let fixture = Fixture::new().await;
    let worker = fixture.user("ada");
    fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await;
    let run = fixture.claim_one(&worker, "deployer").await;
    let approval = fixture.try_ask_for(&worker, &run, json!({})).await.unwrap();
    not_allowed(fixture.approve(&worker, &approval).await);
}

#[tokio::test]
async fn a_parked_run_holds_nothing_and_goes_on_when_it_is_decided() {
    let fixture = Fixture::new().await;
    let (ada, bob, person) = (fixture.worker("ada"), fixture.worker("bob"), fixture.user("ben"));
    let run_id = fixture.create_run(json!({ "title": "Deploy", "role": "deployer", "max_attempts": 1 })).await.run_id;
    let claimed = fixture.claim_one(&ada, "deployer").await;
    let approval = fixture.try_ask_for(&ada, &claimed, json!({ PARK: true })).await.unwrap();
    let parked = fixture.run(&run_id).await;
    assert_eq!((parked.status, parked.approval_id.as_ref()), (RunStatus::WaitingApproval, Some(&approval.approval_id)));
    let gone = fixture.beat(&ada, &run_id, claimed.lease.epoch).await;
    assert!(matches!(gone, Err(EngineError::LeaseLost { .. })), "{gone:?}");
    assert!(fixture.claim(&bob, json!({ "roles": ["deployer"] })).await.is_empty());
    fixture.clock.advance_ms(HOUR_MS);

    fixture.approve(&person, &approval).await.unwrap();
    let again = fixture.claim_one(&bob, "deployer").await;
    assert_eq!((&again.run.run_id, again.run.attempt.get(), again.lease.epoch.get()), (&run_id, 2, 2));
    assert_eq!(again.run.parks.unwrap().get(), 1, "to wait takes none of the attempts that there may be");
    assert_eq!(again.run.approval_id.as_ref(), Some(&approval.approval_id), "it is told what it has waited for");
    fixture.consume(&bob, &approval, Some(2)).await.unwrap();
    fixture.complete(&bob, &again, json!({})).await.unwrap();
    assert_eq!(fixture.run(&run_id).await.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn whatever_ends_an_approval_lets_its_run_go_on() {
    for how in ["deny", "respond", "cancel", "expire"] {
        let fixture = Fixture::new().await;
        let (worker, person) = (fixture.worker("ada"), fixture.user("ben"));
        let run_id = fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await.run_id;
        let claimed = fixture.claim_one(&worker, "deployer").await;
        let parking = json!({ PARK: true, "deadline_ms": 60_000 });
        let approval = fixture.try_ask_for(&worker, &claimed, parking).await.unwrap();
        match how {
            "deny" => drop(fixture.decide(&person, &approval, json!({ "kind": "deny" })).await.unwrap()),
            "respond" => {
                fixture.decide(&person, &approval, json!({ "kind": "respond", "text": "Why?" })).await.unwrap();
            }
            "cancel" => drop(fixture.take_back(&person, &approval, json!({})).await.unwrap()),
            _ => drop(fixture.until_approval(60_000, &approval, ApprovalStatus::Expired).await),
        }
        let run = fixture.run(&run_id).await;
        assert_eq!((run.status, run.open_approvals), (RunStatus::Queued, None), "{how}");
        let again = fixture.claim_one(&worker, "deployer").await;
        assert_eq!(again.run.approval_id.as_ref(), Some(&approval.approval_id), "{how}");
        fixture.complete(&worker, &again, json!({})).await.unwrap();
    }
}

#[tokio::test]
async fn a_mission_waits_with_its_run() {
    let fixture = Fixture::new().await;
    let (worker, person) = (fixture.worker("ada"), fixture.user("ben"));
    let spec = json!({
        "title": "Release", "parallelism": 1, "budgets": { "runs": 3, "attempts_per_item": 1 },
        "items": [{ "item_id": "deploy", "title": "Deploy", "role": "deployer" },
                  { "item_id": "tell", "title": "Tell", "role": "herald" }],
    });
    let mission_id = fixture.create_mission(spec).await.mission_id;
    let claimed = fixture.claim_one(&worker, "deployer").await;
    assert!(fixture.claim(&worker, json!({ "roles": ["herald"] })).await.is_empty(), "one at a time");
    let approval = fixture.try_ask_for(&worker, &claimed, json!({ PARK: true })).await.unwrap();
    assert_eq!(approval.mission_id.as_ref(), Some(&mission_id));
    assert_eq!(approval.item_id.as_ref().unwrap().as_str(), "deploy");
    // Who waits takes no place of those who work.
    let other = fixture.claim_one(&worker, "herald").await;
    fixture.complete(&worker, &other, json!({})).await.unwrap();
    let mission = fixture.mission(&mission_id).await;
    assert_eq!(mission.status, MissionStatus::Running, "nothing is stuck that waits for somebody");
    fixture.approve(&person, &approval).await.unwrap();
    let again = fixture.claim_one(&worker, "deployer").await;
    assert_eq!(again.run.run_id, claimed.run.run_id);
    fixture.consume(&worker, &approval, Some(2)).await.unwrap();
    fixture.complete(&worker, &again, json!({})).await.unwrap();
    assert_eq!(fixture.item(&mission_id, "deploy").await.status, ItemStatus::Done);
    assert_eq!(fixture.mission(&mission_id).await.status, MissionStatus::Completed);
}

#[tokio::test]
async fn what_nobody_can_use_any_more_is_cancelled() {
    let fixture = Fixture::new().await;
    let (worker, person) = (fixture.worker("ada"), fixture.user("ben"));
    let spec = json!({ "title": "Release", "items": [{ "item_id": "deploy", "title": "Deploy", "role": "deployer" }] });
    let mission_id = fixture.create_mission(spec).await.mission_id;
    let claimed = fixture.claim_one(&worker, "deployer").await;
    let other = fixture.try_ask_for(&worker, &claimed, json!({})).await.unwrap();
    fixture.approve(&person, &other).await.unwrap();
    let approval = fixture.try_ask_for(&worker, &claimed, json!({ PARK: true })).await.unwrap();
    fixture.tell(&mission_id, json!({ "kind": "cancel_requested" })).await.unwrap();
    for approval in [&approval, &other] {
        let cancelled = fixture.until_approval(0, approval, ApprovalStatus::Cancelled).await;
        assert!(cancelled.cancel_reason.unwrap().contains("the run"));
    }
    assert_eq!(fixture.run(&claimed.run.run_id).await.status, RunStatus::Cancelled);
    assert_eq!(fixture.mission(&mission_id).await.status, MissionStatus::Cancelled);

    let run = fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await;
    let claimed = fixture.claim_one(&worker, "deployer").await;
    let approval = fixture.try_ask_for(&worker, &claimed, json!({})).await.unwrap();
    fixture.complete(&worker, &claimed, json!({})).await.unwrap();
    fixture.until_approval(0, &approval, ApprovalStatus::Cancelled).await;
    assert_eq!(fixture.run(&run.run_id).await.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_run_that_waits_is_cancelled_at_once() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let run_id = fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await.run_id;
    let claimed = fixture.claim_one(&worker, "deployer").await;
    let approval = fixture.try_ask_for(&worker, &claimed, json!({ PARK: true })).await.unwrap();
    assert_eq!(fixture.cancel_run(&run_id).await.unwrap().status, RunStatus::Cancelled);
    fixture.until_approval(0, &approval, ApprovalStatus::Cancelled).await;
    assert_eq!(fixture.run(&run_id).await.status, RunStatus::Cancelled);
}

#[tokio::test]
async fn a_run_has_so_many_open_approvals_and_no_more() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await;
    let claimed = fixture.claim_one(&worker, "deployer").await;
    let mut last = None;
    for _ in 0..16 {
        last = Some(fixture.try_ask_for(&worker, &claimed, json!({})).await.unwrap());
    }
    conflict(fixture.try_ask_for(&worker, &claimed, json!({})).await);
    assert_eq!(invalid(fixture.take_back(&worker, last.as_ref().unwrap(), json!({})).await), "/epoch");
    fixture.take_back(&worker, &last.unwrap(), json!({ "epoch": 1 })).await.unwrap();
    fixture.try_ask_for(&worker, &claimed, json!({})).await.unwrap();
}

#[tokio::test]
async fn what_is_for_runs_is_for_runs() {
    let fixture = Fixture::new().await;
    let person = fixture.user("ada");
    assert_eq!(invalid(fixture.try_ask(&person, json!({ PARK: true })).await), "/park");
    assert_eq!(invalid(fixture.try_ask(&person, json!({ "epoch": 1 })).await), "/run_id");
    let approval = fixture.ask(&person, json!({})).await;
    assert_eq!(invalid(fixture.consume(&person, &approval, Some(1)).await), "/epoch");
}

#[tokio::test]
async fn the_engine_goes_on_where_it_was() {
    let mut fixture = Fixture::new().await;
    let (worker, person) = (fixture.worker("ada"), fixture.user("ben"));
    let run_id = fixture.create_run(json!({ "title": "Deploy", "role": "deployer" })).await.run_id;
    let claimed = fixture.claim_one(&worker, "deployer").await;
    let approval = fixture.try_ask_for(&worker, &claimed, json!({ PARK: true })).await.unwrap();
    fixture.restart().await;
    assert!(fixture.claim(&worker, json!({ "roles": ["deployer"] })).await.is_empty());
    fixture.approve(&person, &approval).await.unwrap();
    fixture.restart().await;
    let again = fixture.claim_one(&worker, "deployer").await;
    assert_eq!(again.run.run_id, run_id);
    let receipt = fixture.consume(&worker, &approval, Some(2)).await.unwrap();
    charter_receipts::verify(&receipt, fixture.engine.approvals().keys()).unwrap();
}
