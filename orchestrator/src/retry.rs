//! Whether a run that has failed is tried again, and when.

use charter_types::{RunId, Timestamp};
use sha2::{Digest, Sha256};

use crate::FailureClass;

const FIRST_MS: u64 = 1_000;
const LONGEST_MS: u64 = 5 * 60 * 1_000;

/// What becomes of a run that has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// It is not tried again.
    Never,
    /// It may be claimed again then; at once when there is no time.
    At(Option<Timestamp>),
}

/// What becomes of a run that has failed now, if nothing but the run itself decides. Of a mission's run the mission decides,
/// by this and by more.
///
/// `failures` is how often in a row it has failed, this failure included; `attempts` how often it was tried, of
/// `max_attempts`. The same failure of the same run always waits equally long; what failed together is not tried again
/// together.
pub fn retry(
    class: &FailureClass,
    run_id: &RunId,
    failures: u64,
    attempts: u64,
    max_attempts: u64,
    now: Timestamp,
) -> Retry {
    let at_least_ms = match class {
        FailureClass::NonRetryable | FailureClass::Policy | FailureClass::Budget => return Retry::Never,
        _ if attempts >= max_attempts => return Retry::Never,
        FailureClass::LeaseLost => return Retry::At(None),
        FailureClass::Retryable => 0,
        FailureClass::RateLimited { after_ms } => *after_ms,
    };
    let wait_ms = backoff_ms(run_id, failures).max(at_least_ms);
    Retry::At(Some(now.plus_ms(i64::try_from(wait_ms).unwrap_or(i64::MAX))))
}

/// From half of the full delay, which doubles with each failure, to all of it.
fn backoff_ms(run_id: &RunId, failures: u64) -> u64 {
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    let full_ms = FIRST_MS.saturating_mul(1_u64.checked_shl(doublings).unwrap_or(u64::MAX)).min(LONGEST_MS);
    full_ms / 2 + jitter(run_id, failures, full_ms / 2)
}

/// A number from 0 to `most` that looks like chance, but is always the same for the same failure of the same run.
fn jitter(run_id: &RunId, failures: u64, most: u64) -> u64 {
    let digest = Sha256::new().chain_update(run_id.as_bytes()).chain_update(failures.to_be_bytes()).finalize();
    let sample = digest.iter().take(4).fold(0, |sample, octet| sample << 8 | u64::from(*octet));
    sample % most.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_unix_ms(1_000_000)
    }

    fn run(number: u64) -> RunId {
        RunId::new(format!("0197f3f0-0000-7000-8000-000000000001.{number:08}")).unwrap()
    }

    fn waits_ms(class: &FailureClass, run_id: &RunId, failures: u64) -> i64 {
        match retry(class, run_id, failures, 1, 2, now()) {
            Retry::At(Some(at)) => at.unix_ms() - now().unix_ms(),
            other => panic!("{class:?}: {other:?}"),
        }
    }

    #[test]
    fn the_delay_doubles_up_to_the_longest() {
        let cases =
            [(1, 1_000), (2, 2_000), (3, 4_000), (9, 256_000), (10, 300_000), (255, 300_000), (u64::MAX, 300_000)];
        for (failures, full_ms) in cases {
            let wait_ms = waits_ms(&FailureClass::Retryable, &run(1), failures);
            assert!((full_ms / 2..=full_ms).contains(&wait_ms), "{failures}: {wait_ms}");
        }
    }

    #[test]
    fn what_failed_together_is_not_tried_again_together_but_always_alike() {
        let waits: Vec<i64> = (1..=20).map(|number| waits_ms(&FailureClass::Retryable, &run(number), 4)).collect();
        let again: Vec<i64> = (1..=20).map(|number| waits_ms(&FailureClass::Retryable, &run(number), 4)).collect();
        assert_eq!(waits, again);
        let different: std::collections::BTreeSet<i64> = waits.into_iter().collect();
        assert!(different.len() > 15, "{different:?}");
    }

    #[test]
    fn a_given_time_is_waited_for() {
        assert_eq!(waits_ms(&FailureClass::RateLimited { after_ms: 90_000 }, &run(1), 1), 90_000);
        assert!(waits_ms(&FailureClass::RateLimited { after_ms: u64::MAX }, &run(1), 1) > 0);
    }

    #[test]
    fn the_class_and_the_attempts_decide() {
        let again = |class: FailureClass, attempts| retry(&class, &run(1), 1, attempts, 3, now());
        assert_eq!(again(FailureClass::LeaseLost, 2), Retry::At(None));
        assert!(matches!(again(FailureClass::Retryable, 2), Retry::At(Some(_))));
        for class in [FailureClass::Retryable, FailureClass::LeaseLost, FailureClass::RateLimited { after_ms: 1 }] {
            assert_eq!(again(class, 3), Retry::Never);
        }
        for class in [FailureClass::NonRetryable, FailureClass::Policy, FailureClass::Budget] {
            assert_eq!(again(class, 1), Retry::Never);
        }
    }
}
