//! Operations that take or give what is not JSON: text, files and bytes as they come. Progenitor does not write them.

use std::fmt::Display;

use charter_types::IdempotencyKey;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::{
    Answer, Client, Download, Error, Upload,
    answer::not_success,
    error::{InvalidInput, NoAnswer, ProblemAnswer, UnexpectedAnswer},
    headers,
    transport::{Reading, foreign_problem},
};

/// A request without a body, or with one of bytes.
#[derive(Debug, Clone)]
pub(crate) struct Call<'a> {
    client: &'a Client,
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    /// Each value as it was given: it is looked at when the request is sent.
    headers: Vec<(&'static str, String)>,
}

impl<'a> Call<'a> {
    /// A GET; `path` in OpenAPI's notation.
    pub(crate) fn new(client: &'a Client, path: &str) -> Self {
        Self::with_method(client, Method::GET, path)
    }

    /// `path` in OpenAPI's notation.
    pub(crate) fn with_method(client: &'a Client, method: Method, path: &str) -> Self {
        Self { client, method, path: path.to_owned(), query: Vec::new(), headers: Vec::new() }
    }

    /// Puts a parameter into the path.
    pub(crate) fn path(mut self, name: &'static str, value: impl Display) -> Self {
        let encoded = progenitor_client::encode_path(&value.to_string());
        self.path = self.path.replace(&format!("{{{name}}}"), &encoded);
        self
    }

    /// Adds a parameter to the query string.
    pub(crate) fn query(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Sets a header, in place of what it was.
    pub(crate) fn header(mut self, name: &'static str, value: impl Display) -> Self {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name, value.to_string()));
        self
    }

    /// Names the effect.
    pub(crate) fn idempotency_key(self, key: IdempotencyKey) -> Self {
        self.header(headers::IDEMPOTENCY_KEY, key)
    }

    /// Sends the request; the answer's body is text.
    pub(crate) async fn text(self, operation: &'static str) -> Result<Answer<String>, Error> {
        let answer = self.bytes(operation).await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_inner();
        match String::from_utf8(body.into()) {
            Ok(text) => Ok(Answer::new(text, status, headers)),
            Err(error) => {
                let body = error.into_bytes().into();
                Err(UnexpectedAnswer { operation, status: Some(status), body, source: None }.into())
            }
        }
    }

    /// Sends the request; the answer's body is taken as it is.
    pub(crate) async fn bytes(self, operation: &'static str) -> Result<Answer<bytes::Bytes>, Error> {
        let no_answer = |source| NoAnswer::new(operation, source);
        let transport = self.client.transport();
        let response = transport.execute(self.build(operation, None)?, operation).await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(no_answer)?;
        if status.is_success() {
            return Ok(Answer::new(body, status, headers));
        }
        Err(refused(operation, status, headers, &body))
    }

    /// Sends the request with a body as it comes; the answer is JSON. A body that cannot be sent again is sent once.
    pub(crate) async fn upload<T: DeserializeOwned>(
        self,
        operation: &'static str,
        body: Upload,
    ) -> Result<Answer<T>, Error> {
        let no_answer = |source| NoAnswer::new(operation, source);
        let request = self.build(operation, Some(body))?;
        let response = self.client.transport().transfer(request, operation, Reading::Whole).await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(no_answer)?;
        if !status.is_success() {
            return Err(refused(operation, status, headers, &body));
        }
        match serde_json::from_slice(&body) {
            Ok(value) => Ok(Answer::new(value, status, headers)),
            Err(source) => Err(UnexpectedAnswer { operation, status: Some(status), body, source: Some(source) }.into()),
        }
    }

    /// Sends the request; the answer's body is read as it comes.
    pub(crate) async fn download(self, operation: &'static str) -> Result<Answer<Download>, Error> {
        let no_answer = |source| NoAnswer::new(operation, source);
        let request = self.build(operation, None)?;
        let response = self.client.transport().transfer(request, operation, Reading::Head).await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        if status.is_success() {
            return Ok(Answer::new(Download::new(operation, response), status, headers));
        }
        let body = response.bytes().await.map_err(no_answer)?;
        Err(refused(operation, status, headers, &body))
    }

    fn build(&self, operation: &'static str, body: Option<Upload>) -> Result<reqwest::Request, Error> {
        let url = format!("{}{}", self.client.url(), self.path);
        let mut request = self.client.http().request(self.method.clone(), url).query(&self.query);
        for (name, value) in &self.headers {
            let invalid = |reason: String| InvalidInput { operation, parameter: name, reason };
            let header_name = HeaderName::try_from(*name).map_err(|error| invalid(error.to_string()))?;
            let value = HeaderValue::try_from(value).map_err(|error| invalid(error.to_string()))?;
            request = request.header(header_name, value);
        }
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, "application/octet-stream").body(body.into_body());
        }
        Ok(request.build().map_err(|source| NoAnswer::new(operation, source))?)
    }
}

fn refused(operation: &'static str, status: StatusCode, headers: HeaderMap, body: &[u8]) -> Error {
    if status.is_client_error() || status.is_server_error() {
        let problem = serde_json::from_slice(body).unwrap_or_else(|_| foreign_problem(status, body));
        return ProblemAnswer::new(operation, status, headers, problem).into();
    }
    not_success(operation, status, &headers)
}
