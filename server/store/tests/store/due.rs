use charter_store::{Collection, DocumentId, Effects, SqliteStore, Store, Write};
use charter_types::{Partition, Timestamp};

use crate::support::{Fixture, PLAIN, VERSIONED, apply, partition};

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_unix_ms(milliseconds)
}

async fn put_due(store: &SqliteStore, collection: Collection, partition: Partition, key: &str, due_at: Option<i64>) {
    let id = DocumentId::new(collection, partition, key);
    let write = Write::Put { id, body: "{}".into(), due_at: due_at.map(at) };
    apply(store, Effects { writes: vec![write], events: vec![] }).await;
}

async fn due_keys(store: &SqliteStore, now: i64, limit: usize) -> Vec<String> {
    let due = store.due(VERSIONED, at(now), limit).await.unwrap();
    due.into_iter().map(|document| document.id.key).collect()
}

#[tokio::test]
async fn documents_are_due_from_their_time_on_earliest_first_in_every_partition() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    assert_eq!(store.next_due(VERSIONED).await.unwrap(), None);

    put_due(store, VERSIONED, partition(), "late", Some(300)).await;
    put_due(store, VERSIONED, "acme/tools/other".parse().unwrap(), "early", Some(-100)).await;
    put_due(store, VERSIONED, partition(), "middle", Some(200)).await;
    put_due(store, VERSIONED, partition(), "never", None).await;
    put_due(store, PLAIN, partition(), "another collection", Some(50)).await;

    assert_eq!(store.next_due(VERSIONED).await.unwrap(), Some(at(-100)));
    assert_eq!(due_keys(store, 199, 10).await, ["early"]);
    assert_eq!(due_keys(store, 200, 10).await, ["early", "middle"]);
    assert_eq!(due_keys(store, 1000, 2).await, ["early", "middle"]);
    let due = store.due(VERSIONED, at(0), 10).await.unwrap();
    assert_eq!(due[0].id.partition.project(), "other");
    assert_eq!(due[0].due_at, Some(at(-100)));
}

#[tokio::test]
async fn replacing_and_deleting_change_what_is_due() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    for key in ["a", "b", "c"] {
        put_due(store, VERSIONED, partition(), key, Some(100)).await;
    }
    put_due(store, VERSIONED, partition(), "a", Some(500)).await;
    put_due(store, VERSIONED, partition(), "b", None).await;
    apply(store, Effects::delete(DocumentId::new(VERSIONED, partition(), "c"))).await;
    assert_eq!(store.next_due(VERSIONED).await.unwrap(), Some(at(500)));
    assert!(due_keys(store, 499, 10).await.is_empty());
}
