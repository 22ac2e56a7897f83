//! People and workers, and short words for what they do with missions and runs.

use std::time::Duration;

use charter_auth::Rights;
use charter_engine::{EngineError, Preconditions, RequestContext};
use charter_types::{
    ClaimedRun, Epoch, ItemId, Mission, MissionEvent, MissionId, MissionSpec, MissionStep, Run, RunClaim,
    RunCompletion, RunFailureReport, RunHeartbeat, RunId, RunLease, RunReport, RunSpec, WorkItem,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::Fixture;

/// What the contract says in JSON, as its type.
pub fn of<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

impl Fixture {
    pub fn worker(&self, name: &str) -> Rights {
        self.rights(|grant| grant.principal = format!("agent:{name}").parse().unwrap())
    }

    pub async fn create_mission(&self, spec: Value) -> Mission {
        let spec: MissionSpec = of(spec);
        let rights = self.everything();
        let created = self.engine.missions().create(&rights, RequestContext::default(), spec);
        created.await.unwrap().value.mission
    }

    pub async fn tell(&self, mission_id: &MissionId, event: Value) -> Result<MissionStep, EngineError> {
        let (rights, none) = (self.everything(), Preconditions::default());
        let event: MissionEvent = of(event);
        let applied = self.engine.missions().apply(&rights, RequestContext::default(), mission_id, none, event);
        Ok(applied.await?.value)
    }

    pub async fn mission(&self, mission_id: &MissionId) -> Mission {
        let stored = self.engine.missions().get(&self.everything(), mission_id).await.unwrap();
        serde_json::from_slice(&stored.json).unwrap()
    }

    pub async fn item(&self, mission_id: &MissionId, item_id: &str) -> WorkItem {
        let item_id: ItemId = item_id.parse().unwrap();
        let stored = self.engine.missions().item(&self.everything(), mission_id, &item_id).await.unwrap();
        serde_json::from_slice(&stored.json).unwrap()
    }

    pub async fn create_run(&self, spec: Value) -> Run {
        let spec: RunSpec = of(spec);
        let rights = self.everything();
        let created = self.engine.runs().create(&rights, RequestContext::default(), spec);
        created.await.unwrap().value
    }

    pub async fn run(&self, run_id: &RunId) -> Run {
        let stored = self.engine.runs().get(&self.everything(), run_id).await.unwrap();
        serde_json::from_slice(&stored.json).unwrap()
    }

    pub async fn claim(&self, worker: &Rights, claim: Value) -> Vec<ClaimedRun> {
        let claim: RunClaim = of(claim);
        let claimed = self.engine.runs().claim(worker, RequestContext::default(), claim, Duration::from_secs(10));
        claimed.await.unwrap().value.runs
    }

    /// The one run that there is for a role.
    pub async fn claim_one(&self, worker: &Rights, role: &str) -> ClaimedRun {
        let mut runs = self.claim(worker, json!({ "roles": [role], "lease_ms": 10_000, "wait_ms": 5000 })).await;
        assert_eq!(runs.len(), 1, "{role}");
        runs.remove(0)
    }

    pub async fn complete(&self, worker: &Rights, claimed: &ClaimedRun, with: Value) -> Result<Run, EngineError> {
        let mut completion: RunCompletion = of(merged(json!({ "epoch": 1 }), with));
        completion.epoch = claimed.lease.epoch;
        let runs = self.engine.runs();
        let completed = runs.complete(worker, RequestContext::default(), &claimed.run.run_id, completion);
        Ok(completed.await?.value)
    }

    pub async fn fail(&self, worker: &Rights, claimed: &ClaimedRun, with: Value) -> Result<Run, EngineError> {
        let mut failure: RunFailureReport = of(merged(json!({ "epoch": 1, "class": "retryable" }), with));
        failure.epoch = claimed.lease.epoch;
        let runs = self.engine.runs();
        Ok(runs.fail(worker, RequestContext::default(), &claimed.run.run_id, failure).await?.value)
    }

    pub async fn beat(&self, worker: &Rights, run_id: &RunId, epoch: Epoch) -> Result<RunLease, EngineError> {
        let body = RunHeartbeat::new(epoch);
        Ok(self.engine.runs().heartbeat(worker, RequestContext::default(), run_id, body).await?.value)
    }

    pub async fn report(&self, worker: &Rights, claimed: &ClaimedRun, events: Value) -> Result<RunLease, EngineError> {
        let mut report: RunReport = of(json!({ "epoch": 1, "events": events }));
        report.epoch = claimed.lease.epoch;
        let runs = self.engine.runs();
        Ok(runs.report(worker, RequestContext::default(), &claimed.run.run_id, report).await?.value)
    }

    pub async fn cancel_run(&self, run_id: &RunId) -> Result<Run, EngineError> {
        let (rights, none) = (self.everything(), Preconditions::default());
        let cancelled = self.engine.runs().cancel(
            &rights,
            RequestContext::default(),
            run_id,
            none,
            of(json!({ "reason": "enough" })),
        );
        Ok(cancelled.await?.value)
    }

    /// Lets time pass, and waits until what is due by then has happened.
    pub async fn pass(&self, milliseconds: i64, until: impl AsyncFn(&Self) -> bool) {
        self.clock.advance_ms(milliseconds);
        let patience = tokio::time::Instant::now() + Duration::from_secs(20);
        while !until(self).await {
            assert!(tokio::time::Instant::now() < patience, "what was waited for did not happen");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn merged(mut base: Value, with: Value) -> Value {
    if let (Value::Object(base), Value::Object(with)) = (&mut base, with) {
        base.extend(with);
    }
    base
}
