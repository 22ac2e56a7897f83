//! Clients that mean harm: the server ends their connections, its memory stays bounded, and nobody else is slowed.
//!
//! ```text
//! phases, in turn and then together ─► attacks ─► the server ◄─ a well-behaved client, all the time
//!                                         │             │              │
//!                                         ▼             ▼              ▼
//!                              every connection ends   gauges       latencies, calm and under attack ─► judge
//! ```

mod attacks;
mod bystander;
mod enemy;
mod gauges;
mod judge;
mod phase;
mod scene;

use std::time::{Duration, Instant};

use clap::Args;
use tokio::time::sleep;

use crate::{cli::Common, report::Report};

use attacks::Mix;
use bystander::Bystander;
use gauges::Gauges;
use scene::Scene;

/// Attack a server with hostile clients of many sorts, and measure whether a well-behaved one notices.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How many connections do nothing at all.
    #[arg(long, value_name = "COUNT", default_value_t = 10_000)]
    idle_connections: usize,
    /// How often all phases are gone through.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    rounds: usize,
}

/// How long the well-behaved client is watched when nobody attacks.
const CALM: Duration = Duration::from_secs(1);
/// How long a server may take to let go of what its last connections held.
const SETTLED_WITHIN: Duration = Duration::from_secs(20);

/// Attacks and measures.
///
/// # Errors
/// When there is no server to attack.
pub async fn run(arguments: Arguments) -> anyhow::Result<Report> {
    let seed = arguments.common.seed();
    let mut report = Report::begin("hostile", seed);
    gauges::raise_own_limit_of_files(arguments.idle_connections)?;
    let scene = Scene::set(&arguments.common.binary()?, seed).await?;
    let gauges = Gauges::start(scene.pid());
    let bystander = Bystander::start(&scene)?;
    sleep(CALM).await;
    let files_before = gauges.files()?;
    let mix = Mix { idle: arguments.idle_connections };
    for _ in 0..arguments.rounds {
        for phase in mix.phases() {
            phase::run(&phase, &scene, &gauges, &bystander, &mut report).await?;
        }
    }
    sleep(CALM).await;
    bystander.finish(&mut report).await;
    settle(&gauges, files_before, &mut report).await?;
    report.figure("peak memory of the server (VmHWM)", gauges::mebibytes(gauges.peak_bytes()?));
    scene.end(&mut report).await?;
    Ok(report)
}

/// The server has let go of everything when it has as many open files as at the start.
async fn settle(gauges: &Gauges, before: usize, report: &mut Report) -> anyhow::Result<()> {
    // One for each connection that a pool of the well-behaved client may keep for a moment.
    const SPARE: usize = 4;
    let deadline = Instant::now() + SETTLED_WITHIN;
    let mut after = gauges.files()?;
    while after > before + SPARE && Instant::now() < deadline {
        sleep(Duration::from_millis(100)).await;
        after = gauges.files()?;
    }
    report.figure("open files of the server, before and after", format!("{before}, {after}"));
    if after > before + SPARE {
        report.violation(format!("the server had {before} files open before the attacks and has {after} after them"));
    }
    Ok(())
}
