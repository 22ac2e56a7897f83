//! A local copy of everything under a prefix: first what is there, then every change, with no gap in between.

use std::collections::BTreeMap;

use anyhow::ensure;
use charter_sdk::{
    Client,
    stream::{CommitItem, StreamCursor, StreamError},
    types::{EngineEvent, EventPayload, Resource, Revision, SnapshotItem, SnapshotPayload},
};
use futures::{TryStreamExt, future::try_join_all};
use serde_json::json;
use tokio::sync::watch;

const PREFIX: &str = "example/snapshot-cache/";
const WRITERS: usize = 4;

/// The documents as they were at one revision.
#[derive(Clone, Default)]
struct Cache {
    revision: Revision,
    documents: BTreeMap<String, Resource>,
}

impl Cache {
    fn from_snapshot(revision: Revision, documents: Vec<SnapshotItem>) -> Self {
        let resource = |document: SnapshotItem| match document.payload() {
            SnapshotPayload::Resource(resource) => Some((document.subject, resource)),
            // Of a later version: not ours.
            _ => None,
        };
        Self { revision, documents: documents.into_iter().filter_map(resource).collect() }
    }

    fn apply(&mut self, event: EngineEvent) {
        match event.payload() {
            EventPayload::ResourceUpdated(resource) => self.documents.insert(event.subject, resource),
            EventPayload::ResourceDeleted(deleted) => self.documents.remove(deleted.key.as_str()),
            // Of a later version: not ours.
            _ => None,
        };
        self.revision = event.revision;
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    empty(&client).await?;
    client.put_resource("example/snapshot-cache/old", "here before the cache").await?;

    // A cursor that was kept from an earlier run. Here it is another store's, as when the server's data was replaced
    // meanwhile: the server refuses it rather than let the cache miss something.
    let kept = StreamCursor::new(Some("00000000-0000-4000-8000-000000000000".parse()?), Revision::new(7)?);
    let (sender, cache) = watch::channel(Cache::default());
    tokio::select! {
        outcome = follow(&client, kept, sender) => outcome,
        outcome = write_and_compare(&client, cache) => outcome,
    }
}

/// Keeps the cache up to date; ends only with an error.
async fn follow(client: &Client, kept: StreamCursor, cache: watch::Sender<Cache>) -> anyhow::Result<()> {
    // Whole commits: nobody sees half a transaction in the cache.
    let mut commits = client.watch_resources().prefix(PREFIX).resume(kept).stream().commits();
    loop {
        match commits.next_item().await {
            Ok(CommitItem::Snapshot { revision, documents }) => {
                println!("snapshot complete: {} documents", documents.len());
                cache.send_replace(Cache::from_snapshot(revision, documents));
            }
            Ok(CommitItem::Commit { events, .. }) => {
                cache.send_modify(|cache| events.into_iter().for_each(|event| cache.apply(event)));
            }
            Ok(CommitItem::Bookmark(revision)) => cache.send_modify(|cache| cache.revision = revision),
            Ok(_) => {}
            // The changes since the cursor cannot be had any more: start afresh. Until the new snapshot is complete
            // the cache shows what it has.
            Err(StreamError::Refetch { .. }) => {
                println!("the cursor is no good here: taking a snapshot");
                commits = client.watch_resources().prefix(PREFIX).snapshot(true).stream().commits();
            }
            // A lost connection is none of our business, the SDK connects again: this is a refusal.
            Err(error) => return Err(error.into()),
        }
    }
}

async fn write_and_compare(client: &Client, mut cache: watch::Receiver<Cache>) -> anyhow::Result<()> {
    try_join_all((0..WRITERS).map(|writer| write(client, writer))).await?;

    // All pages of a list show one revision; the cache is compared when it has come so far. On a busy server that may
    // be by a bookmark, which says that nothing else happened under the prefix.
    let (mut listed, mut revision) = (BTreeMap::new(), Revision::ZERO);
    let mut pages = client.list_resources().prefix(PREFIX).limit(10).pages();
    while let Some(page) = pages.try_next().await? {
        revision = page.revision;
        listed.extend(page.into_inner().items.into_iter().map(|resource| (resource.key.to_string(), resource)));
    }
    let cached = cache.wait_for(|cache| cache.revision >= revision).await?.documents.clone();

    println!("the cache has {} documents, the list has {}", cached.len(), listed.len());
    ensure!(cached == listed, "the cache differs from the list");
    println!("they are equal");
    Ok(())
}

/// Creates, changes and deletes.
async fn write(client: &Client, writer: usize) -> anyhow::Result<()> {
    for number in 0..10 {
        let key = format!("{PREFIX}writer-{writer}/document-{number}");
        client.put_resource(&key, json!({ "number": number, "state": "new" })).await?;
        if number % 3 == 0 {
            client.patch_resource(&key).merge_patch(json!({ "state": "changed" })).await?;
        }
        if number % 3 == 1 {
            client.delete_resource(&key).await?;
        }
    }
    Ok(())
}

async fn empty(client: &Client) -> anyhow::Result<()> {
    let mut resources = client.list_resources().prefix(PREFIX).items();
    while let Some(resource) = resources.try_next().await? {
        client.delete_resource(&resource.key).await?;
    }
    Ok(())
}
