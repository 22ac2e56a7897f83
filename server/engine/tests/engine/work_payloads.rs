//! Every event that missions and runs have, to the byte, as the commits are that make them.

use charter_engine::EventFilter;
use charter_types::{EventFamily, ItemStatus, MissionId, Revision, RunStatus, Timestamp};
use serde_json::json;

use crate::support::*;

/// What is told of missions and runs, from the first revision on.
struct Told {
    watch: Watch,
    store_id: String,
    names: Vec<(String, String)>,
}

impl Told {
    async fn of(fixture: &Fixture) -> Self {
        let families = vec![EventFamily::Mission, EventFamily::Run];
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
