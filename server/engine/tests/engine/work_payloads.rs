//! Every event that missions, runs and approvals have, to the byte, as the commits are that make them.

use charter_engine::EventFilter;
use charter_types::{EventFamily, ItemStatus, MissionId, Revision, RunStatus, Timestamp};
use serde_json::json;

use crate::support::*;

/// What is told of missions, runs and approvals, from the first revision on.
struct Told {
    watch: Watch,
    store_id: String,
    names: Vec<(String, String)>,
}

impl Told {
    async fn of(fixture: &Fixture) -> Self {
        let families = vec![EventFamily::Mission, EventFamily::Run, EventFamily::Approval];
        let filter = EventFilter { families, ..EventFilter::default() };
        let start = after_revision(Revision::ZERO);
        let watch = fixture.watch_filtered(&fixture.everything(), filter, start).await;
        let store_id = fixture.engine.info().await.unwrap().store_id.to_string();
        Self { watch, store_id, names: Vec::new() }
    }

    /// From now on written as `{name}`.
    fn name(&mut self, id: &str, name: &str) {
        self.names.push((id.to_owned(), format!("{{{name}}}")));
    }

    /// The next commit that has events, which are of these types in this order.
    async fn commit(&mut self, types: &[&str]) -> String {
        let (mut text, mut commit) = (String::new(), String::new());
        while !commit.contains("\nid: ") {
            let chunk = self.watch.next_chunk().await.expect("the stream goes on");
            text.push_str(std::str::from_utf8(&chunk).unwrap());
            if text.ends_with("\n\n") {
                commit.extend(std::mem::take(&mut text).split_inclusive("\n\n").filter(|frame| is_event(frame)));
            }
        }
        let found: Vec<&str> = commit.lines().filter_map(|line| line.strip_prefix("event: ")).collect();
        assert_eq!(found, types, "{commit}");
        self.placeholders(&commit)
    }

    fn placeholders(&self, text: &str) -> String {
        let named = self
            .names
            .iter()
            .fold(text.replace(&self.store_id, "{store_id}"), |text, (id, name)| text.replace(id, name));
        let pieces: Vec<&str> = named.split('"').map(|piece| if is_time(piece) { "{time}" } else { piece }).collect();
        pieces.join("\"")
    }
}

/// Bookmarks tell of the commits that have no such events.
fn is_event(frame: &str) -> bool {
    frame.starts_with("event: ") && !frame.starts_with("event: bookmark\n")
}

fn is_time(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok()
}

/// A mission with everything that one can have.
async fn atlas(fixture: &Fixture, told: &mut Told) -> MissionId {
    let spec = json!({
        "title": "Atlas", "objective": "An atlas of the coast", "success_criteria": ["Every map is signed"],
        "labels": ["team-atlas"], "required_capabilities": ["prose"], "parallelism": 2, "default_gates": "review",
        "budgets": { "runs": 20, "attempts_per_item": 3, "tokens": 1000, "cost_micros": 500, "wall_ms": 86_400_000,
            "deadline": "2026-02-05T09:30:00.000Z" },
        "items": [
            { "item_id": "draw", "title": "Draw", "description": "All of it", "role": "cartographer", "skills": ["colour"],
              "inputs": { "sheets": 3 }, "time_limit_ms": 600_000 },
            { "item_id": "print", "title": "Print", "depends_on": ["draw"], "sensitive": true, "required": false },
        ],
    });
    let mission = fixture.create_mission(spec).await;
    told.name(&mission.mission_id, "mission_id");
    mission.mission_id
}

#[tokio::test]
async fn a_mission_from_its_creation_to_its_end() {
    let fixture = Fixture::new().await;
    let (maker, judge) = (fixture.worker("maker"), fixture.worker("judge"));
    let mut told = Told::of(&fixture).await;
    let mission_id = atlas(&fixture, &mut told).await;
    let created = ["run.created", "mission.item_updated", "mission.item_updated", "mission.created"];
    insta::assert_snapshot!("mission_created", told.commit(&created).await);

    let work = fixture
        .claim(&maker, json!({ "roles": ["cartographer"], "skills": ["colour", "prose"], "worker_name": "Mia" }))
        .await;
    let changed = ["run.updated", "mission.item_updated", "mission.updated"];
    insta::assert_snapshot!("mission_run_claimed", told.commit(&changed).await);
    let events = json!([
        { "kind": "progress", "step": "Drawing", "percent": 40 },
        { "kind": "tool_started", "tool": "pen", "call_id": "c1", "arguments": { "ink": "blue" } },
        { "kind": "tool_finished", "tool": "pen", "call_id": "c1", "succeeded": false, "error": "no ink" },
        { "kind": "log", "level": "warn", "message": "The ink is used up" },
        { "kind": "usage", "tokens": 10, "cost_micros": 3 },
    ]);
    fixture.report(&maker, &work[0], events).await.unwrap();
    let reported = ["run.progress", "run.tool_started", "run.tool_finished", "run.log", "run.usage", "mission.updated"];
    insta::assert_snapshot!("run_reported", told.commit(&reported).await);

    let limited = json!({ "class": "rate_limited", "after_ms": 60_000, "detail": "too many maps" });
    fixture.fail(&maker, &work[0], limited).await.unwrap();
    insta::assert_snapshot!("mission_run_failed", told.commit(&changed).await);
    fixture.clock.advance_ms(60_000);
    let again = fixture
        .claim(&maker, json!({ "roles": ["cartographer"], "skills": ["colour", "prose"], "wait_ms": 5000 }))
        .await;
    told.commit(&changed).await;
    fixture.complete(&maker, &again[0], json!({ "output": { "maps": 3 } })).await.unwrap();
    let next = ["run.updated", "run.created", "mission.item_updated", "mission.updated"];
    insta::assert_snapshot!("mission_run_completed", told.commit(&next).await);

    let review = fixture.claim(&judge, json!({ "roles": ["reviewer"], "skills": ["prose"] })).await;
    insta::assert_snapshot!("mission_judgement_claimed", told.commit(&["run.updated", "mission.updated"]).await);
    let verdict = json!({ "verdict": "rework", "feedback": "the coast is missing" });
    fixture.complete(&judge, &review[0], verdict).await.unwrap();
    insta::assert_snapshot!("mission_item_sent_back", told.commit(&next).await);

    let change = json!({ "kind": "item_changed", "item_id": "draw", "change": { "role": "painter" } });
    fixture.tell(&mission_id, change).await.unwrap();
    insta::assert_snapshot!("mission_item_changed", told.commit(&next).await);
    fixture.tell(&mission_id, json!({ "kind": "paused", "reason": "lunch" })).await.unwrap();
    insta::assert_snapshot!("mission_paused", told.commit(&["mission.updated"]).await);
    fixture.tell(&mission_id, json!({ "kind": "resumed" })).await.unwrap();
    told.commit(&["mission.updated"]).await;
    fixture
        .tell(&mission_id, json!({ "kind": "item_cancelled", "item_id": "draw", "reason": "no paper" }))
        .await
        .unwrap();
    let stuck = ["run.updated", "mission.item_updated", "mission.item_updated", "mission.notice", "mission.updated"];
    insta::assert_snapshot!("mission_stuck", told.commit(&stuck).await);
    fixture.tell(&mission_id, json!({ "kind": "cancel_requested" })).await.unwrap();
    insta::assert_snapshot!("mission_cancelled", told.commit(&["mission.updated"]).await);
}

#[tokio::test]
async fn a_mission_that_is_completed() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("maker");
    let mut told = Told::of(&fixture).await;
    let mission = fixture.create_mission(json!({ "title": "Atlas", "entrypoint": "planner" })).await;
    told.name(&mission.mission_id, "mission_id");
    told.commit(&["run.created", "mission.item_updated", "mission.created"]).await;
    let plan = fixture.claim_one(&worker, "planner").await;
    told.commit(&["run.updated", "mission.item_updated", "mission.updated"]).await;
    let items = json!([{ "item_id": "draw", "title": "Draw", "required": false }]);
    fixture.complete(&worker, &plan, json!({ "items": items })).await.unwrap();
    let planned = [
        "run.updated",
        "run.created",
        "mission.item_updated",
        "mission.item_updated",
        "mission.notice",
        "mission.updated",
    ];
    insta::assert_snapshot!("mission_completed", told.commit(&planned).await);
    insta::assert_snapshot!("mission_run_left_over", told.commit(&["run.updated"]).await);
    assert_eq!(fixture.item(&mission.mission_id, "draw").await.status, ItemStatus::Ready);
}

#[tokio::test]
async fn a_run_of_its_own() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let mut told = Told::of(&fixture).await;
    let spec = json!({
        "title": "Measure", "role": "surveyor", "skills": ["prose"], "labels": ["team-atlas"], "input": { "bay": 7 },
        "not_before": "2026-01-05T09:30:00.000Z", "max_attempts": 3, "time_limit_ms": 600_000,
    });
    let run = fixture.create_run(spec).await;
    told.name(&run.run_id, "run_id");
    insta::assert_snapshot!("run_created", told.commit(&["run.created"]).await);
    let claim = json!({ "roles": ["surveyor"], "skills": ["prose"], "lease_ms": 10_000, "worker_name": "Ada" });
    let claimed = fixture.claim(&worker, claim.clone()).await;
    insta::assert_snapshot!("run_claimed", told.commit(&["run.updated"]).await);
    fixture.beat(&worker, &run.run_id, claimed[0].lease.epoch).await.unwrap();
    fixture.pass(10_000, async |fixture| fixture.run(&run.run_id).await.status == RunStatus::Queued).await;
    insta::assert_snapshot!("run_lease_lost", told.commit(&["run.updated"]).await);
    let claimed = fixture.claim(&worker, claim.clone()).await;
    told.commit(&["run.updated"]).await;
    fixture.complete(&worker, &claimed[0], json!({ "output": { "depth": 12.5 } })).await.unwrap();
    insta::assert_snapshot!("run_succeeded", told.commit(&["run.updated"]).await);
}

#[tokio::test]
async fn runs_that_fail_or_are_cancelled() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let mut told = Told::of(&fixture).await;
    let run = fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    told.name(&run.run_id, "run_id");
    told.commit(&["run.created"]).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    told.commit(&["run.updated"]).await;
    fixture.fail(&worker, &claimed, json!({ "class": "policy", "detail": "a nature reserve" })).await.unwrap();
    insta::assert_snapshot!("run_failed", told.commit(&["run.updated"]).await);

    let run = fixture.create_run(json!({ "title": "Measure", "role": "surveyor" })).await;
    told.name(&run.run_id, "run_id");
    told.commit(&["run.created"]).await;
    let claimed = fixture.claim_one(&worker, "surveyor").await;
    told.commit(&["run.updated"]).await;
    fixture.cancel_run(&run.run_id).await.unwrap();
    insta::assert_snapshot!("run_cancelling", told.commit(&["run.updated"]).await);
    fixture.fail(&worker, &claimed, json!({ "class": "retryable" })).await.unwrap();
    insta::assert_snapshot!("run_cancelled", told.commit(&["run.updated"]).await);
}

#[tokio::test]
async fn an_approval_that_a_run_waits_for_and_uses() {
    let fixture = Fixture::new().await;
    let (worker, ben, cleo) = (fixture.worker("ada"), fixture.user("ben"), fixture.user("cleo"));
    let mut told = Told::of(&fixture).await;
    let mission = fixture
        .create_mission(json!({
            "title": "Release", "items": [{ "item_id": "deploy", "title": "Deploy" }],
            "approval_policy": { "rules": [{ "action": "deploy.*", "risk": "high", "quorum": 2 }] },
        }))
        .await;
    told.name(&mission.mission_id, "mission_id");
    insta::assert_snapshot!(
        "mission_with_a_policy",
        told.commit(&["run.created", "mission.item_updated", "mission.created"]).await
    );
    let run = fixture.claim_one(&worker, "specialist").await;
    told.commit(&["run.updated", "mission.item_updated", "mission.updated"]).await;
    let asked = json!({
        "park": true, "reason": "The maps are ready", "edit_schema": { "type": "object" }, "deadline_ms": 60_000,
        "escalation": { "deciders": ["user:ben", "user:cleo"], "deadline_ms": 60_000 },
    });
    let approval = fixture.try_ask_for(&worker, &run, asked).await.unwrap();
    told.name(&approval.approval_id, "approval_id");
    let parked = ["approval.created", "run.updated", "mission.item_updated", "mission.updated"];
    insta::assert_snapshot!("approval_created", told.commit(&parked).await);
    let is_escalated = async |fixture: &Fixture| fixture.approval(&approval.approval_id).await.escalated_at.is_some();
    fixture.pass(60_000, is_escalated).await;
    insta::assert_snapshot!("approval_escalated", told.commit(&["approval.updated"]).await);
    let edit = json!({ "kind": "edit", "arguments": { "service": "atlas", "version": 6 }, "comment": "not 7" });
    let edited = fixture.decide(&ben, &approval, edit).await.unwrap();
    insta::assert_snapshot!("approval_edited", told.commit(&["approval.updated"]).await);
    fixture.approve(&cleo, &edited).await.unwrap();
    let approved = ["approval.updated", "run.updated", "mission.item_updated", "mission.updated"];
    insta::assert_snapshot!("approval_approved", told.commit(&approved).await);
    let again = fixture.claim_one(&worker, "specialist").await;
    told.commit(&["run.updated", "mission.item_updated", "mission.updated"]).await;
    let receipt = fixture.consume(&worker, &edited, Some(2)).await.unwrap();
    told.name(&receipt.signature, "signature");
    told.name(&receipt.key_id, "key_id");
    insta::assert_snapshot!("approval_consumed", told.commit(&["approval.updated", "run.updated"]).await);
    let call = json!([{ "kind": "tool_started", "tool": "deploy.production", "call_id": "c1",
        "arguments": edited.arguments, "approval_id": approval.approval_id }]);
    fixture.report(&worker, &again, call).await.unwrap();
    insta::assert_snapshot!("approval_used_for_a_call", told.commit(&["approval.updated", "run.tool_started"]).await);
}

#[tokio::test]
async fn approvals_that_come_to_other_ends() {
    let fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let mut told = Told::of(&fixture).await;
    let ends = [
        json!({ "kind": "deny", "reason": "not on a Friday" }),
        json!({ "kind": "respond", "text": "Which region?" }),
        json!(null),
    ];
    for end in ends {
        let approval = fixture.ask(&ada, json!({})).await;
        told.name(&approval.approval_id, "approval_id");
        told.commit(&["approval.created"]).await;
        let name = match end["kind"].as_str() {
            Some(kind) => {
                let kind = kind.to_owned();
                fixture.decide(&ben, &approval, end).await.unwrap();
                format!("approval_{kind}")
            }
            None => {
                fixture.take_back(&ada, &approval, json!({ "reason": "enough" })).await.unwrap();
                "approval_cancelled".to_owned()
            }
        };
        insta::assert_snapshot!(name, told.commit(&["approval.updated"]).await);
    }
}
