use std::time::Duration;

/// How long each answer took.
#[derive(Debug, Default)]
pub struct Latencies(Vec<Duration>);

impl Latencies {
    pub fn push(&mut self, latency: Duration) {
        self.0.push(latency);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// The time within which 99 of 100 answers came, in milliseconds; zero when there were none.
    pub fn percentile_99_ms(&mut self) -> f64 {
        self.percentile_99().as_secs_f64() * 1e3
    }

    fn percentile_99(&mut self) -> Duration {
        let Some(last) = self.0.len().checked_sub(1) else { return Duration::ZERO };
        let index = last * 99 / 100;
        *self.0.select_nth_unstable(index).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_a_hundred_is_left_out() {
        let mut latencies = Latencies::default();
        assert_eq!(latencies.percentile_99(), Duration::ZERO);
        for ms in (0..=100).rev() {
            latencies.push(Duration::from_millis(ms));
        }
        assert_eq!(latencies.percentile_99(), Duration::from_millis(99));
    }
}
