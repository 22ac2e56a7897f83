//! PUT of values of 256 bytes: 10,000 keys that are there, overwritten at random by 32 connections that each wait for
//! their answer. The store is in memory (tmpfs), so that the disk hides nothing.
//!
//! | measure | limit |
//! | --- | --- |
//! | puts per second | [bare SQLite group commit](GroupCommit) by 32 producers, in the same file system |
//! | CPU of the server for each put | CPU of a [bare axum server](crate::servers::bare) for each of the same requests, which it reads whole and answers with the same bytes |
//! | puts per second | the same; told, and not asked for |
//! | puts per second | [group commit](GroupCommit) of [everything that a put writes](Rows::WithHistory); told |

use anyhow::Result;

use super::{
    Outcome,
    setup::{CONNECTIONS, start_bare, start_with_keys},
};
use crate::{
    bench::Bench,
    limits::{GroupCommit, Rows},
    load::{Crew, Puts},
    measure::{Finding, Reach, Round, Side, in_turns},
    report::note,
};

const KEYS: u64 = 10_000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let (folder, bare_folder) = (bench.folder_in_memory()?, bench.folder_in_memory()?);
    let mut commits = GroupCommit::start(bare_folder.path(), Rows::Body, CONNECTIONS, KEYS, bench.seed)?;
    let whole_folder = bench.folder_in_memory()?;
    let mut whole = GroupCommit::start(whole_folder.path(), Rows::WithHistory, CONNECTIONS, KEYS, bench.seed)?;
    let server = start_with_keys(bench, folder.path(), KEYS).await?;
    let bare = start_bare(&server.target).await?;
    let puts = |target| Puts::random(target, CONNECTIONS, KEYS, bench.seed);
    let mut clients = Crew::connect(&server.target, puts(&server.target)).await?;
    let mut bare_clients = Crew::connect(&bare.target, puts(&bare.target)).await?;

    let mut rate = Finding::new("puts", "/s", "bare SQLite group commit", Reach::AtLeast(0.45));
    let mut cpu = Finding::new("server CPU", "us/put", "bare axum", Reach::AtMost(3.0));
    let mut echoed = Finding::new("puts", "/s", "bare axum", Reach::Told);
    let mut most = Finding::new("puts", "/s", "bare SQLite, all rows", Reach::Told);
    for _ in 0..bench.rounds {
        let sides: [&mut dyn Side; 4] = [&mut commits, &mut clients, &mut bare_clients, &mut whole];
        let [limit, round, echo, all_rows] = in_turns(bench, sides).await?;
        rate.add(limit.per_second(), round.per_second());
        cpu.add(echo.cpu_us_each(), round.cpu_us_each());
        echoed.add(echo.per_second(), round.per_second());
        most.add(all_rows.per_second(), round.per_second());
        let [commits, puts, echos] = [&limit, &round, &echo].map(Round::per_second);
        note(format_args!("{commits:.0} commits/s, {puts:.0} puts/s, {echos:.0} echos/s"));
    }
    Ok(Outcome::Measured(vec![rate, cpu, echoed, most]))
}
