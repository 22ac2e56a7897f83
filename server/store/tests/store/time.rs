use std::convert::Infallible;

use charter_store::{Effects, Store, commit};
use charter_types::{Revision, Timestamp};

use crate::support::{Fixture, START_MS, after, apply, id, put, put_with_event};

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_unix_ms(START_MS + milliseconds)
}

#[tokio::test]
async fn time_never_goes_back_not_even_across_a_restart() {
    let mut fixture = Fixture::new();
    fixture.clock.advance_ms(1000);
    put_with_event(fixture.store.as_ref(), "a").await;
    fixture.clock.advance_ms(-5000);
    put_with_event(fixture.store.as_ref(), "b").await;
    fixture.reopen().await;
    put_with_event(fixture.store.as_ref(), "c").await;
    fixture.clock.advance_ms(6000);
    put_with_event(fixture.store.as_ref(), "d").await;

    let page = fixture.store.read_log(after(Revision::ZERO)).await.unwrap();
    let times: Vec<_> = page.events.iter().map(|event| event.time).collect();
    assert_eq!(times, [at(1000), at(1000), at(1000), at(2000)]);
}

#[tokio::test]
async fn a_decision_is_told_the_time_that_its_commit_gets() {
    let fixture = Fixture::new();
    fixture.clock.advance_ms(7);
    let told = commit(fixture.store.as_ref(), vec![], |context| {
        Ok::<_, Infallible>((Effects::put(id("a"), "1"), context.time()))
    })
    .await
    .unwrap()
    .value;
    assert_eq!(told, at(7));
    assert_eq!(fixture.store.get(&id("a")).await.unwrap().unwrap().updated_at, told);
}

#[tokio::test]
async fn a_replaced_document_keeps_its_creation_and_a_recreated_one_does_not() {
    let fixture = Fixture::new();
    let store = fixture.store.as_ref();
    let times = async || {
        let document = store.get(&id("a")).await.unwrap().unwrap();
        (document.created_at, document.updated_at)
    };
    put(store, "a", "1").await;
    fixture.clock.advance_ms(10);
    put(store, "a", "2").await;
    assert_eq!(times().await, (at(0), at(10)));
    fixture.clock.advance_ms(10);
    apply(store, Effects::delete(id("a"))).await;
    fixture.clock.advance_ms(10);
    put(store, "a", "3").await;
    assert_eq!(times().await, (at(30), at(30)));
}
