//! One effect for any number of equal requests.

use std::sync::Arc;

use charter_engine::{EngineError, Outcome, Preconditions, RequestContext, ResourcePatch, ResourceWrite};
use charter_types::{PutResource, TimeToLive};
use serde_json::{Value, json};

use crate::support::*;

async fn put_once(
    fixture: &Fixture,
    request: RequestContext,
    value: Value,
    preconditions: Preconditions,
) -> Result<Outcome<ResourceWrite>, EngineError> {
    let (rights, body) = (fixture.everything(), PutResource::new(value));
    fixture.engine.resources().put(&rights, request, key("a"), preconditions, body).await
}

fn create_only() -> Preconditions {
    Preconditions { if_match: None, if_none_match: Some("*".parse().unwrap()) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retries_that_race_have_one_effect() {
    let fixture = Arc::new(Fixture::new().await);
    let retries = (0..32).map(|_| {
        let fixture = Arc::clone(&fixture);
        tokio::spawn(async move { put_once(&fixture, once("retry"), json!({"n": 1}), create_only()).await.unwrap() })
    });
    let mut outcomes = Vec::new();
    for retry in retries.collect::<Vec<_>>() {
        outcomes.push(retry.await.unwrap());
    }
    assert_eq!(outcomes.iter().filter(|outcome| !outcome.replayed).count(), 1);
    assert!(outcomes.iter().all(|outcome| outcome.value == outcomes[0].value && outcome.value.created));
    assert_eq!(fixture.revision().await, revision(1));
}

#[tokio::test]
async fn a_replay_is_the_first_answer_whatever_has_happened_since() {
    let fixture = Fixture::new().await;
    let first = put_once(&fixture, once("k"), json!(1), create_only()).await.unwrap();
    fixture.delete("a").await.unwrap();
    let again = put_once(&fixture, once("k"), json!(1), create_only()).await.unwrap();
    assert_eq!((again.value, again.replayed), (first.value, true));
    assert!(matches!(fixture.get("a").await, Err(EngineError::NotFound { .. })));
}

#[tokio::test]
async fn a_patch_of_what_is_gone_is_replayed() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!({})).await;
    let (rights, resources) = (fixture.everything(), fixture.engine.resources());
    let patch = || {
        let patch = ResourcePatch::Merge(json!({"b": 1, "c": {"d": 1, "e": 2}}));
        resources.patch(&rights, once("p"), key("a"), Preconditions::default(), patch)
    };
    let first = patch().await.unwrap();
    fixture.delete("a").await.unwrap();
    let again = patch().await.unwrap();
    assert_eq!((again.value, first.replayed, again.replayed), (first.value, false, true));
}

#[tokio::test]
async fn another_request_with_the_key_is_refused() {
    let fixture = Fixture::new().await;
    put_once(&fixture, once("k"), json!({"x": 1, "y": 2}), Preconditions::default()).await.unwrap();
    let reordered: Value = serde_json::from_str(r#"{"y": 2, "x": 1}"#).unwrap();
    assert!(put_once(&fixture, once("k"), reordered, Preconditions::default()).await.unwrap().replayed);

    let (rights, resources) = (fixture.everything(), fixture.engine.resources());
    let body = || PutResource::new(json!({"x": 1, "y": 2}));
    let others = [
        put_once(&fixture, once("k"), json!({"x": 1}), Preconditions::default()).await.err(),
        put_once(&fixture, once("k"), json!({"x": 1, "y": 2}), create_only()).await.err(),
        resources.put(&rights, once("k"), key("b"), Preconditions::default(), body()).await.err(),
        resources
            .put(&rights, once("k"), key("a"), Preconditions::default(), body().with_ttl_ms(TimeToLive::MAX))
            .await
            .err(),
        resources
            .patch(
                &rights,
                once("k"),
                key("a"),
                Preconditions::default(),
                ResourcePatch::Merge(json!({"x": 1, "y": 2})),
            )
            .await
            .err(),
    ];
    for error in others {
        assert!(matches!(error, Some(EngineError::IdempotencyConflict)), "{error:?}");
    }
    assert_eq!(fixture.revision().await, revision(1));
}

#[tokio::test]
async fn keys_belong_to_a_principal_and_a_partition() {
    let fixture = Fixture::new().await;
    let others = [
        fixture.rights(|grant| grant.principal = "agent:ada".parse().unwrap()),
        fixture.rights(|grant| grant.partition = "acme/web/other".parse().unwrap()),
    ];
    put_once(&fixture, once("k"), json!(1), Preconditions::default()).await.unwrap();
    for rights in others {
        let body = PutResource::new(json!(2));
        let put = fixture.engine.resources().put(&rights, once("k"), key("a"), Preconditions::default(), body);
        assert!(!put.await.unwrap().replayed);
    }
}

#[tokio::test]
async fn a_refusal_leaves_no_trace() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    assert!(put_once(&fixture, once("k"), json!(2), create_only()).await.is_err());
    fixture.delete("a").await.unwrap();
    assert!(!put_once(&fixture, once("k"), json!(2), create_only()).await.unwrap().replayed);
}

#[tokio::test]
async fn a_key_is_good_for_a_day() {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let fixture = Fixture::new().await;
    put_once(&fixture, once("k"), json!(1), Preconditions::default()).await.unwrap();
    fixture.clock.advance_ms(DAY_MS - 1);
    assert!(put_once(&fixture, once("k"), json!(1), Preconditions::default()).await.unwrap().replayed);
    fixture.clock.advance_ms(1);
    assert!(!put_once(&fixture, once("k"), json!(2), Preconditions::default()).await.unwrap().replayed);
}
