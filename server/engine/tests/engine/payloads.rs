//! Every frame that a stream can have, to the byte.

use charter_engine::{Preconditions, RequestContext, StreamStart};
use charter_store::{CompactionPolicy, Store as _};
use charter_types::{PutResource, Revision, Timestamp};
use serde_json::json;

use crate::support::*;

/// The next chunk, without what differs from store to store.
async fn text(fixture: &Fixture, watch: &mut Watch) -> String {
    let store_id = fixture.engine.info().await.unwrap().store_id;
    let chunk = watch.next_chunk().await.unwrap();
    String::from_utf8(chunk.to_vec()).unwrap().replace(store_id.as_str(), "{store_id}")
}

#[tokio::test]
async fn events() {
    let fixture = Fixture::new().await;
    let (rights, resources) = (fixture.everything(), fixture.engine.resources());
    let request = || RequestContext { request_id: Some("request-7".parse().unwrap()), idempotency_key: None };
    let none = Preconditions::default;
    let value = json!({"title": "Atlas", "tags": ["maps", "\"ü\n"], "scale": 0.1});
    resources.put(&rights, request(), key("project/atlas/readme"), none(), PutResource::new(value)).await.unwrap();
    resources.delete(&rights, request(), key("project/atlas/readme"), none()).await.unwrap();
    fixture.put_for("project/atlas/lock", 1000).await;
    let mut watch = fixture.watch_after(Revision::ZERO).await;
    insta::assert_snapshot!("retry", text(&fixture, &mut watch).await);
    insta::assert_snapshot!("resource_updated", text(&fixture, &mut watch).await);
    insta::assert_snapshot!("resource_deleted", text(&fixture, &mut watch).await);
    insta::assert_snapshot!("resource_updated_with_expiry", text(&fixture, &mut watch).await);
    fixture.clock.advance_ms(1000);
    insta::assert_snapshot!("resource_expired", text(&fixture, &mut watch).await);
}

#[tokio::test]
async fn a_commit_of_several_events() {
    let fixture = Fixture::new().await;
    let transaction = json!({"operations": [
        {"op": "put", "key": "a", "value": 1}, {"op": "put", "key": "hidden", "value": 1}, {"op": "put", "key": "b", "value": 1},
    ]});
    let transaction = serde_json::from_value(transaction).unwrap();
    let rights = fixture.everything();
    fixture.engine.resources().transact(&rights, RequestContext::default(), transaction).await.unwrap();
    let mut watch = fixture.watch(&rights, &["a", "b"], after_revision(Revision::ZERO)).await;
    text(&fixture, &mut watch).await;
    let mut commit = String::new();
    while !commit.contains("\nid: ") {
        commit += &text(&fixture, &mut watch).await;
    }
    insta::assert_snapshot!("commit_of_several_events", commit);
}

#[tokio::test]
async fn control_frames() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!({"n": 1})).await;
    let rights = fixture.rights(|grant| grant.expires_at = Some(Timestamp::from_unix_ms(START_MS + 10_000)));
    let mut live = fixture.watch(&rights, &[], StreamStart::default()).await;
    text(&fixture, &mut live).await;
    insta::assert_snapshot!("bookmark", text(&fixture, &mut live).await);
    let mut copy = fixture.watch(&rights, &[], with_snapshot()).await;
    text(&fixture, &mut copy).await;
    insta::assert_snapshot!("snapshot", text(&fixture, &mut copy).await);
    insta::assert_snapshot!("synced", text(&fixture, &mut copy).await);
    fixture.clock.advance_ms(10_000);
    fixture.put("b", json!("too late")).await;
    insta::assert_snapshot!("closing", text(&fixture, &mut copy).await);
}

#[tokio::test]
async fn must_refetch() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    let mut watch = fixture.watch(&fixture.everything(), &[], with_snapshot()).await;
    fixture.put("a", json!(2)).await;
    fixture.store.compact(CompactionPolicy::UpTo(fixture.revision().await)).await.unwrap();
    text(&fixture, &mut watch).await;
    insta::assert_snapshot!("must_refetch", text(&fixture, &mut watch).await);
}
