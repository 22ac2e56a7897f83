//! How long a run waits before it may be claimed.

use charter_types::{RunId, Timestamp};

use super::run_id;

const FIRST_MS: u64 = 1_000;
const LONGEST_MS: u64 = 5 * 60 * 1_000;

/// When a run may be claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delay {
    /// At once.
    None,
    /// After a time that doubles with each failure before it, and not before so many milliseconds.
    Backoff { at_least_ms: u64 },
}

impl Delay {
    /// When this run may be claimed; at once when there is none.
    pub(super) fn not_before(self, run_id: &RunId, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::None => None,
            Self::Backoff { at_least_ms } => {
                let wait_ms = backoff_ms(run_id).max(at_least_ms);
                Some(now.plus_ms(i64::try_from(wait_ms).unwrap_or(i64::MAX)))
            }
        }
    }
}

/// From half of the full delay to all of it, so that what failed together is not tried again together.
fn backoff_ms(run_id: &RunId) -> u64 {
    let doublings = u32::from(run_id::failures(run_id)).saturating_sub(1);
    let full_ms = FIRST_MS.saturating_mul(1_u64.checked_shl(doublings).unwrap_or(u64::MAX)).min(LONGEST_MS);
    full_ms / 2 + run_id::jitter(run_id, full_ms / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_failures(failures: u8) -> RunId {
        RunId::new(format!("ffffffff-ffff-8fff-bfff-ffffffffff{failures:02x}")).unwrap()
    }

    fn waits_ms(delay: Delay, failures: u8) -> i64 {
        let now = Timestamp::from_unix_ms(1_000_000);
        delay.not_before(&after_failures(failures), now).map_or(0, |at| at.unix_ms() - now.unix_ms())
    }

    #[test]
    fn the_delay_doubles_up_to_the_longest() {
        let delay = Delay::Backoff { at_least_ms: 0 };
        for (failures, full_ms) in [(1, 1_000), (2, 2_000), (3, 4_000), (9, 256_000), (10, 300_000), (255, 300_000)] {
            let wait_ms = waits_ms(delay, failures);
            assert!((full_ms / 2..=full_ms).contains(&wait_ms), "{failures}: {wait_ms}");
        }
    }

    #[test]
    fn a_given_time_is_waited_for_and_nothing_without_need() {
        assert_eq!(waits_ms(Delay::Backoff { at_least_ms: 90_000 }, 1), 90_000);
        assert_eq!(waits_ms(Delay::None, 200), 0);
        assert!(waits_ms(Delay::Backoff { at_least_ms: u64::MAX }, 1) > 0);
    }
}
