//! A GET through the SDK: one resource with a value of 256 bytes, read one time after the other, from a
//! [bare axum server](crate::servers::bare), so that the client is what takes time.
//!
//! | measure | limit |
//! | --- | --- |
//! | CPU of this process for each GET | the same GET by bare reqwest: its URL, the token, the answer's status checked, its JSON read into the same type |

use std::hint::black_box;

use anyhow::Result;
use charter_sdk::{Client, types::Resource};

use super::{Outcome, setup::start_bare};
use crate::{
    bench::Bench,
    load::key,
    measure::{Finding, OwnWork, Reach, Round, in_turns},
    report::note,
    servers::{CharterServer, Target},
};

/// How many GETs are measured between two looks at the clock.
const BATCH: u64 = 100;

pub async fn run(bench: &Bench) -> Result<Outcome> {
    let folder = bench.folder_in_memory()?;
    let server = CharterServer::start(&bench.binary, folder.path())?;
    let bare = start_bare(&server.target).await?;
    let Target { address, token, .. } = &bare.target;
    let url = format!("http://{address}");
    let key = key(0);
    // First, because it chooses the cryptography that reqwest wants to know even where there is none.
    let sdk = Client::builder().url(&url).token(token).build()?;
    let http = reqwest::Client::builder().build()?;
    let resource_url = format!("{url}/v1/resources/{key}");

    let mut with_reqwest = OwnWork(async || {
        for _ in 0..BATCH {
            let answer = http.get(&resource_url).bearer_auth(token).send().await?.error_for_status()?;
            black_box(answer.json::<Resource>().await?);
        }
        Ok(BATCH)
    });
    let mut with_sdk = OwnWork(async || {
        for _ in 0..BATCH {
            black_box(sdk.get_resource(&key).await?);
        }
        Ok(BATCH)
    });

    let mut cpu = Finding::new("client CPU", "us/GET", "bare reqwest", Reach::AtMost(1.1));
    for _ in 0..bench.rounds {
        let rounds = in_turns(bench, [&mut with_reqwest, &mut with_sdk]).await?;
        let [limit, ours] = rounds.each_ref().map(Round::cpu_us_each);
        cpu.add(limit, ours);
        note(format_args!("reqwest {limit:.1} us, SDK {ours:.1} us"));
    }
    Ok(Outcome::Measured(vec![cpu]))
}
