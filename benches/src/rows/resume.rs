//! Resume: 100 subscribers come back after 200 events, of puts of values of 256 bytes, and get all of them.
//!
//! Each has a connection of its own, which is there before the clock starts (TCP, and for etcd HTTP/2 as well). The clock
//! runs from the first request to the last event of the last subscriber; nothing is written meanwhile. A round resumes
//! 10 times. Both stores are in memory (tmpfs).
//!
//! | measure | limit |
//! | --- | --- |
//! | events per second | the gRPC watch of etcd, as it comes from its package: 100 clients, each with one watch from the revision 200 events ago |

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use tokio::task::JoinSet;

use super::Outcome;
use crate::{
    bench::Bench,
    limits::etcd::{self, Etcd, Watcher, Writer},
    load::{Connection, Crew, EventReader, PREFIX, Puts, Until, key, put_request, revision, value, watch_request},
    measure::{Finding, Reach},
    report::note,
    servers::{CharterServer, Target},
};

const SUBSCRIBERS: usize = 100;
const MISSED_EVENTS: usize = 200;
const RESUMES: u32 = 10;
/// As many are written before; all that is missed is among them.
const KEYS: u64 = 1000;
const FILLERS: u64 = 10;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let Some(binary) = etcd::find() else {
        return Ok(Outcome::Skipped("etcd is not installed (Debian: apt-get install etcd-server)".into()));
    };
    let (folder, etcd_folder) = (bench.folder_in_memory()?, bench.folder_in_memory()?);
    let server = CharterServer::start(&bench.binary, folder.path())?;
    let target = &server.target;
    let last = fill(target).await?;
    let etcd = Etcd::start(&binary, etcd_folder.path()).await?;
    let etcd_last = fill_etcd(&etcd).await?;

    let mut rate = Finding::new("events", "/s", "etcd", Reach::AtLeast(1.2));
    let rounds = u64::from(RESUMES) * (SUBSCRIBERS * MISSED_EVENTS) as u64;
    let per_second = |time: Duration| rounds as f64 / time.as_secs_f64();
    for _ in 0..bench.rounds {
        let (mut limit, mut time) = (Duration::ZERO, Duration::ZERO);
        for _ in 0..RESUMES {
            limit += resume_etcd(&etcd, etcd_last).await?;
            time += resume(target, last).await?;
        }
        rate.add(per_second(limit), per_second(time));
        note(format_args!("etcd {:?} for each resume of all, charter {:?}", limit / RESUMES, time / RESUMES));
    }
    Ok(Outcome::Measured(vec![rate]))
}

/// Writes all keys; answers the last revision.
async fn fill(target: &Target) -> Result<u64> {
    let mut crew = Crew::connect(target, Puts::each_once(target, FILLERS)).await?;
    crew.run(Until::Requests(KEYS / FILLERS)).await?;
    let mut connection = Connection::open(target.address).await?;
    revision(&connection.expect(&put_request(target, &key(0), "", 0)).await?, "rev")
}

async fn fill_etcd(etcd: &Etcd) -> Result<u64> {
    let mut writer = Writer::connect(etcd.address).await?;
    let mut last = 0;
    for number in 0..KEYS {
        last = writer.put(&key(number), &value(number)).await?;
    }
    Ok(last)
}

/// The time until everybody has what was missed before a revision.
async fn resume(target: &Target, last: u64) -> Result<Duration> {
    let mut connections = Vec::new();
    for _ in 0..SUBSCRIBERS {
        connections.push(Connection::open(target.address).await?);
    }
    let request = watch_request(target, Some(last - MISSED_EVENTS as u64));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for connection in connections {
        let request = request.clone();
        tasks.spawn(async move {
            let come = EventReader::open(connection, &request).await?.read(MISSED_EVENTS).await?;
            ensure!(come == MISSED_EVENTS, "a stream had {come} events, not {MISSED_EVENTS}");
            anyhow::Ok(())
        });
    }
    join(tasks).await?;
    Ok(began.elapsed())
}

async fn resume_etcd(etcd: &Etcd, last: u64) -> Result<Duration> {
    let mut watchers = Vec::new();
    for _ in 0..SUBSCRIBERS {
        watchers.push(Watcher::connect(etcd.address).await?);
    }
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for mut watcher in watchers {
        let from = last + 1 - MISSED_EVENTS as u64;
        tasks.spawn(async move { watcher.read(PREFIX, from, MISSED_EVENTS).await });
    }
    join(tasks).await?;
    Ok(began.elapsed())
}

async fn join(mut tasks: JoinSet<Result<()>>) -> Result<()> {
    while let Some(outcome) = tasks.join_next().await {
        outcome.context("a subscriber's task failed")??;
    }
    Ok(())
}
