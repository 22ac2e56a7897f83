//! A snapshot and what follows it, with nothing lost or doubled in between.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use charter_store::{CompactionPolicy, Store as _};
use charter_types::{EventPayload, PageLimit, Resource, Revision, Timestamp};
use futures::future::join_all;
use serde_json::json;

use crate::support::*;

/// What a client that keeps a copy of the resources makes of a stream.
#[derive(Default)]
struct Copy {
    resources: BTreeMap<String, Resource>,
    synced: Option<Revision>,
    position: Revision,
}

impl Copy {
    fn apply(&mut self, frame: &Frame) {
        match frame.event.as_str() {
            "snapshot" => {
                assert_eq!((self.synced, frame.id), (None, None));
                let resource: Resource = serde_json::from_value(frame.data["data"].clone()).unwrap();
                assert_eq!(frame.data["revision"], json!(resource.rev));
                assert!(self.resources.insert(resource.key.as_str().to_owned(), resource).is_none());
            }
            "synced" => {
                assert!(self.resources.values().all(|resource| Some(resource.rev) <= frame.id));
                (self.synced, self.position) = (frame.id, frame.id.unwrap());
            }
            _ => {
                let event = frame.engine_event();
                assert!(event.revision >= self.position && Some(event.revision) > self.synced, "{event:?}");
                self.position = event.revision;
                match event.payload() {
                    EventPayload::ResourceUpdated(resource) => {
                        self.resources.insert(resource.key.as_str().to_owned(), resource);
                    }
                    EventPayload::ResourceDeleted(deletion) => {
                        let gone = self.resources.remove(deletion.key.as_str()).expect("what is deleted was there");
                        assert_eq!(gone.rev, deletion.rev);
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_stays_equal_to_the_original() {
    let fixture = Arc::new(Fixture::new().await);
    join_all((0..300).map(|index| {
        let fixture = Arc::clone(&fixture);
        async move { fixture.put(&format!("k/{index:03}"), json!(0)).await }
    }))
    .await;
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..2)
        .map(|writer| {
            let (fixture, stop) = (Arc::clone(&fixture), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut random = fastrand::Rng::with_seed(writer);
                while !stop.load(Ordering::SeqCst) {
                    let key_text = format!("k/{:03}", random.u32(..320));
                    if random.bool() {
                        fixture.put(&key_text, json!(random.u32(..))).await;
                    } else {
                        // It may not be there.
                        let _ = fixture.delete(&key_text).await;
                    }
                }
            })
        })
        .collect();

    let mut copies = Vec::new();
    for _ in 0..5 {
        let mut watch = fixture.watch(&fixture.everything(), &["k/"], with_snapshot()).await;
        let mut copy = Copy::default();
        while copy.synced.is_none() {
            copy.apply(&watch.next().await);
        }
        copies.push((watch, copy));
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    let end = fixture.put("k/end", json!(1)).await.rev;
    let rights = fixture.everything();
    let page = fixture.engine.resources().list(&rights, None, None, Some(PageLimit::MAX));
    let original: BTreeMap<String, Resource> = page
        .await
        .unwrap()
        .read()
        .unwrap()
        .items
        .into_iter()
        .map(|resource| (resource.key.as_str().to_owned(), resource))
        .collect();
    for (mut watch, mut copy) in copies {
        while copy.position < end {
            copy.apply(&watch.next().await);
        }
        assert_eq!(copy.resources, original);
    }
}

#[tokio::test]
async fn a_snapshot_that_is_cut_off_gives_no_cursor() {
    let fixture = Fixture::new().await;
    join_all((0..300).map(|index| {
        let fixture = &fixture;
        async move { fixture.put(&format!("k/{index:03}"), json!(0)).await }
    }))
    .await;
    let rights = fixture.rights(|grant| grant.expires_at = Some(Timestamp::from_unix_ms(START_MS + 10_000)));
    let mut watch = fixture.watch(&rights, &[], with_snapshot()).await;
    assert_eq!(watch.next().await.event, "snapshot");
    fixture.clock.advance_ms(10_000);
    let closing = watch.next_named("closing").await;
    assert_eq!((closing.id, closing.data["revision"].clone()), (None, json!(0)));
}

#[tokio::test]
async fn a_snapshot_that_compaction_overtakes_must_be_fetched_again() {
    let fixture = Fixture::new().await;
    join_all((0..300).map(|index| {
        let fixture = &fixture;
        async move { fixture.put(&format!("k/{index:03}"), json!(0)).await }
    }))
    .await;
    let mut watch = fixture.watch(&fixture.everything(), &[], with_snapshot()).await;
    assert_eq!(watch.next().await.event, "snapshot");
    fixture.put("k/000", json!(1)).await;
    fixture.store.compact(CompactionPolicy::UpTo(fixture.revision().await)).await.unwrap();
    let ending = watch.next_named("must_refetch").await;
    assert_eq!((ending.data, watch.next_any().await), (json!({"oldest_revision": 301}), None));
}

#[tokio::test]
async fn a_snapshot_of_nothing_is_only_synced() {
    let fixture = Fixture::new().await;
    fixture.put("a", json!(1)).await;
    let mut watch = fixture.watch(&fixture.everything(), &["nothing/"], with_snapshot()).await;
    let synced = watch.next().await;
    assert_eq!((synced.event.as_str(), synced.id, synced.data), ("synced", Some(revision(1)), json!({"revision": 1})));
    // With a cursor the client has its snapshot already.
    let start = charter_engine::StreamStart { snapshot: true, ..after_revision(Revision::ZERO) };
    let mut watch = fixture.watch(&fixture.everything(), &[], start).await;
    assert_eq!(watch.next().await.event, "resource.updated");
}
