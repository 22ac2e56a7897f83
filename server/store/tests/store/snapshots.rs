use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use charter_store::{CompactionPolicy, Effects, ListQuery, SqliteStore, Store, StoreError, Write};
use charter_types::Revision;
use proptest::prelude::*;

use crate::support::{Fixture, PLAIN, all, apply, id, keys, list, partition, put, put_write, revision};

/// A document as a list shows it.
#[derive(Debug)]
struct Shown {
    key: String,
    rev: Revision,
    body: Vec<u8>,
}

/// Every page of a snapshot, `limit` documents at a time; the first says which revision it is.
async fn pages(store: &SqliteStore, prefix: &str, limit: usize, at: Option<Revision>) -> (Vec<Shown>, Revision) {
    let mut query = ListQuery { limit, ..all(prefix, at) };
    let mut documents = Vec::new();
    loop {
        let page = store.list(query.clone()).await.unwrap();
        assert!(page.documents.len() <= limit);
        query.at = Some(page.revision);
        query.after_key = page.documents.last().map(|document| document.key.to_owned());
        documents.extend(page.documents.iter().map(|document| Shown {
            key: document.key.to_owned(),
            rev: document.rev,
            body: document.body.to_vec(),
        }));
        if !page.more {
            return (documents, page.revision);
        }
    }
}

#[tokio::test]
async fn a_prefix_is_the_start_of_a_key_and_nothing_else() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    for key in ["a", "a%b", "a/1", "a/10", "a/2", "a0", "A/1", "a_b", "ä", "\u{d7ff}x", "\u{e000}x", "\u{10ffff}x"] {
        put(store, key, "1").await;
    }
    for (prefix, expected) in [
        ("a/", vec!["a/1", "a/10", "a/2"]),
        ("a/1", vec!["a/1", "a/10"]),
        ("A", vec!["A/1"]),
        ("a%", vec!["a%b"]),
        ("a_", vec!["a_b"]),
        ("\u{d7ff}", vec!["\u{d7ff}x"]),
        ("\u{10ffff}", vec!["\u{10ffff}x"]),
        ("nothing", vec![]),
    ] {
        let page = list(store, prefix, None).await.unwrap();
        assert_eq!(keys(&page), expected, "{prefix:?}");
        assert!(!page.more);
    }
    let everything = list(store, "", None).await.unwrap();
    assert_eq!(everything.documents.len(), 12);
    assert!(keys(&everything).is_sorted_by(|one, other| one.as_bytes() < other.as_bytes()));
}

#[tokio::test]
async fn a_list_shows_one_collection_and_partition() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    let mut elsewhere = id("elsewhere");
    elsewhere.partition = "acme/tools/other".parse().unwrap();
    let mut plain = id("plain");
    plain.collection = PLAIN;
    for id in [elsewhere, plain, id("here")] {
        apply(store, Effects { writes: vec![put_write(id, "1")], events: vec![] }).await;
    }
    assert_eq!(keys(&list(store, "", None).await.unwrap()), ["here"]);
}

#[tokio::test]
async fn a_page_holds_at_least_one_document_and_says_whether_more_follow() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    for key in ["a", "b", "c"] {
        put(store, key, "123456789").await;
    }
    let page = async |max_bytes, limit| {
        let page = store.list(ListQuery { max_bytes, limit, ..all("", None) }).await.unwrap();
        (page.documents.len(), page.more)
    };
    assert_eq!(page(0, 10).await, (1, true));
    assert_eq!(page(19, 10).await, (1, true));
    assert_eq!(page(20, 10).await, (2, true));
    assert_eq!(page(30, 10).await, (3, false));
    assert_eq!(page(30, 2).await, (2, true));
    assert_eq!(page(30, 3).await, (3, false));
}

#[tokio::test]
async fn a_plain_collection_is_listed_only_as_it_is_now() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    put(store, "a", "1").await;
    put(store, "a", "2").await;
    let plain = |at| ListQuery { collection: PLAIN, partition: partition(), ..all("", Some(revision(at))) };
    assert!(store.list(plain(2)).await.is_ok());
    let earlier = store.list(plain(1)).await;
    assert!(matches!(earlier, Err(StoreError::Compacted { oldest }) if oldest == revision(2)), "{earlier:?}");
    let later = store.list(plain(3)).await;
    assert!(matches!(later, Err(StoreError::Ahead { current }) if current == revision(2)), "{later:?}");
}

/// Every commit writes the same number into every document, or deletes all of them: a mixture is not one snapshot.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_are_one_snapshot_while_others_write_and_delete() {
    const KEYS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    let fixture = Fixture::new();
    let is_over = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..3)
        .map(|writer| {
            let (store, is_over) = (fixture.store.clone(), is_over.clone());
            tokio::spawn(async move {
                let mut round = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let body = format!("{writer}-{round}");
                    let put = KEYS.iter().map(|key| put_write(id(key), &body)).collect();
                    apply(store.as_ref(), Effects { writes: put, events: vec![] }).await;
                    if round % 3 == 0 {
                        let delete = KEYS.iter().map(|key| Write::Delete { id: id(key) }).collect();
                        apply(store.as_ref(), Effects { writes: delete, events: vec![] }).await;
                    }
                    round += 1;
                }
            })
        })
        .collect();
    let mut overtaken = 0;
    while overtaken < 20 {
        let (documents, at) = pages(&fixture.store, "", 1, None).await;
        assert!(documents.is_empty() || documents.len() == KEYS.len(), "{documents:?}");
        assert!(documents.iter().all(|document| document.body == documents[0].body && document.rev <= at));
        let has_been_overtaken = !documents.is_empty() && *fixture.store.head().borrow() > at;
        overtaken += u32::from(has_been_overtaken);
    }
    is_over.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
}

type Model = BTreeMap<String, (Revision, String)>;

#[derive(Debug, Clone)]
enum Step {
    Put(String),
    Delete(String),
}

fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let key = "[ab](/[ab]){0,2}";
    let step = prop_oneof![2 => key.prop_map(Step::Put), 1 => key.prop_map(Step::Delete)];
    prop::collection::vec(prop::collection::vec(step, 1..4), 1..24)
}

async fn play(store: &SqliteStore, commits: &[Vec<Step>]) -> Vec<Model> {
    let mut states = vec![Model::new()];
    for steps in commits {
        let rev = revision(states.len() as u64);
        let mut state = states[states.len() - 1].clone();
        let mut writes = Vec::new();
        for (place, step) in steps.iter().enumerate() {
            let body = format!("{rev}.{place}");
            match step {
                Step::Put(key) => {
                    writes.push(put_write(id(key), &body));
                    state.insert(key.clone(), (rev, body));
                }
                Step::Delete(key) => {
                    writes.push(Write::Delete { id: id(key) });
                    state.remove(key);
                }
            }
        }
        assert_eq!(apply(store, Effects { writes, events: vec![] }).await, rev);
        states.push(state);
    }
    states
}

async fn check(store: &SqliteStore, states: &[Model], from: usize, prefix: &str, limit: usize) {
    for (at, state) in states.iter().enumerate().skip(from) {
        let (documents, shown_at) = pages(store, prefix, limit, Some(revision(at as u64))).await;
        let shown: Vec<_> = documents
            .into_iter()
            .map(|document| (document.key, (document.rev, String::from_utf8(document.body).unwrap())))
            .collect();
        let expected: Vec<_> = state.clone().into_iter().filter(|(key, _)| key.starts_with(prefix)).collect();
        assert_eq!((shown, shown_at.get()), (expected, at as u64));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_revision_is_listed_as_it_was(
        commits in steps(),
        prefix in "([ab](/[ab]?)?)?",
        limit in 1..4_usize,
        compacted in any::<prop::sample::Index>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let fixture = Fixture::new();
            let store = fixture.store.as_ref();
            let states = play(store, &commits).await;
            check(store, &states, 0, &prefix, limit).await;

            let oldest = compacted.index(states.len());
            store.compact(CompactionPolicy::UpTo(revision(oldest as u64))).await.unwrap();
            check(store, &states, oldest, &prefix, limit).await;
            store.close().await.unwrap();
        });
    }
}
