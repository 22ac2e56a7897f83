//! Approvals: whoever asks, decides and uses, and in which order.

mod deciding;
mod parking;
mod policies;
mod time;
mod using;

use charter_auth::Rights;
use charter_engine::{EngineError, Preconditions, RequestContext};
use charter_types::{Approval, ApprovalId, ApprovalStatus, ClaimedRun, Receipt};
use serde_json::{Value, json};

use crate::{crew::of, support::Fixture};

const SECOND_MS: i64 = 1000;
const HOUR_MS: i64 = 60 * 60 * SECOND_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// What a crew does with approvals.
impl Fixture {
    pub fn user(&self, name: &str) -> Rights {
        self.rights(|grant| grant.principal = format!("user:{name}").parse().unwrap())
    }

    /// Asks as somebody without a run.
    pub async fn ask(&self, who: &Rights, with: Value) -> Approval {
        self.try_ask(who, with).await.unwrap()
    }

    pub async fn try_ask(&self, who: &Rights, with: Value) -> Result<Approval, EngineError> {
        let mut spec = json!({ "action": "deploy.production", "arguments": { "service": "atlas", "version": 7 } });
        spec.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        let asked = self.engine.approvals().request(who, RequestContext::default(), of(spec));
        Ok(asked.await?.value)
    }

    /// Asks for a run.
    pub async fn try_ask_for(&self, worker: &Rights, run: &ClaimedRun, with: Value) -> Result<Approval, EngineError> {
        let mut spec = json!({ "run_id": run.run.run_id, "epoch": run.lease.epoch });
        spec.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        self.try_ask(worker, spec).await
    }

    pub async fn approval(&self, approval_id: &ApprovalId) -> Approval {
        let stored = self.engine.approvals().get(&self.everything(), approval_id).await.unwrap();
        serde_json::from_slice(&stored.json).unwrap()
    }

    pub async fn decide(&self, who: &Rights, approval: &Approval, with: Value) -> Result<Approval, EngineError> {
        let mut decision = json!({ "digest": approval.digest });
        decision.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        let (request, none) = (RequestContext::default(), Preconditions::default());
        let decided = self.engine.approvals().decide(who, request, &approval.approval_id, none, of(decision));
        Ok(decided.await?.value)
    }

    pub async fn approve(&self, who: &Rights, approval: &Approval) -> Result<Approval, EngineError> {
        self.decide(who, approval, json!({ "kind": "approve" })).await
    }

    pub async fn consume(&self, who: &Rights, approval: &Approval, epoch: Option<u64>) -> Result<Receipt, EngineError> {
        let mut body = json!({ "digest": approval.digest });
        if let Some(epoch) = epoch {
            body["epoch"] = json!(epoch);
        }
        let (request, approval_id) = (RequestContext::default(), &approval.approval_id);
        Ok(self.engine.approvals().consume(who, request, approval_id, of(body)).await?.value)
    }

    pub async fn take_back(&self, who: &Rights, approval: &Approval, body: Value) -> Result<Approval, EngineError> {
        let (request, none) = (RequestContext::default(), Preconditions::default());
        let cancelled = self.engine.approvals().cancel(who, request, &approval.approval_id, none, of(body));
        Ok(cancelled.await?.value)
    }

    async fn until_approval(&self, milliseconds: i64, approval: &Approval, status: ApprovalStatus) -> Approval {
        let approval_id = &approval.approval_id;
        self.pass(milliseconds, async |fixture| fixture.approval(approval_id).await.status == status).await;
        self.approval(approval_id).await
    }
}

#[track_caller]
fn conflict<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> String {
    match answer {
        Err(EngineError::ApprovalConflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn not_allowed<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> String {
    match answer {
        Err(EngineError::NotAllowed { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn invalid<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> String {
    match answer {
        Err(EngineError::Invalid { errors }) => errors[0].pointer.clone(),
        other => panic!("{other:?}"),
    }
}
