use std::{convert::Infallible, sync::mpsc};

use charter_store::{CommitError, Effects, Store, StoreError, commit};

use crate::support::{Fixture, hold_writer, id, put, revision};

#[tokio::test]
async fn when_there_is_no_room_the_whole_batch_fails_and_the_store_goes_on() {
    let fixture = Fixture::with(|options| options.max_bytes = Some(1 << 20));
    let store = fixture.store.as_ref();
    put(store, "kept", "1").await;

    let (go, held) = mpsc::channel();
    let (first, refused, too_big, ()) = tokio::join!(
        biased;
        hold_writer(store, held),
        commit(store, vec![id("held")], |context| {
            let rests_on_the_first = context.document(&id("held")).is_some();
            Err::<(Effects, ()), _>(rests_on_the_first)
        }),
        commit(store, vec![], |_| Ok::<_, Infallible>((Effects::put(id("big"), vec![b'x'; 2 << 20]), ()))),
        async { go.send(()).unwrap() },
    );
    assert!(matches!(first, Err(StoreError::Full { .. })), "{first:?}");
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Full { .. }))), "{refused:?}");
    assert!(matches!(too_big, Err(CommitError::Store(StoreError::Full { .. }))), "{too_big:?}");

    assert_eq!(store.get(&id("held")).await.unwrap(), None);
    assert_eq!(*store.head().borrow(), revision(1));
    assert_eq!(put(store, "kept", "2").await, revision(2), "the revision of the failed batch is taken by the next");
}

#[tokio::test]
async fn closing_finishes_what_is_queued_and_refuses_the_rest() {
    let mut fixture = Fixture::new();
    let store = fixture.store.clone();
    let (go, held) = mpsc::channel();
    let late = || commit(store.as_ref(), vec![], |_| Ok::<_, Infallible>((Effects::put(id("late"), "1"), ())));
    let (first, queued, closed, behind, read, ()) = tokio::join!(
        biased;
        hold_writer(store.as_ref(), held),
        put(store.as_ref(), "queued", "1"),
        store.close(),
        late(),
        async { store.get(&id("queued")).await },
        async { go.send(()).unwrap() },
    );
    assert_eq!((first.unwrap(), queued), (Some(revision(1)), revision(2)));
    closed.unwrap();
    for refused in [behind, late().await] {
        assert!(matches!(refused, Err(CommitError::Store(StoreError::Closed))), "{refused:?}");
    }
    assert!(matches!(read, Err(StoreError::Closed)), "{read:?}");
    store.close().await.unwrap();

    fixture.reopen().await;
    assert!(fixture.store.get(&id("queued")).await.unwrap().is_some());
    assert_eq!(fixture.store.get(&id("late")).await.unwrap(), None);
}
