//! How every request of the SDK gets to the server: with the token, within its time, tried again where that is safe.

use std::{
    collections::BTreeSet,
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use charter_types::{Problem, ProblemType};
use http::{HeaderValue, StatusCode, header};
use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::ResponseBuilderExt;
use tokio::time::{Instant, sleep};
use tracing::{Instrument, Span, debug, field, info_span, warn};

use crate::{
    error::excerpt,
    generated::operations,
    headers,
    middleware::{Attempt, Middleware, Outcome},
    retry::{Repetition, RetryPolicy, Verdict},
};

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeOuts {
    pub attempt: Duration,
    pub total: Duration,
}

/// As long as a file may take, however slowly it gets on.
const LONGEST_TRANSFER: Duration = Duration::from_secs(60 * 60);

/// What is read of a successful answer before it is handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it.
    Whole,
    /// Its head.
    Head,
}

/// Shared by all clones of a client, and by progenitor's operations through their hooks.
#[derive(Debug, Clone)]
pub struct Transport(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    http: reqwest::Client,
    authorization: Option<HeaderValue>,
    time_outs: TimeOuts,
    retry: RetryPolicy,
    middleware: Vec<Box<dyn Middleware>>,
    /// The operations whose deprecation was told already: once is enough.
    deprecations_told: Mutex<BTreeSet<&'static str>>,
}

impl Transport {
    pub(crate) fn new(
        http: reqwest::Client,
        authorization: Option<HeaderValue>,
        time_outs: TimeOuts,
        retry: RetryPolicy,
        middleware: Vec<Box<dyn Middleware>>,
    ) -> Self {
        let deprecations_told = Mutex::default();
        Self(Arc::new(Shared { http, authorization, time_outs, retry, middleware, deprecations_told }))
    }

    pub(crate) fn time_outs(&self) -> TimeOuts {
        self.0.time_outs
    }

    pub(crate) fn retry_policy(&self) -> RetryPolicy {
        self.0.retry
    }

    /// Sends the request until there is an answer that stands, and reads it whole.
    ///
    /// When no attempt was answered, the error is the one that tells the most: that of an attempt which may have
    /// reached the server, if there was one.
    pub(crate) fn execute(
        &self,
        request: reqwest::Request,
        operation: &'static str,
    ) -> impl Future<Output = reqwest::Result<reqwest::Response>> + Send {
        // In a box, because every future on the way has room for what it is given, and is moved with it.
        self.execute_in_span(Box::new(request), operation, self.0.time_outs, Reading::Whole)
            .instrument(operation_span(operation))
    }

    /// The same for what moves bytes of any number, and takes as long as that takes; `Reading::Head` leaves the answer's
    /// body to be read.
    pub(crate) fn transfer(
        &self,
        request: reqwest::Request,
        operation: &'static str,
        reading: Reading,
    ) -> impl Future<Output = reqwest::Result<reqwest::Response>> + Send {
        let TimeOuts { attempt, total } = self.0.time_outs;
        let time_outs = TimeOuts { attempt: attempt.max(LONGEST_TRANSFER), total: total.max(LONGEST_TRANSFER) };
        self.execute_in_span(Box::new(request), operation, time_outs, reading).instrument(operation_span(operation))
    }

    async fn execute_in_span(
        &self,
        mut request: Box<reqwest::Request>,
        operation: &'static str,
        time_outs: TimeOuts,
        reading: Reading,
    ) -> reqwest::Result<reqwest::Response> {
        let deadline = Instant::now() + time_outs.total;
        let repetition = Repetition::of(&request);
        let mut possibly_sent: Option<reqwest::Error> = None;
        let mut number = 1;
        loop {
            let next = if number <= self.0.retry.retries { request.try_clone().map(Box::new) } else { None };
            let remaining = deadline.saturating_duration_since(Instant::now());
            // The client has the time for an attempt already.
            if remaining < self.0.time_outs.attempt || time_outs.attempt != self.0.time_outs.attempt {
                *request.timeout_mut() = Some(remaining.min(time_outs.attempt));
            }
            let outcome = match self.send(request, operation, number).await {
                Ok(response) if reading == Reading::Head && response.status().is_success() => Ok(response),
                Ok(response) => read_whole(response).await,
                Err(error) => Err(error),
            };
            let delay = match Verdict::of(&outcome, repetition) {
                Verdict::Again(wait) if next.is_some() => wait.or(Some(self.0.retry.delay(number))),
                _ => None,
            };
            let (Some(delay), Some(next)) = (delay.filter(|delay| Instant::now() + *delay < deadline), next) else {
                return outcome
                    .map_err(|error| if error.is_connect() { possibly_sent.unwrap_or(error) } else { error });
            };
            debug!(operation, attempt = number, delay_ms = delay.as_millis(), "trying again");
            possibly_sent = outcome.err().filter(|error| !error.is_connect()).or(possibly_sent);
            sleep(delay).await;
            request = next;
            number += 1;
        }
    }

    /// One attempt, with the answer's head only.
    pub(crate) async fn send(
        &self,
        mut request: Box<reqwest::Request>,
        operation: &'static str,
        number: u32,
    ) -> reqwest::Result<reqwest::Response> {
        if let Some(authorization) = &self.0.authorization {
            request.headers_mut().insert(header::AUTHORIZATION, authorization.clone());
        }
        let answer = if self.0.middleware.is_empty() {
            self.0.http.execute(*request).await
        } else {
            Box::pin(self.send_through_middleware(request, operation, number)).await
        };
        self.note(operation, number, answer.as_ref());
        answer
    }

    async fn send_through_middleware(
        &self,
        mut request: Box<reqwest::Request>,
        operation: &'static str,
        number: u32,
    ) -> reqwest::Result<reqwest::Response> {
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        let attempt = Attempt { operation, method: &method, path: &path, number };
        for middleware in &self.0.middleware {
            middleware.before(&attempt, request.headers_mut());
        }
        let started = Instant::now();
        let answer = self.0.http.execute(*request).await;
        let head = answer.as_ref().ok();
        let outcome = Outcome {
            status: head.map(reqwest::Response::status),
            headers: head.map(reqwest::Response::headers),
            elapsed: started.elapsed(),
        };
        for middleware in &self.0.middleware {
            middleware.after(&attempt, &outcome);
        }
        answer
    }

    fn note(&self, operation: &'static str, number: u32, answer: Result<&reqwest::Response, &reqwest::Error>) {
        let span = Span::current();
        span.record("attempt", number);
        match answer {
            Ok(response) => {
                // Looked for only when somebody wants to know.
                let id = || headers::text(response.headers(), headers::REQUEST_ID);
                if !span.is_disabled() {
                    span.record("status", response.status().as_u16());
                    span.record("request_id", id());
                }
                debug!(operation, status = response.status().as_u16(), request_id = id(), "answered");
                self.tell_deprecation(operation, response.headers());
            }
            Err(error) => debug!(operation, %error, "no answer"),
        }
    }

    /// `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) are for the people who run the program.
    fn tell_deprecation(&self, operation: &'static str, answer: &http::HeaderMap) {
        let (deprecation, sunset) =
            (headers::text(answer, headers::DEPRECATION), headers::text(answer, headers::SUNSET));
        if deprecation.is_none() && sunset.is_none() {
            return;
        }
        if self.0.deprecations_told.lock().unwrap_or_else(PoisonError::into_inner).insert(operation) {
            let link = headers::text(answer, "link").filter(|link| link.contains("rel=\"deprecation\""));
            warn!(operation, deprecation, sunset, link, "the server will stop offering this operation");
        }
    }
}

/// What belongs to one operation; what its attempts come to is recorded as they come.
pub(crate) fn operation_span(operation: &'static str) -> Span {
    info_span!("charter_request", operation, attempt = field::Empty, status = field::Empty, request_id = field::Empty)
}

/// Lets progenitor's operations send through the transport.
impl ClientHooks<Transport> for operations::Client {
    fn exec(
        &self,
        request: reqwest::Request,
        info: &OperationInfo,
    ) -> impl Future<Output = reqwest::Result<reqwest::Response>> {
        self.inner.execute(request, info.operation_id)
    }
}

/// The same answer with its body in memory; an error that is no problem document becomes one.
async fn read_whole(mut response: reqwest::Response) -> reqwest::Result<reqwest::Response> {
    let (status, url) = (response.status(), response.url().clone());
    let (mut headers, mut extensions) = (mem::take(response.headers_mut()), mem::take(response.extensions_mut()));
    let mut body = response.bytes().await?;
    let is_error = status.is_client_error() || status.is_server_error();
    if is_error && serde_json::from_slice::<Problem>(&body).is_err() {
        body = serde_json::to_vec(&foreign_problem(status, &body)).map_or(body, Into::into);
    }
    // Without a URL reqwest would parse one that it makes up.
    let mut whole = http::Response::builder().status(status);
    whole.headers_mut().into_iter().for_each(|place| *place = mem::take(&mut headers));
    whole.extensions_mut().into_iter().for_each(|place| *place = mem::take(&mut extensions));
    let whole = whole.url(url).body(body).expect("the status and the URL come from an answer");
    Ok(whole.into())
}

/// What something between the client and the server said, as a problem (RFC 9457, section 4.2.1).
pub(crate) fn foreign_problem(status: StatusCode, body: &[u8]) -> Problem {
    let title = status.canonical_reason().unwrap_or("Unknown status").to_owned();
    let problem = Problem::new(ProblemType::from("about:blank"), title, status.as_u16());
    if body.is_empty() { problem } else { problem.with_detail(excerpt(body)) }
}
