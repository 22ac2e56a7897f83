//! Who decides, and what counts.

use charter_auth::{Access, Operation};
use charter_engine::EngineError;
use charter_types::{ApprovalStatus, DecisionKind};
use serde_json::json;

use super::*;

#[tokio::test]
async fn whoever_asks_does_not_decide() {
    let fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let approval = fixture.ask(&ada, json!({})).await;
    assert!(not_allowed(fixture.approve(&ada, &approval).await).contains("whoever asks"));
    assert_eq!(fixture.approve(&ben, &approval).await.unwrap().status, ApprovalStatus::Approved);
}

#[tokio::test]
async fn an_agent_decides_for_a_user_only_and_only_where_its_token_says_so() {
    let fixture = Fixture::new().await;
    let approval = fixture.ask(&fixture.user("ada"), json!({})).await;
    let agent = fixture.worker("clerk");
    let denied = fixture.approve(&agent, &approval).await;
    assert!(matches!(denied, Err(EngineError::Denied(_))), "{denied:?}");
    let for_ada = fixture.rights(|grant| {
        grant.principal = "agent:clerk".parse().unwrap();
        grant.decides_for = Some("user:ada".parse().unwrap());
    });
    not_allowed(fixture.approve(&for_ada, &approval).await);
    let for_ben = fixture.rights(|grant| {
        grant.principal = "agent:clerk".parse().unwrap();
        grant.decides_for = Some("user:ben".parse().unwrap());
    });
    let approved = fixture.approve(&for_ben, &approval).await.unwrap();
    assert_eq!(approved.decisions[0].by.to_string(), "agent:clerk");
    assert_eq!(approved.decisions[0].on_behalf_of.as_ref().unwrap().to_string(), "user:ben");
}

#[tokio::test]
async fn to_write_approvals_is_not_to_decide_them() {
    let fixture = Fixture::new().await;
    let approval = fixture.ask(&fixture.user("ada"), json!({})).await;
    let narrow = fixture.rights(|grant| {
        grant.principal = "user:ben".parse().unwrap();
        grant.operations =
            vec![Operation::new("approval", Access::Read).unwrap(), Operation::new("approval", Access::Write).unwrap()];
    });
    let denied = fixture.approve(&narrow, &approval).await;
    assert!(matches!(denied, Err(EngineError::Denied(_))), "{denied:?}");
    // What is answered tells of earlier approvals, so that to ask takes the right to read them.
    let blind = fixture.rights(|grant| grant.operations = vec![Operation::new("approval", Access::Write).unwrap()]);
    let denied = fixture.try_ask(&blind, json!({})).await;
    assert!(matches!(denied, Err(EngineError::Denied(_))), "{denied:?}");
}

#[tokio::test]
async fn a_quorum_is_of_different_people() {
    let fixture = Fixture::new().await;
    let (ben, cleo) = (fixture.user("ben"), fixture.user("cleo"));
    let approval = fixture.ask(&fixture.user("ada"), json!({ "quorum": 2 })).await;
    let once = fixture.approve(&ben, &approval).await.unwrap();
    // The same again is the same, and counts once.
    assert_eq!(fixture.approve(&ben, &approval).await.unwrap(), once);
    let by_his_agent = fixture.rights(|grant| {
        grant.principal = "agent:clerk".parse().unwrap();
        grant.decides_for = Some("user:ben".parse().unwrap());
    });
    assert_eq!(fixture.approve(&by_his_agent, &approval).await.unwrap(), once);
    assert_eq!(once.status, ApprovalStatus::Pending);
    let other = fixture.decide(&ben, &approval, json!({ "kind": "deny" })).await;
    assert!(conflict(other).contains("user:ben has decided already: approve"));
    let twice = fixture.approve(&cleo, &approval).await.unwrap();
    assert_eq!((twice.status, twice.decisions.len()), (ApprovalStatus::Approved, 2));
}

#[tokio::test]
async fn one_who_denies_is_enough() {
    let fixture = Fixture::new().await;
    let (ben, cleo) = (fixture.user("ben"), fixture.user("cleo"));
    let approval = fixture.ask(&fixture.user("ada"), json!({ "quorum": 2 })).await;
    fixture.approve(&ben, &approval).await.unwrap();
    let denied =
        fixture.decide(&cleo, &approval, json!({ "kind": "deny", "reason": "not on a Friday" })).await.unwrap();
    assert_eq!(denied.status, ApprovalStatus::Denied);
    assert_eq!(denied.ended_at, Some(denied.updated_at));
    assert!(conflict(fixture.approve(&fixture.user("dan"), &approval).await).contains("is denied"));
    // Who had said so before is told how it stands.
    let again = fixture.decide(&cleo, &approval, json!({ "kind": "deny", "reason": "not on a Friday" })).await;
    assert_eq!(again.unwrap(), denied);
}

#[tokio::test]
async fn an_answer_is_a_decision_of_its_own() {
    let fixture = Fixture::new().await;
    let approval = fixture.ask(&fixture.user("ada"), json!({})).await;
    let text = json!({ "kind": "respond", "text": "Which region?" });
    let answered = fixture.decide(&fixture.user("ben"), &approval, text).await.unwrap();
    assert_eq!(answered.status, ApprovalStatus::Answered);
    assert_eq!(answered.answer.unwrap().as_str(), "Which region?");
}

#[tokio::test]
async fn only_those_who_are_named_decide() {
    let fixture = Fixture::new().await;
    let named = json!({ "deciders": ["user:ben", "agent:clerk"], "quorum": 2 });
    let approval = fixture.ask(&fixture.user("ada"), named).await;
    assert!(not_allowed(fixture.approve(&fixture.user("cleo"), &approval).await).contains("user:cleo"));
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    // Named or not, an agent needs somebody whose word it is.
    assert!(matches!(fixture.approve(&fixture.worker("clerk"), &approval).await, Err(EngineError::Denied(_))));
    let nobody_left = json!({ "deciders": ["user:ada", "user:ben", "user:ben"], "quorum": 2 });
    assert_eq!(invalid(fixture.try_ask(&fixture.user("ada"), nobody_left).await), "/deciders");
}

#[tokio::test]
async fn an_edit_is_an_approval_of_what_it_makes() {
    let fixture = Fixture::new().await;
    let (ben, cleo) = (fixture.user("ben"), fixture.user("cleo"));
    let schema = json!({
        "type": "object", "required": ["service", "version"], "additionalProperties": false,
        "properties": { "service": { "const": "atlas" }, "version": { "type": "integer", "minimum": 1 } },
    });
    let approval = fixture.ask(&fixture.user("ada"), json!({ "quorum": 2, "edit_schema": schema })).await;
    fixture.approve(&ben, &approval).await.unwrap();
    let edit = |arguments: Value| json!({ "kind": "edit", "arguments": arguments });
    let beyond = fixture.decide(&cleo, &approval, edit(json!({ "service": "atlas", "version": 0 }))).await;
    assert_eq!(invalid(beyond), "/arguments/version");
    let edited = fixture.decide(&cleo, &approval, edit(json!({ "service": "atlas", "version": 6 }))).await.unwrap();
    assert_ne!(edited.digest, approval.digest);
    assert_eq!(edited.arguments, json!({ "service": "atlas", "version": 6 }));
    assert_eq!(edited.asked_arguments, Some(json!({ "service": "atlas", "version": 7 })));
    // What Ben has approved is not what it is any more.
    assert_eq!(edited.status, ApprovalStatus::Pending);
    let of_the_old = fixture.approve(&fixture.user("dan"), &approval).await;
    assert!(conflict(of_the_old).contains("look at them again"));
    let approved = fixture.approve(&ben, &edited).await.unwrap();
    assert_eq!(approved.status, ApprovalStatus::Approved);
    let kinds: Vec<_> = approved.decisions.iter().map(|made| made.kind).collect();
    assert_eq!(kinds, [DecisionKind::Approve, DecisionKind::Edit, DecisionKind::Approve]);
}

#[tokio::test]
async fn what_has_no_schema_cannot_be_edited() {
    let fixture = Fixture::new().await;
    let approval = fixture.ask(&fixture.user("ada"), json!({})).await;
    let edit = json!({ "kind": "edit", "arguments": {} });
    assert!(conflict(fixture.decide(&fixture.user("ben"), &approval, edit).await).contains("cannot be edited"));
    for (schema, pointer) in [
        (json!(7), "/edit_schema"),
        (json!({ "type": "nothing" }), "/edit_schema"),
        (json!({ "$ref": "https://example.org/schema" }), "/edit_schema"),
        (json!({ "pattern": "x".repeat(20_000) }), "/edit_schema"),
    ] {
        let asked = fixture.try_ask(&fixture.user("ada"), json!({ "edit_schema": schema })).await;
        assert_eq!(invalid(asked), pointer, "{schema}");
    }
}

/// Both have looked at the same arguments; the commit's order says who was first.
#[tokio::test]
async fn of_two_who_decide_at_once_one_is_first() {
    for round in 0..20 {
        let fixture = Fixture::new().await;
        let (ben, cleo) = (fixture.user("ben"), fixture.user("cleo"));
        let approval = fixture.ask(&fixture.user("ada"), json!({})).await;
        let (approved, denied) = futures::join!(
            fixture.approve(&ben, &approval),
            fixture.decide(&cleo, &approval, json!({ "kind": "deny" })),
        );
        let now = fixture.approval(&approval.approval_id).await;
        assert_eq!(now.decisions.len(), 1, "{round}");
        match (approved, denied) {
            (Ok(approved), Err(EngineError::ApprovalConflict { .. })) => assert_eq!(approved, now),
            (Err(EngineError::ApprovalConflict { .. }), Ok(denied)) => assert_eq!(denied, now),
            other => panic!("{round}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_was_looked_at_can_be_made_a_condition() {
    let fixture = Fixture::new().await;
    let approval = fixture.ask(&fixture.user("ada"), json!({ "quorum": 2 })).await;
    fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    let preconditions = Preconditions { if_match: Some(approval.rev.into()), if_none_match: None };
    let decision = of(json!({ "kind": "approve", "digest": approval.digest }));
    let (cleo, request) = (fixture.user("cleo"), RequestContext::default());
    let decided = fixture.engine.approvals().decide(&cleo, request, &approval.approval_id, preconditions, decision);
    assert!(matches!(decided.await, Err(EngineError::PreconditionFailed { .. })));
}

#[tokio::test]
async fn an_approval_does_not_grow_without_end() {
    let fixture = Fixture::new().await;
    let asked = json!({ "quorum": 3, "edit_schema": {} });
    let mut approval = fixture.ask(&fixture.user("ada"), asked).await;
    let editors = [fixture.user("ben"), fixture.user("cleo")];
    for version in 0..64 {
        let edit = json!({ "kind": "edit", "arguments": { "version": version } });
        approval = fixture.decide(&editors[version % 2], &approval, edit).await.unwrap();
    }
    assert!(conflict(fixture.approve(&fixture.user("dan"), &approval).await).contains("64 decisions"));
}
