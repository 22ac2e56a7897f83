//! What an execution has come to: what the program has said of it, else its exit status.

use std::{process::ExitStatus, time::Duration};

use charter_sdk::worker::{Completion, Failure};
use charter_types::ReportedFailureClass;

use super::line::{FailureLine, Outcome, ResultLine};

/// How long to wait at least after an exit status that tells of a rate limit.
const RATE_LIMIT_WAIT: Duration = Duration::from_secs(30);
/// What shells add to a signal's number.
const SIGNAL_BASE: i32 = 128;

/// # Errors
/// When it has failed.
pub fn completion(status: Option<ExitStatus>, said: Said) -> Result<Completion, Failure> {
    if let Some(failure) = said.failure {
        return Err(failure_of(failure));
    }
    let class = match status.and_then(|status| status.code()) {
        Some(0) => {
            return said.wrong.map_or_else(|| Ok(completion_of(said.result)), |wrong| Err(Failure::retryable(wrong)));
        }
        Some(69) => ReportedFailureClass::RateLimited,
        Some(77) => ReportedFailureClass::Policy,
        _ => ReportedFailureClass::Retryable,
    };
    let failure = Failure::new(class, detail(status, &said.last_words));
    Err(if class == ReportedFailureClass::RateLimited { failure.after(RATE_LIMIT_WAIT) } else { failure })
}

/// What a program has said while it ran.
#[derive(Debug, Default)]
pub struct Said {
    result: Option<ResultLine>,
    failure: Option<FailureLine>,
    /// Why a line that was to be a result or a failure is none.
    wrong: Option<String>,
    /// The last lines of standard error.
    pub last_words: Vec<String>,
}

impl Said {
    pub fn outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Result(result) => self.result = Some(*result),
            Outcome::Failure(failure) => self.failure = Some(failure),
        }
    }

    /// A result that cannot be read must not pass for success.
    pub fn wrong(&mut self, text: &str, reason: &str) {
        if text.contains("\"result\"") || text.contains("\"failure\"") {
            self.wrong = Some(format!("what the program said it has come to is not as it should be: {reason}"));
        }
    }
}

fn completion_of(result: Option<ResultLine>) -> Completion {
    let Some(ResultLine { verdict, feedback, output, items, .. }) = result else { return Completion::new() };
    let mut completion = Completion::new().items(items.unwrap_or_default());
    if let Some(verdict) = verdict {
        completion = completion.verdict(verdict);
    }
    if let Some(feedback) = feedback {
        completion = completion.feedback(feedback);
    }
    match output {
        Some(output) => completion.output(output),
        None => completion,
    }
}

fn failure_of(line: FailureLine) -> Failure {
    let failure = Failure::new(line.class, line.detail);
    match line.after_ms {
        Some(wait) => failure.after(Duration::from_millis(wait)),
        None => failure,
    }
}

fn detail(status: Option<ExitStatus>, last_words: &[String]) -> String {
    let end = match status.and_then(|status| status.code()) {
        Some(code) if code > SIGNAL_BASE => format!("ended by signal {}", code - SIGNAL_BASE),
        Some(code) => format!("ended with exit status {code}"),
        None => "ended in an unknown way".to_owned(),
    };
    if last_words.is_empty() { end } else { format!("{end}; its last words:\n{}", last_words.join("\n")) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn class(code: i32) -> Option<ReportedFailureClass> {
        completion(Some(ExitStatus::from_raw(code << 8)), Said::default()).err().map(|failure| failure.class())
    }

    #[test]
    fn exit_statuses_have_their_meaning() {
        use ReportedFailureClass::{Policy, RateLimited, Retryable};
        let table = [(0, None), (1, Some(Retryable)), (69, Some(RateLimited)), (75, Some(Retryable))];
        for (code, expected) in
            table.into_iter().chain([(77, Some(Policy)), (127, Some(Retryable)), (137, Some(Retryable))])
        {
            assert_eq!(class(code), expected, "{code}");
        }
    }

    #[test]
    fn what_the_program_says_goes_before_its_exit_status() {
        let mut said = Said::default();
        let line = r#"{"kind":"failure","class":"non_retryable","detail":"no map"}"#;
        said.failure = Some(serde_json::from_str(line).unwrap());
        let failure = completion(Some(ExitStatus::from_raw(0)), said).unwrap_err();
        assert_eq!((failure.class(), failure.detail()), (ReportedFailureClass::NonRetryable, "no map"));
    }

    #[test]
    fn a_failure_tells_the_last_words() {
        let said = Said { last_words: vec!["no ink".to_owned()], ..Said::default() };
        let failure = completion(Some(ExitStatus::from_raw(3 << 8)), said).unwrap_err();
        assert_eq!(failure.detail(), "ended with exit status 3; its last words:\nno ink");
    }
}
