use axum::response::{IntoResponse, Response};
use charter_types::{FieldError, Problem, ProblemType};
use http::{HeaderValue, StatusCode, header};

/// A problem on its way to the client. Boxed, because it is large and seldom there.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal(Box<Refused>);

#[derive(Debug, Clone, PartialEq)]
struct Refused {
    problem: Problem,
    header: Option<(&'static str, HeaderValue)>,
}

impl Refusal {
    /// More would not help anybody, and a hostile request could have millions.
    pub const MOST_ERRORS: usize = 16;

    /// A refusal with the status and the title that belong to the sort of problem.
    pub fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        let (status, title) = status_and_title(&kind);
        let problem = Problem::new(kind, title.to_owned(), status).with_detail(detail.into());
        Self(Box::new(Refused { problem, header: None }))
    }

    /// Bad input: each thing that was wrong with it, up to [`Self::MOST_ERRORS`].
    pub fn invalid(mut errors: Vec<FieldError>) -> Self {
        errors.truncate(Self::MOST_ERRORS);
        let place = |pointer: &str| if pointer.is_empty() { "the body".to_owned() } else { pointer.to_owned() };
        let first = errors.first().map(|error| format!("{} {}", place(&error.pointer), error.message));
        let first = first.unwrap_or_default();
        let detail = match errors.len() {
            0 | 1 => first,
            count => format!("{first}; `errors` has all {count}"),
        };
        Self::new(ProblemType::InvalidRequest, detail).with(|problem| problem.with_errors(errors))
    }

    /// The same with a member added to the problem.
    #[must_use]
    pub fn with(self, change: impl FnOnce(Problem) -> Problem) -> Self {
        let Refused { problem, header } = *self.0;
        Self(Box::new(Refused { problem: change(problem), header }))
    }

    /// The same with a header of its answer. What is not a header's value is left out.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.0.header = HeaderValue::from_str(value.as_ref()).ok().map(|value| (name, value));
        self
    }

    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.status();
        let body = serde_json::to_vec(&self.0.problem).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            // RFC 9110, section 11.6.1: a 401 names how to authenticate.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"charter\""));
        }
        if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            // With one request a second or more there is room again within a second.
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if let Some((name, value)) = self.0.header.clone() {
            headers.insert(name, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}

fn status_and_title(kind: &ProblemType) -> (u16, &'static str) {
    match kind {
        ProblemType::InvalidRequest => (400, "The request is not as the contract says"),
        ProblemType::Unauthenticated => (401, "There is no token, or it is not good"),
        ProblemType::Forbidden => (403, "The token does not give this right"),
        ProblemType::NotFound => (404, "There is no such thing"),
        ProblemType::MethodNotAllowed => (405, "There is no such operation on this path"),
        ProblemType::RequestTimeout => (408, "The request took too long to arrive"),
        ProblemType::IdempotencyConflict => (409, "The Idempotency-Key was used for another request"),
        ProblemType::MissionConflict => (409, "The event does not fit the state"),
        ProblemType::RunConflict => (409, "The state of the run does not allow it"),
        ProblemType::ApprovalConflict => (409, "The state of the approval does not allow it"),
        ProblemType::LeaseLost => (409, "The lease of the run is over"),
        ProblemType::PatchConflict => (409, "The patch does not fit the value"),
        ProblemType::CursorExpired => (410, "The cursor is not good for this store any more"),
        ProblemType::PreconditionFailed => (412, "A precondition does not hold"),
        ProblemType::ContentTooLarge => (413, "The body is too large"),
        ProblemType::RangeNotSatisfiable => (416, "The range begins behind the end"),
        ProblemType::UnsupportedMediaType => (415, "The body's content type is not supported"),
        ProblemType::RateLimited => (429, "There are too many requests"),
        ProblemType::HeadersTooLarge => (431, "The headers are too large"),
        ProblemType::Unavailable => (503, "The server does not take requests now"),
        ProblemType::StorageFull => (507, "The disk is full"),
        // `Internal`; words of later versions are never made here.
        _ => (500, "The server has a defect"),
    }
}
