//! What the suite runs, and what became of it.

use std::time::Duration;

use tokio::time::Instant;

use crate::{proxy::Record, wire::Failure};

/// What sort of case it is. A case of an earlier sort runs earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A published example.
    Example,
    /// A promise that takes more than one request to prove.
    Behaviour,
    /// A complete program.
    Program,
}

impl Kind {
    /// The sort's name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Behaviour => "behaviour",
            Self::Program => "program",
        }
    }
}

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is as it should be.
    Passed,
    /// It is not; each sentence says why.
    Failed(Vec<String>),
    /// It could not be run here, for this reason.
    Skipped(String),
    /// It failed, as the list of known failures says, with its reason.
    FailedAsKnown(String),
}

/// A case with its outcome.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// What sort of case it is.
    pub kind: Kind,
    /// Its name.
    pub id: String,
    /// The family it belongs to.
    pub family: String,
    /// What it proves.
    pub sentence: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it took.
    pub duration: Duration,
}

impl CaseResult {
    /// Whether it makes the suite fail.
    pub fn is_failure(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_))
    }
}

/// A case that is under way.
pub(crate) struct Case {
    result: CaseResult,
    began: Instant,
}

impl Case {
    pub(crate) fn new(kind: Kind, id: &str, family: &str, sentence: &str) -> Self {
        let result = CaseResult {
            kind,
            id: id.to_owned(),
            family: family.to_owned(),
            sentence: sentence.to_owned(),
            outcome: Outcome::Passed,
            duration: Duration::ZERO,
        };
        Self { result, began: Instant::now() }
    }

    pub(crate) fn skipped(mut self, reason: &str) -> CaseResult {
        self.result.outcome = Outcome::Skipped(reason.to_owned());
        self.result
    }

    /// What the case itself says, and what its proxy has found.
    pub(crate) fn end(mut self, outcome: Result<(), Failure>, mut record: Record) -> (CaseResult, Record) {
        let mut reasons: Vec<String> = outcome.err().map(|failure| failure.to_string()).into_iter().collect();
        reasons.append(&mut record.violations);
        if !reasons.is_empty() {
            self.result.outcome = Outcome::Failed(reasons);
        }
        self.result.duration = self.began.elapsed();
        (self.result, record)
    }
}
