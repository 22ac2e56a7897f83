//! One module for each row of the table. Its documentation says what is measured, against what, and how.

mod cas;
mod claims;
mod fan_out;
mod get;
mod list;
mod memory;
mod mission_events;
mod put_disk;
mod put_disk_alone;
mod put_many_keys;
mod put_memory;
mod resume;
mod sdk_get;
mod sdk_stream;
mod setup;

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use futures::future::{FutureExt as _, LocalBoxFuture};
use tokio::{
    signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    },
    time::timeout,
};

use crate::{bench::Bench, measure::Finding};

/// As long as a row may take to prepare what it measures, and to finish what has begun.
const PREPARATION: Duration = Duration::from_secs(300);
/// As many things are measured in a round at most.
const SIDES: u32 = 4;

/// What came of a row.
#[derive(Debug)]
pub enum Outcome {
    Measured(Vec<Finding>),
    /// What it needs is not there.
    Skipped(String),
}

type Run = for<'a> fn(&'a Bench) -> LocalBoxFuture<'a, Result<Outcome>>;

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    pub name: &'static str,
    pub title: &'static str,
    run: Run,
}

impl Row {
    /// # Errors
    /// When it cannot be measured.
    pub fn run(&self, bench: &Bench) -> Result<Outcome> {
        // One thread, so that the client takes as little from the server as can be.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.context("cannot start the client's runtime")?;
        let most = PREPARATION + bench.round * bench.rounds * SIDES;
        runtime.block_on(async {
            let mut terminate = signal(SignalKind::terminate()).context("cannot listen to signals")?;
            tokio::select! {
                outcome = timeout(most, (self.run)(bench)) => {
                    outcome.with_context(|| format!("it is not done after {most:?}"))?
                }
                // So that servers are stopped and folders removed.
                _ = ctrl_c() => bail!("it was interrupted"),
                _ = terminate.recv() => bail!("it was interrupted"),
            }
        })
    }
}

/// All rows, in the order in which they are measured.
pub static ROWS: &[Row] = &[
    row("put-memory", "PUT, 32 connections, in memory", |bench| put_memory::run(bench).boxed_local()),
    row("put-disk", "PUT, 32 connections, on disk", |bench| put_disk::run(bench).boxed_local()),
    row("put-disk-alone", "PUT, 1 connection, on disk", |bench| put_disk_alone::run(bench).boxed_local()),
    row("put-many-keys", "PUT at 50,000 keys against 1,000", |bench| put_many_keys::run(bench).boxed_local()),
    row("get", "GET, 32 connections", |bench| get::run(bench).boxed_local()),
    row("list", "list of 1,000", |bench| list::run(bench).boxed_local()),
    row("cas", "compare-and-swap on one hot key, 8 connections", |bench| cas::run(bench).boxed_local()),
    row("fan-out-100", "fan-out to 100 subscribers", |bench| fan_out::run(bench, 100).boxed_local()),
    row("fan-out-1000", "fan-out to 1,000 subscribers", |bench| fan_out::run(bench, 1000).boxed_local()),
    row("resume", "resume of 100 subscribers x 200 missed events", |bench| resume::run(bench).boxed_local()),
    row("memory", "10,000 keys and 1,000 subscribers", |bench| memory::run(bench).boxed_local()),
    row("claims", "claims by 500 workers, 10,000 runs wait", |bench| {
        claims::run(bench, claims::Of::Nobody).boxed_local()
    }),
    row("claims-missions", "the same of missions' runs", |bench| {
        claims::run(bench, claims::Of::Missions).boxed_local()
    }),
    row("mission-events", "an event at 10,000 items against 10", |bench| mission_events::run(bench).boxed_local()),
    row("sdk-get", "a GET through the SDK", |bench| sdk_get::run(bench).boxed_local()),
    row("sdk-stream", "an event through the SDK", |bench| sdk_stream::run(bench).boxed_local()),
];

const fn row(name: &'static str, title: &'static str, run: Run) -> Row {
    Row { name, title, run }
}

/// The names of all rows.
pub fn names() -> Vec<&'static str> {
    ROWS.iter().map(|row| row.name).collect()
}
