//! Kill -9 at any moment under mixed load: what was acknowledged is there, and everything has happened once, whole, in
//! order, and was shown so.
//!
//! ```text
//! killer ──SIGKILL──► server ◄── writers ──► records ─┐
//!                       │   └──► watchers ─► stories ─┼─► checks
//!                       └─ data directory ─► database ┘
//! ```
//!
//! A long run has several rounds, each on a data directory of its own, so that what it keeps in memory is bounded.

mod archive;
mod check;
mod database;
mod evidence;
mod finish;
mod round;
mod story;
mod totals;
mod watcher;

use clap::Args;

use crate::{cli::Common, report::Report};
use round::Round;
use totals::Totals;

/// A round keeps everything that it saw in memory.
const MOST_KILLS_A_ROUND: usize = 100;

/// Kill the server again and again under mixed load, and check everything it promised.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How often to kill it.
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    kills: usize,
    /// How many clients write at once.
    #[arg(long, value_name = "COUNT", default_value_t = 32)]
    writers: usize,
    /// How many clients watch at once.
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    watchers: usize,
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
    let Arguments { common, kills, writers, watchers, forgetful_disk } = arguments;
    let (seed, binary) = (common.seed(), common.binary()?);
    let mut report = Report::begin("crash", seed);
    if forgetful_disk {
        report.must_fail();
    }
    let mut totals = Totals::default();
    let mut left = kills;
    for number in 0.. {
        let kills = left.min(MOST_KILLS_A_ROUND);
        left -= kills;
        // The first round has the seed itself, so that a short run and the beginning of a long one are the same.
        let round = Round { seed: seed.wrapping_add(number), kills, writers, watchers, forgetful_disk };
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
