//! An event applied to a mission of 10,000 items: one connection changes the titles of items, one after the other. What
//! the mission has besides should cost nothing. The store is in memory (tmpfs).
//!
//! | measure | limit |
//! | --- | --- |
//! | time for each event | the same at a mission of 10 items |
//! | CPU of the server for each | the same; told |

use std::path::Path;

use anyhow::{Context as _, Result};

use super::Outcome;
use crate::{
    bench::Bench,
    load::{Connection, Crew, InTurn, json_request},
    measure::{Finding, Reach, in_turns},
    report::note,
    servers::{CharterServer, Target},
};

const FEW: u64 = 10;
const MANY: u64 = 10_000;
/// As many items as one request may add.
const AT_ONCE: u64 = 250;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let (few_folder, many_folder) = (bench.folder_in_memory()?, bench.folder_in_memory()?);
    let (_few, mut few_clients) = start(bench, few_folder.path(), FEW).await?;
    let (_many, mut many_clients) = start(bench, many_folder.path(), MANY).await?;

    let mut time = Finding::new("time", "us/event", "10 items", Reach::AtMost(1.2));
    let mut cpu = Finding::new("server CPU", "us/event", "10 items", Reach::Told);
    for _ in 0..bench.rounds {
        let [limit, round] = in_turns(bench, [&mut few_clients, &mut many_clients]).await?;
        time.add(1e6 / limit.per_second(), 1e6 / round.per_second());
        cpu.add(limit.cpu_us_each(), round.cpu_us_each());
        note(format_args!("{:.0} events/s at few items, {:.0} at many", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![time, cpu]))
}

/// A server with a mission of so many items, and a connection that changes them.
async fn start(bench: &Bench, folder: &Path, items: u64) -> Result<(CharterServer, Crew<InTurn>)> {
    let server = CharterServer::start(&bench.binary, folder)?;
    let target = server.target.clone();
    let mut connection = Connection::open(target.address).await?;
    let create = json_request(&target, "POST", "/v1/missions", r#"{"title":"Survey"}"#);
    let mission_id = id(connection.expect(&create).await?.body)?;
    let path = format!("/v1/missions/{mission_id}/items");
    for first in (0..items).step_by(AT_ONCE as usize) {
        let added: Vec<_> = (first..items.min(first + AT_ONCE)).map(item).collect();
        let body = format!(r#"{{"items":[{}]}}"#, added.join(","));
        connection.expect(&json_request(&target, "POST", &path, &body)).await?;
    }
    Ok((server, Crew::connect(&target, vec![changes(&target, &path, items)]).await?))
}

/// Items wait for the first, so that only that one is queued.
fn item(number: u64) -> String {
    let depends_on = if number == 0 { "" } else { r#","depends_on":["i0"]"# };
    format!(r#"{{"item_id":"i{number}","title":"Measure"{depends_on}}}"#)
}

/// Changes of items that are far apart, so that they are not all in the server's memory by chance.
fn changes(target: &Target, path: &str, items: u64) -> InTurn {
    let numbers = (0..items.min(1000)).map(|number| 1 + number * 7919 % (items - 1));
    let change = |number| json_request(target, "PATCH", &format!("{path}/i{number}"), r#"{"title":"Measure again"}"#);
    InTurn::new(numbers.map(change).collect(), "\"commands\"")
}

fn id(body: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(body)?;
    let (_, rest) = text.split_once(r#""mission_id":""#).context("a mission has no id")?;
    let (id, _) = rest.split_once('"').context("a mission's id does not end")?;
    Ok(id.to_owned())
}
