//! The power goes: what was acknowledged, or shown by a stream, has to be there when it is back.
//!
//! A life is one disk from its first start on, with several cuts. Each happens at a moment that is counted in operations
//! of the disk, and leaves of what was not synced whatever the seed says.

mod life;
mod load;
mod scene;
mod tally;

use std::path::Path;

use clap::Args;

use crate::{
    cli::Common,
    machine::{Disk, Sabotage, unless_stopped},
    report::Report,
    seed,
};
use life::Life;
use scene::Scene;
use tally::Tally;

/// Cuts the power of a machine that runs the server, at any moment, and checks that what was acknowledged is there
///
/// The server runs on a file system of the test's own, which forgets what was not synced, or keeps parts of it in any
/// order. Where such a file system cannot be mounted the run is skipped: exit code 77.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How often the power is cut.
    #[arg(long, value_name = "NUMBER", default_value_t = 21)]
    cuts: usize,
    /// Let the disk break a promise: then acknowledged writes have to be found lost.
    #[arg(long, hide = true)]
    sabotage: Option<Sabotage>,
}

/// # Errors
/// When it cannot run.
pub async fn run(arguments: Arguments) -> anyhow::Result<Report> {
    unless_stopped(prove(arguments)).await
}

async fn prove(arguments: Arguments) -> anyhow::Result<Report> {
    let (binary, seed) = (arguments.common.binary()?, arguments.common.seed());
    let mut report = Report::begin("power-loss", seed);
    if let Some(reason) = Disk::unavailable() {
        report.skip(reason);
        return Ok(report);
    }
    if arguments.sabotage.is_some() {
        report.must_fail();
    }
    let mut tally = Tally::default();
    let mut life = 0;
    while tally.cuts() < arguments.cuts && report.is_clean() {
        // The first has the seed itself, so that any can be run again as the first.
        let life_seed = if life == 0 { seed } else { seed::random(seed, life).u64(..) };
        for finding in live(&binary, life_seed, arguments.sabotage, arguments.cuts, &mut tally).await? {
            report.violation(format!("{finding} [--seed {life_seed}]"));
        }
        life += 1;
    }
    tally.show(&mut report);
    if arguments.sabotage.is_none() && report.is_clean() {
        for sabotage in [Sabotage::IgnoreFsync, Sabotage::IgnoreDirectorySync] {
            check_the_checks(&binary, seed, sabotage, &mut report).await?;
        }
    }
    Ok(report)
}

/// One disk from its first start to a stop in good order, or to its first findings.
async fn live(
    binary: &Path,
    seed: u64,
    sabotage: Option<Sabotage>,
    most_cuts: usize,
    tally: &mut Tally,
) -> anyhow::Result<Vec<String>> {
    let mut life = Life::begin(binary, seed, sabotage)?;
    let mut findings = Vec::new();
    for scene in Scene::of_a_life(&mut seed::random(seed, 1)) {
        if tally.cuts() < most_cuts && findings.is_empty() {
            let found = life.play(scene, tally).await?;
            findings.extend(found.into_iter().map(|finding| format!("power lost {}, {finding}", scene.name())));
        }
    }
    tally.lived(life.account());
    if findings.is_empty() {
        findings = life.end().await?;
    }
    Ok(findings)
}

/// On a disk that breaks its promises acknowledged writes have to be found lost, else the checks see nothing.
async fn check_the_checks(binary: &Path, seed: u64, sabotage: Sabotage, report: &mut Report) -> anyhow::Result<()> {
    const MOST_CUTS: u64 = 8;
    for cut in 1..=MOST_CUTS {
        let mut life = Life::begin(binary, seed::random(seed, cut).u64(..), None)?;
        life.sabotage(sabotage).await?;
        let findings = life.play(Scene::Load, &mut Tally::default()).await?;
        let lost = findings.iter().filter(|finding| finding.contains("was acknowledged")).count();
        if lost > 0 {
            report.figure(&format!("{sabotage:?}: acknowledged writes found lost"), format!("{lost}, with cut {cut}"));
            return Ok(());
        }
    }
    report.violation(format!("{sabotage:?} loses what was acknowledged, and nobody noticed"));
    Ok(())
}
