//! A watch that goes on where it was, although its server is killed in the middle of the writing.
//!
//! This program starts a server of its own on a temporary directory, because it kills it.

mod server;

use std::{sync::Arc, time::Duration};

use anyhow::{Context, ensure};
use charter_sdk::{
    Client, Endpoint, RetryPolicy,
    stream::{Check, StreamItem, StreamOptions},
    types::EventPayload,
};
use serde_json::json;
use server::Server;
use tokio::sync::Semaphore;

const KEY: &str = "example/watch-with-resume/step";
const STEPS: u64 = 300;
const KILL_AT: [u64; 2] = [100, 200];
/// How far the writer may be ahead of the watch: so the server dies while it writes, not after.
const LEAD: usize = 50;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let data_dir = tempfile::tempdir()?;
    let mut server = Server::start(data_dir.path(), "127.0.0.1:0").await?;
    let address = server.endpoint.url.strip_prefix("http://").context("a local server speaks http")?.to_owned();
    println!("started a server");

    // Patient enough to write on while the server is away.
    let retry = RetryPolicy::with_retries(20).longest_delay(Duration::from_millis(500));
    let Endpoint { url, token, .. } = &server.endpoint;
    let client = Client::builder().url(url).token(token).retry(retry).build()?;
    let lead = Arc::new(Semaphore::new(LEAD));
    let writer = tokio::spawn(write(client.clone(), Arc::clone(&lead)));

    // From the very beginning of the store's history. `checked` makes the SDK assert what the contract promises;
    // `Gapless` can do so because this watch has no filter and sees every revision.
    let options = StreamOptions::default()
        .reconnect_delays(Duration::from_millis(50), Duration::from_millis(500))
        .checked(Check::Gapless);
    let mut events = client.watch_resources().after(0).options(options).stream();
    let mut seen = Vec::new();
    while seen.len() < STEPS as usize {
        let StreamItem::Event(event) = events.next_item().await? else { continue };
        let EventPayload::ResourceUpdated(resource) = event.payload() else { continue };
        let step = resource.value_as()?;
        seen.push(step);
        lead.add_permits(1);
        if KILL_AT.contains(&step) {
            server.kill().await?;
            println!("saw step {step} and killed the server (SIGKILL)");
            server = Server::start(data_dir.path(), &address).await?;
            println!("started it again on the same data and port");
        }
    }
    writer.await??;

    // The same client, the same stream: neither noticed more than a pause.
    let expected: Vec<u64> = (1..=STEPS).collect();
    ensure!(seen == expected, "the watch saw something else than what was written: {seen:?}");
    println!("saw all {STEPS} steps, each once and in order: none lost, none doubled, none reordered");
    Ok(())
}

/// Each request carries an `Idempotency-Key` that stays the same when it is sent again: if the server was killed
/// after it had written a step and before it could say so, the second sending changes nothing.
async fn write(client: Client, lead: Arc<Semaphore>) -> anyhow::Result<()> {
    for step in 1..=STEPS {
        lead.acquire().await?.forget();
        client.put_resource(KEY, json!(step)).await?;
    }
    Ok(())
}
