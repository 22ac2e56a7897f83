//! PUT where there is much: two servers with stores in memory (tmpfs), one with 50,000 keys and one with 1,000, all of
//! them overwritten at random by 32 connections. What is there already should cost nothing.
//!
//! | measure | limit |
//! | --- | --- |
//! | time for each put, of all connections together, at 50,000 keys | the same at 1,000 keys |
//! | CPU of the server for each put | the same; told, and not asked for |

use anyhow::Result;

use super::{
    Outcome,
    setup::{CONNECTIONS, start_with_keys},
};
use crate::{
    bench::Bench,
    load::{Crew, Puts},
    measure::{Finding, Reach, in_turns},
    report::note,
};

const FEW_KEYS: u64 = 1000;
const MANY_KEYS: u64 = 50_000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let (few_folder, many_folder) = (bench.folder_in_memory()?, bench.folder_in_memory()?);
    let few = start_with_keys(bench, few_folder.path(), FEW_KEYS).await?;
    let many = start_with_keys(bench, many_folder.path(), MANY_KEYS).await?;
    let puts = |target, keys| Puts::random(target, CONNECTIONS, keys, bench.seed);
    let mut few_clients = Crew::connect(&few.target, puts(&few.target, FEW_KEYS)).await?;
    let mut many_clients = Crew::connect(&many.target, puts(&many.target, MANY_KEYS)).await?;

    let mut time = Finding::new("time", "us/put", "1,000 keys", Reach::AtMost(1.1));
    let mut cpu = Finding::new("server CPU", "us/put", "1,000 keys", Reach::Told);
    for _ in 0..bench.rounds {
        let [limit, round] = in_turns(bench, [&mut few_clients, &mut many_clients]).await?;
        time.add(1e6 / limit.per_second(), 1e6 / round.per_second());
        cpu.add(limit.cpu_us_each(), round.cpu_us_each());
        note(format_args!("{:.0} puts/s at few keys, {:.0} at many", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![time, cpu]))
}
