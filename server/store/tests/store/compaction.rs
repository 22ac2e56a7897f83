use charter_store::{CompactionPolicy, Effects, SqliteStore, Store, StoreError};
use charter_types::{Revision, Timestamp};

use crate::support::{Fixture, START_MS, after, apply, event, list, put, put_with_event, revision, subjects};

const UNLIMITED: u64 = u64::MAX;

fn retain(keep_events: u64) -> CompactionPolicy {
    CompactionPolicy::Retain { keep_events, keep_from: None }
}

async fn compact(store: &SqliteStore, policy: CompactionPolicy) -> u64 {
    let oldest = store.compact(policy).await.unwrap();
    assert_eq!(store.status().await.unwrap().oldest_revision, oldest);
    oldest.get()
}

#[tokio::test]
async fn what_is_compacted_is_refused_and_the_rest_stays() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    for _ in 0..5 {
        put_with_event(store, "a").await;
    }
    assert_eq!(store.status().await.unwrap().oldest_revision, Revision::ZERO);
    assert_eq!(compact(store, CompactionPolicy::UpTo(revision(3))).await, 3);

    for too_old in [Revision::ZERO, revision(2)] {
        let log = store.read_log(after(too_old)).await;
        assert!(matches!(log, Err(StoreError::Compacted { oldest }) if oldest == revision(3)), "{log:?}");
        let page = list(store, "", Some(too_old)).await;
        assert!(matches!(page, Err(StoreError::Compacted { oldest }) if oldest == revision(3)), "{page:?}");
    }
    for kept in 3..=5 {
        assert_eq!(store.read_log(after(revision(kept))).await.unwrap().events.len() as u64, 5 - kept);
        assert_eq!(list(store, "", Some(revision(kept))).await.unwrap().documents.last().unwrap().rev, revision(kept));
    }
    assert_eq!(compact(store, CompactionPolicy::UpTo(revision(1))).await, 3, "it never goes back");
    assert_eq!(compact(store, CompactionPolicy::UpTo(Revision::MAX)).await, 5, "nor past the newest");
    assert_eq!(list(store, "", None).await.unwrap().documents.len(), 1, "documents stay");
}

#[tokio::test]
async fn the_newest_events_are_kept_in_whole_commits() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    put_with_event(store, "a").await;
    apply(store, Effects { writes: vec![], events: vec![event("b1"), event("b2"), event("b3")] }).await;
    put(store, "without event", "1").await;
    put_with_event(store, "c").await;

    assert_eq!(compact(store, retain(UNLIMITED)).await, 0);
    assert_eq!(compact(store, retain(5)).await, 0);
    assert_eq!(compact(store, retain(2)).await, 1, "the limit falls into the second commit");
    let kept = store.read_log(after(revision(1))).await.unwrap();
    assert_eq!(subjects(&kept), ["b1", "b2", "b3", "c"]);
    assert_eq!(compact(store, retain(1)).await, 3, "a commit without events goes with those before it");
    assert_eq!(compact(store, retain(0)).await, 4);
}

#[tokio::test]
async fn events_before_a_time_are_dropped() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    for _ in 0..10 {
        put_with_event(store, "a").await;
        fixture.clock.advance_ms(100);
    }
    let keep_from = |offset_ms, keep_events| CompactionPolicy::Retain {
        keep_events,
        keep_from: Some(Timestamp::from_unix_ms(START_MS + offset_ms)),
    };
    assert_eq!(compact(store, keep_from(0, UNLIMITED)).await, 0);
    assert_eq!(compact(store, keep_from(300, UNLIMITED)).await, 3, "the fourth happened just then");
    assert_eq!(compact(store, keep_from(301, UNLIMITED)).await, 4);
    assert_eq!(compact(store, keep_from(0, 4)).await, 6, "either limit is enough");
    assert_eq!(compact(store, keep_from(800, 4)).await, 8);
    assert_eq!(compact(store, keep_from(5000, UNLIMITED)).await, 10);
}

#[tokio::test]
async fn more_rows_than_one_step_takes_are_gone() {
    let mut fixture = Fixture::new();
    for _ in 0..3 {
        let effects = Effects { writes: vec![], events: vec![event("many"); 500] };
        apply(fixture.store.as_ref(), effects).await;
    }
    for key in 0..700 {
        let mut twice = Effects::put(crate::support::id(&key.to_string()), "1");
        twice.events.push(event("one"));
        tokio::join!(apply(fixture.store.as_ref(), twice.clone()), apply(fixture.store.as_ref(), twice));
    }
    compact(fixture.store.as_ref(), CompactionPolicy::UpTo(Revision::MAX)).await;
    fixture.reopen().await;
    let database = rusqlite::Connection::open(fixture.directory.path().join("store.sqlite3")).unwrap();
    let count = |table: &str| -> u32 {
        database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!((count("events"), count("document_versions"), count("documents")), (0, 0, 700));
}
