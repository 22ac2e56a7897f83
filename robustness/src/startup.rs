//! A server that was killed under load answers again within a second, however much it holds.

use std::time::Duration;

use anyhow::{Context, anyhow};
use clap::Args;
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use tokio::{task::JoinSet, time::timeout};

use crate::{
    cli::Common,
    report::Report,
    target::Target,
    workload::{Progress, Writer},
};

/// The most that a transaction takes.
const KEYS_PER_TRANSACTION: usize = 128;
const TRANSACTIONS_AT_ONCE: usize = 4;
/// As many writes are acknowledged before each kill, so that the log is warm and the next batch in flight.
const ACKNOWLEDGED_BEFORE_KILL: u64 = 200;
const PATIENCE: Duration = Duration::from_secs(60);
/// Read first after every start.
const PROBE: &str = "/v1/resources/startup/0";

/// Kill a server that holds many keys under load, and measure how long it takes until it answers a GET again.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How many keys the server holds.
    #[arg(long, value_name = "COUNT", default_value_t = 50_000)]
    keys: usize,
    /// How often to kill it.
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    kills: usize,
    /// How many clients write at once.
    #[arg(long, value_name = "COUNT", default_value_t = 16)]
    writers: usize,
    /// The longest that a start may take.
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 1000)]
    limit_ms: u64,
}

/// Kills and measures.
///
/// # Errors
/// When there is no server to kill, or it does not take the keys.
pub async fn run(arguments: Arguments) -> anyhow::Result<Report> {
    let (seed, binary) = (arguments.common.seed(), arguments.common.binary()?);
    let mut report = Report::begin("startup", seed);
    let mut target = Target::fresh(&binary, "/v1/store").await?;
    preload(&target, arguments.keys).await.context("the keys cannot be written")?;
    target.probe_with(PROBE);
    if let Err(error) = kill_under_load(&arguments, seed, &mut target).await {
        report.violation(format!("{error:#}"));
    }
    report.figure("keys", arguments.keys);
    let limit = Duration::from_millis(arguments.limit_ms);
    let restarts = target.starts().restarts();
    let shown: Vec<String> = restarts.iter().map(|took| took.as_millis().to_string()).collect();
    report.figure("kills", restarts.len());
    report.figure("from a process's start to its first GET, in ms", shown.join(", "));
    for took in restarts.iter().filter(|took| **took > limit) {
        report.violation(format!("a start took {} ms, and may take {} ms", took.as_millis(), limit.as_millis()));
    }
    Ok(report)
}

async fn preload(target: &Target, keys: usize) -> anyhow::Result<()> {
    let client = target.clients().up().await?.client;
    let starts: Vec<usize> = (0..keys).step_by(KEYS_PER_TRANSACTION).collect();
    let write = |start: usize| {
        let put = |number: usize| {
            let key = format!("startup/{number}");
            json!({ "op": "put", "key": key, "value": { "number": number, "padding": "x".repeat(number % 200) } })
        };
        let operations: Value = (start..keys.min(start + KEYS_PER_TRANSACTION)).map(put).collect();
        let request = client.transaction(&operations);
        async move { request.send().await?.expect(200).map(|_| ()) }
    };
    let written = stream::iter(starts).map(write).buffer_unordered(TRANSACTIONS_AT_ONCE).try_collect::<()>();
    written.await.map_err(|failure| anyhow!("{failure}"))
}

async fn kill_under_load(arguments: &Arguments, seed: u64, target: &mut Target) -> anyhow::Result<()> {
    let progress = Progress::default();
    let mut acknowledged = progress.acknowledged();
    let mut writers = JoinSet::new();
    for number in 0..arguments.writers {
        writers.spawn(Writer::new(number, seed, target.clients(), progress.clone()).run());
    }
    for _ in 0..arguments.kills {
        let enough = *acknowledged.borrow_and_update() + ACKNOWLEDGED_BEFORE_KILL;
        let waited = timeout(PATIENCE, acknowledged.wait_for(|so_far| *so_far >= enough)).await;
        waited.context("a server that is up acknowledges nothing")??;
        target.kill().await?;
        target.start().await?;
    }
    progress.end();
    while let Some(account) = writers.join_next().await {
        let findings = account??.findings;
        anyhow::ensure!(findings.is_empty(), "{}", findings.join("\n"));
    }
    Ok(())
}
