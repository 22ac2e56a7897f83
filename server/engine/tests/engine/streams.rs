//! What a stream shows, when it says something without events, and how it ends.

use std::time::Duration;

use charter_engine::{CursorExpiry, EngineError, EventFilter, RequestContext, StreamStart};
use charter_store::{CompactionPolicy, Store as _};
use charter_types::{Revision, Timestamp};
use futures::future::join_all;
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn begins_with_the_reconnection_time_and_a_cursor() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    let mut watch = fixture.watch(&fixture.everything(), &[], StreamStart::default()).await;
    assert_eq!(watch.next_chunk().await.unwrap(), "retry: 1000\n\n");
    let bookmark = watch.next_any().await.unwrap();
    assert_eq!((bookmark.event.as_str(), bookmark.id), ("bookmark", Some(revision(1))));
    fixture.put("b", json!(1)).await;
    assert_eq!(watch.next_any().await.unwrap().id, Some(revision(2)));
}

#[tokio::test]
async fn shows_what_the_filter_lets_through() {
    let fixture = Fixture::new().await;
    fixture.put("team/a", json!(1)).await;
    fixture.put("run/a", json!(1)).await;
    fixture.delete("team/a").await.unwrap();
    fixture.delete("run/a").await.unwrap();
    let filter = |families: &[&str], types: &[&str], prefixes: &[&str]| EventFilter {
        families: families.iter().map(|&family| family.into()).collect(),
        types: types.iter().map(|&event_type| event_type.into()).collect(),
        prefixes: prefixes.iter().map(|prefix| prefix.parse().unwrap()).collect(),
    };
    let cases = [
        (filter(&[], &[], &[]), vec![1, 2, 3, 4]),
        (filter(&["resource"], &["resource.deleted"], &[]), vec![3, 4]),
        (filter(&[], &[], &["team/"]), vec![1, 3]),
        (filter(&[], &["resource.updated"], &["run/", "r"]), vec![2]),
    ];
    for (filter, expected) in cases {
        let shown = filter.clone();
        let start = after_revision(Revision::ZERO);
        let mut watch = fixture.watch_filtered(&fixture.everything(), filter, start).await;
        for number in expected {
            assert_eq!(watch.next().await.id, Some(revision(number)), "{shown:?}");
        }
    }
}

#[tokio::test]
async fn a_family_that_is_not_known_shows_nothing_but_the_position() {
    let fixture = Fixture::with(|options| options.streams.bookmark_interval = Duration::from_millis(20)).await;
    let filter = EventFilter { families: vec!["mission".into()], ..EventFilter::default() };
    let start = after_revision(Revision::ZERO);
    let mut watch = fixture.watch_filtered(&fixture.everything(), filter, start).await;
    fixture.put("a", json!(1)).await;
    let frames = [watch.next_any().await.unwrap(), watch.next_any().await.unwrap()];
    assert_eq!(frames.map(|frame| frame.event), ["retry", "bookmark"]);
}

#[tokio::test]
async fn a_filtered_stream_moves_its_cursor() {
    let fixture = Fixture::with(|options| options.streams.bookmark_interval = Duration::from_millis(20)).await;
    let mut watch = fixture.watch(&fixture.everything(), &["b/"], after_revision(Revision::ZERO)).await;
    for _ in 0..3 {
        fixture.put("a", json!(1)).await;
    }
    let mut reached = Revision::ZERO;
    while reached < revision(3) {
        let frame = watch.next_named("bookmark").await;
        assert!(frame.id.unwrap() > reached, "a bookmark moves forward");
        assert_eq!(frame.data, json!({ "revision": frame.id }));
        reached = frame.id.unwrap();
    }
    fixture.put("b/1", json!(1)).await;
    assert_eq!(watch.next().await.id, Some(revision(4)));
}

#[tokio::test]
async fn a_quiet_stream_shows_that_it_lives() {
    let fixture = Fixture::with(|options| options.streams.heartbeat_interval = Duration::from_millis(20)).await;
    let mut watch = fixture.watch_after(Revision::ZERO).await;
    assert_eq!(watch.next_chunk().await.unwrap(), "retry: 1000\n\n");
    for _ in 0..3 {
        assert_eq!(watch.next_chunk().await.unwrap(), ":\n\n");
    }
}

#[tokio::test]
async fn a_cursor_that_cannot_be_gone_on_from_is_refused() {
    let fixture = Fixture::new().await;
    for _ in 0..5 {
        fixture.put("a", json!(1)).await;
    }
    fixture.store.compact(CompactionPolicy::UpTo(revision(3))).await.unwrap();
    let refused = |start: StreamStart| {
        let fixture = &fixture;
        async move {
            let rights = fixture.everything();
            match fixture.engine.events().subscribe(&rights, EventFilter::default(), start).await {
                Err(EngineError::CursorExpired { oldest_revision, reason }) => {
                    assert_eq!(oldest_revision, revision(3));
                    Some(reason)
                }
                Err(error) => panic!("{error}"),
                Ok(_) => None,
            }
        }
    };
    assert_eq!(refused(after_revision(revision(2))).await, Some(CursorExpiry::Compacted));
    assert_eq!(refused(after_revision(revision(3))).await, None);
    assert_eq!(refused(after_revision(revision(5))).await, None);
    assert_eq!(refused(after_revision(revision(6))).await, Some(CursorExpiry::Ahead));
    let store = Some("0197a3c4-6f00-7000-8000-000000000001".parse().unwrap());
    let elsewhere = StreamStart { store, ..after_revision(revision(5)) };
    assert_eq!(refused(elsewhere).await, Some(CursorExpiry::OtherStore));
    let store = Some(fixture.engine.info().await.unwrap().store_id);
    assert_eq!(refused(StreamStart { store, ..after_revision(revision(5)) }).await, None);
}

#[tokio::test]
async fn a_stream_that_compaction_overtakes_says_so() {
    let mut fixture = Fixture::new().await;
    join_all((0..600).map(|_| fixture.put("a", json!(1)))).await;
    // After a restart the ring is empty, so that the stream has to read the log.
    fixture.restart().await;
    let mut watch = fixture.watch_after(Revision::ZERO).await;
    assert_eq!(watch.next().await.id, Some(revision(1)));
    fixture.store.compact(CompactionPolicy::UpTo(revision(590))).await.unwrap();
    let mut last = revision(1);
    let ending = loop {
        let frame = watch.next().await;
        match frame.id {
            Some(id) => {
                assert_eq!(id, last.next());
                last = id;
            }
            None => break frame,
        }
    };
    assert_eq!((ending.event.as_str(), ending.data), ("must_refetch", json!({"oldest_revision": 590})));
    assert!(last < revision(590));
    assert_eq!(watch.next_any().await, None);
}

#[tokio::test]
async fn a_slow_consumer_is_cut_off_and_nobody_else() {
    let fixture = Fixture::with(|options| options.streams.ring_commits = 8).await;
    let mut slow = fixture.watch_after(Revision::ZERO).await;
    let mut quick = fixture.watch_after(Revision::ZERO).await;
    fixture.put("a", json!(0)).await;
    assert_eq!(slow.next().await.id, Some(revision(1)));
    assert_eq!(quick.next().await.id, Some(revision(1)));
    assert!(!slow.take_ready(), "it has everything there is, and waits");
    for number in 2..=40 {
        fixture.put("a", json!(number)).await;
        assert_eq!(quick.next().await.id, Some(revision(number)));
    }
    let closing = slow.next().await;
    assert_eq!(closing.data, json!({"reason": "slow_consumer", "revision": 1}));
    assert_eq!(slow.next_any().await, None);

    let mut resumed = fixture.watch_after(closing.id.unwrap()).await;
    for number in 2..=40 {
        assert_eq!(resumed.next().await.id, Some(revision(number)));
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_token() {
    let fixture = Fixture::new().await;
    let rights = fixture.rights(|grant| grant.expires_at = Some(Timestamp::from_unix_ms(START_MS + 10_000)));
    let mut watch = fixture.watch(&rights, &[], after_revision(Revision::ZERO)).await;
    fixture.put("a", json!(1)).await;
    assert_eq!(watch.next().await.id, Some(revision(1)));
    fixture.clock.advance_ms(10_000);
    fixture.put("b", json!("too late")).await;
    let closing = watch.next().await;
    assert_eq!(closing.data, json!({"reason": "token_expired", "revision": 1}));
    assert_eq!((closing.id, watch.next_any().await), (Some(revision(1)), None));
}

#[tokio::test]
async fn a_frame_is_written_once_for_all() {
    let fixture = Fixture::new().await;
    let mut watches = Vec::new();
    for prefixes in [&[][..], &["a"][..]] {
        let mut watch = fixture.watch(&fixture.everything(), prefixes, StreamStart::default()).await;
        watch.next_named("bookmark").await;
        watches.push(watch);
    }
    let operations =
        json!({"operations": [{"op": "put", "key": "a", "value": 1}, {"op": "put", "key": "ab", "value": 2}]});
    let transaction = serde_json::from_value(operations).unwrap();
    let rights = fixture.everything();
    fixture.engine.resources().transact(&rights, RequestContext::default(), transaction).await.unwrap();
    // The first event, the end of its frame, and the second event.
    for part in 0..3 {
        let mut places = Vec::new();
        for watch in &mut watches {
            places.push(watch.next_chunk().await.unwrap().as_ptr());
        }
        assert_eq!(places[0], places[1], "the same bytes in memory, part {part}");
    }
}
