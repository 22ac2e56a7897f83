use charter_store::{Effects, LogQuery, Store, StoreError};
use charter_types::Revision;

use crate::support::{Fixture, after, apply, event, id, put, put_with_event, revision, subjects};

fn events(subjects: &[&str]) -> Effects {
    Effects { writes: vec![], events: subjects.iter().map(|subject| event(subject)).collect() }
}

#[tokio::test]
async fn an_event_is_read_as_it_was_appended() {
    let fixture = Fixture::new();
    let new = event("subject");
    apply(fixture.store.as_ref(), Effects::put(id("a"), "1").with_event(new.clone())).await;
    let page = fixture.store.read_log(after(Revision::ZERO)).await.unwrap();
    let [read] = page.events.as_slice() else { panic!("one event: {page:?}") };
    assert_eq!((read.revision, read.index, read.last_of_commit), (revision(1), 0, true));
    assert_eq!((read.family.as_str(), read.event_type.as_str()), ("test", "test.happened"));
    assert_eq!((&read.partition, &read.subject, &read.actor), (&new.partition, &new.subject, &new.actor));
    assert_eq!((&read.correlation_id, &read.causation_id), (&new.correlation_id, &None));
    assert_eq!(read.data, new.data);
}

#[tokio::test]
async fn pages_hold_whole_commits() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    apply(store, events(&["a1", "a2", "a3"])).await;
    apply(store, events(&["b1"])).await;
    apply(store, events(&["c1", "c2"])).await;

    let page = store.read_log(LogQuery { limit_commits: 2, ..after(Revision::ZERO) }).await.unwrap();
    assert_eq!(subjects(&page), ["a1", "a2", "a3", "b1"]);
    assert_eq!((page.read_to, page.head), (revision(2), revision(3)));
    let places: Vec<_> = page.events.iter().map(|event| (event.index, event.last_of_commit)).collect();
    assert_eq!(places, [(0, false), (1, false), (2, true), (0, true)]);

    let page = store.read_log(after(page.read_to)).await.unwrap();
    assert_eq!(subjects(&page), ["c1", "c2"]);
    assert_eq!(page.read_to, revision(3));
}

#[tokio::test]
async fn a_page_ends_before_the_commit_that_is_too_much_but_never_before_the_first() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    // Each event counts four bytes: two of its subject and two of its data.
    apply(store, events(&["a1", "a2"])).await;
    apply(store, events(&["b1", "b2"])).await;

    let page = async |max_bytes| store.read_log(LogQuery { max_bytes, ..after(Revision::ZERO) }).await.unwrap();
    assert_eq!(subjects(&page(0).await), ["a1", "a2"]);
    let almost = page(15).await;
    assert_eq!(subjects(&almost), ["a1", "a2"]);
    assert!(almost.events[1].last_of_commit);
    assert_eq!(almost.read_to, revision(1));
    assert_eq!(subjects(&page(16).await), ["a1", "a2", "b1", "b2"]);
}

#[tokio::test]
async fn a_reader_moves_over_commits_that_are_not_for_it() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    let mut mixed = events(&["mine", "not mine"]);
    mixed.events[1].partition = "acme/tools/other".parse().unwrap();
    let other = mixed.events[1].partition.clone();
    apply(store, mixed).await;
    put_with_event(store, "mine too").await;
    put(store, "without event", "1").await;

    let page = store.read_log(LogQuery { partition: Some(other), ..after(Revision::ZERO) }).await.unwrap();
    assert_eq!(subjects(&page), ["not mine"]);
    assert!(page.events[0].last_of_commit);
    assert_eq!(page.read_to, revision(3));

    let page = store.read_log(after(revision(2))).await.unwrap();
    assert!(page.events.is_empty());
    assert_eq!((page.read_to, page.head), (revision(3), revision(3)));
}

#[tokio::test]
async fn a_cursor_that_has_not_happened_is_refused() {
    let fixture = Fixture::new();
    put(fixture.store.as_ref(), "a", "1").await;
    let outcome = fixture.store.read_log(after(revision(2))).await;
    assert!(matches!(outcome, Err(StoreError::Ahead { current }) if current == revision(1)), "{outcome:?}");
}
