//! The statuses that the server keeps of missions and runs, and the end of a mission that is cancelled.

use http::Method;
use serde_json::{Value, json};

use super::{
    Context,
    work::{self, claim_one, create_mission, create_run, ensure_is, ensure_problem, mission, own_role, text},
};
use crate::wire::{Client, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("a-status-is-never-behind-its-events", |context| Box::pin(never_behind(context))),
    ("only-the-server-writes-statuses", |context| Box::pin(only_the_server_writes(context))),
    ("a-cancelled-mission-waits-for-its-runs", |context| Box::pin(cancelled_mission_waits(context))),
];

/// Whether a status has taken in everything up to a revision.
async fn ensure_is_at(client: &Client, key: &str, revision: u64) -> Outcome<Value> {
    let status = client.get(key).await?.expect(200)?.json()["value"].clone();
    let as_of = status["as_of"].as_u64().unwrap_or_default();
    ensure(as_of >= revision, || format!("after the event of revision {revision} {key} is as of {as_of}"))?;
    Ok(status)
}

async fn never_behind(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let items: Vec<Value> =
        (0..3).map(|n| json!({ "item_id": format!("sheet-{n}"), "title": "Draw", "role": role })).collect();
    let created = work::post(client, "/v1/missions", &json!({ "title": "An atlas", "items": items }));
    let created = created.send().await?.expect(201)?.json();
    let mission_id = text(&created["mission_id"]);
    let before = created["rev"].as_u64().unwrap_or_default().saturating_sub(1);
    let target = format!("/v1/missions/{mission_id}/events?after={before}");
    let reader = async {
        let mut watch = client.request(Method::GET, target).open().await?;
        let mut of_runs = 0;
        loop {
            let event = watch.until(|event| event.is_logged()).await?;
            let data = &event.data["data"];
            let key = format!("mission/{mission_id}/status");
            let status = ensure_is_at(client, &key, event.revision()).await?;
            if event.name.starts_with("run.") {
                of_runs += 1;
                let key = format!("run/{}/status", text(&data["run_id"]));
                ensure_is_at(client, &key, event.revision()).await?;
            }
            if event.name == "mission.updated" && data["status"] == "completed" {
                ensure_is(&status, "phase", &json!("completed"))?;
                ensure_is(&status["items"], "done", &json!(3))?;
                return Ok(of_runs);
            }
        }
    };
    let worker = async {
        for n in 0..3 {
            let held = claim_one(client, &json!({ "roles": [role], "wait_ms": 5000 })).await?;
            let step = format!("sheet {n}");
            let events = json!({ "events": [{ "kind": "progress", "step": step, "percent": 50 }, { "kind": "usage", "tokens": 5 }] });
            held.call(client, "events", events).send().await?.expect(200)?;
            let status = client.get(&format!("run/{}/status", held.run_id)).await?.expect(200)?.json()["value"].clone();
            ensure_is(&status, "phase", &json!("running"))?;
            ensure_is(&status, "step", &json!(step))?;
            ensure_is(&status, "percent", &json!(50))?;
            held.complete(client, json!({})).await?;
        }
        Outcome::Ok(())
    };
    let (of_runs, ()) = futures::try_join!(reader, worker)?;
    // Created, begun, two reports and the end of each of three.
    ensure(of_runs >= 15, || format!("only {of_runs} events of runs were seen"))
}

async fn only_the_server_writes(context: &Context) -> Outcome {
    let client = &context.client;
    let mission_id = create_mission(client, &json!({ "title": "An atlas" })).await?;
    let run_id = create_run(client, &json!({ "title": "Chart the reef", "role": own_role() })).await?;
    for key in [format!("mission/{mission_id}/status"), format!("run/{run_id}/status")] {
        let before = client.get(&key).await?.expect(200)?.json();
        let put = client.resource(Method::PUT, &key).json(&json!({ "value": { "phase": "mine" } }));
        let patch = client.resource(Method::PATCH, &key).body("application/merge-patch+json", "{\"phase\": \"mine\"}");
        let transaction = client.transaction(&json!([{ "op": "put", "key": key, "value": 1 }]));
        for request in [put, patch, client.resource(Method::DELETE, &key), transaction] {
            ensure_problem(request.send().await?, 403, "forbidden")?;
        }
        let after = client.get(&key).await?.expect(200)?.json();
        ensure(after == before, || format!("a status that may not be written was {before} and is {after}"))?;
    }
    work::apply(client, &mission_id, &json!({ "kind": "cancel_requested" })).send().await?.expect(200)?;
    work::post(client, &format!("/v1/runs/{run_id}/cancel"), &json!({})).send().await?.expect(200).map(drop)
}

async fn cancelled_mission_waits(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let items: Vec<Value> =
        (0..3).map(|n| json!({ "item_id": format!("sheet-{n}"), "title": "Draw", "role": role })).collect();
    let mission_id = create_mission(client, &json!({ "title": "An atlas", "items": items })).await?;
    let completed = claim_one(client, &json!({ "roles": [role] })).await?;
    let failed = claim_one(client, &json!({ "roles": [role] })).await?;
    let cancel = format!("/v1/missions/{mission_id}/cancel");
    let step = work::post(client, &cancel, &json!({ "reason": "no paper" })).send().await?.expect(200)?.json();
    ensure_is(&step["mission"], "status", &json!("cancelling"))?;
    for held in [&completed, &failed] {
        let target = format!("/v1/runs/{}", held.run_id);
        let is_told = |run: &Value| run["status"] == "cancelling";
        work::until(client, &target, std::time::Duration::from_secs(5), is_told).await?;
        let lease = held.call(client, "heartbeat", json!({})).send().await?.expect(200)?.json();
        ensure_is(&lease, "cancel_requested", &json!(true))?;
    }
    let none = work::claim(client, &json!({ "roles": [role] })).await?;
    ensure(none.is_empty(), || format!("a mission that is being cancelled begins {none:?}"))?;
    let run = failed.call(client, "fail", json!({ "class": "retryable" })).send().await?.expect(200)?.json();
    ensure_is(&run, "status", &json!("cancelled"))?;
    ensure_is(&mission(client, &mission_id).await?, "status", &json!("cancelling"))?;
    let run = completed.complete(client, json!({})).await?;
    ensure_is(&run, "status", &json!("cancelled"))?;
    let mission = mission(client, &mission_id).await?;
    ensure_is(&mission, "status", &json!("cancelled"))?;
    ensure_is(&mission, "active_runs", &json!(0))
}
