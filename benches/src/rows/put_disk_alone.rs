//! PUT of values of 256 bytes on the disk by one connection: 10,000 keys that are there, overwritten at random, each put
//! sent when the one before is answered. Nothing can be shared: every put pays for its own way to the disk.
//!
//! | measure | limit |
//! | --- | --- |
//! | puts per second | [single SQLite commits](SingleCommits) by one thread, in the same file system |
//! | puts per second | a [bare axum server](crate::servers::bare) that answers the same requests; told: the way there and back takes time too |

use anyhow::Result;

use super::{
    Outcome,
    setup::{start_bare, start_with_keys},
};
use crate::{
    bench::Bench,
    limits::SingleCommits,
    load::{Crew, Puts},
    measure::{Finding, Reach, in_turns},
    report::note,
};

const KEYS: u64 = 10_000;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let (folder, bare_folder) = (bench.folder_on_disk()?, bench.folder_on_disk()?);
    let mut commits = SingleCommits::new(bare_folder.path(), KEYS, bench.seed)?;
    let server = start_with_keys(bench, folder.path(), KEYS).await?;
    let mut client = Crew::connect(&server.target, Puts::random(&server.target, 1, KEYS, bench.seed)).await?;
    let bare = start_bare(&server.target).await?;
    let mut bare_client = Crew::connect(&bare.target, Puts::random(&bare.target, 1, KEYS, bench.seed)).await?;

    let mut rate = Finding::new("puts", "/s", "single SQLite commits", Reach::AtLeast(0.9));
    let mut echoed = Finding::new("puts", "/s", "bare axum", Reach::Told);
    for _ in 0..bench.rounds {
        let [limit, round, echo] = in_turns(bench, [&mut commits, &mut client, &mut bare_client]).await?;
        echoed.add(echo.per_second(), round.per_second());
        rate.add(limit.per_second(), round.per_second());
        note(format_args!("{:.0} commits/s, {:.0} puts/s", limit.per_second(), round.per_second()));
    }
    Ok(Outcome::Measured(vec![rate, echoed]))
}
