//! Random crews at random missions: whatever happens, documents, log and statuses tell the same.

use std::collections::{BTreeMap, BTreeSet};

use charter_auth::Rights;
use charter_engine::{StatusEvent, Statuses};
use charter_orchestrator::{
    DefaultReducer,
    replay::{self, MissionLog},
};
use charter_store::{Collection, EventRecord, Frame, ListQuery, LogQuery, Store as _};
use charter_types::{
    ClaimedRun, Mission, MissionHistoryEntry, MissionId, MissionStatus, Partition, Principal, Revision, Run, RunStatus,
    Timestamp, WorkItem,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json, value::RawValue};

use crate::support::Fixture;

const SEEDS: u64 = 12;
const STEPS: usize = 120;

struct World {
    fixture: Fixture,
    random: fastrand::Rng,
    workers: Vec<Rights>,
    missions: Vec<MissionId>,
    held: Vec<(usize, ClaimedRun)>,
}

#[tokio::test]
async fn whatever_happens_documents_log_and_statuses_tell_the_same() {
    for seed in 0..SEEDS {
        let mut world = World::new(seed).await;
        for step in 0..STEPS {
            world.act().await;
            if step % 20 == 19 {
                world.check(&format!("seed {seed}, step {step}")).await;
            }
        }
        world.come_to_an_end().await;
        world.check(&format!("seed {seed}, at the end")).await;
    }
}

impl World {
    async fn new(seed: u64) -> Self {
        let fixture = Fixture::new().await;
        let workers = ["ada", "bob", "cyd", "dan"].map(|name| fixture.worker(name)).to_vec();
        let mut world =
            Self { fixture, random: fastrand::Rng::with_seed(seed), workers, missions: Vec::new(), held: Vec::new() };
        for _ in 0..3 {
            world.create_mission().await;
        }
        world
    }

    async fn create_mission(&mut self) {
        let gates = self.random.choice(["none", "review", "test", "both"]).unwrap();
        let items: Vec<_> = (0..self.random.usize(1..6))
            .map(|n| {
                let depends_on: Vec<_> = (0..n).filter(|_| self.random.u8(..) < 90).map(|n| format!("i{n}")).collect();
                json!({ "item_id": format!("i{n}"), "title": "Draw", "depends_on": depends_on })
            })
            .collect();
        let spec = json!({
            "title": "Atlas", "default_gates": gates, "items": items, "parallelism": self.random.u8(1..4),
            "budgets": { "attempts_per_item": 5 },
        });
        let mission = self.fixture.create_mission(spec).await;
        self.missions.push(mission.mission_id);
    }

    async fn act(&mut self) {
        match self.random.u8(0..20) {
            0..=6 => self.claim().await,
            7..=11 => self.end_one().await,
            12..=14 => self.report().await,
            15 => drop(self.take_held()),
            16 => self.fixture.clock.advance_ms(self.random.i64(1..4000)),
            17 => self.tell().await,
            18 => self.cancel_run().await,
            _ if self.random.u8(0..4) == 0 => self.fixture.restart().await,
            _ => drop(self.fixture.create_run(json!({ "title": "Alone", "role": "specialist" })).await),
        }
    }

    async fn claim(&mut self) {
        let worker = self.random.usize(..self.workers.len());
        let limit = self.random.u8(1..4);
        let claim = json!({ "roles": ["specialist", "reviewer", "tester"], "limit": limit, "lease_ms": 2000 });
        let claimed = self.fixture.claim(&self.workers[worker], claim).await;
        self.held.extend(claimed.into_iter().map(|claimed| (worker, claimed)));
    }

    /// A run that somebody has or had; whether the lease is over is for the engine to tell.
    fn take_held(&mut self) -> Option<(usize, ClaimedRun)> {
        let index = self.random.usize(..self.held.len().max(1));
        (index < self.held.len()).then(|| self.held.swap_remove(index))
    }

    async fn end_one(&mut self) {
        let Some((worker, claimed)) = self.take_held() else { return };
        let rights = &self.workers[worker];
        let with = match (claimed.run.gate.is_some(), self.random.u8(0..10)) {
            (true, 0..=6) => json!({ "verdict": "pass" }),
            (true, 7 | 8) => json!({ "verdict": "rework", "feedback": "again" }),
            (false, 0..=7) => json!({ "output": { "by": worker } }),
            _ => {
                let class = self.random.choice(["retryable", "non_retryable", "rate_limited"]).unwrap();
                let _ = self.fixture.fail(rights, &claimed, json!({ "class": class, "detail": "it broke" })).await;
                return;
            }
        };
        let _ = self.fixture.complete(rights, &claimed, with).await;
    }

    async fn report(&mut self) {
        let Some((worker, claimed)) = self.take_held() else { return };
        let events = json!([
            { "kind": "progress", "step": "Drawing", "percent": 40 },
            { "kind": "tool_started", "tool": "pen", "call_id": "c" },
            { "kind": "tool_finished", "tool": "pen", "call_id": "c", "succeeded": self.random.bool() },
            { "kind": "usage", "tokens": 10, "cost_micros": 3 },
        ]);
        let _ = self.fixture.report(&self.workers[worker], &claimed, events).await;
        let _ = self.fixture.beat(&self.workers[worker], &claimed.run.run_id, claimed.lease.epoch).await;
        self.held.push((worker, claimed));
    }

    async fn tell(&mut self) {
        let Some(mission_id) = self.random.choice(&self.missions).cloned() else { return };
        let item_id = format!("i{}", self.random.u8(0..5));
        let event = match self.random.u8(0..14) {
            0..=2 => json!({ "kind": "paused" }),
            3..=6 => json!({ "kind": "resumed" }),
            7 => json!({ "kind": "item_cancelled", "item_id": item_id }),
            8 | 9 => json!({ "kind": "item_retried", "item_id": item_id }),
            10 => json!({ "kind": "gate_decided", "item_id": item_id, "gate": "review", "verdict": "pass" }),
            11 => json!({ "kind": "item_changed", "item_id": item_id, "change": { "title": "Draw again" } }),
            12 => json!({ "kind": "item_changed", "item_id": item_id, "change": { "required": self.random.bool() } }),
            _ => json!({ "kind": "cancel_requested" }),
        };
        let _ = self.fixture.tell(&mission_id, event).await;
    }

    async fn cancel_run(&mut self) {
        let runs = self.runs().await;
        if let Some(run_id) = self.random.choice(runs.keys()).cloned() {
            let _ = self.fixture.cancel_run(&run_id.parse().unwrap()).await;
        }
    }

    /// Whatever still can be done is done: nothing is stuck that somebody could go on with.
    async fn come_to_an_end(&mut self) {
        self.held.clear();
        for mission_id in self.missions.clone() {
            let _ = self.fixture.tell(&mission_id, json!({ "kind": "resumed" })).await;
        }
        for _ in 0..200 {
            self.fixture.clock.advance_ms(600_000);
            // What is due by then happens within the engine's own time.
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            self.claim_all_and_complete().await;
            if self.left_over().await.is_empty() {
                return;
            }
        }
        panic!("these wait, and nobody gets them: {:?}", self.left_over().await);
    }

    /// Runs that have not come to their end though their missions go on.
    async fn left_over(&self) -> Vec<String> {
        let missions = self.missions().await;
        let goes_on = |run: &Run| match &run.mission_id {
            Some(mission_id) => missions[mission_id.as_str()].status != MissionStatus::Paused,
            None => true,
        };
        let runs = self.runs().await;
        runs.values().filter(|run| run.ended_at.is_none() && goes_on(run)).map(|run| run.run_id.to_string()).collect()
    }

    async fn claim_all_and_complete(&mut self) {
        for worker in self.workers.clone() {
            let claim = json!({ "roles": ["specialist", "reviewer", "tester"], "limit": 30 });
            for claimed in self.fixture.claim(&worker, claim).await {
                let with = if claimed.run.gate.is_some() { json!({ "verdict": "pass" }) } else { json!({}) };
                self.fixture.complete(&worker, &claimed, with).await.unwrap();
            }
        }
    }

    async fn check(&mut self, when: &str) {
        let documents = self.all().await;
        let (runs, missions) = (&documents.runs, &documents.missions);
        let is_leased = |run: &&Run| matches!(run.status, RunStatus::Running | RunStatus::Cancelling);
        let ids =
            |runs: &mut dyn Iterator<Item = &Run>| runs.map(|run| run.run_id.to_string()).collect::<BTreeSet<_>>();
        let waiting = ids(&mut runs.values().filter(|run| run.status == RunStatus::Queued));
        let leased = ids(&mut runs.values().filter(is_leased));
        assert_eq!(documents.queue, waiting, "{when}");
        assert_eq!(documents.leases, leased, "{when}");
        for mission in missions.values() {
            let active =
                runs.values().filter(is_leased).filter(|run| run.mission_id.as_ref() == Some(&mission.mission_id));
            assert_eq!(mission.active_runs.get(), active.count() as u64, "{when}: {}", mission.mission_id);
        }
        documents.check_histories(when);
        let folded = fold(&documents.log);
        assert!(!folded.is_empty());
        for (key, body) in folded {
            assert_eq!(documents.statuses.get(&key), Some(&body), "{when}: {key}");
        }
    }

    /// Everything as it is at one revision: the engine's own tasks may be at something meanwhile.
    async fn all(&self) -> Documents {
        for _ in 0..1000 {
            let revision = self.fixture.revision().await;
            let documents = Documents {
                runs: self.runs().await,
                missions: self.missions().await,
                items: self.documents(Collection::versioned("mission_item")).await,
                history: self.documents(Collection::versioned("mission_history")).await,
                queue: self.keys("run_queue").await,
                leases: self.keys("run_lease").await,
                statuses: self.statuses().await,
                log: self.log().await,
            };
            if self.fixture.revision().await == revision {
                return documents;
            }
        }
        panic!("the engine does not come to rest");
    }

    /// The resources that the engine writes, to the byte.
    async fn statuses(&self) -> BTreeMap<String, String> {
        let resources: BTreeMap<String, Box<RawValue>> = self.documents(Collection::versioned("resource")).await;
        resources.into_iter().map(|(key, body)| (key, body.get().to_owned())).collect()
    }

    async fn log(&self) -> Vec<EventRecord> {
        let (mut events, mut after) = (Vec::new(), Revision::ZERO);
        loop {
            let query = LogQuery { after, partition: None, limit_commits: 1000, max_bytes: 64 << 20 };
            let page = self.fixture.store.read_log(query).await.unwrap();
            events.extend(page.events);
            after = page.read_to;
            if page.read_to == page.head {
                return events;
            }
        }
    }

    async fn runs(&self) -> BTreeMap<String, Run> {
        self.documents(Collection::versioned("run")).await
    }

    async fn missions(&self) -> BTreeMap<String, Mission> {
        self.documents(Collection::versioned("mission")).await
    }

    async fn keys(&self, collection: &'static str) -> BTreeSet<String> {
        self.documents::<Value>(Collection::plain(collection)).await.into_keys().collect()
    }

    async fn documents<T: DeserializeOwned>(&self, collection: Collection) -> BTreeMap<String, T> {
        let query = ListQuery {
            collection,
            partition: partition(),
            prefix: String::new(),
            after_key: None,
            limit: 10_000,
            max_bytes: 64 << 20,
            at: None,
            frame: Frame::default(),
        };
        let page = self.fixture.store.list(query).await.unwrap();
        assert!(!page.more);
        let read = |body: &[u8]| serde_json::from_slice(body).unwrap();
        page.documents.iter().map(|document| (document.key.to_owned(), read(document.body))).collect()
    }
}

/// What there is at one revision, by its keys.
struct Documents {
    runs: BTreeMap<String, Run>,
    missions: BTreeMap<String, Mission>,
    items: BTreeMap<String, WorkItem>,
    history: BTreeMap<String, MissionHistoryEntry>,
    queue: BTreeSet<String>,
    leases: BTreeSet<String>,
    statuses: BTreeMap<String, String>,
    log: Vec<EventRecord>,
}

impl Documents {
    /// What is computed anew from a mission's history is what is stored.
    fn check_histories(&self, when: &str) {
        for (mission_id, mission) in &self.missions {
            let of_mission =
                |key: &str| key.strip_prefix(mission_id.as_str()).is_some_and(|rest| rest.starts_with('/'));
            let items = self.items.iter().filter(|(key, _)| of_mission(key));
            let items = items.map(|(_, item)| (item.item_id.clone(), item.clone())).collect();
            let history = self.history.iter().filter(|(key, _)| of_mission(key));
            let log =
                MissionLog::of_history(mission, &items, history.map(|(_, entry)| entry.clone()).collect()).unwrap();
            let different = replay::check(&DefaultReducer, &log).unwrap();
            assert!(different.is_empty(), "{when}: {mission_id}: {different:?}");
        }
    }
}

fn partition() -> Partition {
    "acme/web/shop".parse().unwrap()
}

/// Every status as a resource, from nothing but the log.
fn fold(log: &[EventRecord]) -> BTreeMap<String, String> {
    let mut statuses = Statuses::default();
    let mut first: BTreeMap<String, Timestamp> = BTreeMap::new();
    let mut last: BTreeMap<String, (Timestamp, Principal)> = BTreeMap::new();
    for record in log {
        let data: Value = serde_json::from_slice(&record.data).unwrap();
        let of = |value: Value| serde_json::from_value(value);
        match record.event_type.as_str() {
            "run.created" | "run.updated" => {
                statuses.take_in(&StatusEvent::Run(&serde_json::from_value(data).unwrap()), record.revision);
            }
            "mission.created" | "mission.updated" => {
                statuses.take_in(&StatusEvent::Mission(&serde_json::from_value(data).unwrap()), record.revision);
            }
            kind if kind.starts_with("run.") => {
                statuses.take_in(&StatusEvent::Record(&of(data).unwrap()), record.revision);
            }
            _ => continue,
        }
        let now = statuses.runs.iter().map(|(id, status)| (format!("run/{id}/status"), status.as_of));
        let now =
            now.chain(statuses.missions.iter().map(|(id, status)| (format!("mission/{id}/status"), status.as_of)));
        for (key, _) in now.filter(|(_, as_of)| *as_of == record.revision) {
            first.entry(key.clone()).or_insert(record.time);
            last.insert(key, (record.time, record.actor.clone()));
        }
    }
    let of_runs = statuses
        .runs
        .iter()
        .map(|(id, status)| (format!("run/{id}/status"), serde_json::to_string(status).unwrap(), status.as_of));
    let of_missions = statuses
        .missions
        .iter()
        .map(|(id, status)| (format!("mission/{id}/status"), serde_json::to_string(status).unwrap(), status.as_of));
    let resource = |(key, value, rev): (String, String, Revision)| {
        let value = RawValue::from_string(value).unwrap();
        let (updated_at, updated_by) = &last[&key];
        let body = format!(
            r#"{{"key":"{key}","value":{},"rev":{rev},"created_at":"{}","updated_at":"{updated_at}","updated_by":"{updated_by}"}}"#,
            value.get(),
            first[&key],
        );
        (key, body)
    };
    of_runs.chain(of_missions).map(resource).collect()
}
