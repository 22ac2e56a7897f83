//! What a handler says its run has come to.

use std::{fmt, time::Duration};

use charter_types::{ArtifactId, LongText, Milliseconds, ReportedFailureClass, Verdict, WorkItemSpec};
use serde::Serialize;
use serde_json::Value;

use super::text;

/// The run has succeeded.
///
/// ```
/// use charter_sdk::worker::Completion;
///
/// let done = Completion::new().output([1, 2, 3]);
/// let judged = Completion::rework("Sheet 3 has no scale");
/// # let _ = (done, judged);
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct Completion {
    pub(super) output: Option<Value>,
    pub(super) verdict: Option<Verdict>,
    pub(super) feedback: Option<LongText>,
    pub(super) artifacts: Vec<ArtifactId>,
    pub(super) items: Vec<WorkItemSpec>,
    /// What cannot be sent; told instead of the rest.
    pub(super) invalid: Option<String>,
}

impl Completion {
    /// With nothing to say.
    pub fn new() -> Self {
        Self::default()
    }

    /// The judgement of a gate: good.
    pub fn pass() -> Self {
        Self::new().verdict(Verdict::Pass)
    }

    /// The judgement of a gate: to be done again, better.
    pub fn rework(feedback: impl AsRef<str>) -> Self {
        Self::new().verdict(Verdict::Rework).feedback(feedback)
    }

    /// Any JSON, at most 64 KiB.
    pub fn output(mut self, output: impl Serialize) -> Self {
        match serde_json::to_value(output) {
            Ok(value) => self.output = Some(value),
            Err(error) => self.invalid = Some(format!("the output cannot be written as JSON: {error}")),
        }
        self
    }

    /// What a run says at its gate; required there, and nowhere else allowed.
    pub fn verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = Some(verdict);
        self
    }

    /// What is to be done better; cut, with a mark, when it is longer than the contract allows.
    pub fn feedback(mut self, feedback: impl AsRef<str>) -> Self {
        self.feedback = Some(text::long(feedback.as_ref()));
        self
    }

    /// What the run has made.
    pub fn artifacts(mut self, artifacts: impl IntoIterator<Item = ArtifactId>) -> Self {
        self.artifacts.extend(artifacts);
        self
    }

    /// Work that a planner adds to its mission.
    pub fn items(mut self, items: impl IntoIterator<Item = WorkItemSpec>) -> Self {
        self.items.extend(items);
        self
    }
}

/// The attempt has failed. Any error becomes one with `?`, to be tried again.
///
/// ```
/// use std::time::Duration;
///
/// use charter_sdk::worker::Failure;
///
/// let later = Failure::rate_limited(Duration::from_secs(60), "the model is busy");
/// # let _ = later;
/// ```
// Not an error itself, so that every error can become one.
#[derive(Clone)]
#[must_use]
pub struct Failure {
    pub(super) class: ReportedFailureClass,
    pub(super) detail: LongText,
    pub(super) after: Option<Milliseconds>,
}

impl Failure {
    /// A failure of any class; the detail is cut, with a mark, when it is longer than the contract allows.
    pub fn new(class: ReportedFailureClass, detail: impl AsRef<str>) -> Self {
        Self { class, detail: text::long(detail.as_ref()), after: None }
    }

    /// The next attempt may go better.
    pub fn retryable(detail: impl AsRef<str>) -> Self {
        Self::new(ReportedFailureClass::Retryable, detail)
    }

    /// Somebody asked for patience: not before so much time has passed.
    pub fn rate_limited(after: Duration, detail: impl AsRef<str>) -> Self {
        Self::new(ReportedFailureClass::RateLimited, detail).after(after)
    }

    /// No attempt will go better.
    pub fn final_(detail: impl AsRef<str>) -> Self {
        Self::new(ReportedFailureClass::NonRetryable, detail)
    }

    /// It would take more than the mission's budget: the mission pauses.
    pub fn budget(detail: impl AsRef<str>) -> Self {
        Self::new(ReportedFailureClass::Budget, detail)
    }

    /// A rule forbids it.
    pub fn policy(detail: impl AsRef<str>) -> Self {
        Self::new(ReportedFailureClass::Policy, detail)
    }

    /// How long to wait at least before the next attempt.
    pub fn after(mut self, wait: Duration) -> Self {
        let milliseconds = wait.as_millis().clamp(1, 315_360_000_000);
        self.after = milliseconds.to_string().parse().ok();
        self
    }

    /// What sort of failure it is.
    pub fn class(&self) -> ReportedFailureClass {
        self.class
    }

    /// What is known of it.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.class, &*self.detail)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    /// To be tried again; the detail is the error with its causes.
    fn from(error: E) -> Self {
        let mut detail = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            detail.push_str(": ");
            detail.push_str(&error.to_string());
            cause = error.source();
        }
        Self::retryable(detail)
    }
}
