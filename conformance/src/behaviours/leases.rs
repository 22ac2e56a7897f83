//! Leases: how a run passes on, and what its old holder can still do.

use std::time::Duration;

use futures::future::try_join_all;
use serde_json::{Value, json};

use super::{
    Context,
    lateness::{beside_writes, ensure_in_time},
    work::{self, Held, claim, claim_one, create_run, ensure_is, ensure_problem, own_role, records, text},
};
use crate::wire::{Client, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("an-expired-lease-passes-on", |context| Box::pin(expired_lease_passes_on(context))),
    ("an-old-holder-changes-nothing", |context| Box::pin(old_holder_changes_nothing(context))),
    ("a-heartbeat-keeps-the-lease", |context| Box::pin(heartbeat_keeps_the_lease(context))),
];

/// Those with several principals.
pub(super) const CHECKS_WITH_A_SERVER: super::Checks =
    &[("a-lease-is-its-holders-only", |context| Box::pin(lease_is_its_holders_only(context)))];

/// The shortest that there is.
const SHORTEST_MS: u64 = 1000;
/// Long enough for a few requests on a machine that is busy with something else.
const SHORT_MS: u64 = 3000;

/// A run under a short lease, and what claims it again.
async fn held_shortly(client: &Client, lease_ms: u64) -> Outcome<(Held, Value)> {
    let role = own_role();
    create_run(client, &json!({ "title": "Chart the reef", "role": role })).await?;
    let held = claim_one(client, &json!({ "roles": [role], "lease_ms": lease_ms })).await?;
    Ok((held, json!({ "roles": [role], "wait_ms": 10_000, "lease_ms": 60_000 })))
}

async fn expired_lease_passes_on(context: &Context) -> Outcome {
    let (first, again) = held_shortly(&context.client, SHORTEST_MS).await?;
    let (second, slowest_write_ms) = beside_writes(context, claim_one(&context.client, &again)).await?;
    ensure(second.run_id == first.run_id, || format!("{} passed on as {}", first.run_id, second.run_id))?;
    ensure(second.epoch == first.epoch + 1, || format!("the epoch {} is followed by {}", first.epoch, second.epoch))?;
    ensure_is(&second.run, "attempt", &json!(2))?;
    ensure_is(&second.run, "epoch", &json!(2))?;
    ensure_is(&second.run["failure"], "class", &json!("lease_lost"))?;
    ensure_in_time(&first.lease["expires_at"], &second.run["started_at"], 1000, slowest_write_ms)?;
    second.complete(&context.client, json!({})).await.map(drop)
}

async fn old_holder_changes_nothing(context: &Context) -> Outcome {
    let client = &context.client;
    let (old, again) = held_shortly(client, SHORT_MS).await?;
    let report = json!({ "events": [{ "kind": "log", "level": "info", "message": "here" }] });
    old.call(client, "events", report.clone()).send().await?.expect(200)?;
    let new = claim_one(client, &again).await?;
    ensure_nothing_comes_of(client, &old).await?;
    new.call(client, "events", report).send().await?.expect(200)?;
    new.complete(client, json!({ "output": "new" })).await?;
    // After the end neither of them has it any more.
    ensure_nothing_comes_of(client, &old).await?;
    ensure_nothing_comes_of(client, &new).await
}

/// Whether everything that a holder can send is refused, and the run, its records and its artifacts stay as they are.
async fn ensure_nothing_comes_of(client: &Client, held: &Held) -> Outcome {
    let before = traces(client, held).await?;
    let calls = [
        held.call(client, "heartbeat", json!({})),
        held.call(client, "events", json!({ "events": [{ "kind": "progress", "step": "late" }] })),
        held.call(client, "complete", json!({ "output": "late" })),
        held.call(client, "fail", json!({ "class": "non_retryable" })),
        held.upload(client, "file"),
    ];
    for answer in try_join_all(calls.map(|call| call.send())).await? {
        ensure_problem(answer, 409, "lease-lost")?;
    }
    let after = traces(client, held).await?;
    ensure(after == before, || format!("an old holder has changed {before} to {after}"))
}

/// Everything that there is of a run.
async fn traces(client: &Client, held: &Held) -> Outcome<Value> {
    let run = work::read(client, &held.path()).await?;
    let artifacts = work::all_pages(client, "/v1/artifacts", &[("run_id", &held.run_id)]).await?;
    Ok(json!([run, records(client, &held.run_id).await?, artifacts]))
}

async fn heartbeat_keeps_the_lease(context: &Context) -> Outcome {
    let client = &context.client;
    let (held, mut again) = held_shortly(client, SHORT_MS).await?;
    let mut last = text(&held.lease["expires_at"]);
    // Twice as long as the lease; somebody else waits for the run all the while.
    again["wait_ms"] = json!(2 * SHORT_MS - 500);
    let beats = async {
        let mut ticks = tokio::time::interval(Duration::from_millis(SHORT_MS / 10));
        for _ in 0..21 {
            ticks.tick().await;
            let lease = held.call(client, "heartbeat", json!({})).send().await?.expect(200)?.json();
            ensure_is(&lease, "epoch", &json!(held.epoch))?;
            ensure_is(&lease, "cancel_requested", &json!(false))?;
            let next = text(&lease["expires_at"]);
            // Instants in one format and one zone are ordered as their texts are.
            ensure(next >= last, || format!("a heartbeat moves the end of the lease from {last} to {next}"))?;
            last = next;
        }
        Ok(())
    };
    let ((), others) = futures::try_join!(beats, claim(client, &again))?;
    ensure(others.is_empty(), || format!("another got the run in spite of heartbeats: {others:?}"))?;
    let run = held.complete(client, json!({})).await?;
    ensure_is(&run, "attempt", &json!(1))
}

async fn lease_is_its_holders_only(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    create_run(client, &json!({ "title": "Chart the reef", "role": role })).await?;
    let worker = work::somebody(context, "agent:worker")?;
    let held = claim_one(&worker, &json!({ "roles": [role] })).await?;
    ensure_is(&held.run, "worker", &json!("agent:worker"))?;
    let other = work::somebody(context, "agent:other")?;
    ensure_nothing_comes_of(&other, &held).await?;
    for epoch in [held.epoch + 1, held.epoch + 1000] {
        ensure_nothing_comes_of(&worker, &Held { epoch, ..held.clone() }).await?;
    }
    held.complete(&worker, json!({})).await.map(drop)
}
