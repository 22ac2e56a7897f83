//! Passing on: the request whole, the answer whole or, when it is a stream, piece by piece as it comes.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use axum::{Router, body::Body, extract::State, routing::MethodRouter};
use bytes::Bytes;
use futures::Stream;
use http::{HeaderMap, HeaderName, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, BodyStream, Full, Limited};
use hyper::body::{Frame, Incoming};
use tokio::sync::watch;

use super::{
    Record, Upstream, answer,
    record::lock,
    request::{CheckedRequest, check_request},
    stream::StreamCheck,
};
use crate::{
    contract::Contract,
    wire::{DELIBERATE, Failure},
};

/// The most bytes of a request that are held.
const LARGEST_REQUEST_BYTES: usize = 64 << 20;

/// Headers that belong to one connection (RFC 9110, section 7.6.1) or are written anew for the next.
const CONNECTION_HEADERS: [HeaderName; 6] = [
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::HOST,
    header::CONTENT_LENGTH,
    HeaderName::from_static("keep-alive"),
];

#[derive(Clone)]
pub(super) struct Forwarder {
    contract: Arc<Contract>,
    upstream: Upstream,
    record: Arc<Mutex<Record>>,
    active: Arc<watch::Sender<usize>>,
}

pub(super) fn service(forwarder: Forwarder) -> Router {
    let everything = MethodRouter::new().fallback(handle);
    Router::new().fallback_service(everything.with_state(forwarder))
}

async fn handle(State(forwarder): State<Forwarder>, request: Request<Body>) -> Response<Body> {
    let active = Active::new(&forwarder.active);
    let (mut parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let exchange = format!("{} {target}", parts.method);
    let Ok(body) = Limited::new(body, LARGEST_REQUEST_BYTES).collect().await else {
        // The client has hung up before its request was whole: there is nothing to check.
        return plain(StatusCode::BAD_REQUEST, "the request broke off");
    };
    let body = body.to_bytes();
    let deliberate = parts.headers.remove(DELIBERATE).is_some();
    let checked = check_request(&forwarder.contract, &parts, &body, deliberate);

    let answer = match forwarder.send(parts, &target, body).await {
        Ok(answer) => answer,
        Err(failure) => {
            if !forwarder.upstream.outages_expected() {
                lock(&forwarder.record).add(&exchange, [failure.to_string()]);
            }
            return plain(StatusCode::BAD_GATEWAY, &failure.to_string());
        }
    };
    forwarder.pass_back(&exchange, checked, answer, active).await
}

impl Forwarder {
    pub(super) fn new(
        contract: Arc<Contract>,
        upstream: Upstream,
        record: Arc<Mutex<Record>>,
        active: watch::Sender<usize>,
    ) -> Self {
        Self { contract, upstream, record, active: Arc::new(active) }
    }

    async fn send(
        &self,
        parts: http::request::Parts,
        target: &str,
        body: Bytes,
    ) -> Result<Response<Incoming>, Failure> {
        let transport = self.upstream.transport();
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = parts.method;
        *request.uri_mut() = transport.uri(target)?;
        *request.headers_mut() = without_connection_headers(parts.headers);
        Ok(transport.send(request).await?)
    }

    async fn pass_back(
        &self,
        exchange: &str,
        request: CheckedRequest,
        answer: Response<Incoming>,
        active: Active,
    ) -> Response<Body> {
        let (parts, body) = answer.into_parts();
        let exchange = format!("{exchange} → {}", parts.status.as_u16());
        let headers = without_connection_headers(parts.headers.clone());
        if answer::is_stream(&parts) {
            let violations = answer::check_head(&self.contract, &request, &parts);
            let check = StreamCheck::start(Arc::clone(&self.contract), Arc::clone(&self.record), exchange, &request);
            check.record_head(violations, parts.status.as_u16());
            let body = CheckedStream { body: BodyStream::new(body), check, _active: active };
            return respond(parts.status, headers, Body::from_stream(body));
        }
        match body.collect().await {
            Ok(body) => {
                let body = body.to_bytes();
                let violations = answer::check_whole(&self.contract, &request, &parts, &body);
                let mut record = lock(&self.record);
                record.add(&exchange, violations);
                record.count_answer(&request, parts.status.as_u16());
                respond(parts.status, headers, Body::from(body))
            }
            Err(error) => {
                if !self.upstream.outages_expected() {
                    lock(&self.record).add(&exchange, [format!("the answer broke off: {error}")]);
                }
                plain(StatusCode::BAD_GATEWAY, "the answer broke off")
            }
        }
    }
}

impl Record {
    fn count_answer(&mut self, request: &CheckedRequest, status: u16) {
        if let Some(operation) = &request.operation {
            *self.answers.entry((operation.clone(), status)).or_default() += 1;
        }
    }
}

/// A stream that is checked while it passes.
struct CheckedStream {
    body: BodyStream<Incoming>,
    check: StreamCheck,
    _active: Active,
}

impl Stream for CheckedStream {
    type Item = Result<Bytes, hyper::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Some(piece) = std::task::ready!(Pin::new(&mut self.body).poll_next(context)) else {
                self.check.end();
                return Poll::Ready(None);
            };
            match piece.map(Frame::into_data) {
                Ok(Ok(bytes)) => {
                    self.check.push(&bytes);
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Ok(Err(_trailers)) => {}
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

/// Counts what is passing at the moment.
struct Active(Arc<watch::Sender<usize>>);

impl Active {
    fn new(counter: &Arc<watch::Sender<usize>>) -> Self {
        counter.send_modify(|count| *count += 1);
        Self(Arc::clone(counter))
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

fn without_connection_headers(mut headers: HeaderMap) -> HeaderMap {
    for name in CONNECTION_HEADERS {
        headers.remove(name);
    }
    headers
}

fn respond(status: StatusCode, headers: HeaderMap, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    respond(status, HeaderMap::new(), Body::from(format!("conformance proxy: {text}\n")))
}
