//! Streams that are cut anywhere and resumed, while others write: nothing lost, doubled, out of order or split.

use std::sync::Arc;

use charter_engine::RequestContext;
use charter_store::{LogQuery, Store as _};
use charter_types::{Revision, Transaction};
use serde_json::{Value, json};

use crate::support::*;

const WRITERS: u64 = 4;
const TRANSACTIONS: u64 = 60;
const WATCHERS: u64 = 8;

/// An event's revision and its place in its commit.
type Place = (u64, u32);

async fn write(fixture: Arc<Fixture>, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let rights = fixture.everything();
    for _ in 0..TRANSACTIONS {
        let mut numbers: Vec<u32> = (0..6).collect();
        random.shuffle(&mut numbers);
        let operations: Vec<Value> = numbers[..random.usize(1..=4)]
            .iter()
            .map(|number| {
                let key_text = format!("{}/{number}", random.choice(["a", "b"]).unwrap());
                if random.u8(..4) == 0 {
                    json!({"op": "delete", "key": key_text})
                } else {
                    json!({"op": "put", "key": key_text, "value": random.u32(..)})
                }
            })
            .collect();
        let transaction: Transaction = serde_json::from_value(json!({ "operations": operations })).unwrap();
        fixture.engine.resources().transact(&rights, RequestContext::default(), transaction).await.unwrap();
    }
}

/// Watches until the key `{prefix}end` is written, cutting the connection at random, as a client that knows nothing
/// but the last id.
async fn watch(fixture: Arc<Fixture>, seed: u64, prefix: &'static str) -> Vec<Place> {
    let mut random = fastrand::Rng::with_seed(1000 + seed);
    let (mut seen, mut last_id) = (Vec::new(), Revision::ZERO);
    loop {
        let mut watch = fixture.watch(&fixture.everything(), &[prefix], after_revision(last_id)).await;
        for _ in 0..random.usize(1..30) {
            let Some(frames) = watch.next_frames().await else { break };
            for (index, frame) in frames.iter().enumerate() {
                let is_event = frame.event.starts_with("resource.");
                assert_eq!(frame.id.is_some(), frame.event != "retry" && index + 1 == frames.len(), "{frames:?}");
                if is_event {
                    let (number, place) = frame.data["id"].as_str().unwrap().split_once('-').unwrap();
                    seen.push((number.parse().unwrap(), place.parse().unwrap()));
                }
                last_id = frame.id.unwrap_or(last_id);
                if frame.data["subject"] == json!(format!("{prefix}end")) {
                    return seen;
                }
            }
        }
    }
}

/// What the log itself says.
async fn log(fixture: &Fixture, prefix: &str) -> Vec<Place> {
    let query = LogQuery { after: Revision::ZERO, partition: None, limit_commits: usize::MAX, max_bytes: usize::MAX };
    let page = fixture.store.read_log(query).await.unwrap();
    let events = page.events.iter().filter(|event| event.subject.starts_with(prefix));
    events.map(|event| (event.revision.get(), event.index)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_doubled_reordered_or_split() {
    // A small ring, so that some resume from the log and some from the ring.
    let fixture = Arc::new(Fixture::with(|options| options.streams.ring_commits = 32).await);
    let watchers: Vec<_> = (0..WATCHERS)
        .map(|seed| {
            let prefix = if seed % 2 == 0 { "" } else { "a/" };
            (prefix, tokio::spawn(watch(Arc::clone(&fixture), seed, prefix)))
        })
        .collect();
    let writers: Vec<_> = (0..WRITERS).map(|seed| tokio::spawn(write(Arc::clone(&fixture), seed))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let ending = json!({"operations": [
        {"op": "put", "key": "a/end", "value": 1}, {"op": "put", "key": "end", "value": 1},
    ]});
    let ending: Transaction = serde_json::from_value(ending).unwrap();
    fixture.engine.resources().transact(&fixture.everything(), RequestContext::default(), ending).await.unwrap();
    for (prefix, watcher) in watchers {
        let seen = watcher.await.unwrap();
        assert_eq!(seen, log(&fixture, prefix).await);
        assert!(seen.len() > 100);
    }
}
