//! At the point of effect.

use charter_types::{ApprovalStatus, ReceiptKeys};
use serde_json::json;

use super::*;

#[tokio::test]
async fn an_approval_is_used_once_by_whoever_asked() {
    let fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let approval = fixture.ask(&ada, json!({ "risk": "high" })).await;
    assert!(conflict(fixture.consume(&ada, &approval, None).await).contains("is pending"));
    fixture.approve(&ben, &approval).await.unwrap();
    not_allowed(fixture.consume(&ben, &approval, None).await);
    let receipt = fixture.consume(&ada, &approval, None).await.unwrap();
    assert!(conflict(fixture.consume(&ada, &approval, None).await).contains("is consumed"));

    let used = fixture.approval(&approval.approval_id).await;
    assert_eq!((used.status, used.receipt.as_ref()), (ApprovalStatus::Consumed, Some(&receipt)));
    let keys = fixture.engine.approvals().keys();
    charter_receipts::verify(&receipt, keys).unwrap();
    assert_eq!(receipt.digest, charter_receipts::digest(&approval.arguments).unwrap());
    assert_eq!(receipt.store_id, fixture.engine.info().await.unwrap().store_id);
    assert_eq!((receipt.requested_at, receipt.approved_at), (approval.created_at, used.decisions[0].at));
    assert_eq!(receipt.decisions, used.decisions);
    assert!(charter_receipts::verify(&receipt, &ReceiptKeys::new(Vec::new())).is_err());
}

#[tokio::test]
async fn of_many_who_use_it_at_once_one_does() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada");
    let approval = fixture.ask(&ada, json!({})).await;
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    let uses = futures::future::join_all((0..16).map(|_| fixture.consume(&ada, &approval, None))).await;
    assert_eq!(uses.iter().filter(|used| used.is_ok()).count(), 1);
    for refused in uses.into_iter().filter(Result::is_err) {
        conflict(refused);
    }
}

#[tokio::test]
async fn what_is_sent_again_with_its_key_gets_the_same_receipt() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada");
    let approval = fixture.ask(&ada, json!({})).await;
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    let request = RequestContext { idempotency_key: Some("use-1".parse().unwrap()), request_id: None };
    let consume = || {
        let body = of(json!({ "digest": approval.digest }));
        fixture.engine.approvals().consume(&ada, request.clone(), &approval.approval_id, body)
    };
    let (first, second) = (consume().await.unwrap(), consume().await.unwrap());
    assert_eq!((first.replayed, second.replayed), (false, true));
    assert_eq!(first.value, second.value);
}

#[tokio::test]
async fn other_arguments_are_another_action() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada");
    let approval = fixture.ask(&ada, json!({})).await;
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    let mut other = approval.clone();
    other.digest = charter_receipts::digest(&json!({ "service": "atlas", "version": 8 })).unwrap();
    conflict(fixture.consume(&ada, &other, None).await);
    // The same written otherwise is the same.
    let same = serde_json::from_str(r#"{ "version": 7.0e0, "service": "\u0061tlas" }"#).unwrap();
    other.digest = charter_receipts::digest(&same).unwrap();
    fixture.consume(&ada, &other, None).await.unwrap();
}

#[tokio::test]
async fn what_was_taken_back_is_not_used() {
    let fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let approval = fixture.ask(&ada, json!({})).await;
    fixture.approve(&ben, &approval).await.unwrap();
    not_allowed(fixture.take_back(&fixture.worker("other"), &approval, json!({})).await);
    let cancelled = fixture.take_back(&ben, &approval, json!({ "reason": "the release is off" })).await.unwrap();
    assert_eq!(cancelled.status, ApprovalStatus::Cancelled);
    assert_eq!(cancelled.cancel_reason.as_deref(), Some("the release is off"));
    assert!(conflict(fixture.consume(&ada, &approval, None).await).contains("is cancelled"));
    assert!(conflict(fixture.take_back(&ada, &approval, json!({})).await).contains("is cancelled"));
    conflict(fixture.approve(&fixture.user("cleo"), &approval).await);
}

#[tokio::test]
async fn the_next_of_its_kind_tells_what_has_changed() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada");
    let first = fixture.ask(&ada, json!({})).await;
    assert_eq!((&first.previous_id, &first.changes), (&None, &None));
    fixture.approve(&fixture.user("ben"), &first).await.unwrap();
    let approved_only = fixture.ask(&ada, json!({})).await;
    assert_eq!(approved_only.previous_id, None, "what was not used is no example");
    fixture.consume(&ada, &first, None).await.unwrap();
    let next = json!({ "arguments": { "service": "atlas", "version": 8, "force": true }, "edit_schema": {} });
    let next = fixture.ask(&ada, next).await;
    assert_eq!(next.previous_id, Some(first.approval_id.clone()));
    let changes = json!([{ "pointer": "/version", "before": 7, "after": 8 }, { "pointer": "/force", "after": true }]);
    assert_eq!(serde_json::to_value(next.changes.as_ref().unwrap()).unwrap(), changes);
    let edit = json!({ "kind": "edit", "arguments": { "service": "atlas", "version": 7 } });
    let edited = fixture.decide(&fixture.user("ben"), &next, edit).await.unwrap();
    assert_eq!(edited.changes.as_deref(), Some(&[][..]));
    let other_action = fixture.ask(&ada, json!({ "action": "deploy.staging" })).await;
    assert_eq!(other_action.previous_id, None);
}

#[tokio::test]
async fn numbers_that_not_every_reader_keeps_are_refused() {
    let fixture = Fixture::new().await;
    let large = json!({ "arguments": { "ids": [1, 9_007_199_254_740_993_u64] } });
    assert_eq!(invalid(fixture.try_ask(&fixture.user("ada"), large).await), "/arguments/ids/1");
    let long = json!({ "arguments": "x".repeat(70_000) });
    assert_eq!(invalid(fixture.try_ask(&fixture.user("ada"), long).await), "/arguments");
}

#[tokio::test]
async fn what_waits_is_one_list() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada");
    let pending = fixture.ask(&ada, json!({ "risk": "critical", "deciders": ["user:ben"] })).await;
    let approved = fixture.ask(&ada, json!({})).await;
    fixture.approve(&fixture.user("ben"), &approved).await.unwrap();
    let list = async |filter: charter_engine::ApprovalFilter| {
        let page = fixture.engine.approvals().list(&fixture.everything(), &filter, None, None).await.unwrap();
        let page: charter_types::ApprovalPage = serde_json::from_slice(&page.json).unwrap();
        page.items.into_iter().map(|approval| approval.approval_id).collect::<Vec<_>>()
    };
    let all = charter_engine::ApprovalFilter::default;
    let (pending_id, approved_id) = (pending.approval_id.clone(), approved.approval_id.clone());
    assert_eq!(list(all()).await, [pending_id.clone(), approved_id.clone()]);
    let status = |status| charter_engine::ApprovalFilter { status: Some(status), ..all() };
    assert_eq!(list(status(ApprovalStatus::Pending)).await, std::slice::from_ref(&pending_id));
    assert_eq!(list(status(ApprovalStatus::Approved)).await, std::slice::from_ref(&approved_id));
    let decider = |name: &str| charter_engine::ApprovalFilter { decider: Some(name.parse().unwrap()), ..all() };
    assert_eq!(list(decider("user:ben")).await, [pending_id.clone(), approved_id.clone()]);
    assert_eq!(list(decider("user:cleo")).await, []);
    let risk = charter_engine::ApprovalFilter { risk: Some(charter_types::RiskClass::Critical), ..all() };
    assert_eq!(list(risk).await, std::slice::from_ref(&pending_id));
    let action = charter_engine::ApprovalFilter { action: Some("deploy.staging".parse().unwrap()), ..all() };
    assert_eq!(list(action).await, []);
    let soon = charter_engine::ApprovalFilter { deadline_before: Some(pending.deadline), ..all() };
    assert_eq!(list(soon).await, []);
    fixture.approve(&fixture.user("ben"), &pending).await.unwrap();
    assert_eq!(list(status(ApprovalStatus::Pending)).await, []);
}
