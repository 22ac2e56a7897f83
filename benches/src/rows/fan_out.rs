//! Fan-out: 8 connections put resources with values of 256 bytes, and every event goes to 100 or 1,000 subscribers, who
//! read server-sent events over HTTP/1.1, each over a connection of its own. Writers may be 64 events ahead of the
//! subscribers: enough to keep everybody busy, and too few for anybody to fall behind. A turn ends when everybody has
//! got everything.
//!
//! | measure | limit |
//! | --- | --- |
//! | deliveries per second: events × subscribers | a [bare axum server](crate::servers::bare): the same PUTs, answered with the same bytes, each sending one frame of a real event's bytes into a tokio `broadcast` that all its streams read |
//! | CPU of the server for each delivery, PUTs included | the same |

use std::time::Duration;

use anyhow::Result;
use futures::future::{FutureExt as _, LocalBoxFuture};

use super::Outcome;
use crate::{
    bench::Bench,
    load::{Connection, Crew, Gated, Puts, Subscribers, Until, first_event, key, put_request, watch_request},
    measure::{Finding, Meter, Reach, Round, Side, in_turns},
    report::note,
    servers::{BarePlan, BareServer, Canned, CharterServer, Target},
};

const WRITERS: usize = 8;
const WINDOW_EVENTS: u32 = 64;
const KEYS: u64 = 1000;

pub async fn run(bench: &Bench, subscribers: u32) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = CharterServer::start(&bench.binary, folder.path())?;
    let bare = start_bare(&server.target).await?;
    let mut audience = Audience::open(bench, &server.target, subscribers).await?;
    let mut bare_audience = Audience::open(bench, &bare.target, subscribers).await?;

    let mut rate = Finding::new("deliveries", "/s", "bare axum", Reach::AtLeast(0.7));
    let mut cpu = Finding::new("server CPU", "us/delivery", "bare axum", Reach::AtMost(1.5));
    for _ in 0..bench.rounds {
        let [limit, round] = in_turns(bench, [&mut bare_audience, &mut audience]).await?;
        rate.add(limit.per_second(), round.per_second());
        cpu.add(limit.cpu_us_each(), round.cpu_us_each());
        note(format_args!("bare {:.0} deliveries/s, charter {:.0}", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![rate, cpu]))
}

/// A bare server that streams frames with the bytes of a real event.
async fn start_bare(target: &Target) -> Result<BareServer> {
    let mut writer = Connection::open(target.address).await?;
    let put = writer.expect(&put_request(target, &key(0), "", 0)).await?;
    let put = Some(Canned::from_answer(&put)?);
    let first = first_event(Connection::open(target.address).await?, &watch_request(target, Some(0))).await?;
    let plan = BarePlan { put, stream: Some(first.stream), frame: Some(first.frame), ..BarePlan::default() };
    BareServer::start(&plan, &target.token)
}

/// The writers and subscribers of a server.
struct Audience {
    pid: u32,
    writers: Crew<Gated<Puts>>,
    subscribers: Subscribers,
}

impl Audience {
    async fn open(bench: &Bench, target: &Target, subscribers: u32) -> Result<Self> {
        let subscribers = Subscribers::open(target, &watch_request(target, None), subscribers, WINDOW_EVENTS).await?;
        let puts = Puts::random(target, WRITERS, KEYS, bench.seed);
        let gated = puts.into_iter().map(|puts| Gated::new(puts, subscribers.gate()));
        Ok(Self { pid: target.pid, writers: Crew::connect(target, gated.collect()).await?, subscribers })
    }

    async fn run(&mut self, time: Duration) -> Result<Round> {
        let meter = Meter::start(self.pid)?;
        let round = self.writers.run(Until::Time(time)).await?;
        self.subscribers.drain().await?;
        let (elapsed, cpu) = meter.stop()?;
        Ok(Round { counted: round.counted * u64::from(self.subscribers.number()), elapsed, cpu, ..round })
    }
}

impl Side for Audience {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        self.run(time).boxed_local()
    }
}
