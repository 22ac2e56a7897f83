//! Compare-and-swap on one hot key, on the disk: 8 connections put the same key with `If-Match`. Who wins goes on from
//! the revision that it made, who loses from the one that its 412 tells. Of all that race for one revision one can win,
//! so the most there can be is one win for each time that the disk is waited for.
//!
//! | measure | limit |
//! | --- | --- |
//! | wins per second | [appends to a file](Appends), each waited for with `fdatasync`, in the same file system |

use anyhow::{Result, bail, ensure};

use super::Outcome;
use crate::{
    bench::Bench,
    limits::Appends,
    load::{Answer, Connection, Crew, Work, key, put_request, revision},
    measure::{Finding, Reach, in_turns},
    report::note,
    servers::{CharterServer, Target},
};

const CONNECTIONS: usize = 8;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let (folder, bare_folder) = (bench.folder_on_disk()?, bench.folder_on_disk()?);
    let mut appends = Appends::new(bare_folder.path())?;
    let server = CharterServer::start(&bench.binary, folder.path())?;
    let mut connection = Connection::open(server.target.address).await?;
    let first = revision(&connection.expect(&put_request(&server.target, &key(0), "", 0)).await?, "rev")?;
    let swaps = (0..CONNECTIONS).map(|_| Swaps::new(&server.target, first));
    let mut clients = Crew::connect(&server.target, swaps.collect()).await?;

    let mut rate = Finding::new("wins", "/s", "fdatasync appends", Reach::AtLeast(0.9));
    for _ in 0..bench.rounds {
        let [limit, round] = in_turns(bench, [&mut appends, &mut clients]).await?;
        ensure!(round.counted > 0, "nobody won");
        rate.add(limit.per_second(), round.per_second());
        note(format_args!("{:.0} appends/s, {:.0} wins/s", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![rate]))
}

/// Compare-and-swaps from the newest revision that is known.
struct Swaps {
    target: Target,
    rev: u64,
    request: Vec<u8>,
}

impl Swaps {
    fn new(target: &Target, rev: u64) -> Self {
        Self { target: target.clone(), rev, request: Vec::new() }
    }
}

impl Work for Swaps {
    fn request(&mut self) -> &[u8] {
        self.request = put_request(&self.target, &key(0), &format!("if-match: \"{}\"\r\n", self.rev), self.rev);
        &self.request
    }

    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool> {
        let member = match answer.status {
            200 => "rev",
            412 => "current_rev",
            other => bail!("a compare-and-swap was answered with {other}"),
        };
        let rev = revision(answer, member)?;
        ensure!(rev > self.rev, "the revision did not grow from {} to {rev}", self.rev);
        self.rev = rev;
        Ok(answer.status == 200)
    }
}
