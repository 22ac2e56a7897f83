//! GET of single resources with values of 256 bytes, at random among 10,000, by 32 connections that each wait for their
//! answer.
//!
//! | measure | limit |
//! | --- | --- |
//! | GETs per second | a [bare axum server](crate::servers::bare) that answers the same requests with the same bytes |
//! | CPU of the server for each GET | the same; told, and not asked for |

use anyhow::Result;

use super::{
    Outcome,
    setup::{CONNECTIONS, start_bare, start_with_keys},
};
use crate::{
    bench::Bench,
    load::{Crew, Gets},
    measure::{Finding, Reach, in_turns},
    report::note,
};

const KEYS: u64 = 10_000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = start_with_keys(bench, folder.path(), KEYS).await?;
    let bare = start_bare(&server.target).await?;
    let gets = |target| Gets::random(target, CONNECTIONS, KEYS, bench.seed);
    let mut clients = Crew::connect(&server.target, gets(&server.target)).await?;
    let mut bare_clients = Crew::connect(&bare.target, gets(&bare.target)).await?;

    let mut rate = Finding::new("GETs", "/s", "bare axum", Reach::AtLeast(0.6));
    let mut cpu = Finding::new("server CPU", "us/GET", "bare axum", Reach::Told);
    for _ in 0..bench.rounds {
        let [limit, round] = in_turns(bench, [&mut bare_clients, &mut clients]).await?;
        rate.add(limit.per_second(), round.per_second());
        cpu.add(limit.cpu_us_each(), round.cpu_us_each());
        note(format_args!("bare {:.0} GETs/s, charter {:.0}", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![rate, cpu]))
}
