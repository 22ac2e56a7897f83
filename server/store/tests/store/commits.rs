use std::{
    collections::BTreeSet,
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
};

use charter_store::{
    CommitContext, CommitError, Committed, DocumentId, Effects, SqliteStore, Store, StoreError, commit,
};
use charter_types::Revision;

use crate::support::{Fixture, apply, event, hold_writer, id, put, revision};

fn number(context: &CommitContext<'_>, id: &DocumentId) -> u64 {
    context.document(id).map_or(0, |document| std::str::from_utf8(&document.body).unwrap().parse().unwrap())
}

async fn increment(store: &dyn Store, counter: DocumentId) -> Committed<u64> {
    commit(store, vec![counter.clone()], move |context| {
        let next = number(context, &counter) + 1;
        Ok::<_, Infallible>((Effects::put(counter, next.to_string()), next))
    })
    .await
    .unwrap()
}

/// Reads all the while: what is read must not make an old number the one that the next commit goes on from.
async fn never_goes_back(store: Arc<SqliteStore>, counter: DocumentId, is_over: Arc<AtomicBool>) {
    let mut newest = revision(0);
    while !is_over.load(Ordering::Relaxed) {
        let shown = store.get(&counter).await.unwrap().map_or(revision(0), |document| document.rev);
        assert!(shown >= newest, "{shown} was read after {newest}");
        newest = shown;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn no_increment_of_many_at_once_is_lost() {
    const TASKS: u64 = 4;
    const EACH: u64 = 300;
    let fixture = Fixture::new();
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| {
            let store = fixture.store.clone();
            tokio::spawn(async move {
                let mut seen = Vec::new();
                for _ in 0..EACH {
                    let committed = increment(store.as_ref(), id("counter")).await;
                    seen.push((committed.value, committed.revision.unwrap().get()));
                }
                seen
            })
        })
        .collect();
    let is_over = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..4)
        .map(|_| tokio::spawn(never_goes_back(fixture.store.clone(), id("counter"), Arc::clone(&is_over))))
        .collect();
    let mut seen = BTreeSet::new();
    for task in tasks {
        seen.extend(task.await.unwrap());
    }
    is_over.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
    let expected: BTreeSet<_> = (1..=TASKS * EACH).map(|number| (number, number)).collect();
    assert_eq!(seen, expected, "each number and each revision once, and both in the same order");
}

#[tokio::test]
async fn refused_and_empty_commits_take_no_revision() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    assert_eq!(put(store, "a", "1").await, revision(1));

    let refused = commit(store, vec![id("a")], |context| {
        assert_eq!(context.revision(), revision(2));
        Err::<(Effects, ()), _>(context.document(&id("a")).unwrap().rev)
    })
    .await;
    assert!(matches!(refused, Err(CommitError::Refused(current)) if current == revision(1)), "{refused:?}");

    let empty = commit(store, vec![], |_| Ok::<_, Infallible>((Effects::default(), "value"))).await.unwrap();
    assert_eq!(empty, Committed { revision: None, value: "value" });

    assert_eq!(store.status().await.unwrap().revision, revision(1));
    assert_eq!(put(store, "a", "2").await, revision(2));
}

#[tokio::test]
async fn a_refusal_and_a_panic_leave_the_rest_of_their_batch_alone() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    let (go, held) = mpsc::channel();
    let (first, refused, panicked, increments, ()) = tokio::join!(
        biased;
        hold_writer(store, held),
        commit(store, vec![id("held")], |context| {
            assert!(context.document(&id("held")).is_some(), "it sees the member before it");
            Err::<(Effects, ()), _>("no")
        }),
        commit(store, vec![], |_| -> Result<(Effects, ()), Infallible> { panic!("a bug") }),
        async { tokio::join!(biased; increment(store, id("counter")), increment(store, id("counter"))) },
        async { go.send(()).unwrap() },
    );
    assert_eq!(first.unwrap(), Some(revision(1)));
    assert!(matches!(refused, Err(CommitError::Refused("no"))), "{refused:?}");
    let message = panicked.unwrap_err().to_string();
    assert_eq!(message, "a commit's decision panicked: a bug");
    assert_eq!(increments.0, Committed { revision: Some(revision(2)), value: 1 });
    assert_eq!(increments.1, Committed { revision: Some(revision(3)), value: 2 });
}

#[tokio::test]
async fn a_decision_may_only_look_at_what_its_commit_reads() {
    let fixture = Fixture::new();
    put(fixture.store.as_ref(), "other", "1").await;
    let outcome = commit(fixture.store.as_ref(), vec![id("a")], |context| {
        Ok::<_, Infallible>((Effects::default(), context.document(&id("other")).is_some()))
    })
    .await;
    assert!(matches!(outcome, Err(CommitError::Store(StoreError::DecisionPanicked { .. }))), "{outcome:?}");
}

#[tokio::test]
async fn writes_of_one_commit_count_in_their_order() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    put(store, "a", "before").await;
    let mut effects = Effects::put(id("a"), "first");
    effects.writes.extend(Effects::put(id("a"), "second").writes);
    effects.writes.extend(Effects::put(id("b"), "gone at once").writes);
    effects.writes.extend(Effects::delete(id("b")).writes);
    apply(store, effects).await;

    let a = store.get(&id("a")).await.unwrap().unwrap();
    assert_eq!((a.body.as_ref(), a.rev), ("second".as_bytes(), revision(2)));
    assert_eq!(store.get(&id("b")).await.unwrap(), None);
    let before = crate::support::list(store, "", Some(revision(1))).await.unwrap();
    assert_eq!(before.documents.len(), 1);
    assert_eq!(before.documents.last().unwrap().body, b"before");
}

#[tokio::test]
async fn a_commit_with_too_many_parts_fails_alone() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    let mut effects = Effects { writes: vec![], events: vec![event("many"); 1025] };
    let outcome = commit(store, vec![], {
        let effects = effects.clone();
        |_| Ok::<_, Infallible>((effects, ()))
    })
    .await;
    assert!(
        matches!(outcome, Err(CommitError::Store(StoreError::TooMany { what: "events", count: 1025, limit: 1024 }))),
        "{outcome:?}"
    );
    effects.events.truncate(1024);
    assert_eq!(apply(store, effects).await, revision(1));
}

#[tokio::test]
async fn the_head_has_reached_what_is_acknowledged() {
    let fixture = Fixture::new();
    let mut head = fixture.store.head();
    assert_eq!(*head.borrow_and_update(), Revision::ZERO);
    let written = put(fixture.store.as_ref(), "a", "1").await;
    assert!(head.has_changed().unwrap());
    assert_eq!(*head.borrow_and_update(), written);
}

#[tokio::test]
async fn reads_do_not_wait_for_a_commit() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    put(store, "a", "1").await;
    let (go, held) = mpsc::channel();
    let (held, read) = tokio::join!(biased; hold_writer(store, held), async {
        let read = store.get(&id("a")).await;
        go.send(()).unwrap();
        read
    });
    assert_eq!(held.unwrap(), Some(revision(2)));
    assert_eq!(read.unwrap().unwrap().body.as_ref(), b"1");
}
