//! What is tried again, and when.

use std::time::Duration;

use charter_types::SystemClock;
use http::{Method, StatusCode};

use crate::headers;

/// How often a request is tried again, and how long the SDK waits in between.
///
/// The waits double from `base_delay` up to `longest_delay`; each is taken at random between nothing and that
/// ("full jitter"), so that clients that failed together do not come back together. `Retry-After` is honoured.
///
/// What is tried again: requests that may safely happen twice (`GET`, `PUT`, `DELETE`, and whatever carries an
/// `Idempotency-Key`, which the SDK adds where the contract takes one) when the connection failed or the answer was
/// 408, 429 or 5xx other than 501 and 507; all others only when it is certain that they did not happen.
///
/// ```no_run
/// use std::time::Duration;
///
/// use charter_sdk::{Client, RetryPolicy};
///
/// let patient = RetryPolicy::with_retries(20).longest_delay(Duration::from_secs(1));
/// let client = Client::builder().url("http://127.0.0.1:7717").retry(patient).build()?;
/// # Ok::<(), charter_sdk::BuildError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub struct RetryPolicy {
    /// How often a request is sent again after the first time.
    pub retries: u32,
    /// The longest first wait.
    pub base_delay: Duration,
    /// The longest wait.
    pub longest_delay: Duration,
}

impl RetryPolicy {
    /// `retries` times, with the default waits.
    pub fn with_retries(retries: u32) -> Self {
        Self { retries, ..Self::default() }
    }

    /// The longest first wait; 200 ms by default.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest wait; 10 seconds by default.
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// The wait before the attempt that follows `failed_attempts`.
    pub(crate) fn delay(&self, failed_attempts: u32) -> Duration {
        let doubled = self.base_delay.saturating_mul(2_u32.saturating_pow(failed_attempts.saturating_sub(1)));
        doubled.min(self.longest_delay).mul_f64(fastrand::f64())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { retries: 2, base_delay: Duration::from_millis(200), longest_delay: Duration::from_secs(10) }
    }
}

/// What may happen when a request is sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repetition {
    /// No more than when it is sent once.
    Harmless,
    /// A second effect.
    Harmful,
}

impl Repetition {
    /// RFC 9110, section 9.2.2, and the contract's `Idempotency-Key`.
    pub(crate) fn of(request: &reqwest::Request) -> Self {
        let is_idempotent = matches!(*request.method(), Method::GET | Method::HEAD | Method::PUT | Method::DELETE);
        if is_idempotent || request.headers().contains_key(headers::IDEMPOTENCY_KEY) {
            Self::Harmless
        } else {
            Self::Harmful
        }
    }
}

/// What an attempt tells about trying again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Do not: it went well, or would fail again.
    Final,
    /// Another attempt may help; after this time, if the server asked for one.
    Again(Option<Duration>),
}

impl Verdict {
    pub(crate) fn of(outcome: &reqwest::Result<reqwest::Response>, repetition: Repetition) -> Self {
        let (may_help, did_not_happen) = match outcome {
            Err(error) => (!error.is_builder() && !error.is_redirect(), error.is_connect()),
            Ok(response) => (is_transient(response.status()), response.status() == StatusCode::TOO_MANY_REQUESTS),
        };
        if !may_help || !(did_not_happen || repetition == Repetition::Harmless) {
            return Self::Final;
        }
        Self::Again(outcome.as_ref().ok().and_then(|response| headers::retry_after(response.headers(), &SystemClock)))
    }
}

/// Whether the same request may well go better a little later. 501 and 507 last.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::NOT_IMPLEMENTED | StatusCode::INSUFFICIENT_STORAGE => false,
        other => other.is_server_error(),
    }
}

#[cfg(test)]
mod tests {
    use http::header;
    use proptest::prelude::*;

    use super::*;

    fn answer(status: u16, retry_after: Option<&str>) -> reqwest::Result<reqwest::Response> {
        let mut response = http::Response::builder().status(status);
        if let Some(value) = retry_after {
            response = response.header(header::RETRY_AFTER, value);
        }
        Ok(response.body("").unwrap().into())
    }

    #[test]
    fn only_what_may_go_better_is_tried_again() {
        for status in [408, 429, 500, 502, 503, 504] {
            assert_eq!(Verdict::of(&answer(status, None), Repetition::Harmless), Verdict::Again(None), "{status}");
        }
        for status in [200, 304, 400, 404, 409, 412, 501, 507] {
            assert_eq!(Verdict::of(&answer(status, None), Repetition::Harmless), Verdict::Final, "{status}");
        }
    }

    #[test]
    fn what_must_not_happen_twice_is_tried_again_only_when_it_did_not_happen() {
        assert_eq!(Verdict::of(&answer(500, None), Repetition::Harmful), Verdict::Final);
        let wait = Some(Duration::from_secs(7));
        assert_eq!(Verdict::of(&answer(429, Some("7")), Repetition::Harmful), Verdict::Again(wait));
    }

    proptest! {
        #[test]
        fn waits_never_exceed_the_doubled_base_nor_the_longest(failed in 1_u32..200, retries in 0_u32..5) {
            let policy = RetryPolicy::with_retries(retries);
            let doubled = policy.base_delay.as_secs_f64() * 2_f64.powi(failed.cast_signed() - 1);
            let bound = doubled.min(policy.longest_delay.as_secs_f64());
            prop_assert!(policy.delay(failed).as_secs_f64() <= bound + 1e-6);
        }
    }
}
