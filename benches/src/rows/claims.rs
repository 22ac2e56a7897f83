//! Claims: 500 workers that each claim one run after the other, of 10,000 that wait. What they took is queued again between
//! the turns. The store is in memory (tmpfs). Once the runs are on their own, once they are those of missions of 250
//! items each, whose mission, item and history a claim changes too.
//!
//! | measure | limit |
//! | --- | --- |
//! | time for each claim, of all workers together | the same for each PUT of 256 bytes by 500 connections, on the same server |
//! | 99th percentile | the same |
//! | CPU of the server for each | the same; told |

use std::time::Duration;

use anyhow::{Result, ensure};
use futures::future::{FutureExt as _, LocalBoxFuture};

use super::{Outcome, setup::start_with_keys};
use crate::{
    bench::Bench,
    load::{Crew, InTurn, Puts, Until, json_request},
    measure::{Finding, Reach, Round, Side, in_turns},
    report::note,
    servers::Target,
};

const WORKERS: usize = 500;
const WAITING: u64 = 10_000;
const KEYS: u64 = 1000;
const FILLERS: u64 = 25;
const ITEMS: u64 = 250;

/// What waits for the workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Nobody,
    Missions,
}

pub async fn run(bench: &Bench, of: Of) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = start_with_keys(bench, folder.path(), KEYS).await?;
    let mut puts = Crew::connect(&server.target, Puts::random(&server.target, WORKERS, KEYS, bench.seed)).await?;
    let mut claims = Claims::connect(&server.target, of).await?;

    let limit = "PUT, 500 connections";
    let mut time = Finding::new("time", "us/claim", limit, Reach::AtMost(3.0));
    let mut slowest = Finding::new("99th percentile", "ms", limit, Reach::AtMost(3.0));
    let mut cpu = Finding::new("server CPU", "us/claim", limit, Reach::Told);
    for _ in 0..bench.rounds {
        let [mut limit, mut round] = in_turns(bench, [&mut puts, &mut claims]).await?;
        time.add(1e6 / limit.per_second(), 1e6 / round.per_second());
        cpu.add(limit.cpu_us_each(), round.cpu_us_each());
        note(format_args!("{:.0} puts/s, {:.0} claims/s", limit.per_second(), round.per_second()));
        let [limit_ms, ms] = [&mut limit.latencies, &mut round.latencies].map(|latencies| latencies.percentile_99_ms());
        slowest.add(limit_ms, ms);
    }
    Ok(Outcome::Measured(vec![time, slowest, cpu]))
}

/// Workers, and those who queue what they have claimed again.
struct Claims {
    workers: Crew<InTurn>,
    fillers: Crew<InTurn>,
    /// How many runs a request of a filler queues.
    queued_each: u64,
    waiting: u64,
}

impl Claims {
    async fn connect(target: &Target, of: Of) -> Result<Self> {
        let (fill, queued_each) = match of {
            Of::Nobody => (json_request(target, "POST", "/v1/runs", r#"{"title":"Measure","role":"surveyor"}"#), 1),
            Of::Missions => (json_request(target, "POST", "/v1/missions", &mission()), ITEMS),
        };
        let claim = json_request(target, "POST", "/v1/runs/claim", r#"{"roles":["surveyor"],"lease_ms":3600000}"#);
        let works = |request: &Vec<u8>, count: usize, marker| {
            (0..count).map(|_| InTurn::new(vec![request.clone()], marker)).collect()
        };
        let workers = Crew::connect(target, works(&claim, WORKERS, "run_id")).await?;
        let fillers = Crew::connect(target, works(&fill, FILLERS as usize, "created_at")).await?;
        Ok(Self { workers, fillers, queued_each, waiting: 0 })
    }

    /// As many wait again as are to.
    async fn fill(&mut self) -> Result<()> {
        let requests = WAITING.saturating_sub(self.waiting).div_ceil(self.queued_each * FILLERS);
        let queued = self.fillers.run(Until::Requests(requests)).await?.counted;
        self.waiting += queued * self.queued_each;
        Ok(())
    }
}

impl Side for Claims {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        async move {
            self.fill().await?;
            let round = self.workers.run(Until::Time(time)).await?;
            self.waiting = self.waiting.saturating_sub(round.counted);
            ensure!(self.waiting > 0, "the workers had nothing left to claim");
            Ok(round)
        }
        .boxed_local()
    }
}

fn mission() -> String {
    let items: Vec<String> =
        (0..ITEMS).map(|number| format!(r#"{{"item_id":"i{number}","title":"Measure","role":"surveyor"}}"#)).collect();
    format!(r#"{{"title":"Survey","parallelism":1000,"items":[{}]}}"#, items.join(","))
}
