//! A GET through the SDK: one resource with a value of 256 bytes, read one time after the other, from a
//! [bare axum server](crate::servers::bare), so that the client is what takes time.
//!
//! | measure | limit |
//! | --- | --- |
//! | CPU of this process for each GET | the same GET by bare reqwest: its URL, the token, the answer's status checked, its JSON read into the same type |

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use charter_sdk::{Client, types::Resource};

use super::{Outcome, setup::start_bare};
use crate::{
    bench::Bench,
    load::key,
    measure::{Finding, Reach, own_cpu_time},
    report::note,
    servers::{CharterServer, Target},
};

/// How many GETs are measured between two looks at the clock.
const BATCH: u32 = 100;

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

    let mut cpu = Finding::new("client CPU", "us/GET", "bare reqwest", Reach::AtMost(1.1));
    for _ in 0..bench.rounds {
        let limit = cpu_us_each(bench.round, async || {
            let answer = http.get(&resource_url).bearer_auth(token).send().await?.error_for_status()?;
            Ok(answer.json::<Resource>().await?.rev)
        });
        let limit = limit.await.context("bare reqwest cannot get a resource")?;
        let ours = cpu_us_each(bench.round, async || Ok(sdk.get_resource(&key).await?.rev));
        let ours = ours.await.context("the SDK cannot get a resource")?;
        cpu.add(limit, ours);
        note(format_args!("reqwest {limit:.1} us, SDK {ours:.1} us"));
    }
    Ok(Outcome::Measured(vec![cpu]))
}

/// The processor time of this process for each run of `work`, in microseconds.
async fn cpu_us_each<T>(time: Duration, mut work: impl AsyncFnMut() -> Result<T>) -> Result<f64> {
    let (began, used, mut done) = (Instant::now(), own_cpu_time()?, 0);
    while began.elapsed() < time {
        for _ in 0..BATCH {
            work().await?;
        }
        done += BATCH;
    }
    Ok((own_cpu_time()? - used).as_secs_f64() * 1e6 / f64::from(done))
}
