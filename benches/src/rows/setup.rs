//! What several rows begin with.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::{
    bench::Bench,
    load::{Connection, Crew, Puts, Until, get_request, key, put_request},
    servers::{BarePlan, BareServer, Canned, CharterServer, Target},
};

/// How many connections ask at the same time.
pub const CONNECTIONS: usize = 32;
/// How many connections fill a store. Every number of keys is a multiple of it.
const FILLERS: u64 = 50;

/// A server with a store in `folder` that has this many resources.
///
/// # Errors
/// When it does not start or does not take them.
pub async fn start_with_keys(bench: &Bench, folder: &Path, keys: u64) -> Result<CharterServer> {
    let server = CharterServer::start(&bench.binary, folder)?;
    ensure!(keys.is_multiple_of(FILLERS), "the keys are not a multiple of {FILLERS}");
    let mut crew = Crew::connect(&server.target, Puts::each_once(&server.target, FILLERS)).await?;
    crew.run(Until::Requests(keys / FILLERS)).await?;
    Ok(server)
}

/// A bare server that answers GETs and PUTs of single resources as the real one does.
///
/// # Errors
/// When it does not start.
pub async fn start_bare(target: &Target) -> Result<BareServer> {
    let mut connection = Connection::open(target.address).await?;
    let put = connection.expect(&put_request(target, &key(0), "", 0)).await?;
    let put = Some(Canned::from_answer(&put)?);
    let get = connection.expect(&get_request(target, &key(0))).await?;
    let get = Some(Canned::from_answer(&get)?);
    BareServer::start(&BarePlan { put, get, ..BarePlan::default() }, &target.token)
}
