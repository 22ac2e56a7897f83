use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use serde_json::Value;

use super::{Answer, DELIBERATE, Failure, Outcome, Transport, TransportError, Watch};

/// A request that is being put together.
#[derive(Debug, Clone)]
pub struct RequestBuilder {
    transport: Transport,
    method: Method,
    target: String,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl RequestBuilder {
    pub(super) fn new(transport: Transport, method: Method, target: String) -> Self {
        Self { transport, method, target, headers: Vec::new(), body: Bytes::new() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sends this JSON.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Sends these bytes under this content type.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self.header(header::CONTENT_TYPE.as_str(), content_type)
    }

    /// Says that the contract does not allow this request, and that the server has to refuse it.
    #[must_use]
    pub fn deliberately_wrong(self) -> Self {
        self.header(DELIBERATE.as_str(), "yes")
    }

    /// Sends it and reads the whole answer.
    ///
    /// # Errors
    /// When there is none.
    pub async fn send(self) -> Outcome<Answer> {
        let request = format!("{} {}", self.method, self.target);
        let target = self.target.clone();
        let answer = self.head().await?;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.map_err(|source| TransportError::Body { target, source })?.to_bytes();
        Ok(Answer { request, status: parts.status, headers: parts.headers, body })
    }

    /// Sends it and reads the answer as a stream of events.
    ///
    /// # Errors
    /// When the answer is no stream.
    pub async fn open(self) -> Outcome<Watch> {
        match self.open_or_answer().await? {
            Ok(watch) => Ok(watch),
            Err(answer) => {
                Err(Failure::new(format!("{} should be a stream, and answered {}", answer.request, answer.shown())))
            }
        }
    }

    /// Sends it and reads the answer as a stream of events, or whole when it is none.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn open_or_answer(self) -> Outcome<Result<Watch, Answer>> {
        let request = format!("{} {}", self.method, self.target);
        let target = self.target.clone();
        let answer = self.head().await?;
        let content_type = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if answer.status() == 200 && content_type.is_some_and(|name| name.starts_with("text/event-stream")) {
            return Ok(Ok(Watch::new(request, answer)));
        }
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.map_err(|source| TransportError::Body { target, source })?.to_bytes();
        Ok(Err(Answer { request, status: parts.status, headers: parts.headers, body }))
    }

    async fn head(self) -> Outcome<Response<Incoming>> {
        let uri = self.transport.uri(&self.target)?;
        let mut request = Request::builder().method(self.method).uri(uri);
        for (name, value) in self.headers {
            let invalid = |_| Failure::new(format!("the header {name}: {value} cannot be sent"));
            let name = HeaderName::try_from(&name).map_err(|error| invalid(error.into()))?;
            let value = HeaderValue::try_from(&value).map_err(|error| invalid(http::Error::from(error)))?;
            request = request.header(name, value);
        }
        let request = request
            .body(Full::new(self.body))
            .map_err(|source| TransportError::Request { target: self.target, source })?;
        Ok(self.transport.send(request).await?)
    }
}
