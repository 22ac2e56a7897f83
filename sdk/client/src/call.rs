//! Operations whose answers are not JSON: text and files. Progenitor does not write them.

use std::fmt::Display;

use http::Method;

use crate::{
    Answer, Client, Error,
    answer::not_success,
    error::{NoAnswer, ProblemAnswer, UnexpectedAnswer},
    transport::foreign_problem,
};

/// A request without a body.
#[derive(Debug, Clone)]
pub(crate) struct Call<'a> {
    client: &'a Client,
    path: String,
    query: Vec<(&'static str, String)>,
}

impl<'a> Call<'a> {
    /// `path` in OpenAPI's notation.
    pub(crate) fn new(client: &'a Client, path: &str) -> Self {
        Self { client, path: path.to_owned(), query: Vec::new() }
    }

    /// Puts a parameter into the path.
    pub(crate) fn path(mut self, name: &'static str, value: impl Display) -> Self {
        let encoded = progenitor_client::encode_path(&value.to_string());
        self.path = self.path.replace(&format!("{{{name}}}"), &encoded);
        self
    }

    /// Adds a parameter to the query string.
    #[allow(dead_code, reason = "generated requests use what their operations have")]
    pub(crate) fn query(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, value.to_string()));
        self
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
        let url = format!("{}{}", self.client.url(), self.path);
        let request = self.client.http().request(Method::GET, url).query(&self.query).build().map_err(no_answer)?;
        let response = self.client.transport().execute(request, operation).await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(no_answer)?;
        if status.is_success() {
            return Ok(Answer::new(body, status, headers));
        }
        if status.is_client_error() || status.is_server_error() {
            let problem = serde_json::from_slice(&body).unwrap_or_else(|_| foreign_problem(status, &body));
            return Err(ProblemAnswer::new(operation, status, headers, problem).into());
        }
        Err(not_success(operation, status, &headers))
    }
}
