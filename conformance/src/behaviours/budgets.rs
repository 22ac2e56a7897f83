//! Budgets: what a mission may use, and how much at once.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use futures::future::try_join_all;
use serde_json::{Value, json};

use super::{
    Context,
    lateness::{beside_writes, ensure_in_time},
    ttl::put_expiring,
    work::{self, claim, claim_one, create_mission, ensure_is, ensure_problem, mission, own_role},
};
use crate::wire::{Client, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("a-budget-of-runs-pauses-its-mission", |context| Box::pin(budget_of_runs_pauses(context))),
    ("a-budget-of-tokens-pauses-its-mission", |context| Box::pin(budget_of_tokens_pauses(context))),
    ("a-mission-pauses-when-its-time-is-up", |context| Box::pin(pauses_when_its_time_is_up(context))),
    ("parallelism-is-never-exceeded", |context| Box::pin(parallelism_is_never_exceeded(context))),
];

fn items(count: usize, role: &str) -> Vec<Value> {
    (0..count).map(|n| json!({ "item_id": format!("sheet-{n}"), "title": "Draw", "role": role })).collect()
}

async fn budget_of_runs_pauses(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let spec = json!({ "title": "An atlas", "budgets": { "runs": 2 }, "items": items(4, &role) });
    let mission_id = create_mission(client, &spec).await?;
    let held = claim(client, &json!({ "roles": [role], "limit": 32 })).await?;
    ensure(held.len() == 2, || format!("with a budget of 2 runs {} were begun", held.len()))?;
    ensure_pauses_until_raised(client, &mission_id, &role, "runs", &json!({ "runs": 4 })).await?;
    // What was under way when it paused goes on, and counts.
    try_join_all(held.iter().map(|held| held.complete(client, json!({})))).await?;
    for _ in 0..2 {
        let held = claim_one(client, &json!({ "roles": [role], "wait_ms": 5000 })).await?;
        held.complete(client, json!({})).await?;
    }
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("completed"))
}

async fn budget_of_tokens_pauses(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let spec = json!({ "title": "An atlas", "budgets": { "tokens": 1000 }, "items": items(2, &role) });
    let mission_id = create_mission(client, &spec).await?;
    let held = claim_one(client, &json!({ "roles": [role] })).await?;
    let used = |tokens: u64| {
        let events = json!({ "events": [{ "kind": "usage", "tokens": tokens }, { "kind": "usage", "tokens": 1 }] });
        held.call(client, "events", events).send()
    };
    used(998).await?.expect(200)?;
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("running"))?;
    used(500).await?.expect(200)?;
    ensure_is(&mission(client, &mission_id).await?["usage"], "tokens", &json!(1500))?;
    held.complete(client, json!({})).await?;
    ensure_pauses_until_raised(client, &mission_id, &role, "tokens", &json!({ "tokens": 1501 })).await?;
    claim_one(client, &json!({ "roles": [role], "wait_ms": 5000 })).await?.complete(client, json!({})).await?;
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("completed"))
}

/// Whether a mission is paused for this reason, cannot be resumed, and goes on once its budgets are these.
async fn ensure_pauses_until_raised(
    client: &Client,
    mission_id: &str,
    role: &str,
    reason: &str,
    budgets: &Value,
) -> Outcome {
    let paused = mission(client, mission_id).await?;
    ensure_is(&paused, "status", &json!("paused"))?;
    ensure_is(&paused, "pause_reason", &json!(reason))?;
    let none = claim(client, &json!({ "roles": [role], "limit": 32 })).await?;
    ensure(none.is_empty(), || format!("a paused mission goes on with {none:?}"))?;
    let resume = || work::apply(client, mission_id, &json!({ "kind": "resumed" })).send();
    ensure_problem(resume().await?, 409, "mission-conflict")?;
    let unchanged = mission(client, mission_id).await?;
    ensure(unchanged == paused, || format!("a resumption that was refused has changed {paused} to {unchanged}"))?;
    let raise = json!({ "kind": "budgets_changed", "budgets": budgets });
    work::apply(client, mission_id, &raise).send().await?.expect(200)?;
    let step = resume().await?.expect(200)?.json();
    ensure_is(&step["mission"], "status", &json!("running"))
}

async fn pauses_when_its_time_is_up(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    // An instant that is soon, by the server's clock.
    let soon = put_expiring(context, &context.key("soon"), 1200).await?["expires_at"].clone();
    let cases = [
        ("wall_time", json!({ "wall_ms": 1100 }), json!({ "wall_ms": 3_600_000 })),
        ("deadline", json!({ "deadline": soon }), json!({})),
    ];
    for (reason, budgets, raised) in cases {
        let spec = json!({ "title": "An atlas", "budgets": budgets, "items": items(1, &role) });
        let mission_id = create_mission(client, &spec).await?;
        let created = mission(client, &mission_id).await?;
        let is_paused = |mission: &Value| mission["status"] == "paused";
        let path = format!("/v1/missions/{mission_id}");
        let pause = work::until(client, &path, Duration::from_secs(5), is_paused);
        let (paused, slowest_write_ms) = beside_writes(context, pause).await?;
        let (due, within_ms) = if reason == "deadline" { (&soon, 2000) } else { (&created["created_at"], 1100 + 2000) };
        ensure_in_time(due, &paused["updated_at"], within_ms, slowest_write_ms)?;
        if reason == "wall_time" {
            let early = ensure_in_time(due, &paused["updated_at"], 1099, 0);
            ensure(early.is_err(), || format!("a mission of 1100 ms paused before they were over: {paused}"))?;
        }
        ensure_pauses_until_raised(client, &mission_id, &role, reason, &raised).await?;
        let held = claim_one(client, &json!({ "roles": [role], "wait_ms": 5000 })).await?;
        held.complete(client, json!({})).await?;
    }
    Ok(())
}

async fn parallelism_is_never_exceeded(context: &Context) -> Outcome {
    const AT_ONCE: usize = 3;
    const ITEMS: usize = 24;
    let client = &context.client;
    let role = own_role();
    let spec = json!({ "title": "An atlas", "parallelism": AT_ONCE, "items": items(ITEMS, &role) });
    let mission_id = create_mission(client, &spec).await?;
    let (done, under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let worker = async || {
        while done.load(Ordering::SeqCst) < ITEMS {
            let held = claim(client, &json!({ "roles": [role], "limit": 2, "wait_ms": 100 })).await?;
            most.fetch_max(under_way.fetch_add(held.len(), Ordering::SeqCst) + held.len(), Ordering::SeqCst);
            let active = mission(client, &mission_id).await?["active_runs"].as_u64().unwrap_or_default();
            ensure(active <= AT_ONCE as u64, || format!("{active} runs are under way, and {AT_ONCE} may be"))?;
            for held in held {
                // Before it ends, so that none is counted that has ended.
                under_way.fetch_sub(1, Ordering::SeqCst);
                held.complete(client, json!({})).await?;
                done.fetch_add(1, Ordering::SeqCst);
            }
        }
        Outcome::Ok(())
    };
    try_join_all((0..12).map(|_| worker())).await?;
    let most = most.into_inner();
    ensure(most <= AT_ONCE, || format!("workers had {most} runs at once, and {AT_ONCE} may be"))?;
    ensure(most == AT_ONCE, || format!("workers had {most} runs at once, and there was work for {AT_ONCE}"))?;
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("completed"))
}
