use std::{pin::Pin, time::Duration};

use bytes::{Bytes, BytesMut};
use charter_types::{Problem, SystemClock};
use eventsource_client::{BoxStream, Client as _, ClientBuilder, Error as SseError, ReconnectOptions, SSE};
use futures::{Stream, StreamExt, TryStreamExt, future};
use http::{HeaderMap, StatusCode, header};
use launchdarkly_sdk_transport::{ByteStream, HttpTransport, ResponseFuture, TransportError};
use sync_wrapper::SyncFuture;
use tokio::time::timeout;
use tracing::Instrument;

use super::{
    StreamCursor, StreamError,
    frame::RawFrame,
    source::{Incoming, OpenError, Source, Wanted},
};
use crate::{
    Client, Error, answer,
    error::{InvalidInput, NoAnswer, ProblemAnswer, UnexpectedAnswer},
    headers,
    retry::is_transient,
    transport::{Transport, foreign_problem, operation_span},
};

/// More than any problem has; the rest of an error's body is not read.
const LONGEST_PROBLEM_BYTES: usize = 256 * 1024;

/// A stream operation over HTTP.
///
/// `eventsource_client` reads the frames of one connection. Connecting again is not left to it: it would do so
/// whatever the server answers, and would resume by `id:` alone, in the middle of a commit.
pub(crate) struct HttpSource {
    pub client: Client,
    pub operation: &'static str,
    pub path: String,
    pub query: Vec<(&'static str, String)>,
}

impl Source for HttpSource {
    type Frames = Pin<Box<dyn Stream<Item = Incoming> + Send>>;

    async fn locate(&self) -> Result<Option<StreamCursor>, Error> {
        match answer::read("get_store", self.client.operations().get_store().send().await) {
            Ok(store) => Ok(Some(StreamCursor::new(Some(store.store_id.clone()), store.revision))),
            Err(error) if matches!(error.status(), Some(StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn open(&self, wanted: Wanted<'_>) -> Result<Self::Frames, OpenError> {
        let mut frames = self.frames(wanted)?;
        let time_out = self.client.transport().time_outs().attempt;
        let first = timeout(time_out, frames.next()).await.map_err(|elapsed| OpenError::Transient {
            error: NoAnswer::timed_out(self.operation, elapsed).into(),
            retry_after: None,
        })?;
        match first {
            Some(Ok(SSE::Connected(details))) => {
                let content_type = details.response().get_header_value(header::CONTENT_TYPE.as_str());
                if content_type.ok().flatten().is_some_and(|value| value.starts_with("text/event-stream")) {
                    return Ok(Box::pin(live(frames)));
                }
                Err(self.unexpected(StatusCode::from_u16(details.response().status()).ok()))
            }
            Some(Err(SseError::UnexpectedResponse(response, body))) => {
                let status = StatusCode::from_u16(response.status());
                let status = status.map_err(|_| self.unexpected(None))?;
                let headers = [header::RETRY_AFTER.as_str(), "x-request-id"].into_iter().filter_map(|name| {
                    let value = response.get_header_value(name).ok()??;
                    Some((name.parse().ok()?, value.parse().ok()?))
                });
                let headers = HeaderMap::from_iter(headers);
                let body = timeout(time_out, read_problem(body.into_stream())).await.unwrap_or_default();
                Err(self.refused(status, headers, &body))
            }
            Some(Err(SseError::Transport(error))) => {
                let error = NoAnswer::from_transport(self.operation, error).into();
                Err(OpenError::Transient { error, retry_after: None })
            }
            _ => Err(self.unexpected(None)),
        }
    }
}

impl HttpSource {
    fn frames(&self, wanted: Wanted<'_>) -> Result<BoxStream<Result<SSE, SseError>>, OpenError> {
        let invalid = |reason: String| {
            let input = InvalidInput { operation: self.operation, parameter: "request", reason };
            OpenError::Final(Error::from(input).into())
        };
        let mut url: reqwest::Url =
            format!("{}{}", self.client.url(), self.path).parse().map_err(|error| invalid(format!("{error}")))?;
        let store = wanted.store.map(|store| ("store", store.to_string()));
        let query: Vec<_> = self.query.iter().cloned().chain(store).collect();
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut builder = ClientBuilder::for_url(url.as_str()).map_err(|error| invalid(error.to_string()))?;
        builder = builder.reconnect(ReconnectOptions::reconnect(false).build());
        if let Some(position) = wanted.position {
            builder = builder.last_event_id(position.to_string());
        }
        let exchange = Exchange { client: self.client.clone(), operation: self.operation };
        Ok(builder.build_with_transport(exchange).stream())
    }

    fn refused(&self, status: StatusCode, headers: HeaderMap, body: &[u8]) -> OpenError {
        let problem: Problem = serde_json::from_slice(body).unwrap_or_else(|_| foreign_problem(status, body));
        if status == StatusCode::GONE {
            return OpenError::Final(StreamError::Refetch { oldest_revision: problem.oldest_revision });
        }
        let retry_after = headers::retry_after(&headers, &SystemClock);
        let error = Error::from(ProblemAnswer::new(self.operation, status, headers, problem));
        if is_transient(status) {
            return OpenError::Transient { error, retry_after };
        }
        OpenError::Final(error.into())
    }

    fn unexpected(&self, status: Option<StatusCode>) -> OpenError {
        let answer = UnexpectedAnswer { operation: self.operation, status, body: Bytes::new(), source: None };
        OpenError::Final(Error::from(answer).into())
    }
}

/// The frames of a connection up to its end, however it ends.
pub(super) fn live(frames: BoxStream<Result<SSE, SseError>>) -> impl Stream<Item = Incoming> + Send {
    frames.take_while(|frame| future::ready(frame.is_ok())).filter_map(|frame| {
        future::ready(match frame {
            Ok(SSE::Event(event)) => Some(Incoming::Frame {
                frame: RawFrame { event: event.event_type, data: event.data, last_id: event.id },
                retry: event.retry.map(Duration::from_millis),
            }),
            Ok(SSE::Comment(_)) => Some(Incoming::Comment),
            Ok(SSE::Connected(_)) | Err(_) => None,
        })
    })
}

async fn read_problem(mut chunks: ByteStream) -> BytesMut {
    let mut read = BytesMut::new();
    while let Some(Ok(chunk)) = chunks.next().await {
        if read.len() + chunk.len() > LONGEST_PROBLEM_BYTES {
            break;
        }
        read.extend_from_slice(&chunk);
    }
    read
}

/// Sends what `eventsource_client` asks for through the SDK's own transport.
#[derive(Clone)]
struct Exchange {
    client: Client,
    operation: &'static str,
}

impl HttpTransport for Exchange {
    fn request(&self, request: http::Request<Option<Bytes>>) -> ResponseFuture {
        let (transport, operation) = (self.client.transport().clone(), self.operation);
        let exchange = async move { exchange(&transport, operation, request).await };
        Box::pin(SyncFuture::new(exchange.instrument(operation_span(operation))))
    }
}

async fn exchange(
    transport: &Transport,
    operation: &'static str,
    request: http::Request<Option<Bytes>>,
) -> Result<http::Response<ByteStream>, TransportError> {
    let request = reqwest::Request::try_from(request.map(Option::unwrap_or_default)).map_err(TransportError::new)?;
    let response = transport.send(Box::new(request), operation, 1).await.map_err(TransportError::new)?;
    let mut answer = http::Response::new(());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    let body: ByteStream = Box::pin(response.bytes_stream().map_err(TransportError::new));
    Ok(answer.map(|()| body))
}
