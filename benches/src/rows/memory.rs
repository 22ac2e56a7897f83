//! How much of the server is in memory (its resident set) with 10,000 keys of 256 bytes and 1,000 subscribers, after
//! 10,000 more puts, of which each subscriber got the last 1,000. There is nothing to compare with: the limit is a
//! number.

use anyhow::Result;

use super::{Outcome, setup::start_with_keys};
use crate::{
    bench::Bench,
    load::{Crew, Gated, Puts, Subscribers, Until, watch_request},
    measure::{Finding, Reach, memory_kib},
    report::note,
};

const KEYS: u64 = 10_000;
const SUBSCRIBERS: u32 = 1000;
const WRITERS: usize = 8;
const WINDOW_EVENTS: u32 = 64;
const PUTS: u64 = 9000;
const DELIVERED_PUTS: u64 = 1000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = start_with_keys(bench, folder.path(), KEYS).await?;
    let target = &server.target;
    let puts = || Puts::random(target, WRITERS, KEYS, bench.seed);
    Crew::connect(target, puts()).await?.run(Until::Requests(PUTS / WRITERS as u64)).await?;
    let mut memory = Finding::new("resident set", "MiB", "", Reach::AtMost(64.0));
    note(format_args!("{} MiB without subscribers", memory_kib(target.pid)? >> 10));

    let mut subscribers = Subscribers::open(target, &watch_request(target, None), SUBSCRIBERS, WINDOW_EVENTS).await?;
    let gated = puts().into_iter().map(|puts| Gated::new(puts, subscribers.gate())).collect();
    let mut writers = Crew::connect(target, gated).await?;
    writers.run(Until::Requests(DELIVERED_PUTS / WRITERS as u64)).await?;
    subscribers.drain().await?;
    memory.add_alone(memory_kib(target.pid)? as f64 / 1024.0);
    Ok(Outcome::Measured(vec![memory]))
}
