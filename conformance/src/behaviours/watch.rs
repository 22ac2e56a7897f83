//! What a watch promises: ordered, unique, gap-free, atomic, also across cuts.

use futures::future::try_join_all;
use serde_json::{Value, json};

use super::{
    Context,
    follow::{compare, follow, reconnect},
    writers::{write, write_end},
};
use crate::wire::{Event, Failure, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("watch-survives-random-cuts", |context| Box::pin(survives_random_cuts(context))),
    ("watch-resumes-after-every-event", |context| Box::pin(resumes_after_every_event(context))),
    ("watch-never-splits-a-transaction", |context| Box::pin(never_splits_a_transaction(context))),
    ("watch-snapshot-then-live", |context| Box::pin(snapshot_then_live(context))),
    ("watch-goes-on-from-a-list", |context| Box::pin(goes_on_from_a_list(context))),
];

async fn survives_random_cuts(context: &Context) -> Outcome {
    const WATCHERS: u64 = 8;
    let start = context.client.revision().await?;
    let writers = async {
        let account = write(&context.client, &context.prefix, 4, 60).await?;
        write_end(&context.client, &context.prefix).await?;
        Ok::<_, Failure>(account)
    };
    let watchers =
        (0..WATCHERS).map(|watcher| follow(&context.client, &context.prefix, start, context.random(watcher)));
    let (account, stories) = futures::try_join!(writers, try_join_all(watchers))?;
    for story in &stories {
        compare(story, &account)?;
    }
    Ok(())
}

async fn resumes_after_every_event(context: &Context) -> Outcome {
    let start = context.client.revision().await?;
    let account = write(&context.client, &context.prefix, 1, 40).await?;
    let mut position = start;
    let mut seen: Vec<Event> = Vec::new();
    while seen.len() < account.acknowledged.len() {
        let mut watch = reconnect(&context.client, &context.prefix, position).await?;
        let event = watch.next_logged().await?.ok_or_else(|| Failure::new("the stream ended"))?;
        position = event.id.ok_or_else(|| Failure::new("the only event of a commit has no id"))?;
        seen.push(event);
    }
    compare(&seen, &account)
}

async fn never_splits_a_transaction(context: &Context) -> Outcome {
    const TRANSACTIONS: usize = 30;
    let start = context.client.revision().await?;
    let writer = async {
        for number in 0..TRANSACTIONS {
            let put = |name: &str| json!({ "op": "put", "key": context.key(name), "value": { "number": number } });
            let operations = json!([put("one"), put("two"), put("three")]);
            context.client.transaction(&operations).send().await?.expect(200)?;
        }
        write_end(&context.client, &context.prefix).await
    };
    let watchers = (0..4).map(|watcher| follow(&context.client, &context.prefix, start, context.random(watcher)));
    let (_, stories) = futures::try_join!(writer, try_join_all(watchers))?;
    for story in stories {
        let (_end, events) = story.split_last().ok_or_else(|| Failure::new("nothing was seen"))?;
        let (commits, rest) = events.as_chunks::<3>();
        ensure(rest.is_empty() && commits.len() == TRANSACTIONS, || {
            format!("{} events of {TRANSACTIONS} transactions of 3 were seen", events.len())
        })?;
        for commit in commits {
            let subjects = commit.each_ref().map(Event::subject);
            let names = ["one", "two", "three"].map(|name| context.key(name));
            let together = commit.iter().all(|event| event.revision() == commit[0].revision());
            ensure(together && subjects == names, || format!("a transaction came as {subjects:?}"))?;
        }
    }
    Ok(())
}

/// Watchers come at any time while others write: what they have of the snapshot and of the events is everything.
async fn snapshot_then_live(context: &Context) -> Outcome {
    let start = context.client.revision().await?;
    let writers = async {
        let account = write(&context.client, &context.prefix, 3, 60).await?;
        write_end(&context.client, &context.prefix).await?;
        Ok::<_, Failure>(account)
    };
    let watchers = (0..6).map(|watcher| snapshot_watcher(context, start + watcher * 20));
    let (account, stories) = futures::try_join!(writers, try_join_all(watchers))?;
    for (synced, snapshot, events) in stories {
        let expected: Vec<u64> =
            account.acknowledged.iter().map(|write| write.revision).filter(|r| *r > synced).collect();
        let seen: Vec<u64> = events.iter().map(Event::revision).collect();
        let seen = &seen[..seen.len().saturating_sub(1)];
        ensure(seen == expected, || format!("after the snapshot at {synced} came {seen:?}, and not {expected:?}"))?;
        let mut newest: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
        for write in account.acknowledged.iter().filter(|write| write.revision <= synced) {
            newest.insert(&write.key, write.revision);
        }
        let shown: std::collections::BTreeMap<&str, u64> =
            snapshot.iter().map(|frame| (frame.subject(), frame.revision())).collect();
        ensure(shown == newest, || format!("the snapshot at {synced} shows {shown:?}, and not {newest:?}"))?;
    }
    Ok(())
}

/// The revision of the snapshot, its frames, and the events after it.
async fn snapshot_watcher(context: &Context, not_before: u64) -> Outcome<(u64, Vec<Event>, Vec<Event>)> {
    // Waiting for a revision by watching for it: then this watcher starts in the middle of the writing.
    let mut waiting = reconnect(&context.client, &context.prefix, 0).await?;
    waiting.until(|frame| frame.revision() >= not_before && frame.id.is_some()).await?;
    let mut watch = context.client.watch([("prefix", context.prefix.as_str()), ("snapshot", "true")]).open().await?;
    let (mut snapshot, mut events) = (Vec::new(), Vec::new());
    let synced = loop {
        let frame = watch.next().await?.ok_or_else(|| Failure::new("the stream ended in its snapshot"))?;
        match frame.name.as_str() {
            "snapshot" => snapshot.push(frame),
            "synced" => break frame.revision(),
            other => return Err(Failure::new(format!("a {other} frame came within a snapshot"))),
        }
    };
    let end = context.key(super::writers::END);
    if snapshot.iter().any(|frame| frame.subject() == end) {
        return Err(Failure::new("the watcher came too late to see anything happen"));
    }
    loop {
        let event = watch.next_logged().await?.ok_or_else(|| Failure::new("the stream ended"))?;
        let last = event.subject() == end;
        events.push(event);
        if last {
            return Ok((synced, snapshot, events));
        }
    }
}

async fn goes_on_from_a_list(context: &Context) -> Outcome {
    let before = write(&context.client, &context.prefix, 2, 10).await?;
    let (items, revision) = context.client.list(&context.prefix).await?;
    let mut cache: std::collections::BTreeMap<String, Value> =
        items.into_iter().map(|item| (item["key"].as_str().unwrap_or_default().to_owned(), item)).collect();
    let newest = before.acknowledged.last().map_or(0, |write| write.revision);
    ensure(revision >= newest, || format!("a list at {revision} is older than the write {newest} before it"))?;
    write(&context.client, &context.prefix, 2, 10).await?;
    context.client.delete(&context.key("key-0")).await?.expect(200)?;
    let end = write_end(&context.client, &context.prefix).await?;

    let after = revision.to_string();
    let mut watch =
        context.client.watch([("prefix", context.prefix.as_str()), ("after", after.as_str())]).open().await?;
    loop {
        let event = watch.next_logged().await?.ok_or_else(|| Failure::new("the stream ended"))?;
        match event.name.as_str() {
            "resource.deleted" => drop(cache.remove(event.subject())),
            _ => drop(cache.insert(event.subject().to_owned(), event.data["data"].clone())),
        }
        if event.revision() == end {
            break;
        }
    }
    let (items, _) = context.client.list(&context.prefix).await?;
    let cached: Vec<Value> = cache.into_values().collect();
    ensure(cached == items, || "a list and the events after it do not give the next list".to_owned())
}
