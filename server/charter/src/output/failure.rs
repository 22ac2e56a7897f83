//! Failures and problems, for people.

use std::io::{self, Write};

use charter_types::{Problem, RequestId};

use super::{
    style::{BAD, FAINT, TITLE},
    text::printable,
};
use crate::failure::Failure;

/// What failed, why, and what can be done about it.
pub fn write_failure(stream: &mut impl Write, failure: &Failure) -> io::Result<()> {
    let answered = match failure {
        Failure::Request(error) | Failure::Stream(charter_sdk::stream::StreamError::Request(error)) => {
            error.problem().map(|problem| (problem, error.request_id()))
        }
        _ => None,
    };
    match answered {
        Some((problem, request_id)) => write_problem(stream, problem, request_id)?,
        None => {
            writeln!(stream, "{BAD}error{BAD:#}: {}", printable(&failure.to_string()))?;
            for cause in failure.causes() {
                for line in cause.lines() {
                    writeln!(stream, "  {}", printable(line))?;
                }
            }
        }
    }
    match failure.advice() {
        Some(advice) => writeln!(stream, "{TITLE}help{TITLE:#}: {advice}"),
        None => Ok(()),
    }
}

/// A problem that the server answered with.
fn write_problem(stream: &mut impl Write, problem: &Problem, request_id: Option<RequestId>) -> io::Result<()> {
    writeln!(stream, "{BAD}error{BAD:#}: {} ({})", printable(&problem.title), problem.status)?;
    if let Some(detail) = &problem.detail {
        writeln!(stream, "  {}", printable(detail))?;
    }
    for error in problem.errors.iter().flatten() {
        writeln!(stream, "  {TITLE}{}{TITLE:#}: {}", printable(&error.pointer), printable(&error.message))?;
    }
    for conflict in problem.conflicts.iter().flatten() {
        writeln!(stream, "  {TITLE}{}{TITLE:#} is at revision {}", conflict.key, conflict.current_rev)?;
    }
    if let Some(revision) = problem.current_rev {
        writeln!(stream, "  current revision: {revision}")?;
    }
    if let Some(revision) = problem.oldest_revision {
        writeln!(stream, "  oldest revision: {revision}")?;
    }
    if let Some(missing) = &problem.missing {
        writeln!(stream, "  missing right: {}", printable(missing))?;
    }
    match request_id.or_else(|| problem.request_id.clone()) {
        Some(request_id) => writeln!(stream, "  {FAINT}request {request_id}{FAINT:#}"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use charter_types::{FieldError, ProblemType};

    use super::*;

    #[test]
    fn a_problem_is_told_whole() {
        let problem = Problem::new(ProblemType::InvalidRequest, "The request is invalid".to_owned(), 400)
            .with_detail("see the errors".to_owned())
            .with_errors(vec![FieldError::new("/ttl_ms".to_owned(), "must be 1 or more".to_owned())]);
        let mut written = Vec::new();
        write_problem(&mut written, &problem, "req-1".parse().ok()).unwrap();
        let plain = anstream::adapter::strip_bytes(&written).into_vec();
        assert_eq!(
            String::from_utf8(plain).unwrap(),
            "error: The request is invalid (400)\n  see the errors\n  /ttl_ms: must be 1 or more\n  request req-1\n"
        );
    }
}
