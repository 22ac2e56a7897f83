//! Claims, leases, epochs, retries.

use std::{sync::Arc, time::Duration};

use charter_engine::{EngineError, RequestContext};
use charter_types::{RunClaim, RunStatus};
use serde_json::json;

use crate::{crew::of, support::Fixture};

const TEN_SECONDS_MS: i64 = 10_000;

#[tokio::test]
async fn a_lease_that_has_passed_on_can_change_nothing() {
    let fixture = Fixture::new().await;
    let (first, second) = (fixture.worker("first"), fixture.worker("second"));
    let run = fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    let old = fixture.claim_one(&first, "surveyor").await;
    fixture.pass(TEN_SECONDS_MS, async |fixture| fixture.run(&run.run_id).await.status == RunStatus::Queued).await;
    let new = fixture.claim_one(&second, "surveyor").await;
    assert_eq!((new.run.attempt.get(), new.lease.epoch.get()), (2, 2));
    let before = fixture.run(&run.run_id).await;
    let log = json!([{ "kind": "log", "level": "info", "message": "I am back" }]);
    let answers = [
        fixture.beat(&first, &run.run_id, old.lease.epoch).await.map(drop),
        fixture.report(&first, &old, log).await.map(drop),
        fixture.complete(&first, &old, json!({})).await.map(drop),
        fixture.fail(&first, &old, json!({})).await.map(drop),
        // The epoch of the other does not help: it belongs to who has claimed.
        fixture.beat(&first, &run.run_id, new.lease.epoch).await.map(drop),
    ];
    for answer in answers {
        assert!(matches!(answer, Err(EngineError::LeaseLost { .. })), "{answer:?}");
    }
    assert_eq!(fixture.run(&run.run_id).await, before);
    fixture.complete(&second, &new, json!({ "output": 7 })).await.unwrap();
    assert_eq!(fixture.run(&run.run_id).await.output, Some(json!(7)));
}

#[tokio::test]
async fn a_lease_is_over_at_its_end_whether_that_was_noticed_or_not() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    fixture.clock.advance_ms(TEN_SECONDS_MS - 1);
    let lease = fixture.beat(&worker, &claimed.run.run_id, claimed.lease.epoch).await.unwrap();
    assert_eq!(lease.expires_at.unix_ms(), claimed.lease.expires_at.unix_ms() + TEN_SECONDS_MS - 1);
    fixture.clock.advance_ms(TEN_SECONDS_MS);
    let late = fixture.complete(&worker, &claimed, json!({})).await;
    assert!(matches!(late, Err(EngineError::LeaseLost { .. })), "{late:?}");
}

#[tokio::test]
async fn what_fails_is_tried_again_later_and_not_for_ever() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let run = fixture.create_run(json!({ "title": "Measure", "role": "surveyor", "max_attempts": 2 })).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    let failed = fixture.fail(&worker, &claimed, json!({ "detail": "fog" })).await.unwrap();
    assert_eq!(failed.status, RunStatus::Queued);
    let not_before = failed.not_before.unwrap();
    assert!(fixture.claim(&worker, json!({ "roles": ["surveyor"] })).await.is_empty(), "it is not its time yet");
    fixture.clock.advance_ms(not_before.unix_ms() - failed.updated_at.unix_ms());
    let again = fixture.claim(&worker, json!({ "roles": ["surveyor"], "wait_ms": 5000 })).await.remove(0);
    assert_eq!((again.run.attempt.get(), again.run.failures.get()), (2, 1));
    let failed = fixture.fail(&worker, &again, json!({ "detail": "more fog" })).await.unwrap();
    assert_eq!(failed.status, RunStatus::Failed);
    assert_eq!(failed.failure.unwrap().detail.unwrap().as_str(), "more fog");
    assert_eq!(fixture.run(&run.run_id).await.ended_at, Some(failed.ended_at.unwrap()));
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_over_however_often_it_beats() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let run = fixture.create_run(json!({ "title": "Measure", "role": "surveyor", "time_limit_ms": 15_000 })).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    fixture.clock.advance_ms(9000);
    let lease = fixture.beat(&worker, &run.run_id, claimed.lease.epoch).await.unwrap();
    assert_eq!(lease.expires_at.unix_ms(), claimed.run.started_at.unwrap().unix_ms() + 15_000);
    fixture.pass(6000, async |fixture| fixture.run(&run.run_id).await.status == RunStatus::Queued).await;
    let failure = fixture.run(&run.run_id).await.failure.unwrap();
    assert_eq!(failure.class.to_string(), "retryable");
}

#[tokio::test]
async fn a_claim_waits_for_a_run_and_ends_when_the_engine_closes() {
    let fixture = Arc::new(Fixture::new().await);
    let worker = fixture.worker("ada");
    let waiting = tokio::spawn({
        let (fixture, worker) = (Arc::clone(&fixture), worker.clone());
        async move { fixture.claim(&worker, json!({ "roles": ["surveyor"], "wait_ms": 10_000 })).await }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let run = fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    assert_eq!(waiting.await.unwrap()[0].run.run_id, run.run_id);
    let waiting = tokio::spawn({
        let (fixture, worker) = (Arc::clone(&fixture), worker.clone());
        async move { fixture.claim(&worker, json!({ "roles": ["surveyor"], "wait_ms": 10_000 })).await }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    fixture.engine.close_streams();
    assert!(waiting.await.unwrap().is_empty());
}

#[tokio::test]
async fn what_a_worker_that_went_away_was_handed_goes_to_the_next() {
    let fixture = Arc::new(Fixture::new().await);
    let worker = fixture.worker("ada");
    for _ in 0..20 {
        let gone = tokio::spawn({
            let (fixture, worker) = (Arc::clone(&fixture), worker.clone());
            async move { fixture.claim(&worker, json!({ "roles": ["surveyor"], "wait_ms": 10_000 })).await }
        });
        tokio::task::yield_now().await;
        let created = fixture.create_run(json!({ "title": "Measure", "role": "surveyor" }));
        let (run, ()) = tokio::join!(created, async { gone.abort() });
        // Either the one who went away has claimed it, whose lease will be over, or it waits for the next.
        let mut claimed = fixture.claim(&worker, json!({ "roles": ["surveyor"] })).await;
        if claimed.is_empty() {
            fixture.pass(30_000, async |fixture| fixture.run(&run.run_id).await.status == RunStatus::Queued).await;
            claimed = fixture.claim(&worker, json!({ "roles": ["surveyor"], "wait_ms": 5000 })).await;
        }
        assert_eq!(claimed[0].run.run_id, run.run_id);
        fixture.complete(&worker, &claimed[0], json!({})).await.unwrap();
    }
}

#[tokio::test]
async fn workers_that_race_never_get_the_same_run() {
    let fixture = Arc::new(Fixture::new().await);
    for number in 0..60 {
        fixture.create_run(json!({ "title": format!("Sheet {number}"), "role": "surveyor" })).await;
    }
    let workers = (0..12).map(|number| {
        let fixture = Arc::clone(&fixture);
        tokio::spawn(async move {
            let worker = fixture.worker(&format!("w{number}"));
            let mut mine = Vec::new();
            loop {
                let claimed = fixture.claim(&worker, json!({ "roles": ["surveyor"], "limit": 3 })).await;
                if claimed.is_empty() {
                    return mine;
                }
                mine.extend(claimed.into_iter().map(|claimed| claimed.run.run_id));
            }
        })
    });
    let mut all = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        all.extend(worker.await.unwrap());
    }
    all.sort_unstable();
    let claimed = all.len();
    all.dedup();
    assert_eq!((claimed, all.len()), (60, 60));
}

#[tokio::test]
async fn a_claim_that_is_sent_again_gets_the_same_runs() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    for _ in 0..2 {
        fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    }
    let request = || RequestContext { idempotency_key: Some("claim-1".parse().unwrap()), request_id: None };
    let claim: RunClaim = of(json!({ "roles": ["surveyor"] }));
    let runs = fixture.engine.runs();
    let first = runs.claim(&worker, request(), claim.clone(), Duration::ZERO).await.unwrap();
    let again = runs.claim(&worker, request(), claim, Duration::ZERO).await.unwrap();
    assert!(!first.replayed && again.replayed);
    assert_eq!(first.value, again.value);
}

#[tokio::test]
async fn what_waits_and_what_is_leased_is_known_after_a_restart() {
    let mut fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let leased = fixture.create_run(json!({ "title": "Leased", "role": "surveyor" })).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    let waiting = fixture.create_run(json!({ "title": "Waiting", "role": "surveyor" })).await;
    fixture.restart().await;
    assert_eq!(fixture.claim_one(&worker, "surveyor").await.run.run_id, waiting.run_id);
    fixture.beat(&worker, &leased.run_id, claimed.lease.epoch).await.unwrap();
    fixture.pass(30_000, async |fixture| fixture.run(&leased.run_id).await.status == RunStatus::Queued).await;
}

#[tokio::test]
async fn a_cancelled_run_stops_at_once_or_when_its_worker_does() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let run = fixture.create_run(json!({ "title": "Waiting", "role": "surveyor" })).await;
    assert_eq!(fixture.cancel_run(&run.run_id).await.unwrap().status, RunStatus::Cancelled);
    assert!(fixture.claim(&worker, json!({ "roles": ["surveyor"] })).await.is_empty());
    let again = fixture.cancel_run(&run.run_id).await;
    assert!(matches!(again, Err(EngineError::RunConflict { .. })), "{again:?}");
    let run = fixture.create_run(json!({ "title": "Under way", "role": "surveyor" })).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    assert_eq!(fixture.cancel_run(&run.run_id).await.unwrap().status, RunStatus::Cancelling);
    assert!(fixture.beat(&worker, &run.run_id, claimed.lease.epoch).await.unwrap().cancel_requested);
    let failed = fixture.fail(&worker, &claimed, json!({})).await.unwrap();
    assert_eq!(failed.status, RunStatus::Cancelled);
    let run = fixture.create_run(json!({ "title": "Silent", "role": "surveyor" })).await;
    fixture.claim_one(&worker, "surveyor").await;
    fixture.cancel_run(&run.run_id).await.unwrap();
    fixture.pass(TEN_SECONDS_MS, async |fixture| fixture.run(&run.run_id).await.status == RunStatus::Cancelled).await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_place() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    let cases = [
        (fixture.complete(&worker, &claimed, json!({ "verdict": "pass" })).await.map(drop), "/verdict"),
        (
            fixture.complete(&worker, &claimed, json!({ "items": [{ "item_id": "a", "title": "A" }] })).await.map(drop),
            "/items",
        ),
        (fixture.fail(&worker, &claimed, json!({ "after_ms": 5 })).await.map(drop), "/after_ms"),
        (fixture.complete(&worker, &claimed, json!({ "output": "x".repeat(70_000) })).await.map(drop), "/output"),
    ];
    for (answer, place) in cases {
        match answer {
            Err(EngineError::Invalid { errors }) => assert_eq!(errors[0].pointer, place),
            other => panic!("{place}: {other:?}"),
        }
    }
    assert_eq!(fixture.run(&claimed.run.run_id).await.status, RunStatus::Running);
}
