//! PUT of values of 256 bytes on the disk: 10,000 keys that are there, overwritten at random by 32 connections that each
//! wait for their answer. Here the disk decides, and whether commits share the way to it.
//!
//! | measure | limit |
//! | --- | --- |
//! | puts per second | [bare SQLite group commit](GroupCommit) by 32 producers, in the same file system |
//! | the time within which 99 of 100 puts are answered | the same, of its commits |

use anyhow::Result;

use super::{
    Outcome,
    setup::{CONNECTIONS, start_with_keys},
};
use crate::{
    bench::Bench,
    limits::{GroupCommit, Rows},
    load::{Crew, Puts},
    measure::{Finding, Reach, Side, in_turns},
    report::note,
};

const KEYS: u64 = 10_000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let (folder, bare_folder) = (bench.folder_on_disk()?, bench.folder_on_disk()?);
    let mut commits = GroupCommit::start(bare_folder.path(), Rows::Body, CONNECTIONS, KEYS, bench.seed)?;
    let whole_folder = bench.folder_on_disk()?;
    let mut whole = GroupCommit::start(whole_folder.path(), Rows::WithHistory, CONNECTIONS, KEYS, bench.seed)?;
    let server = start_with_keys(bench, folder.path(), KEYS).await?;
    let puts = Puts::random(&server.target, CONNECTIONS, KEYS, bench.seed);
    let mut clients = Crew::connect(&server.target, puts).await?;

    let mut rate = Finding::new("puts", "/s", "bare SQLite group commit", Reach::AtLeast(0.8));
    let mut slowest = Finding::new("99th percentile", "ms", "bare SQLite group commit", Reach::AtMost(1.2));
    let mut most = Finding::new("puts", "/s", "bare SQLite, all rows", Reach::Told);
    for _ in 0..bench.rounds {
        let sides: [&mut dyn Side; 3] = [&mut commits, &mut clients, &mut whole];
        let [mut limit, mut round, all_rows] = in_turns(bench, sides).await?;
        most.add(all_rows.per_second(), round.per_second());
        rate.add(limit.per_second(), round.per_second());
        let [limit_ms, ms] = [&mut limit.latencies, &mut round.latencies].map(|latencies| latencies.percentile_99_ms());
        slowest.add(limit_ms, ms);
        note(format_args!("{:.0} commits/s, {:.0} puts/s", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![rate, slowest, most]))
}
