use std::{hash::Hash, num::NonZeroU32};

use governor::{Quota, RateLimiter, clock::Clock, middleware::NoOpMiddleware, state::keyed::DashMapStateStore};

use super::{RateLimit, TooMany};

/// The same limit for each of many keys.
pub(super) struct Rates<K: Hash + Eq + Clone, C: Clock>(
    RateLimiter<K, DashMapStateStore<K>, C, NoOpMiddleware<C::Instant>>,
);

impl<K: Hash + Eq + Clone, C: Clock> Rates<K, C> {
    pub(super) fn new(limit: RateLimit, clock: C) -> Self {
        // The time between two requests is counted in whole nanoseconds, and must not be none.
        let per_second = limit.per_second.min(const { NonZeroU32::new(1_000_000).unwrap() });
        let quota = Quota::per_second(per_second).allow_burst(limit.burst);
        Self(RateLimiter::dashmap_with_clock(quota, clock))
    }

    pub(super) fn count(&self, key: &K) -> Result<(), TooMany> {
        self.0.check_key(key).map_err(|_| TooMany)
    }

    /// Whoever could send a whole burst again is as good as new.
    pub(super) fn forget_idle(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use governor::clock::FakeRelativeClock;

    use super::*;

    fn rates(per_second: u32, burst: u32) -> (Rates<&'static str, FakeRelativeClock>, FakeRelativeClock) {
        let number = |number| NonZeroU32::new(number).unwrap();
        let clock = FakeRelativeClock::default();
        let limit = RateLimit { per_second: number(per_second), burst: number(burst) };
        (Rates::new(limit, clock.clone()), clock)
    }

    fn taken(rates: &Rates<&'static str, FakeRelativeClock>, key: &'static str) -> usize {
        (0..1000).take_while(|_| rates.count(&key).is_ok()).count()
    }

    #[test]
    fn a_burst_and_then_as_many_as_a_second_allows() {
        let (rates, clock) = rates(10, 25);
        assert_eq!(taken(&rates, "a"), 25);
        for _ in 0..5 {
            clock.advance(Duration::from_secs(1));
            assert_eq!(taken(&rates, "a"), 10);
        }
        clock.advance(Duration::from_secs(3600));
        assert_eq!(taken(&rates, "a"), 25, "rest gives one burst back, not more");
    }

    #[test]
    fn one_key_takes_nothing_from_another() {
        let (rates, _clock) = rates(10, 25);
        assert_eq!(taken(&rates, "a"), 25);
        assert_eq!(taken(&rates, "b"), 25);
    }

    #[test]
    fn who_rests_is_forgotten_and_who_is_over_the_limit_is_not() {
        let (rates, clock) = rates(10, 20);
        taken(&rates, "a");
        rates.count(&"b").unwrap();
        clock.advance(Duration::from_secs(1));
        rates.forget_idle();
        assert_eq!(rates.0.len(), 1, "b has its burst back");
        assert_eq!(taken(&rates, "a"), 10, "forgetting is no way to a new burst");
        clock.advance(Duration::from_secs(3));
        rates.forget_idle();
        assert!(rates.0.is_empty());
    }

    #[test]
    fn the_shortest_limit_has_room_again_within_a_second() {
        let (rates, clock) = rates(1, 1);
        assert_eq!(taken(&rates, "a"), 1);
        clock.advance(Duration::from_secs(1));
        assert_eq!(taken(&rates, "a"), 1, "what Retry-After says");
    }
}
