//! The quiet end of a round: everything that expires has expired, and one last write tells watchers that it is over.

use std::{collections::BTreeMap, time::Instant};

use anyhow::{Context, anyhow};
use charter_conformance::wire::{Client, Failure};
use serde_json::json;

use crate::{
    target::Target,
    workload::{Action, Change, Document, END, Kind, LAST_TO_EXPIRE, Outcome, PREFIX, Progress, Record, Write},
};

/// Longer than anything else lives.
const LAST_TTL_MS: u64 = 1700;

/// How it ended.
pub(super) struct Finale {
    /// The last writes.
    pub(super) records: Vec<Record>,
    /// The resources, as the server lists them.
    pub(super) listed: BTreeMap<String, Document>,
    /// The revision of the last write.
    pub(super) end: u64,
}

/// # Errors
/// When the server, which is no longer killed, does not do everything that it is asked.
pub(super) async fn finish(target: &Target, progress: &Progress) -> anyhow::Result<Finale> {
    let client = target.clients().up().await?.client;
    let expiring = put(&client, progress, LAST_TO_EXPIRE, Some(LAST_TTL_MS)).await?;
    let after = expiring.revision().unwrap_or_default().to_string();
    let watch = client.watch([("prefix", LAST_TO_EXPIRE), ("after", after.as_str())]);
    let mut watch = watch.open().await.map_err(failed)?;
    watch.until(|event| event.name == "resource.deleted").await.map_err(failed)?;
    let end = put(&client, progress, END, None).await?;
    let end_revision = end.revision().context("the last write has no revision")?;
    let (items, _) = client.list(PREFIX).await.map_err(failed)?;
    let key = |item: &serde_json::Value| item["key"].as_str().unwrap_or_default().to_owned();
    let listed = items.iter().map(|item| (key(item), Document::of_resource(item))).collect();
    Ok(Finale { records: vec![expiring, end], listed, end: end_revision })
}

async fn put(client: &Client, progress: &Progress, key: &str, ttl_ms: Option<u64>) -> anyhow::Result<Record> {
    let mark = key.replace('/', "-");
    let value = json!({ "mark": mark, "trail": [] });
    let change = Change { key: key.to_owned(), if_rev: None, action: Action::Put { value, ttl_ms } };
    let kind = if ttl_ms.is_some() { Kind::Expiring } else { Kind::Put };
    let write = Write { mark, kind, changes: vec![change] };
    let (sent_at, begun) = (progress.now(), Instant::now());
    let answer = write.request(client).send().await.and_then(|answer| answer.expect(201)).map_err(failed)?;
    let (answered_at, body) = (progress.now(), answer.json());
    let outcome = Outcome::Acknowledged { revision: body["rev"].as_u64().unwrap_or_default(), body };
    let took = begun.elapsed();
    Ok(Record { write, sent_at, answered_at, took, attempts: 1, outcome, replays: Vec::new() })
}

fn failed(failure: Failure) -> anyhow::Error {
    anyhow!("{failure}")
}
