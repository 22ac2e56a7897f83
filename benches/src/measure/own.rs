use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use futures::future::{FutureExt as _, LocalBoxFuture};
use nix::time::ClockId;

use super::{Latencies, Round, Side};

/// Work of this process, measured by what it uses of the processors itself. Each run of it tells how much was done.
#[derive(Debug)]
pub struct OwnWork<F>(pub F);

impl<F: AsyncFnMut() -> Result<u64>> Side for OwnWork<F> {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        let measured = async move {
            let (began, used, mut counted) = (Instant::now(), own_cpu_time()?, 0);
            while began.elapsed() < time {
                counted += (self.0)().await?;
            }
            let cpu = own_cpu_time()?.saturating_sub(used);
            Ok(Round { counted, elapsed: began.elapsed(), cpu, latencies: Latencies::default() })
        };
        measured.boxed_local()
    }
}

/// The processor time, user and system, that this process has used.
fn own_cpu_time() -> Result<Duration> {
    let now = ClockId::CLOCK_PROCESS_CPUTIME_ID.now().context("cannot read this process's CPU clock")?;
    Ok(now.into())
}
