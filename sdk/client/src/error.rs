//! Why a request failed, in one type for all operations.
//!
//! Each operation has an error of its own that names the problems which the contract documents for it
//! (see [`requests`](crate::requests)); all of them become an [`Error`] with `?`.

use std::fmt;

use charter_types::{Problem, RequestId, Revision};
use http::{HeaderMap, StatusCode};
use launchdarkly_sdk_transport::TransportError;

use crate::headers;

/// Why a request failed.
///
/// ```no_run
/// # async fn example(client: charter_sdk::Client) {
/// use charter_sdk::Error;
///
/// let outcome = client.get_resource("project/atlas/readme").await.map_err(Error::from);
/// match outcome {
///     Ok(resource) => println!("{}", resource.value),
///     Err(Error::Problem(problem)) => println!("refused, request {:?}: {problem}", problem.request_id()),
///     Err(error) if error.may_have_been_sent() => println!("nobody knows whether it happened: {error}"),
///     Err(error) => println!("it did not happen: {error}"),
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What was asked for breaks the contract; nothing was sent.
    #[error(transparent)]
    InvalidInput(#[from] InvalidInput),
    /// The server answered with a problem.
    #[error(transparent)]
    Problem(#[from] ProblemAnswer),
    /// The server answered that the caller has what it asked for (304).
    #[error(transparent)]
    NotModified(#[from] NotModified),
    /// No answer came: the connection failed, or a time-out passed.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// An answer came that the contract does not know.
    #[error(transparent)]
    UnexpectedAnswer(#[from] UnexpectedAnswer),
}

impl Error {
    /// The problem that the server answered with.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(answer) => Some(answer.problem()),
            _ => None,
        }
    }

    /// The answer's HTTP status, when there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Problem(answer) => Some(answer.status()),
            Self::NotModified(_) => Some(StatusCode::NOT_MODIFIED),
            Self::UnexpectedAnswer(answer) => answer.status,
            Self::InvalidInput(_) | Self::NoAnswer(_) => None,
        }
    }

    /// What names the request in the server's log, when there was an answer.
    pub fn request_id(&self) -> Option<RequestId> {
        match self {
            Self::Problem(answer) => answer.request_id(),
            Self::NotModified(answer) => headers::request_id(&answer.headers),
            _ => None,
        }
    }

    /// Whether the request may have reached the server, and so may have had its effect.
    pub fn may_have_been_sent(&self) -> bool {
        match self {
            Self::InvalidInput(_) => false,
            Self::NoAnswer(error) => error.may_have_been_sent(),
            _ => true,
        }
    }

    /// Whether there is no such thing (404).
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether a precondition or a guard does not hold (412).
    pub fn is_precondition_failed(&self) -> bool {
        self.status() == Some(StatusCode::PRECONDITION_FAILED)
    }

    /// Whether the caller already has what it asked for (304).
    pub fn is_not_modified(&self) -> bool {
        matches!(self, Self::NotModified(_))
    }

    /// Whether a time-out passed.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::NoAnswer(error) if error.is_timeout())
    }
}

/// What was asked for breaks the contract; nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{operation} was not sent: {parameter}: {reason}")]
pub struct InvalidInput {
    pub(crate) operation: &'static str,
    pub(crate) parameter: &'static str,
    pub(crate) reason: String,
}

impl InvalidInput {
    /// The parameter or member that was wrong.
    pub fn parameter(&self) -> &'static str {
        self.parameter
    }

    /// What was wrong with it.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// An answer that tells of a problem (RFC 9457). Its fields are those of [`Problem`].
///
/// What is not `application/problem+json`, for example a proxy's error page, becomes a problem of the type
/// `about:blank` with the beginning of the text as its detail.
#[derive(Debug, Clone)]
pub struct ProblemAnswer(Box<AnsweredProblem>);

#[derive(Debug, Clone)]
struct AnsweredProblem {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    problem: Problem,
}

impl ProblemAnswer {
    pub(crate) fn new(operation: &'static str, status: StatusCode, headers: HeaderMap, problem: Problem) -> Self {
        Self(Box::new(AnsweredProblem { operation, status, headers, problem }))
    }

    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// The problem alone.
    pub fn into_problem(self) -> Problem {
        self.0.problem
    }

    /// The answer's HTTP status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The answer's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// What names the request in the server's log.
    pub fn request_id(&self) -> Option<RequestId> {
        headers::request_id(&self.0.headers).or_else(|| self.0.problem.request_id.clone())
    }
}

impl std::ops::Deref for ProblemAnswer {
    type Target = Problem;
    fn deref(&self) -> &Problem {
        &self.0.problem
    }
}

impl fmt::Display for ProblemAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AnsweredProblem { operation, status, problem, .. } = &*self.0;
        write!(formatter, "{operation} was answered with {}: {}", status.as_u16(), problem.title)?;
        if let Some(detail) = &problem.detail {
            write!(formatter, ": {detail}")?;
        }
        for error in problem.errors.iter().flatten() {
            write!(formatter, "; {}: {}", error.pointer, error.message)?;
        }
        match self.request_id() {
            Some(request_id) => write!(formatter, " (request {request_id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ProblemAnswer {}

/// The caller has what it asked for: the answer was 304 to an `If-None-Match`.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{operation}: what there is has not been modified")]
pub struct NotModified {
    pub(crate) operation: &'static str,
    pub(crate) headers: Box<HeaderMap>,
}

impl NotModified {
    /// The revision that the document still has.
    pub fn revision(&self) -> Option<Revision> {
        headers::revision(&self.headers)
    }

    /// The answer's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

/// No answer came: the connection failed, or a time-out passed. The source tells how.
#[derive(Debug, thiserror::Error)]
#[error("{operation} got no answer")]
pub struct NoAnswer {
    operation: &'static str,
    may_have_been_sent: bool,
    is_timeout: bool,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl NoAnswer {
    pub(crate) fn new(operation: &'static str, source: reqwest::Error) -> Self {
        Self {
            operation,
            may_have_been_sent: !(source.is_connect() || source.is_builder()),
            is_timeout: source.is_timeout(),
            source: Box::new(source),
        }
    }

    pub(crate) fn from_transport(operation: &'static str, source: TransportError) -> Self {
        let cause = source.inner().downcast_ref::<reqwest::Error>();
        Self {
            operation,
            may_have_been_sent: !cause.is_some_and(|cause| cause.is_connect() || cause.is_builder()),
            is_timeout: cause.is_some_and(reqwest::Error::is_timeout),
            source: Box::new(source),
        }
    }

    pub(crate) fn timed_out(operation: &'static str, source: tokio::time::error::Elapsed) -> Self {
        Self { operation, may_have_been_sent: true, is_timeout: true, source: Box::new(source) }
    }

    /// Whether the request may have reached the server; `false` when no connection came about, in any attempt.
    pub fn may_have_been_sent(&self) -> bool {
        self.may_have_been_sent
    }

    /// Whether a time-out passed.
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }
}

/// An answer that the contract does not know: another status, or a body that does not fit.
#[derive(Debug, thiserror::Error)]
#[error("{operation} was answered with what the contract does not know{}: {}", status_text(*status), excerpt(body))]
pub struct UnexpectedAnswer {
    pub(crate) operation: &'static str,
    pub(crate) status: Option<StatusCode>,
    pub(crate) body: bytes::Bytes,
    pub(crate) source: Option<serde_json::Error>,
}

impl UnexpectedAnswer {
    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

fn status_text(status: Option<StatusCode>) -> String {
    status.map_or_else(String::new, |status| format!(" ({})", status.as_u16()))
}

/// The beginning of a body, for people.
pub(crate) fn excerpt(body: &[u8]) -> String {
    const LONGEST: usize = 300;
    String::from_utf8_lossy(body).chars().take(LONGEST).collect()
}

/// What the errors of all operations have in common; for code that is generic over operations.
pub trait RequestError: std::error::Error + From<Error> + Into<Error> {
    /// The answer's HTTP status, when there was an answer.
    fn status(&self) -> Option<StatusCode>;
}

impl RequestError for Error {
    fn status(&self) -> Option<StatusCode> {
        self.status()
    }
}

/// `None` instead of an error where there is nothing to have.
///
/// ```no_run
/// use charter_sdk::{Client, Error, ResultExt};
///
/// # async fn example(client: Client) -> Result<(), Error> {
/// match client.get_resource("project/atlas/readme").await.found()? {
///     Some(resource) => println!("{}", resource.value),
///     None => println!("nobody has written it yet"),
/// }
/// # Ok(())
/// # }
/// ```
pub trait ResultExt<T, E>: Sized {
    /// `None` when there is no such thing (404).
    ///
    /// # Errors
    /// All others.
    fn found(self) -> Result<Option<T>, E>;

    /// `None` when the caller has what it asked for (304 to an `If-None-Match`).
    ///
    /// # Errors
    /// All others.
    fn modified(self) -> Result<Option<T>, E>;
}

impl<T, E: RequestError> ResultExt<T, E> for Result<T, E> {
    fn found(self) -> Result<Option<T>, E> {
        none_at(StatusCode::NOT_FOUND, self)
    }

    fn modified(self) -> Result<Option<T>, E> {
        none_at(StatusCode::NOT_MODIFIED, self)
    }
}

fn none_at<T, E: RequestError>(status: StatusCode, result: Result<T, E>) -> Result<Option<T>, E> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.status() == Some(status) => Ok(None),
        Err(error) => Err(error),
    }
}
