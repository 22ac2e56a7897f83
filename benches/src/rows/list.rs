//! A list: one page of all 1,000 resources, with values of 256 bytes, over and over, by 8 connections that each wait for
//! their answer.
//!
//! | measure | limit |
//! | --- | --- |
//! | lists per second | a [bare axum server](crate::servers::bare) that answers the same requests with the same bytes |
//! | CPU of the server for each list | the same; told, and not asked for |
//! | CPU of the server for each list | [SQLite reading](PageReads) 1,000 bodies of 256 bytes, and nothing else; told |

use anyhow::{Result, ensure};

use super::{Outcome, setup::start_with_keys};
use crate::{
    bench::Bench,
    limits::PageReads,
    load::{Connection, Crew, Repeated, list_request},
    measure::{Finding, OwnWork, Reach, in_turns},
    report::note,
    servers::{BarePlan, BareServer, Canned, Target},
};

const KEYS: u32 = 1000;
const CONNECTIONS: usize = 8;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = start_with_keys(bench, folder.path(), KEYS.into()).await?;
    let bare = start_bare(&server.target).await?;
    let lists = |target| Repeated::of(list_request(target, KEYS), CONNECTIONS);
    let mut clients = Crew::connect(&server.target, lists(&server.target)).await?;
    let mut bare_clients = Crew::connect(&bare.target, lists(&bare.target)).await?;

    let mut rate = Finding::new("lists", "/s", "bare axum", Reach::AtLeast(0.3));
    let mut cpu = Finding::new("server CPU", "us/list", "bare axum", Reach::Told);
    let mut least = Finding::new("server CPU", "us/list", "bare SQLite reading", Reach::Told);
    let (pages_folder, pages_of) = (bench.folder_in_memory()?, u64::from(KEYS));
    let pages = PageReads::new(pages_folder.path(), pages_of)?;
    let mut reads = OwnWork(async || pages.read().map(|_| 1));
    for _ in 0..bench.rounds {
        let [limit, round, read] = in_turns(bench, [&mut bare_clients, &mut clients, &mut reads]).await?;
        rate.add(limit.per_second(), round.per_second());
        cpu.add(limit.cpu_us_each(), round.cpu_us_each());
        least.add(read.cpu_us_each(), round.cpu_us_each());
        note(format_args!("bare {:.0} lists/s, charter {:.0}", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![rate, cpu, least]))
}

async fn start_bare(target: &Target) -> Result<BareServer> {
    let mut connection = Connection::open(target.address).await?;
    let list = Canned::from_answer(&connection.expect(&list_request(target, KEYS)).await?)?;
    let items = list.body.matches("\"rev\":").count();
    ensure!(items == KEYS as usize, "a list of {KEYS} resources has {items}");
    BareServer::start(&BarePlan { list: Some(list), ..BarePlan::default() }, &target.token)
}
