//! Requests about missions and runs that are sent again: one effect each.

use serde_json::json;

use super::{
    Context,
    work::{self, all_pages, claim_one, create_mission, create_run, ensure_is, own_role, records, repeat, text},
};
use crate::wire::{Outcome, all, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("a-repeated-report-is-recorded-once", |context| Box::pin(report_is_recorded_once(context))),
    ("a-run-that-ends-twice-has-ended-once", |context| Box::pin(ends_once(context))),
    ("a-repeated-upload-makes-one-artifact", |context| Box::pin(upload_makes_one_artifact(context))),
    ("what-was-done-in-time-is-told-again-later", |context| Box::pin(told_again_later(context))),
    ("a-mission-is-created-once", |context| Box::pin(mission_is_created_once(context))),
    ("a-mission-event-is-applied-once", |context| Box::pin(event_is_applied_once(context))),
];

async fn report_is_recorded_once(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    create_run(client, &json!({ "title": "Count the islands", "role": role })).await?;
    let held = claim_one(client, &json!({ "roles": [role] })).await?;
    for round in 1..=2_u64 {
        let events = json!({ "events": [
            { "kind": "log", "level": "info", "message": format!("round {round}") },
            { "kind": "usage", "tokens": 10 },
        ] });
        repeat(held.call(client, "events", events), 200).await?;
        let records = records(client, &held.run_id).await?;
        let numbers: Vec<u64> = records.iter().filter_map(|record| record["number"].as_u64()).collect();
        let wanted: Vec<u64> = (1..=round * 2).collect();
        ensure(numbers == wanted, || format!("after {round} reports of two events the records are {numbers:?}"))?;
        let run = work::read(client, &held.path()).await?;
        ensure_is(&run["usage"], "tokens", &json!(round * 10))?;
        ensure_is(&run, "records", &json!(round * 2))?;
    }
    held.complete(client, json!({})).await.map(drop)
}

async fn ends_once(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let items = json!([
        { "item_id": "coast", "title": "Draw the coast", "role": role },
        { "item_id": "sea", "title": "Paint the sea", "role": role, "depends_on": ["coast"] },
    ]);
    let mission_id = create_mission(client, &json!({ "title": "An atlas", "items": items })).await?;
    let steps = async || Outcome::Ok(work::mission(client, &mission_id).await?["steps"].as_u64().unwrap_or_default());

    let held = claim_one(client, &json!({ "roles": [role] })).await?;
    let before = steps().await?;
    repeat(held.call(client, "complete", json!({ "output": "drawn" })), 200).await?;
    let after = steps().await?;
    ensure(after == before + 1, || format!("one completion has moved the mission from step {before} to {after}"))?;

    let held = claim_one(client, &json!({ "roles": [role] })).await?;
    let before = steps().await?;
    repeat(held.call(client, "fail", json!({ "class": "rate_limited", "after_ms": 3_600_000 })), 200).await?;
    let after = steps().await?;
    ensure(after == before + 1, || format!("one failure has moved the mission from step {before} to {after}"))?;
    let run = work::read(client, &held.path()).await?;
    ensure_is(&run, "failures", &json!(1))?;
    ensure_is(&run, "status", &json!("queued"))?;
    work::apply(client, &mission_id, &json!({ "kind": "cancel_requested" })).send().await?.expect(200).map(drop)
}

async fn upload_makes_one_artifact(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    create_run(client, &json!({ "title": "Count the islands", "role": role })).await?;
    let held = claim_one(client, &json!({ "roles": [role] })).await?;
    let first = repeat(held.upload(client, "file"), 201).await?.json();
    let second = repeat(held.upload(client, "file"), 201).await?.json();
    let there = all_pages(client, "/v1/artifacts", &[("run_id", &held.run_id)]).await?;
    ensure(there == [first.clone(), second.clone()], || format!("two uploads have made {there:?}"))?;
    ensure_is(&second, "sha256", &first["sha256"])?;
    let artifacts = json!([first["artifact_id"], second["artifact_id"]]);
    held.complete(client, json!({ "artifacts": artifacts })).await.map(drop)
}

/// A worker whose answers were lost asks again when its lease is long over: it is told what it has done.
async fn told_again_later(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    create_run(client, &json!({ "title": "Count the islands", "role": role })).await?;
    let held = claim_one(client, &json!({ "roles": [role], "lease_ms": 60_000 })).await?;
    let events = json!({ "events": [{ "kind": "log", "level": "info", "message": "Two" }] });
    let calls = [
        held.call(client, "heartbeat", json!({})),
        held.call(client, "events", events),
        held.upload(client, "file"),
        held.call(client, "fail", json!({ "class": "rate_limited", "after_ms": 1 })),
    ];
    let calls = calls.map(|call| call.header("idempotency-key", work::idempotency_key()));
    let mut first = Vec::new();
    for call in &calls {
        first.push(call.clone().send().await?.expect_one_of(&[200, 201])?);
    }
    let again = claim_one(client, &json!({ "roles": [role], "wait_ms": 10_000 })).await?;
    ensure(again.epoch == held.epoch + 1, || format!("a run that failed was claimed with the epoch {}", again.epoch))?;
    let mut wrong = Vec::new();
    for (call, first) in calls.into_iter().zip(first) {
        let later = call.send().await?;
        let same = later.status == first.status && later.body == first.body;
        wrong.push(ensure(same, || {
            format!("{} was answered {}, and later {}", first.request, first.shown(), later.shown())
        }));
    }
    all(wrong)?;
    ensure(records(client, &held.run_id).await?.len() == 1, || "a report that was told again is kept again".into())?;
    again.complete(client, json!({})).await.map(drop)
}

async fn mission_is_created_once(context: &Context) -> Outcome {
    let client = &context.client;
    let label = own_role();
    let spec = json!({ "title": "An atlas", "labels": [label] });
    let mission = repeat(work::post(client, "/v1/missions", &spec), 201).await?.json();
    let there = all_pages(client, "/v1/missions", &[("label", &label)]).await?;
    let ids: Vec<String> = there.iter().map(|mission| text(&mission["mission_id"])).collect();
    let id = text(&mission["mission_id"]);
    ensure(ids == [id.clone()], || format!("{id} was created by five equal requests, and there are {ids:?}"))?;
    work::apply(client, &id, &json!({ "kind": "cancel_requested" })).send().await?.expect(200).map(drop)
}

async fn event_is_applied_once(context: &Context) -> Outcome {
    let client = &context.client;
    let mission_id = create_mission(client, &json!({ "title": "An atlas" })).await?;
    let items = json!([{ "item_id": "coast", "title": "Draw the coast", "role": own_role() }]);
    let events = [
        json!({ "kind": "items_added", "items": items }),
        json!({ "kind": "paused", "reason": "the ink is dry" }),
        json!({ "kind": "resumed" }),
        json!({ "kind": "cancel_requested" }),
    ];
    for event in &events {
        repeat(work::apply(client, &mission_id, event), 200).await?;
    }
    let history = all_pages(client, &format!("/v1/missions/{mission_id}/history"), &[]).await?;
    let steps: Vec<u64> = history.iter().filter_map(|entry| entry["step"].as_u64()).collect();
    let kinds: Vec<String> = history.iter().skip(1).map(|entry| text(&entry["event"]["kind"])).collect();
    let wanted: Vec<String> = events.iter().map(|event| text(&event["kind"])).collect();
    ensure(steps == [0, 1, 2, 3, 4] && kinds == wanted, || format!("the history has the steps {steps:?}: {kinds:?}"))
}
