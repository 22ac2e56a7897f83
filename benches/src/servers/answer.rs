use anyhow::{Context as _, Result};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::load::Answer;

/// An answer that the real server gave, for the bare one to give as well.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Canned {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What HTTP libraries write themselves.
const WRITTEN_BY_HYPER: [&str; 3] = ["content-length", "date", "transfer-encoding"];

impl Canned {
    /// # Errors
    /// When it is not text.
    pub fn from_answer(answer: &Answer<'_>) -> Result<Self> {
        let body = str::from_utf8(answer.body).context("an answer is not UTF-8")?;
        Ok(Self::from_parts(answer.status, answer.headers()?, body))
    }

    pub fn from_parts(status: u16, mut headers: Vec<(String, String)>, body: &str) -> Self {
        headers.retain(|(name, _)| !WRITTEN_BY_HYPER.contains(&name.as_str()));
        Self { status, headers, body: body.to_owned() }
    }
}

/// A [`Canned`] answer in the form in which it is given quickly.
#[derive(Debug, Clone, Default)]
pub struct Ready {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Ready {
    /// # Errors
    /// When it is not an answer.
    pub fn new(canned: &Canned) -> Result<Self> {
        let headers = canned.headers.iter().map(|(name, value)| {
            let name: HeaderName = name.parse().with_context(|| format!("{name} is no header"))?;
            let value: HeaderValue = value.parse().with_context(|| format!("{value} is no header's value"))?;
            Ok((name, value))
        });
        Ok(Self {
            status: StatusCode::from_u16(canned.status).context("an answer has a status that is none")?,
            headers: headers.collect::<Result<_>>()?,
            body: canned.body.clone().into(),
        })
    }

    pub fn to_response(&self) -> Response {
        self.with_body(Body::from(self.body()))
    }

    pub fn body(&self) -> Bytes {
        self.body.clone()
    }

    pub fn with_body(&self, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        response
    }
}
