//! Start, information, shutdown.

use charter_engine::{EngineError, StreamStart};
use charter_store::StoreError;
use charter_types::Revision;
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn tells_what_the_store_is() {
    let mut fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    let before = fixture.engine.info().await.unwrap();
    assert_eq!((before.revision, before.oldest_revision), (revision(1), Revision::ZERO));
    assert_eq!(
        (before.versions.contract.as_str(), before.versions.server.as_str()),
        ("0.1.0", env!("CARGO_PKG_VERSION"))
    );
    fixture.engine.health().await.unwrap();
    fixture.restart().await;
    assert_eq!(fixture.engine.info().await.unwrap(), before);
}

#[tokio::test]
async fn shutdown_ends_streams_with_a_resumable_close() {
    let mut fixture = Fixture::new().await;
    let mut watch = fixture.watch(&fixture.everything(), &[], StreamStart::default()).await;
    fixture.put("a", json!(1)).await;
    watch.next_named("resource.updated").await;

    fixture.engine.close_streams();
    let closing = watch.next_named("closing").await;
    assert_eq!(closing.data, json!({"reason": "shutting_down", "revision": 1}));
    assert_eq!(closing.id, Some(revision(1)));
    assert_eq!(watch.next_any().await, None);
    fixture.put("b", json!("what is in flight is finished")).await;

    fixture.restart().await;
    let mut resumed = fixture.watch_after(closing.id.unwrap()).await;
    assert_eq!(resumed.next().await.id, Some(revision(2)));
}

#[tokio::test]
async fn after_shutdown_nothing_is_done() {
    let fixture = Fixture::new().await;
    fixture.engine.shutdown().await.unwrap();
    assert!(matches!(fixture.get("a").await, Err(EngineError::Store(StoreError::Closed))));
    assert!(fixture.engine.health().await.is_err());
}
