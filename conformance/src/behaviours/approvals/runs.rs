//! Runs that ask for approvals, and wait for them.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ADA, Context, approve, ask, consume_for, decide, ensure_refused, ensure_stands, own_action, path};
use crate::{
    behaviours::work::{
        self, Held, claim, claim_one, create_mission, create_run, ensure_is, ensure_problem, mission, own_role, post,
        until,
    },
    wire::{Client, Outcome, ensure},
};

pub(in super::super) const CHECKS: super::super::Checks = &[
    ("a-stale-epoch-uses-no-approval", |context| Box::pin(stale_epoch(context))),
    ("a-run-that-parks-holds-nothing", |context| Box::pin(parks(context))),
    ("a-run-goes-on-however-it-is-decided", |context| Box::pin(goes_on(context))),
    ("a-mission-waits-for-its-approval", |context| Box::pin(mission_waits(context))),
    ("approvals-end-with-their-run", |context| Box::pin(end_with_their_run(context))),
    ("a-policy-of-approvals-is-kept", |context| Box::pin(policy_is_kept(context))),
];

const WITHIN: Duration = Duration::from_secs(10);

/// A run under a lease, and its role.
async fn held(client: &Client, lease_ms: u64) -> Outcome<(Held, String)> {
    let role = own_role();
    create_run(client, &json!({ "title": "Deploy", "role": role, "max_attempts": 2 })).await?;
    Ok((claim_one(client, &json!({ "roles": [role], "lease_ms": lease_ms })).await?, role))
}

fn for_run(held: &Held, with: Value) -> Value {
    let mut spec = json!({ "run_id": held.run_id, "epoch": held.epoch });
    if let (Value::Object(spec), Value::Object(with)) = (&mut spec, with) {
        spec.extend(with);
    }
    spec
}

async fn again(client: &Client, role: &str) -> Outcome<Held> {
    claim_one(client, &json!({ "roles": [role], "wait_ms": 10_000, "lease_ms": 60_000 })).await
}

async fn stale_epoch(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    // Long enough for a few requests on a machine that is busy with something else.
    let (old, role) = held(client, 4000).await?;
    let approval = ask(client, for_run(&old, json!({}))).await?;
    approve(&ada, &approval).send().await?.expect(200)?;
    let new = again(client, &role).await?;
    ensure(new.epoch == old.epoch + 1, || format!("the epoch is {}", new.epoch))?;
    ensure_refused(client, &approval, consume_for(client, &old, &approval), 409, "lease-lost").await?;
    let spec = json!({ "action": own_action(), "arguments": {}, "run_id": old.run_id, "epoch": old.epoch });
    ensure_problem(post(client, "/v1/approvals", &spec).send().await?, 409, "lease-lost")?;
    // Nor does one that there is not yet.
    let early = Held { epoch: new.epoch + 1, ..new.clone() };
    ensure_refused(client, &approval, consume_for(client, &early, &approval), 409, "lease-lost").await?;
    let without = super::consume(client, &approval);
    ensure_refused(client, &approval, without, 400, "invalid-request").await?;
    let receipt = consume_for(client, &new, &approval).send().await?.expect(200)?.json();
    ensure_is(&receipt, "epoch", &json!(new.epoch))?;
    new.complete(client, json!({})).await.map(drop)
}

async fn parks(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let (old, role) = held(client, 60_000).await?;
    let approval = ask(client, for_run(&old, json!({ "park": true }))).await?;
    let run = work::read(client, &old.path()).await?;
    ensure_is(&run, "status", &json!("waiting_approval"))?;
    ensure_is(&run, "approval_id", &approval["approval_id"])?;
    for (verb, body) in [("heartbeat", json!({})), ("complete", json!({})), ("fail", json!({ "class": "retryable" }))] {
        ensure_problem(old.call(client, verb, body).send().await?, 409, "lease-lost")?;
    }
    ensure(claim(client, &json!({ "roles": [role] })).await?.is_empty(), || "a parked run was claimed".to_owned())?;
    approve(&ada, &approval).send().await?.expect(200)?;
    let new = again(client, &role).await?;
    ensure(new.run_id == old.run_id && new.epoch == old.epoch + 1, || format!("{} goes on as {new:?}", old.run_id))?;
    ensure_refused(client, &approval, consume_for(client, &old, &approval), 409, "lease-lost").await?;
    consume_for(client, &new, &approval).send().await?.expect(200)?;
    new.complete(client, json!({})).await.map(drop)
}

async fn goes_on(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let decisions = [
        (json!({ "kind": "deny", "reason": "no" }), "denied"),
        (json!({ "kind": "respond", "text": "Which region?" }), "answered"),
        (json!(null), "cancelled"),
        (json!({ "kind": "approve" }), "approved"),
    ];
    for (decision, status) in decisions {
        let (old, role) = held(client, 60_000).await?;
        let approval = ask(client, for_run(&old, json!({ "park": true }))).await?;
        match decision {
            Value::Null => super::take_back(&ada, &approval).send().await?.expect(200)?,
            decision => decide(&ada, &approval, decision).send().await?.expect(200)?,
        };
        let new = again(client, &role).await?;
        ensure_is(&new.run, "approval_id", &approval["approval_id"])?;
        ensure_is(&new.run, "failures", &json!(0))?;
        ensure_stands(client, &approval, status).await?;
        new.complete(client, json!({})).await?;
    }
    Ok(())
}

async fn mission_waits(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let (deployer, herald) = (own_role(), own_role());
    let items = json!([
        { "item_id": "deploy", "title": "Deploy", "role": deployer },
        { "item_id": "tell", "title": "Tell", "role": herald },
    ]);
    let spec = json!({ "title": "Release", "parallelism": 1, "budgets": { "attempts_per_item": 1 }, "items": items });
    let mission_id = create_mission(client, &spec).await?;
    let old = again(client, &deployer).await?;
    let approval = ask(client, for_run(&old, json!({ "park": true }))).await?;
    ensure_is(&work::item(client, &mission_id, "deploy").await?, "status", &json!("waiting_approval"))?;
    let listed =
        work::all_pages(client, "/v1/approvals", &[("mission_id", &mission_id), ("status", "pending")]).await?;
    ensure(listed == [approval.clone()], || format!("the mission's approvals are {listed:?}"))?;
    // The one place that the mission has is free.
    again(client, &herald).await?.complete(client, json!({})).await?;
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("running"))?;
    approve(&ada, &approval).send().await?.expect(200)?;
    let new = again(client, &deployer).await?;
    consume_for(client, &new, &approval).send().await?.expect(200)?;
    new.complete(client, json!({})).await?;
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("completed"))
}

async fn end_with_their_run(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let role = own_role();
    let items = json!([{ "item_id": "deploy", "title": "Deploy", "role": role }]);
    let mission_id = create_mission(client, &json!({ "title": "Release", "items": items })).await?;
    let held = again(client, &role).await?;
    let approved = ask(client, for_run(&held, json!({}))).await?;
    approve(&ada, &approved).send().await?.expect(200)?;
    let parked = ask(client, for_run(&held, json!({ "park": true }))).await?;
    post(client, &format!("/v1/missions/{mission_id}/cancel"), &json!({})).send().await?.expect(200)?;
    for approval in [&approved, &parked] {
        until(client, &path(approval), WITHIN, |approval| approval["status"] == "cancelled").await?;
    }
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("cancelled"))?;
    ensure_is(&work::read(client, &held.path()).await?, "status", &json!("cancelled"))
}

async fn policy_is_kept(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let role = own_role();
    let spec = json!({
        "title": "Release", "items": [{ "item_id": "deploy", "title": "Deploy", "role": role }],
        "approval_policy": { "rules": [{ "action": "deploy.*", "risk": "high", "deciders": [ADA], "valid_ms": 60_000 }] },
    });
    create_mission(client, &spec).await?;
    let held = again(client, &role).await?;
    let arguments = super::arguments();
    let started = |approval: Option<&Value>, call_id: &str, arguments: &Value| {
        let mut call = json!({
            "kind": "tool_started", "tool": "deploy.production", "call_id": call_id, "arguments": arguments,
        });
        if let Some(approval) = approval {
            call["approval_id"] = approval["approval_id"].clone();
        }
        held.call(client, "events", json!({ "events": [call] }))
    };
    ensure_problem(started(None, "1", &arguments).send().await?, 403, "forbidden")?;
    let asked = json!({ "action": "deploy.production", "risk": "low", "deciders": ["user:friend"] });
    let mut by_friends = for_run(&held, asked);
    by_friends["arguments"] = arguments.clone();
    ensure_problem(post(client, "/v1/approvals", &by_friends).send().await?, 400, "invalid-request")?;
    let approval = ask(client, for_run(&held, json!({ "action": "deploy.production", "risk": "low" }))).await?;
    ensure_is(&approval, "risk", &json!("high"))?;
    ensure_is(&approval, "valid_ms", &json!(60_000))?;
    ensure_is(&approval, "deciders", &json!([ADA]))?;
    ensure_problem(started(Some(&approval), "1", &arguments).send().await?, 409, "approval-conflict")?;
    approve(&ada, &approval).send().await?.expect(200)?;
    consume_for(client, &held, &approval).send().await?.expect(200)?;
    let other = started(Some(&approval), "1", &json!({ "service": "globe" }));
    ensure_problem(other.send().await?, 409, "approval-conflict")?;
    started(Some(&approval), "1", &arguments).send().await?.expect(200)?;
    // The call that it was used for has begun; another is another.
    ensure_problem(started(Some(&approval), "2", &arguments).send().await?, 409, "approval-conflict")?;
    held.complete(client, json!({})).await.map(drop)
}
