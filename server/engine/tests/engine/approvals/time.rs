//! Deadlines, escalation, and clocks that are set back.

use charter_types::ApprovalStatus;
use serde_json::json;

use super::*;

#[tokio::test]
async fn what_nobody_decides_expires() {
    let fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let approval = fixture.ask(&ada, json!({ "deadline_ms": 5000 })).await;
    fixture.until_approval(5000, &approval, ApprovalStatus::Expired).await;
    assert!(conflict(fixture.approve(&ben, &approval).await).contains("is expired"));
    assert!(conflict(fixture.consume(&ada, &approval, None).await).contains("is expired"));
    let by_default = fixture.ask(&ada, json!({})).await;
    assert_eq!(by_default.deadline.unix_ms() - by_default.created_at.unix_ms(), DAY_MS);
}

#[tokio::test]
async fn what_nobody_uses_expires() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada");
    let approval = fixture.ask(&ada, json!({})).await;
    let approved = fixture.approve(&fixture.user("ben"), &approval).await.unwrap();
    assert_eq!(approved.valid_until.unwrap().unix_ms() - approved.updated_at.unix_ms(), HOUR_MS);
    fixture.until_approval(HOUR_MS, &approval, ApprovalStatus::Expired).await;
    conflict(fixture.consume(&ada, &approval, None).await);
}

/// Before the engine has looked, too.
#[tokio::test]
async fn what_is_late_is_refused_whether_it_was_noticed_or_not() {
    let mut fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let undecided = fixture.ask(&ada, json!({ "deadline_ms": 5000 })).await;
    let unused = fixture.ask(&ada, json!({ "valid_ms": 5000 })).await;
    fixture.approve(&ben, &unused).await.unwrap();
    fixture.clock.advance_ms(5000);
    let late =
        [fixture.approve(&ben, &undecided).await.map(drop), fixture.consume(&ada, &unused, None).await.map(drop)];
    late.into_iter().for_each(|late| drop(conflict(late)));
    fixture.restart().await;
    for approval in [&undecided, &unused] {
        fixture.until_approval(0, approval, ApprovalStatus::Expired).await;
    }
}

#[tokio::test]
async fn others_are_asked_once_when_nobody_has_decided() {
    let fixture = Fixture::new().await;
    let (ada, ben, cleo) = (fixture.user("ada"), fixture.user("ben"), fixture.user("cleo"));
    let escalating = json!({
        "deadline_ms": 5000, "deciders": ["user:ben"],
        "escalation": { "deciders": ["user:cleo"], "deadline_ms": 7000 },
    });
    let approval = fixture.ask(&ada, escalating.clone()).await;
    let other = fixture.ask(&ada, escalating).await;
    let is_escalated = async |fixture: &Fixture| {
        let (first, second) = (&approval.approval_id, &other.approval_id);
        fixture.approval(first).await.escalated_at.is_some() && fixture.approval(second).await.escalated_at.is_some()
    };
    fixture.pass(5000, is_escalated).await;
    let escalated = fixture.approval(&approval.approval_id).await;
    assert_eq!(escalated.status, ApprovalStatus::Pending);
    assert_eq!(escalated.deadline.unix_ms() - escalated.escalated_at.unwrap().unix_ms(), 7000);
    not_allowed(fixture.approve(&ben, &approval).await);
    fixture.approve(&cleo, &approval).await.unwrap();
    fixture.until_approval(7000, &other, ApprovalStatus::Expired).await;
    assert_eq!(fixture.approval(&approval.approval_id).await.status, ApprovalStatus::Approved);
}

/// The store's time does not go back, so that nothing that is over begins again.
#[tokio::test]
async fn a_clock_that_is_set_back_brings_nothing_back() {
    let fixture = Fixture::new().await;
    let (ada, ben) = (fixture.user("ada"), fixture.user("ben"));
    let undecided = fixture.ask(&ada, json!({ "deadline_ms": 5000 })).await;
    let unused = fixture.ask(&ada, json!({ "valid_ms": 5000 })).await;
    fixture.approve(&ben, &unused).await.unwrap();
    // Something else has been written since.
    fixture.clock.advance_ms(5000);
    fixture.put("later", json!(true)).await;
    fixture.clock.advance_ms(-10 * SECOND_MS);
    conflict(fixture.approve(&ben, &undecided).await);
    conflict(fixture.consume(&ada, &unused, None).await);
}
