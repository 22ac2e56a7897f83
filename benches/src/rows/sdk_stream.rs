//! An event through the SDK's stream: 20,000 events of values of 256 bytes, from the real server's log.
//!
//! | measure | |
//! | --- | --- |
//! | CPU of this process for each event, from the socket to the program, without what parsing its JSON costs | a number: at most 2 µs |
//! | what reading the same bytes costs with bare reqwest, nothing parsed | told, and not asked for: the part of the above that is not the SDK's |
//!
//! Parsing is `serde_json::from_slice::<EngineEvent>` of one of these events, as often as there were events, in turns
//! with the others.

use std::hint::black_box;

use anyhow::{Context as _, Result, ensure};
use charter_sdk::{
    Client,
    stream::StreamItem,
    types::{EngineEvent, Revision},
};

use super::{Outcome, setup::start_with_keys};
use crate::{
    bench::Bench,
    load::{Connection, EventCounter, PREFIX, first_event, watch_request},
    measure::{Finding, OwnWork, Reach, Round, in_turns},
    report::note,
    servers::Target,
};

const EVENTS: u64 = 20_000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = start_with_keys(bench, folder.path(), EVENTS).await?;
    let target = &server.target;
    let first = first_event(Connection::open(target.address).await?, &watch_request(target, Some(0))).await?;
    let json = first.frame.lines().find_map(|line| line.strip_prefix("data: ")).context("an event has no data")?;
    let sdk = Client::builder().url(format!("http://{}", target.address)).token(&target.token).build()?;

    let mut parsing = OwnWork(async || parse(json));
    let mut reading = OwnWork(async || read(target).await);
    let mut following = OwnWork(async || follow(&sdk).await);

    let mut over = Finding::new("CPU over parsing", "us/event", "", Reach::AtMost(2.0));
    let mut bytes = Finding::new("CPU over parsing", "us/event", "bare reqwest, reading only", Reach::Told);
    for _ in 0..bench.rounds {
        let rounds = in_turns(bench, [&mut parsing, &mut reading, &mut following]).await?;
        let [parsing, reading, following] = rounds.each_ref().map(Round::cpu_us_each);
        over.add_alone(following - parsing);
        bytes.add(reading, following - parsing);
        note(format_args!("SDK {following:.2} us, parsing {parsing:.2} us, reading {reading:.2} us"));
    }
    Ok(Outcome::Measured(vec![over, bytes]))
}

fn parse(json: &str) -> Result<u64> {
    for _ in 0..EVENTS {
        black_box(serde_json::from_slice::<EngineEvent>(black_box(json.as_bytes()))?);
    }
    Ok(EVENTS)
}

/// Reads all events with bare reqwest.
async fn read(target: &Target) -> Result<u64> {
    let http = reqwest::Client::builder().build()?;
    let url = format!("http://{}/v1/resources/events?prefix={PREFIX}&after=0", target.address);
    let mut answer = http.get(url).bearer_auth(&target.token).send().await?.error_for_status()?;
    let (mut counter, mut events) = (EventCounter::new(), 0);
    while events < EVENTS {
        let chunk = answer.chunk().await?.context("the stream ended")?;
        events += counter.count(&chunk) as u64;
    }
    ensure!(events == EVENTS, "there were {events} events");
    Ok(EVENTS)
}

/// Reads all events with the SDK.
async fn follow(sdk: &Client) -> Result<u64> {
    let mut stream = sdk.watch_resources().prefix(PREFIX).after(Revision::new(0)?).stream();
    let mut events = 0;
    while events < EVENTS {
        if let StreamItem::Event(event) = stream.next_item().await? {
            black_box(event);
            events += 1;
        }
    }
    Ok(EVENTS)
}
