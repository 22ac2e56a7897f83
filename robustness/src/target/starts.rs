use std::time::Duration;

/// A start of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// When its process was started, in milliseconds since 1970.
    pub spawned_at_ms: i64,
    /// How long it took until it answered; `None` when it was killed before.
    pub took: Option<Duration>,
}

/// All starts of a server, in their order.
#[derive(Debug, Clone, Default)]
pub struct Starts(Vec<Start>);

impl Starts {
    pub(super) fn push(&mut self, start: Start) {
        self.0.push(start);
    }

    /// Since when the server that ran at this time had been ready, or that it was started when it never was; both in
    /// milliseconds since 1970.
    pub fn running_since(&self, time_ms: i64) -> Option<i64> {
        let start = self.0.iter().rev().find(|start| start.spawned_at_ms <= time_ms)?;
        let took_ms = i64::try_from(start.took.unwrap_or_default().as_millis()).unwrap_or(i64::MAX);
        Some(start.spawned_at_ms.saturating_add(took_ms))
    }

    /// How long the starts after the first took, shortest first, without those that were cut short.
    pub fn restarts(&self) -> Vec<Duration> {
        let mut took: Vec<Duration> = self.0.iter().skip(1).filter_map(|start| start.took).collect();
        took.sort_unstable();
        took
    }
}

impl FromIterator<Start> for Starts {
    fn from_iter<I: IntoIterator<Item = Start>>(starts: I) -> Self {
        Self(starts.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts() -> Starts {
        let took = |ms| Some(Duration::from_millis(ms));
        [(100, took(9)), (200, took(50)), (300, None), (400, took(20)), (500, took(30))]
            .into_iter()
            .map(|(spawned_at_ms, took)| Start { spawned_at_ms, took })
            .collect()
    }

    #[test]
    fn finds_the_life_that_a_time_belongs_to() {
        assert_eq!(starts().running_since(450), Some(420));
        assert_eq!(starts().running_since(399), Some(300));
        assert_eq!(starts().running_since(99), None);
    }

    #[test]
    fn the_first_start_and_those_cut_short_are_no_restarts() {
        let took: Vec<u128> = starts().restarts().iter().map(Duration::as_millis).collect();
        assert_eq!(took, [20, 30, 50]);
    }
}
