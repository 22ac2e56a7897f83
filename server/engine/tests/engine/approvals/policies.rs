//! Missions that say which actions need an approval.

use charter_types::{ApprovalStatus, RiskClass};
use serde_json::json;

use super::*;

async fn release(fixture: &Fixture, worker: &Rights) -> ClaimedRun {
    let spec = json!({
        "title": "Release",
        "approval_policy": { "rules": [
            { "action": "deploy.staging" },
            { "action": "deploy.*", "risk": "high", "deciders": ["user:ben", "user:cleo"], "quorum": 2,
              "deadline_ms": 60_000, "valid_ms": 30_000 },
        ]},
        "items": [{ "item_id": "deploy", "title": "Deploy", "role": "deployer" }],
    });
    fixture.create_mission(spec).await;
    fixture.claim_one(worker, "deployer").await
}

#[tokio::test]
async fn a_request_is_as_strict_as_its_rule() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let run = release(&fixture, &worker).await;
    let approval = fixture.try_ask_for(&worker, &run, json!({ "risk": "low" })).await.unwrap();
    assert_eq!((approval.risk, approval.quorum.get()), (RiskClass::High, 2));
    assert_eq!(approval.deciders.as_ref().unwrap().len(), 2);
    assert_eq!(approval.deadline.unix_ms() - approval.created_at.unix_ms(), 60_000);
    assert_eq!(approval.valid_ms.get(), 30_000);
    let stricter = json!({ "risk": "critical", "deadline_ms": 5000, "valid_ms": 2000 });
    let stricter = fixture.try_ask_for(&worker, &run, stricter).await.unwrap();
    assert_eq!((stricter.risk, stricter.valid_ms.get()), (RiskClass::Critical, 2000));
    assert_eq!(stricter.deadline.unix_ms() - stricter.created_at.unix_ms(), 5000);
    let by_friends = json!({ "deciders": ["user:ben", "user:eve"] });
    assert_eq!(invalid(fixture.try_ask_for(&worker, &run, by_friends).await), "/deciders/1");
    let later = json!({ "escalation": { "deciders": ["user:eve"], "deadline_ms": 1000 } });
    assert_eq!(invalid(fixture.try_ask_for(&worker, &run, later).await), "/escalation/deciders/0");
    let staging = fixture.try_ask_for(&worker, &run, json!({ "action": "deploy.staging" })).await.unwrap();
    assert_eq!((staging.risk, staging.quorum.get()), (RiskClass::Medium, 1));
}

#[tokio::test]
async fn a_tool_of_the_policy_is_called_with_a_used_approval_of_this_call_only() {
    let fixture = Fixture::new().await;
    let worker = fixture.worker("ada");
    let run = release(&fixture, &worker).await;
    let arguments = json!({ "service": "atlas", "version": 7 });
    let call = |approval_id: Option<&ApprovalId>, tool: &str, call_id: &str, arguments: &Value| {
        let mut call = json!({ "kind": "tool_started", "tool": tool, "call_id": call_id, "arguments": arguments });
        if let Some(approval_id) = approval_id {
            call["approval_id"] = json!(approval_id);
        }
        json!([call])
    };
    let report = |events: Value| fixture.report(&worker, &run, events);
    report(call(None, "read", "c0", &arguments)).await.unwrap();
    assert!(not_allowed(report(call(None, "deploy.production", "c1", &arguments)).await).contains("/events/0"));

    let approval = fixture.try_ask_for(&worker, &run, json!({})).await.unwrap();
    let id = Some(&approval.approval_id);
    assert!(conflict(report(call(id, "deploy.production", "c1", &arguments)).await).contains("not consumed"));
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    fixture.approve(&fixture.user("cleo"), &approval).await.unwrap();
    fixture.consume(&worker, &approval, Some(1)).await.unwrap();
    let mut other = arguments.clone();
    other["version"] = json!(8);
    assert!(conflict(report(call(id, "deploy.production", "c1", &other)).await).contains("other arguments"));
    assert!(conflict(report(call(id, "deploy.elsewhere", "c1", &arguments)).await).contains("another action"));
    report(call(id, "deploy.production", "c1", &arguments)).await.unwrap();
    assert!(conflict(report(call(id, "deploy.production", "c2", &arguments)).await).contains("another call"));
    let used = fixture.approval(&approval.approval_id).await;
    assert_eq!((used.status, used.call_id.as_deref()), (ApprovalStatus::Consumed, Some("c1")));
    let unknown = "0197a3c4-6f00-7000-8000-000000000031".parse().unwrap();
    assert_eq!(invalid(report(call(Some(&unknown), "read", "c3", &arguments)).await), "/events/0/approval_id");
}

#[tokio::test]
async fn an_approval_of_another_run_is_none() {
    let fixture = Fixture::new().await;
    let (ada, bob) = (fixture.worker("ada"), fixture.worker("bob"));
    let (mine, theirs) = (release(&fixture, &ada).await, release(&fixture, &bob).await);
    let staging = json!({ "action": "deploy.staging" });
    let approval = fixture.try_ask_for(&ada, &mine, staging).await.unwrap();
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    fixture.consume(&ada, &approval, Some(1)).await.unwrap();
    let call = json!([{ "kind": "tool_started", "tool": "deploy.staging", "call_id": "c1",
        "arguments": approval.arguments, "approval_id": approval.approval_id }]);
    assert!(conflict(fixture.report(&bob, &theirs, call.clone()).await).contains("not this run's"));
    fixture.report(&ada, &mine, call).await.unwrap();
}
