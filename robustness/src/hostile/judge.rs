//! Whether somebody was slowed: robustly, because the attackers, the server and others share the machine.

use std::time::Duration;

use super::bystander::Action;

/// One request of the well-behaved client.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub action: Action,
    pub took: Duration,
}

/// What is usual, what is seldom worse, and the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Latency {
    pub p50: Duration,
    pub p99: Duration,
    /// Not judged: one is nobody's fault on a shared machine.
    pub worst: Duration,
}

/// How much slower is slowed, and below what nobody notices: the attackers take one of the machine's few processors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tolerance {
    pub p50_factor: u32,
    pub p99_factor: u32,
    pub p50_floor: Duration,
    pub p99_floor: Duration,
}

/// Stated in the documentation.
pub(super) const TOLERANCE: Tolerance = Tolerance {
    p50_factor: 5,
    p99_factor: 10,
    p50_floor: Duration::from_millis(20),
    p99_floor: Duration::from_millis(250),
};

impl Latency {
    /// Of one action; `None` when it was not measured. A stall of the machine as a whole shows in one part of the time
    /// only: it is cut into parts, and the middle one counts.
    pub(super) fn of(samples: &[Sample], action: Action) -> Option<Self> {
        const PARTS: usize = 3;
        let took: Vec<_> = samples.iter().filter(|sample| sample.action == action).map(|sample| sample.took).collect();
        let parts = took.chunks(took.len().div_ceil(PARTS).max(1));
        let mut latencies: Vec<_> = parts.map(|part| Self::of_part(part.to_vec())).collect();
        latencies.sort_by_key(|latency| latency.p99);
        let p99 = latencies.get(latencies.len() / 2)?.p99;
        latencies.sort_by_key(|latency| latency.p50);
        let worst = took.iter().max().copied()?;
        Some(Self { p50: latencies[latencies.len() / 2].p50, p99, worst })
    }

    fn of_part(mut took: Vec<Duration>) -> Self {
        took.sort();
        let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
        Self { p50: at(50), p99: at(99), worst: at(100) }
    }

    /// Why this is slower than `calm` allows; `None` when it is not.
    pub(super) fn slowed(self, calm: Self, tolerance: Tolerance) -> Option<String> {
        let p50_limit = (calm.p50 * tolerance.p50_factor).max(tolerance.p50_floor);
        let p99_limit = (calm.p99 * tolerance.p99_factor).max(tolerance.p99_floor);
        let exceeds = |name, value, limit| (value > limit).then(|| format!("{name} is {value:.1?}, over {limit:.1?}"));
        exceeds("p50", self.p50, p50_limit).or_else(|| exceeds("p99", self.p99, p99_limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(milliseconds: impl IntoIterator<Item = u64>) -> Vec<Sample> {
        let sample = |milliseconds| Sample { action: Action::Read, took: Duration::from_millis(milliseconds) };
        milliseconds.into_iter().map(sample).collect()
    }

    fn latency(p50: u64, p99: u64) -> Latency {
        Latency { p50: Duration::from_millis(p50), p99: Duration::from_millis(p99), worst: Duration::from_millis(900) }
    }

    #[test]
    fn one_stall_of_the_machine_is_not_held_against_the_server() {
        let stalled = samples((0..300).map(|number| if (100..140).contains(&number) { 900 } else { 2 }));
        assert_eq!(Latency::of(&stalled, Action::Read), Some(latency(2, 2)));
        let always = samples((0..300).map(|number| if number % 20 == 0 { 900 } else { 2 }));
        assert_eq!(Latency::of(&always, Action::Read), Some(latency(2, 900)));
        assert_eq!(Latency::of(&always, Action::Write), None);
    }

    #[test]
    fn slowed_is_what_is_beyond_the_factor_and_noticeable() {
        let calm = latency(5, 30);
        assert_eq!(latency(24, 290).slowed(calm, TOLERANCE), None);
        assert!(latency(26, 30).slowed(calm, TOLERANCE).unwrap().contains("p50"));
        assert!(latency(5, 301).slowed(calm, TOLERANCE).unwrap().contains("p99"));
        assert_eq!(latency(19, 240).slowed(latency(1, 1), TOLERANCE), None, "nobody notices");
    }
}
