use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use charter_types::{Problem, SystemClock};
use eventsource_client::{BoxStream, Client as _, ClientBuilder, Error as SseError, ReconnectOptions, SSE};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use http::{HeaderMap, StatusCode, header};
use launchdarkly_sdk_transport::{ByteStream, HttpTransport, ResponseFuture, TransportError};
use sync_wrapper::SyncFuture;
use tokio::time::timeout;
use tracing::Instrument;

use super::{
    StreamCursor, StreamError,
    source::{Incoming, OpenError, Source, Wanted},
    sse::Reader,
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
/// `eventsource_client` opens the connection. Connecting again is not left to it: it would do so whatever the server
/// answers, and would resume by `id:` alone, in the middle of a commit. What then comes is read by [`Reader`]: it copies
/// less, and tells of a `retry:` that comes alone.
pub(crate) struct HttpSource {
    pub client: Client,
    pub operation: &'static str,
    pub path: String,
    pub query: Vec<(&'static str, String)>,
}

impl Source for HttpSource {
    type Frames = Frames<Body>;

    async fn locate(&self) -> Result<Option<StreamCursor>, Error> {
        match answer::read("get_store", self.client.operations().get_store().send().await) {
            Ok(store) => Ok(Some(StreamCursor::new(Some(store.store_id.clone()), store.revision))),
            Err(error) if matches!(error.status(), Some(StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn open(&self, wanted: Wanted<'_>) -> Result<Self::Frames, OpenError> {
        let opened = OpenedBody::default();
        let mut connecting = self.connecting(wanted, opened.clone())?;
        let time_out = self.client.transport().time_outs().attempt;
        let first = timeout(time_out, connecting.next()).await.map_err(|elapsed| OpenError::Transient {
            error: NoAnswer::timed_out(self.operation, elapsed).into(),
            retry_after: None,
        })?;
        match first {
            Some(Ok(SSE::Connected(details))) => {
                let content_type = details.response().get_header_value(header::CONTENT_TYPE.as_str());
                let is_stream = content_type.ok().flatten().is_some_and(|value| value.starts_with("text/event-stream"));
                let body = opened.take().filter(|_| is_stream);
                body.map(Frames::new)
                    .ok_or_else(|| self.unexpected(StatusCode::from_u16(details.response().status()).ok()))
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
    /// Its first item tells what came of it; the body is in `opened` then.
    fn connecting(
        &self,
        wanted: Wanted<'_>,
        opened: OpenedBody,
    ) -> Result<BoxStream<Result<SSE, SseError>>, OpenError> {
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
        let exchange = Exchange { client: self.client.clone(), operation: self.operation, opened };
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

/// The body of a stream.
pub(crate) type Body = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>;

/// The frames of a connection up to its end, however it ends.
pub(crate) struct Frames<B> {
    body: B,
    reader: Reader,
}

impl<B> Frames<B> {
    pub(super) fn new(body: B) -> Self {
        Self { body, reader: Reader::default() }
    }
}

impl<B: Stream<Item = Result<Bytes, E>> + Unpin, E> Stream for Frames<B> {
    type Item = Incoming;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Incoming>> {
        loop {
            match self.reader.next() {
                Ok(None) => {}
                Ok(incoming) => return Poll::Ready(incoming),
                Err(_) => return Poll::Ready(None),
            }
            match ready!(self.body.poll_next_unpin(context)) {
                Some(Ok(chunk)) => self.reader.push(chunk),
                Some(Err(_)) | None => return Poll::Ready(None),
            }
        }
    }
}

/// Where the body of a connection is put for the one who opens it.
#[derive(Clone, Default)]
struct OpenedBody(Arc<Mutex<Option<Body>>>);

impl OpenedBody {
    fn put(&self, body: Body) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
    }

    fn take(&self) -> Option<Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
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
    opened: OpenedBody,
}

impl HttpTransport for Exchange {
    fn request(&self, request: http::Request<Option<Bytes>>) -> ResponseFuture {
        let (transport, operation, opened) = (self.client.transport().clone(), self.operation, self.opened.clone());
        let exchange = async move { exchange(&transport, operation, request, &opened).await };
        Box::pin(SyncFuture::new(exchange.instrument(operation_span(operation))))
    }
}

async fn exchange(
    transport: &Transport,
    operation: &'static str,
    request: http::Request<Option<Bytes>>,
    opened: &OpenedBody,
) -> Result<http::Response<ByteStream>, TransportError> {
    let mut request =
        reqwest::Request::try_from(request.map(Option::unwrap_or_default)).map_err(TransportError::new)?;
    // The time for an attempt is for the beginning of a stream, and is looked after where it is opened.
    *request.timeout_mut() = Some(Duration::MAX);
    let response = transport.send(Box::new(request), operation, 1).await.map_err(TransportError::new)?;
    let mut answer = http::Response::new(());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    let body: ByteStream = if response.status().is_success() {
        opened.put(Box::pin(response.bytes_stream()));
        Box::pin(stream::empty())
    } else {
        Box::pin(response.bytes_stream().map_err(TransportError::new))
    };
    Ok(answer.map(|()| body))
}
