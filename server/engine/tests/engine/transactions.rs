//! Several resources at once.

use charter_engine::{EngineError, RequestContext};
use charter_types::{Transaction, TransactionEffect, TransactionResult};
use serde_json::{Value, json};

use crate::support::*;

async fn transact(fixture: &Fixture, operations: Value) -> Result<TransactionResult, EngineError> {
    transact_as(fixture, &fixture.everything(), RequestContext::default(), operations).await
}

async fn transact_as(
    fixture: &Fixture,
    rights: &charter_auth::Rights,
    request: RequestContext,
    operations: Value,
) -> Result<TransactionResult, EngineError> {
    let transaction: Transaction = serde_json::from_value(json!({ "operations": operations })).unwrap();
    Ok(fixture.engine.resources().transact(rights, request, transaction).await?.value)
}

#[tokio::test]
async fn everything_is_written_at_one_revision() {
    let fixture = Fixture::new().await;
    fixture.put("old", json!(1)).await;
    fixture.put("gone", json!(1)).await;
    let result = transact(
        &fixture,
        json!([
            {"op": "check", "key": "absent", "if_rev": 0},
            {"op": "check", "key": "old", "if_rev": 1},
            {"op": "put", "key": "new", "value": 1, "ttl_ms": 1000},
            {"op": "delete", "key": "gone"},
            {"op": "delete", "key": "never"},
        ]),
    )
    .await
    .unwrap();
    assert_eq!(result.revision, revision(3));
    let effects: Vec<_> = result.results.iter().map(|outcome| (outcome.effect.clone(), outcome.rev)).collect();
    assert_eq!(
        effects,
        [
            (TransactionEffect::Unchanged, None),
            (TransactionEffect::Unchanged, Some(revision(1))),
            (TransactionEffect::Created, Some(revision(3))),
            (TransactionEffect::Deleted, None),
            (TransactionEffect::Unchanged, None),
        ]
    );
    assert!(fixture.get("new").await.unwrap().expires_at.is_some());
    assert!(matches!(fixture.get("gone").await, Err(EngineError::NotFound { .. })));
}

#[tokio::test]
async fn one_failed_guard_stops_everything_and_all_are_told() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    let refused = transact(
        &fixture,
        json!([
            {"op": "put", "key": "a", "value": 2, "if_rev": 0},
            {"op": "put", "key": "b", "value": 2},
            {"op": "delete", "key": "c", "if_rev": 7},
        ]),
    )
    .await;
    let Err(EngineError::GuardsFailed { conflicts }) = refused else { panic!("{refused:?}") };
    let told: Vec<_> = conflicts.iter().map(|conflict| (conflict.key.as_str(), conflict.current_rev)).collect();
    assert_eq!(told, [("a", revision(1)), ("c", revision(0))]);
    assert!(matches!(fixture.get("b").await, Err(EngineError::NotFound { .. })));
    assert_eq!(fixture.revision().await, revision(1));
}

#[tokio::test]
async fn what_writes_nothing_takes_no_revision() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    let checks = json!([{"op": "check", "key": "a", "if_rev": 1}, {"op": "delete", "key": "b"}]);
    assert_eq!(transact(&fixture, checks.clone()).await.unwrap().revision, revision(1));
    assert_eq!(fixture.revision().await, revision(1));
    // The record of an idempotency key is a commit of its own, and the answer is the same.
    let rights = fixture.everything();
    for _ in 0..2 {
        let result = transact_as(&fixture, &rights, once("check"), checks.clone()).await.unwrap();
        assert_eq!(result.revision, revision(1));
    }
}

#[tokio::test]
async fn names_what_is_wrong_with_it() {
    let fixture = Fixture::new().await;
    let deep = (0..65).fold(json!(1), |value, _| json!([value]));
    let cases = [
        (json!([]), "/operations"),
        (
            Value::Array((0..129).map(|index| json!({"op": "delete", "key": format!("k{index}")})).collect()),
            "/operations",
        ),
        (
            json!([{"op": "delete", "key": "a"}, {"op": "delete", "key": "b"}, {"op": "put", "key": "a", "value": 1}]),
            "/operations/2/key",
        ),
        (json!([{"op": "delete", "key": "a"}, {"op": "put", "key": "b", "value": deep}]), "/operations/1/value"),
    ];
    for (operations, pointer) in cases {
        let refused = transact(&fixture, operations).await;
        assert!(
            matches!(&refused, Err(EngineError::Invalid { errors }) if errors[0].pointer == pointer),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn values_are_bounded_together() {
    let fixture = Fixture::new().await;
    let large = "x".repeat(250_000);
    let operations = |count| {
        Value::Array((0..count).map(|index| json!({"op": "put", "key": format!("k{index}"), "value": large})).collect())
    };
    transact(&fixture, operations(16)).await.unwrap();
    let refused = transact(&fixture, operations(17)).await;
    assert!(matches!(refused, Err(EngineError::ValueTooLarge { limit_bytes: 4_194_304, .. })), "{refused:?}");
}

#[tokio::test]
async fn every_key_needs_its_right() {
    let fixture = Fixture::new().await;
    let rights = fixture.rights(|grant| {
        grant.write_prefixes = key_prefixes(&["team/"]);
        grant.read_prefixes = key_prefixes(&["run/"]);
    });
    let transact = |operations| transact_as(&fixture, &rights, RequestContext::default(), operations);
    transact(json!([
        {"op": "put", "key": "team/a", "value": 1},
        {"op": "check", "key": "run/7", "if_rev": 0},
        {"op": "check", "key": "team/b", "if_rev": 0},
    ]))
    .await
    .unwrap();
    for operation in [
        json!({"op": "put", "key": "run/7", "value": 1}),
        json!({"op": "delete", "key": "mission/m"}),
        json!({"op": "check", "key": "mission/m", "if_rev": 0}),
    ] {
        let refused = transact(json!([{"op": "put", "key": "team/c", "value": 1}, operation])).await;
        assert!(matches!(refused, Err(EngineError::Denied(_))), "{refused:?}");
    }
    assert!(matches!(fixture.get("team/c").await, Err(EngineError::NotFound { .. })));
}
