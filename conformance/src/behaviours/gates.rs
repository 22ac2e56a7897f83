//! Gates: judgement of what an item has come to, by others than those who did it.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use super::{
    Context,
    work::{self, Held, claim, claim_one, create_mission, ensure_is, ensure_problem, item, mission, own_role},
};
use crate::wire::{Client, Outcome, encode_query, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("a-gate-needs-its-artifacts", |context| Box::pin(gate_needs_its_artifacts(context))),
    ("a-mission-is-complete-with-all-that-is-required", |context| Box::pin(complete_with_all_required(context))),
];

/// Those with several principals.
pub(super) const CHECKS_WITH_A_SERVER: super::Checks = &[
    ("an-item-passes-its-gates-after-rework", |context| Box::pin(passes_gates_after_rework(context))),
    ("a-judge-gives-a-verdict", |context| Box::pin(judge_gives_a_verdict(context))),
    ("nobody-judges-their-own-work", |context| Box::pin(nobody_judges_own_work(context))),
];

const ITEM: &str = "coast";

/// A mission of one item, with those who do it and judge it.
struct Scene {
    mission_id: String,
    maker: Client,
    judge: Client,
}

impl Scene {
    async fn with_gates(context: &Context, gates: &str) -> Outcome<Self> {
        let (maker, judge) = (work::somebody(context, "agent:maker")?, work::somebody(context, "agent:judge")?);
        let items = json!([{ "item_id": ITEM, "title": "Draw the coast", "gates": gates }]);
        let mission_id = create_mission(&context.client, &json!({ "title": "An atlas", "items": items })).await?;
        Ok(Self { mission_id, maker, judge })
    }

    async fn claim(&self, client: &Client, role: &str) -> Outcome<Held> {
        claim_one(client, &json!({ "roles": [role], "mission_id": self.mission_id })).await
    }

    async fn work(&self) -> Outcome {
        self.claim(&self.maker, "specialist").await?.complete(&self.maker, json!({ "output": "drawn" })).await?;
        Ok(())
    }

    async fn judge(&self, role: &str, verdict: Value) -> Outcome<Value> {
        self.claim(&self.judge, role).await?.complete(&self.judge, verdict).await
    }

    async fn ensure_item_is(&self, status: &str) -> Outcome<Value> {
        let item = item(&self.judge, &self.mission_id, ITEM).await?;
        ensure_is(&item, "status", &json!(status))?;
        Ok(item)
    }
}

async fn passes_gates_after_rework(context: &Context) -> Outcome {
    let scene = Scene::with_gates(context, "both").await?;
    scene.ensure_item_is("ready").await?;
    scene.work().await?;
    scene.ensure_item_is("in_review").await?;
    scene.judge("reviewer", json!({ "verdict": "rework", "feedback": "The cape is missing" })).await?;
    let item = scene.ensure_item_is("rework").await?;
    ensure_is(&item["feedback"][0], "feedback", &json!("The cape is missing"))?;
    ensure_is(&item["feedback"][0], "by", &json!("agent:judge"))?;

    let again = scene.claim(&scene.maker, "specialist").await?;
    ensure_is(&again.run, "attempt", &json!(1))?;
    scene.ensure_item_is("running").await?;
    again.complete(&scene.maker, json!({})).await?;
    scene.ensure_item_is("in_review").await?;
    scene.judge("reviewer", json!({ "verdict": "pass" })).await?;
    scene.ensure_item_is("in_test").await?;
    scene.judge("tester", json!({ "verdict": "pass" })).await?;
    let item = scene.ensure_item_is("done").await?;
    ensure_is(&item, "attempts", &json!(2))?;
    ensure_is(&mission(&scene.judge, &scene.mission_id).await?, "status", &json!("completed"))?;
    let runs = work::all_pages(&scene.judge, "/v1/runs", &[("mission_id", &scene.mission_id)]).await?;
    let verdicts: Vec<&Value> = runs.iter().map(|run| &run["verdict"]).collect();
    let none = &Value::Null;
    let wanted = [none, &json!("rework"), none, &json!("pass"), &json!("pass")];
    ensure(verdicts == wanted, || format!("the runs of the mission say {verdicts:?}"))
}

async fn judge_gives_a_verdict(context: &Context) -> Outcome {
    let scene = Scene::with_gates(context, "review").await?;
    scene.work().await?;
    let held = scene.claim(&scene.judge, "reviewer").await?;
    ensure_is(&held.run, "gate", &json!("review"))?;
    let answer = held.call(&scene.judge, "complete", json!({})).send().await?.expect(400)?;
    ensure(answer.pointers() == ["/verdict"], || format!("a judgement without a verdict: {}", answer.shown()))?;
    scene.ensure_item_is("in_review").await?;
    held.complete(&scene.judge, json!({ "verdict": "pass" })).await?;
    scene.ensure_item_is("done").await?;

    // And who only works gives none.
    let scene = Scene::with_gates(context, "none").await?;
    let held = scene.claim(&scene.maker, "specialist").await?;
    let answer = held.call(&scene.maker, "complete", json!({ "verdict": "pass" })).send().await?.expect(400)?;
    ensure(answer.pointers() == ["/verdict"], || format!("work with a verdict: {}", answer.shown()))?;
    scene.ensure_item_is("running").await.map(drop)
}

async fn nobody_judges_own_work(context: &Context) -> Outcome {
    let scene = Scene::with_gates(context, "both").await?;
    scene.work().await?;
    let before = mission(&scene.judge, &scene.mission_id).await?;
    for verdict in ["pass", "rework"] {
        let event = json!({ "kind": "gate_decided", "item_id": ITEM, "gate": "review", "verdict": verdict });
        let answer = work::apply(&scene.maker, &scene.mission_id, &event).send().await?;
        ensure_problem(answer, 409, "mission-conflict")?;
    }
    let body = json!({ "roles": ["reviewer"], "mission_id": scene.mission_id, "wait_ms": 300 });
    let held = claim(&scene.maker, &body).await?;
    ensure(held.is_empty(), || format!("who did the work got the run that judges it: {held:?}"))?;
    let after = mission(&scene.judge, &scene.mission_id).await?;
    ensure(after == before, || format!("what was refused has changed {before} to {after}"))?;

    // Somebody else decides in place of a run, and then runs can test.
    let event = json!({ "kind": "gate_decided", "item_id": ITEM, "gate": "review", "verdict": "pass" });
    work::apply(&scene.judge, &scene.mission_id, &event).send().await?.expect(200)?;
    scene.ensure_item_is("in_test").await?;
    scene.judge("tester", json!({ "verdict": "pass" })).await?;
    scene.ensure_item_is("done").await.map(drop)
}

async fn gate_needs_its_artifacts(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let spec = json!({ "title": "An atlas", "items": [
        { "item_id": ITEM, "title": "Draw the coast", "role": role, "gate_artifacts": ["map", "index"] },
    ] });
    let mission_id = create_mission(client, &spec).await?;
    let held = claim_one(client, &json!({ "roles": [role] })).await?;
    let map = held.upload(client, "map").send().await?.expect(201)?.json();
    let index = held.upload(client, "index").send().await?.expect(201)?.json();
    let before = (mission(client, &mission_id).await?, work::read(client, &held.path()).await?);
    let one = json!([map["artifact_id"]]);
    for artifacts in [json!([]), one] {
        let answer = held.call(client, "complete", json!({ "artifacts": artifacts })).send().await?;
        ensure_problem(answer, 409, "mission-conflict")?;
    }
    let after = (mission(client, &mission_id).await?, work::read(client, &held.path()).await?);
    ensure(after == before, || format!("a completion that was refused has changed {before:?} to {after:?}"))?;
    let artifacts = json!([map["artifact_id"], index["artifact_id"]]);
    held.complete(client, json!({ "artifacts": artifacts })).await?;
    let item = item(client, &mission_id, ITEM).await?;
    ensure_is(&item, "status", &json!("done"))?;
    let kinds: Vec<&Value> = item["artifacts"].as_array().into_iter().flatten().map(|link| &link["kind"]).collect();
    ensure(kinds == ["map", "index"], || format!("the item has the artifacts {}", item["artifacts"]))
}

async fn complete_with_all_required(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let item = |id: &str, required: bool, after: &[&str]| json!({ "item_id": id, "title": id, "role": role, "required": required, "depends_on": after });
    let items = [item("coast", true, &[]), item("sea", true, &["coast"]), item("ornament", false, &["sea"])];
    let mission_id = create_mission(client, &json!({ "title": "An atlas", "items": items })).await?;
    for (done, open) in [("coast", 1), ("sea", 0)] {
        let so_far = mission(client, &mission_id).await?;
        ensure_is(&so_far, "status", &json!("running"))?;
        ensure_is(&so_far["items"], "required_open", &json!(open + 1))?;
        let held = claim_one(client, &json!({ "roles": [role] })).await?;
        ensure_is(&held.run, "item_id", &json!(done))?;
        held.complete(client, json!({})).await?;
    }
    let completed = mission(client, &mission_id).await?;
    ensure_is(&completed, "status", &json!("completed"))?;
    ensure(completed["ended_at"].is_string(), || format!("a completed mission has no end: {completed}"))?;
    let left = claim(client, &json!({ "roles": [role] })).await?;
    ensure(left.is_empty(), || format!("a completed mission goes on with {left:?}"))?;

    let query = [("mission_id", mission_id.as_str()), ("kind", "summary")];
    let list = format!("/v1/artifacts{}", encode_query(query));
    let is_there = |page: &Value| page["items"].as_array().is_some_and(|items| !items.is_empty());
    let page = work::until(client, &list, Duration::from_secs(5), is_there).await?;
    let id = work::text(&page["items"][0]["artifact_id"]);
    let content = client.request(Method::GET, format!("/v1/artifacts/{id}/content")).send().await?.expect(200)?;
    let text = String::from_utf8_lossy(&content.body);
    ensure(["coast", "sea", "ornament"].iter().all(|item| text.contains(item)), || {
        format!("the summary does not tell of every item: {text}")
    })
}
