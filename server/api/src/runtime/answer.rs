//! From a typed answer to an HTTP response.

use std::{fmt, pin::Pin};

use axum::{
    body::Body,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use charter_types::ProblemType;
use futures::Stream;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::Refusal;

/// A response under construction.
#[derive(Debug)]
pub struct Reply(Response);

impl Reply {
    /// Without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self(status.into_response())
    }

    /// With a JSON body.
    pub fn json<T: Serialize>(status: StatusCode, body: &JsonBody<T>) -> Self {
        match body.to_bytes() {
            Ok(bytes) => Self::bytes(status, "application/json", bytes),
            Err(error) => Self(
                Refusal::new(ProblemType::Internal, format!("the answer cannot be written: {error}")).into_response(),
            ),
        }
    }

    /// With a body of bytes; text is UTF-8.
    pub fn bytes(status: StatusCode, media_type: &str, body: Bytes) -> Self {
        let is_bare_text = media_type.starts_with("text/") && !media_type.contains(';');
        let parameter = if is_bare_text { "; charset=utf-8" } else { "" };
        Self((status, body).into_response()).header("content-type", format_args!("{media_type}{parameter}"))
    }

    /// With a file.
    pub fn asset(status: StatusCode, asset: Asset) -> Self {
        match asset.content {
            Content::Whole(bytes) => Self::bytes(status, &asset.media_type, bytes),
            Content::Streamed(body) => {
                // As it was said when the file was made, without anything added to it.
                Self((status, body).into_response()).header("content-type", asset.media_type)
            }
        }
    }

    /// With a stream of server-sent events.
    pub fn events(status: StatusCode, stream: EventStream) -> Self {
        let mut response = Response::new(Body::from_stream(stream.0));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // Asks buffering proxies to pass each frame on at once.
        headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
        Self(response)
    }

    /// The same with a header. What is not a header's value is left out: the contract's patterns allow none such.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
            self.0.headers_mut().insert(name, value);
        }
        self
    }

    /// The same with a header, where there is a value for it.
    #[must_use]
    pub fn optional_header(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// The response.
    pub fn finish(self) -> Response {
        self.0
    }
}

/// A body of JSON: a value to be written, or one that is JSON already.
#[derive(Debug, Clone)]
pub enum JsonBody<T> {
    /// A value.
    Value(T),
    /// What the value would be written as. Whoever makes it answers for that.
    Written(Bytes),
}

impl<T> From<T> for JsonBody<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> JsonBody<T> {
    fn to_bytes(&self) -> serde_json::Result<Bytes> {
        match self {
            Self::Value(value) => serde_json::to_vec(value).map(Bytes::from),
            Self::Written(bytes) => Ok(bytes.clone()),
        }
    }
}

/// Server-sent events, already written as bytes: each item is one or more whole frames.
pub struct EventStream(Pin<Box<dyn Stream<Item = Result<Bytes, std::convert::Infallible>> + Send>>);

impl EventStream {
    /// A stream of whole frames.
    pub fn new(frames: impl Stream<Item = Bytes> + Send + 'static) -> Self {
        use futures::StreamExt as _;
        Self(Box::pin(frames.map(Ok)))
    }
}

impl fmt::Debug for EventStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EventStream")
    }
}

/// A file of any media type.
#[derive(Debug)]
pub struct Asset {
    media_type: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Whole(Bytes),
    Streamed(Body),
}

impl Asset {
    /// One that is in memory.
    pub fn whole(media_type: String, bytes: Bytes) -> Self {
        Self { media_type, content: Content::Whole(bytes) }
    }

    /// One that is handed on as it comes. An error ends the connection, so that what came is not taken for all of it.
    pub fn streamed<E>(media_type: String, bytes: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
    {
        Self { media_type, content: Content::Streamed(Body::from_stream(bytes)) }
    }
}
