//! PATCH on a store.

use std::sync::Arc;

use charter_engine::{EngineError, ResourcePatch};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::*;

#[tokio::test]
async fn a_patch_changes_the_value_and_nothing_else() {
    let fixture = Fixture::new().await;
    let before = fixture.put_for("a", 60_000).await;
    fixture.clock.advance_ms(10);
    let after = fixture.patch("a", ResourcePatch::Merge(json!({"b": 1}))).await.unwrap();
    assert_eq!(after.value, json!({"b": 1}));
    assert_eq!((after.created_at, after.expires_at), (before.created_at, before.expires_at));
    assert_eq!(after.updated_at, before.updated_at.plus_ms(10));
    assert_eq!(fixture.get("a").await.unwrap(), after);
}

#[tokio::test]
async fn a_patch_that_fails_in_the_middle_changes_nothing() {
    let fixture = Fixture::new().await;
    let before = fixture.put("a", json!({"n": 1})).await;
    let patch = json!([{"op": "replace", "path": "/n", "value": 2}, {"op": "test", "path": "/n", "value": 1}]);
    let refused = fixture.patch("a", json_patch(patch)).await;
    assert!(matches!(refused, Err(EngineError::PatchConflict { index: 1, .. })), "{refused:?}");
    assert_eq!(fixture.get("a").await.unwrap(), before);
    assert_eq!(fixture.revision().await, before.rev);
}

#[tokio::test]
async fn a_copy_bomb_is_refused() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!({"x": "y".repeat(1000)})).await;
    let doublings: Vec<Value> =
        (0..900).map(|index| json!({"op": "copy", "from": "", "path": format!("/{index}")})).collect();
    let refused = fixture.patch("a", json_patch(Value::Array(doublings))).await;
    assert!(matches!(refused, Err(EngineError::ValueTooLarge { .. })), "{refused:?}");
}

#[tokio::test]
async fn patches_that_are_too_much_work_are_refused_and_hold_up_nobody() {
    let fixture = Fixture::new().await;
    let before = fixture.put("a", json!(vec![1; 20_000])).await;
    let round = [json!({"op": "copy", "from": "", "path": "/-"}), json!({"op": "remove", "path": "/20000"})];
    let patch = json_patch(round.into_iter().cycle().take(1000).collect());
    let patches = join_all((0..2).map(|_| fixture.patch("a", patch.clone())));
    let others = async {
        for number in 0..20 {
            fixture.put("b", json!(number)).await;
            assert_eq!(fixture.get("b").await.unwrap().value, json!(number));
        }
    };
    let (refusals, ()) = tokio::join!(patches, others);
    for refused in refusals {
        assert!(matches!(refused, Err(EngineError::PatchConflict { index: 1..1000, .. })), "{refused:?}");
    }
    assert_eq!(fixture.get("a").await.unwrap(), before);
}

#[tokio::test]
async fn a_merge_is_bounded_too() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!({"x": "y".repeat(200_000)})).await;
    let refused = fixture.patch("a", ResourcePatch::Merge(json!({"z": "y".repeat(100_000)}))).await;
    assert!(matches!(refused, Err(EngineError::ValueTooLarge { .. })), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_patch_is_lost_among_many() {
    let fixture = Arc::new(Fixture::new().await);
    fixture.put("a", json!([])).await;
    let patches = (0..24).map(|number| {
        let fixture = Arc::clone(&fixture);
        tokio::spawn(async move {
            let patch = json!([{"op": "add", "path": "/-", "value": number}]);
            fixture.patch("a", json_patch(patch)).await.unwrap();
        })
    });
    for patch in patches.collect::<Vec<_>>() {
        patch.await.unwrap();
    }
    let value = fixture.get("a").await.unwrap().value;
    let mut numbers: Vec<u64> = serde_json::from_value(value).unwrap();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..24).collect::<Vec<_>>());
}
