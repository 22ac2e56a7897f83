//! The disk is full: writes are refused, nothing that was acknowledged is lost, everything else goes on, and with room
//! writing goes on by itself.

mod crew;
mod fill;
mod first_start;
mod probe;
mod round;
mod tally;

use clap::Args;

use crate::{
    cli::Common,
    machine::{Disk, unless_stopped},
    report::Report,
    seed,
};
use fill::Fill;
use tally::Tally;

/// Fills the disk under a server in several ways, and checks that writes are refused, the rest goes on, and nothing is lost
///
/// The server runs on a file system of the test's own, which says exactly when there is no room. Where such a file system
/// cannot be mounted the run is skipped: exit code 77.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How often each way to fill the disk is tried.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    rounds: u64,
    /// How many first starts there are on a disk with too little room.
    #[arg(long, value_name = "NUMBER", default_value_t = 12)]
    first_starts: usize,
}

/// # Errors
/// When it cannot run.
pub async fn run(arguments: Arguments) -> anyhow::Result<Report> {
    unless_stopped(prove(arguments)).await
}

async fn prove(arguments: Arguments) -> anyhow::Result<Report> {
    let (binary, seed) = (arguments.common.binary()?, arguments.common.seed());
    let mut report = Report::begin("disk-full", seed);
    if let Some(reason) = Disk::unavailable() {
        report.skip(reason);
        return Ok(report);
    }
    let mut tally = Tally::default();
    for round in 0..arguments.rounds {
        for (number, fill) in Fill::ALL.into_iter().enumerate() {
            let stream = round * Fill::ALL.len() as u64 + number as u64;
            for finding in round::play(&binary, fill, seed::random(seed, stream), &mut tally).await? {
                report.violation(format!("round {round}, full {}: {finding}", fill.name()));
            }
        }
    }
    let random = seed::random(seed, u64::MAX);
    for finding in first_start::sweep(&binary, arguments.first_starts, random, &mut tally).await? {
        report.violation(finding);
    }
    if arguments.rounds > 0 {
        for kind in tally.never_refused() {
            report
                .violation(format!("no file of the kind {kind:?} was ever refused room: the rounds prove too little"));
        }
    }
    tally.show(&mut report);
    Ok(report)
}
