//! What a process has used.

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use nix::{time::ClockId, unistd::Pid};

fn cpu_time(pid: u32) -> Result<Duration> {
    let pid = Pid::from_raw(pid.try_into().context("no process has this number")?);
    let clock = ClockId::pid_cpu_clock_id(pid).context("cannot find a server's CPU clock: has it ended?")?;
    Ok(clock.now().context("cannot read a server's CPU clock: has it ended?")?.into())
}

/// Measures a span of time, and what a process uses in it.
#[derive(Debug)]
pub struct Meter {
    pid: u32,
    started: Instant,
    used: Duration,
}

impl Meter {
    /// # Errors
    /// When the process is not there.
    pub fn start(pid: u32) -> Result<Self> {
        let used = cpu_time(pid)?;
        Ok(Self { pid, started: Instant::now(), used })
    }

    /// The time that passed and the processor time, user and system, that the process used.
    ///
    /// # Errors
    /// When the process is not there any more.
    pub fn stop(self) -> Result<(Duration, Duration)> {
        let elapsed = self.started.elapsed();
        Ok((elapsed, cpu_time(self.pid)?.saturating_sub(self.used)))
    }
}

/// How much of a process is in memory (its resident set), in KiB.
///
/// # Errors
/// When the process is not there.
pub fn memory_kib(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).context("cannot read a server's memory")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("a server's memory is not told")?;
    line.trim().trim_end_matches(" kB").parse().context("a server's memory is not a number")
}
