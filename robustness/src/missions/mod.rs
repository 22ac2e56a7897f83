//! Kill -9 at any moment while missions are done: nothing that a worker was told is lost, no run is done twice, nobody is
//! heard after their lease, and every mission is completed.
//!
//! ```text
//! killer ──SIGKILL──► server ◄── directors: create missions, follow their streams ─┐
//!                       │   ◄──── workers: claim, report, upload, end ─────────────┼─► checks
//!                       └─ after one more kill: everything that is there ──────────┘
//! ```
//!
//! Workers stop without a word, and sleep for longer than their leases and come back. A long run has several rounds,
//! each on a data directory of its own, so that what it keeps in memory is bounded.

mod check;
mod deed;
mod director;
mod evidence;
mod person;
mod plan;
mod round;
mod totals;
mod worker;

use clap::Args;

use crate::{cli::Common, report::Report};
use round::Round;
use totals::Totals;

/// A round keeps everything that it saw in memory.
const MOST_KILLS_A_ROUND: usize = 50;

/// Kill the server again and again while workers do missions, and check that each is done once and whole.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How often to kill it.
    #[arg(long, value_name = "COUNT", default_value_t = 25)]
    kills: usize,
    /// How many missions there are at once.
    #[arg(long, value_name = "COUNT", default_value_t = 4)]
    missions: usize,
    /// How many workers there are at once, each of its own principal.
    #[arg(long, value_name = "COUNT", default_value_t = 12)]
    workers: usize,
    /// Prove that this can fail: before every start, cut off the end of what the server has written. The exit code is
    /// then 0 when that is found.
    #[arg(long)]
    forgetful_disk: bool,
}

/// Kills and checks.
///
/// # Errors
/// When there is no server to kill.
pub async fn run(arguments: Arguments) -> anyhow::Result<Report> {
    let Arguments { common, kills, missions, workers, forgetful_disk } = arguments;
    // Nobody judges their own work: one worker alone would wait for ever.
    anyhow::ensure!(missions > 0 && workers > 1, "it takes a mission and two workers");
    let (seed, binary) = (common.seed(), common.binary()?);
    let mut report = Report::begin("missions", seed);
    if forgetful_disk {
        report.must_fail();
    }
    let mut totals = Totals::default();
    let mut left = kills;
    for number in 0.. {
        let kills = left.min(MOST_KILLS_A_ROUND);
        left -= kills;
        // The first round has the seed itself, so that a short run and the beginning of a long one are the same.
        let round = Round { seed: seed.wrapping_add(number), kills, missions, workers, forgetful_disk };
        let finished = round.run(&binary, &mut totals).await?;
        finished.violations.iter().for_each(|violation| report.violation(violation));
        if !report.is_clean() && !forgetful_disk {
            report.figure("round that failed", number);
            report.figure("data directory, kept", finished.target.keep().display());
            break;
        }
        if left == 0 {
            break;
        }
    }
    totals.show(&mut report);
    Ok(report)
}
