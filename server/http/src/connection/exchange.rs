use std::{
    convert::Infallible,
    net::IpAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{Router, body::Body, routing::future::RouteFuture};
use http::{Request, Response};
use hyper::{
    body::{Body as _, Incoming},
    service::Service,
};
use tower::Service as _;

use super::{
    paced::{PART_BYTES, Paced},
    progress::Progress,
    streams::progress_of_stream,
};
use crate::limits::{Taken, Visit};

/// What hyper asks for the answers of one connection.
pub(super) struct Exchanges {
    app: Router,
    peer: IpAddr,
    progress: Arc<Progress>,
}

impl Exchanges {
    /// `progress` is told of answers over HTTP/1.
    pub(super) fn new(app: Router, peer: IpAddr, progress: Arc<Progress>) -> Self {
        Self { app, peer, progress }
    }
}

impl Service<Request<Incoming>> for Exchanges {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Exchange;

    fn call(&self, mut request: Request<Incoming>) -> Exchange {
        request.extensions_mut().insert(Visit::from(self.peer));
        Exchange { answer: self.app.clone().call(request), progress: Arc::clone(&self.progress) }
    }
}

/// One request on its way to its answer, which is handed over at the pace of its peer.
pub(super) struct Exchange {
    answer: RouteFuture<Infallible>,
    progress: Arc<Progress>,
}

impl Future for Exchange {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let polled = Pin::new(&mut self.answer).poll(context);
        polled.map_ok(|mut response| {
            let of_stream = progress_of_stream();
            // As little is in hyper's buffer at once, where the write time-out watches over it.
            if of_stream.is_none() && is_little(response.body()) {
                return response;
            }
            let progress = of_stream.unwrap_or_else(|| Arc::clone(&self.progress));
            let taken = response.extensions_mut().remove::<Taken>();
            response.map(|body| Body::new(Paced::new(body, progress, taken)))
        })
    }
}

fn is_little(body: &Body) -> bool {
    body.size_hint().upper().is_some_and(|bytes| bytes <= PART_BYTES as u64)
}
