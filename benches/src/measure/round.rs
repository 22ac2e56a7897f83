use std::{ops::AddAssign, time::Duration};

use anyhow::Result;
use futures::future::LocalBoxFuture;

use super::Latencies;
use crate::bench::Bench;

/// What came of a round.
#[derive(Debug, Default)]
pub struct Round {
    /// How many answers counted.
    pub counted: u64,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// What the process that is measured used of the processors meanwhile; zero where nobody wants to know.
    pub cpu: Duration,
    /// Of all answers; empty where nobody wants to know.
    pub latencies: Latencies,
}

impl Round {
    pub fn per_second(&self) -> f64 {
        self.counted as f64 / self.elapsed.as_secs_f64()
    }

    /// Processor time for each answer that counted, in microseconds.
    pub fn cpu_us_each(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.counted as f64
    }
}

impl AddAssign for Round {
    fn add_assign(&mut self, other: Self) {
        self.counted += other.counted;
        self.elapsed += other.elapsed;
        self.cpu += other.cpu;
        self.latencies.append(other.latencies);
    }
}

/// Something that can be measured for a time: a limit or a server with its clients.
pub trait Side {
    /// # Errors
    /// When something went wrong that should not.
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>>;
}

/// How often the sides of a round take turns: what else the machine does comes and goes, and should meet all of them.
const TURNS: u32 = 8;

/// One round of each side, in short turns.
///
/// # Errors
/// When a side cannot be measured.
pub async fn in_turns<const SIDES: usize>(bench: &Bench, mut sides: [&mut dyn Side; SIDES]) -> Result<[Round; SIDES]> {
    let mut rounds = std::array::from_fn(|_| Round::default());
    for _ in 0..TURNS {
        for (side, round) in sides.iter_mut().zip(&mut rounds) {
            *round += side.measure(bench.round / TURNS).await?;
        }
    }
    Ok(rounds)
}
