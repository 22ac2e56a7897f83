//! What is due ends, with an event.

use charter_engine::{EngineError, Preconditions, RequestContext};
use charter_store::{Collection, CompactionPolicy, Store as _};
use charter_types::{DeletionReason, EventPayload, PutResource, Revision};
use serde_json::json;

use crate::support::*;

async fn expired_keys(watch: &mut Watch, count: usize) -> Vec<String> {
    let mut keys = Vec::new();
    while keys.len() < count {
        let event = watch.next_named("resource.deleted").await.engine_event();
        assert_eq!(event.actor.as_str(), "service:charter");
        let EventPayload::ResourceDeleted(deletion) = event.payload() else { panic!("{event:?}") };
        assert_eq!(deletion.reason, DeletionReason::Expired);
        keys.push(deletion.key.as_str().to_owned());
    }
    keys
}

#[tokio::test]
async fn a_resource_is_deleted_when_its_time_is_over() {
    let fixture = Fixture::new().await;
    let resource = fixture.put_for("a", 5000).await;
    fixture.put_for("b", 60_000).await;
    assert_eq!(resource.expires_at, Some(resource.updated_at.plus_ms(5000)));
    let mut watch = fixture.watch_after(Revision::ZERO).await;
    fixture.clock.advance_ms(5000);
    assert_eq!(expired_keys(&mut watch, 1).await, ["a"]);
    assert!(matches!(fixture.get("a").await, Err(EngineError::NotFound { .. })));
    fixture.get("b").await.unwrap();
}

#[tokio::test]
async fn also_when_its_time_was_over_while_nothing_ran() {
    let mut fixture = Fixture::new().await;
    fixture.put_for("a", 5000).await;
    fixture.engine.shutdown().await.unwrap();
    fixture.clock.advance_ms(60_000);
    fixture.restart().await;
    let mut watch = fixture.watch_after(Revision::ZERO).await;
    assert_eq!(expired_keys(&mut watch, 1).await, ["a"]);
}

#[tokio::test]
async fn a_put_without_a_time_to_live_ends_the_expiry() {
    let fixture = Fixture::new().await;
    fixture.put_for("kept", 1000).await;
    fixture.put_for("gone", 1000).await;
    assert_eq!(fixture.put("kept", json!(2)).await.expires_at, None);
    let mut watch = fixture.watch_after(Revision::ZERO).await;
    fixture.clock.advance_ms(1000);
    assert_eq!(expired_keys(&mut watch, 1).await, ["gone"]);
    fixture.get("kept").await.unwrap();
}

#[tokio::test]
async fn a_crowd_that_is_due_at_once_goes_in_bounded_commits() {
    let fixture = Fixture::new().await;
    futures::future::join_all((0..150).map(|index| {
        let fixture = &fixture;
        async move { fixture.put_for(&format!("a/{index:03}"), 1000).await }
    }))
    .await;
    let before = fixture.revision().await;
    let mut watch = fixture.watch_after(before).await;
    fixture.clock.advance_ms(1000);
    let mut keys = expired_keys(&mut watch, 150).await;
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 150);
    let commits = fixture.revision().await.get() - before.get();
    assert!((3..20).contains(&commits), "{commits}");
}

#[tokio::test]
async fn records_of_idempotency_keys_go_without_an_event() {
    const RECORDS: Collection = Collection::plain("idempotency");
    let fixture = Fixture::new().await;
    let (rights, body) = (fixture.everything(), PutResource::new(json!(1)));
    let put = fixture.engine.resources().put(&rights, once("k"), key("a"), Preconditions::default(), body);
    put.await.unwrap();
    assert!(fixture.store.next_due(RECORDS).await.unwrap().is_some());
    fixture.clock.advance_ms(24 * 60 * 60 * 1000);
    let mut head = fixture.store.head();
    head.wait_for(|head| *head > revision(1)).await.unwrap();
    assert!(fixture.store.next_due(RECORDS).await.unwrap().is_none());
    fixture.get("a").await.unwrap();
}

#[tokio::test]
async fn history_is_given_up_by_age_and_number() {
    let fixture = Fixture::with(|options| {
        options.retention.max_events = 3;
        options.retention.interval = std::time::Duration::from_millis(10);
    })
    .await;
    let last = futures::future::join_all((0..10).map(|_| fixture.put("a", json!(1)))).await;
    assert_eq!(last.len(), 10);
    let mut info = fixture.engine.info().await.unwrap();
    while info.oldest_revision < revision(7) {
        tokio::task::yield_now().await;
        info = fixture.engine.info().await.unwrap();
    }
    assert_eq!((info.oldest_revision, info.revision), (revision(7), revision(10)));

    const EIGHT_DAYS_MS: i64 = 8 * 24 * 60 * 60 * 1000;
    fixture.clock.advance_ms(EIGHT_DAYS_MS);
    while info.oldest_revision < revision(10) {
        tokio::task::yield_now().await;
        info = fixture.engine.info().await.unwrap();
    }
    let rights = fixture.everything();
    fixture.store.compact(CompactionPolicy::UpTo(revision(10))).await.unwrap();
    let put = fixture.engine.resources().put(
        &rights,
        RequestContext::default(),
        key("a"),
        Preconditions::default(),
        PutResource::new(json!(2)),
    );
    assert_eq!(put.await.unwrap().value.resource.rev, revision(11));
}
