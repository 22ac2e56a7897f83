use std::fmt;

use super::TransportError;

/// Why a promise is not kept, in a sentence for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

/// What a check gives.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// `sentence` tells what was expected and what was there instead.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The same failure with what was being done when it happened.
    #[must_use]
    pub fn during(self, what: impl fmt::Display) -> Self {
        Self(format!("{what}: {}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        let mut sentence = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            sentence.push_str(": ");
            sentence.push_str(&cause.to_string());
            source = cause.source();
        }
        Self(sentence)
    }
}

/// # Errors
/// The sentence, when the condition does not hold.
pub fn ensure(condition: bool, sentence: impl FnOnce() -> String) -> Outcome {
    if condition { Ok(()) } else { Err(Failure::new(sentence())) }
}

/// All of several checks that do not depend on one another.
///
/// # Errors
/// Every sentence of those that failed.
pub fn all(outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
    let failed: Vec<String> =
        outcomes.into_iter().filter_map(|outcome| outcome.err().map(|failure| failure.0)).collect();
    ensure(failed.is_empty(), || failed.join("\n"))
}
