//! Lists and their pages.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use charter_auth::Rights;
use charter_engine::{CursorExpiry, EngineError};
use charter_store::{CompactionPolicy, Store as _};
use charter_types::{Cursor, PageLimit, ResourcePage, Revision};
use serde_json::json;

use crate::support::*;

async fn page(
    fixture: &Fixture,
    rights: &Rights,
    prefix: &str,
    cursor: Option<&Cursor>,
    limit: u16,
) -> Result<ResourcePage, EngineError> {
    let (prefix, limit) = (prefix.parse().unwrap(), PageLimit::new(limit).unwrap());
    fixture.engine.resources().list(rights, Some(&prefix), cursor, Some(limit)).await?.read()
}

/// All pages of a list: their keys, and the one revision that they show.
async fn all_pages(fixture: &Fixture, rights: &Rights, prefix: &str, limit: u16) -> (Vec<String>, Revision) {
    let (mut keys, mut cursor, mut shown) = (Vec::new(), None, None);
    loop {
        let page = page(fixture, rights, prefix, cursor.as_ref(), limit).await.unwrap();
        assert!(page.items.len() <= usize::from(limit));
        assert_eq!(*shown.get_or_insert(page.revision), page.revision);
        keys.extend(page.items.iter().map(|item| item.key.as_str().to_owned()));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return (keys, page.revision);
        }
    }
}

#[tokio::test]
async fn pages_are_in_the_order_of_the_keys() {
    let fixture = Fixture::new().await;
    for key_text in ["b/2", "a", "b/10", "b", "c/1"] {
        fixture.put(key_text, json!(key_text)).await;
    }
    let rights = fixture.everything();
    assert_eq!(all_pages(&fixture, &rights, "", 2).await.0, ["a", "b", "b/10", "b/2", "c/1"]);
    assert_eq!(all_pages(&fixture, &rights, "b/", 1).await.0, ["b/10", "b/2"]);
    assert_eq!(all_pages(&fixture, &rights, "nothing/", 1).await.0, [""; 0]);
}

#[tokio::test]
async fn only_what_may_be_read_is_listed() {
    let fixture = Fixture::new().await;
    for key_text in ["run/1/a", "run/1/b", "run/2/a", "run/3/a", "run/3/b", "team/a"] {
        fixture.put(key_text, json!(1)).await;
    }
    let rights = fixture.reads_under(&["run/1/", "run/25/", "run/3/", "team/a"]);
    for limit in [1, 2, 3, 100] {
        let (keys, _) = all_pages(&fixture, &rights, "", limit).await;
        assert_eq!(keys, ["run/1/a", "run/1/b", "run/3/a", "run/3/b", "team/a"], "{limit}");
        let (keys, _) = all_pages(&fixture, &rights, "run/", limit).await;
        assert_eq!(keys, ["run/1/a", "run/1/b", "run/3/a", "run/3/b"], "{limit}");
    }
    let denied = page(&fixture, &rights, "mission/", None, 10).await;
    assert!(matches!(denied, Err(EngineError::Denied(_))), "{denied:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_one_snapshot_while_others_write() {
    let fixture = Arc::new(Fixture::new().await);
    // Each commit moves a token from one key to another, so that every snapshot has exactly one.
    fixture.put("token/0", json!(1)).await;
    let stop = Arc::new(AtomicBool::new(false));
    let mover = tokio::spawn({
        let (fixture, stop) = (Arc::clone(&fixture), Arc::clone(&stop));
        async move {
            let rights = fixture.everything();
            for step in 0.. {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (from, to) = (step % 7, (step + 1) % 7);
                let transaction = json!({"operations": [
                    {"op": "delete", "key": format!("token/{from}")},
                    {"op": "put", "key": format!("token/{to}"), "value": step},
                    {"op": "put", "key": format!("token/9{}", step % 5), "value": step},
                ]});
                let transaction = serde_json::from_value(transaction).unwrap();
                fixture.engine.resources().transact(&rights, Default::default(), transaction).await.unwrap();
            }
        }
    });
    let rights = fixture.everything();
    let mut last = Revision::ZERO;
    while last < revision(60) {
        let (keys, revision) = all_pages(&fixture, &rights, "token/", 1).await;
        assert_eq!(keys.iter().filter(|key| !key.starts_with("token/9")).count(), 1, "{keys:?}");
        assert!(revision >= last);
        last = revision;
    }
    stop.store(true, Ordering::SeqCst);
    mover.await.unwrap();
}

#[tokio::test]
async fn a_page_is_bounded_in_bytes() {
    let fixture = Fixture::new().await;
    for index in 0..20 {
        fixture.put(&format!("large/{index:02}"), json!("x".repeat(256 * 1024 - 2))).await;
    }
    let rights = fixture.everything();
    let first = page(&fixture, &rights, "large/", None, 100).await.unwrap();
    assert!((10..16).contains(&first.items.len()), "{}", first.items.len());
    assert_eq!(all_pages(&fixture, &rights, "large/", 100).await.0.len(), 20);
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_and_store_only() {
    let (fixture, other) = (Fixture::new().await, Fixture::new().await);
    for fixture in [&fixture, &other] {
        for key_text in ["a/1", "a/2", "a/3"] {
            fixture.put(key_text, json!(1)).await;
        }
    }
    let rights = fixture.everything();
    let cursor = page(&fixture, &rights, "a/", None, 1).await.unwrap().next_cursor.unwrap();
    let reason = |result: Result<ResourcePage, EngineError>| match result {
        Err(EngineError::CursorExpired { reason, .. }) => reason,
        result => panic!("{result:?}"),
    };

    let elsewhere = page(&other, &other.everything(), "a/", Some(&cursor), 1).await;
    assert_eq!(reason(elsewhere), CursorExpiry::OtherStore);
    let foreign: Cursor = "Y3Vyc29yLW9mLWFub3RoZXItc3RvcmU".parse().unwrap();
    assert_eq!(reason(page(&fixture, &rights, "a/", Some(&foreign), 1).await), CursorExpiry::Foreign);
    let refused = page(&fixture, &rights, "a", Some(&cursor), 1).await;
    assert!(
        matches!(&refused, Err(EngineError::Invalid { errors }) if errors[0].pointer == "query/cursor"),
        "{refused:?}"
    );

    fixture.put("a/1", json!(2)).await;
    fixture.store.compact(CompactionPolicy::UpTo(fixture.revision().await)).await.unwrap();
    let expired = page(&fixture, &rights, "a/", Some(&cursor), 1).await;
    assert!(
        matches!(expired, Err(EngineError::CursorExpired { oldest_revision, reason: CursorExpiry::Compacted }) if oldest_revision == revision(4)),
        "{expired:?}"
    );
}
