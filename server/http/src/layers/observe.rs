use std::time::Instant;

use axum::{extract::Request, response::Response};
use charter_api::runtime::Operation;
use charter_types::RequestId;
use tracing::Instrument as _;

use crate::metrics;

/// One span and one measurement a request. Streams are measured until their head is sent.
pub(crate) async fn observe<F: Future<Output = Response>>(
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    let id = request.extensions().get::<RequestId>().map(RequestId::as_str).unwrap_or_default();
    let span = tracing::debug_span!("request", id, method = %request.method(), path = request.uri().path());
    let start = Instant::now();
    let response = next(request).instrument(span.clone()).await;
    let operation = response.extensions().get::<&'static Operation>().map_or("none", |operation| operation.id);
    let status = response.status().as_u16();
    metrics::record_request(operation, status, start.elapsed());
    span.in_scope(|| tracing::debug!(operation, status, elapsed_us = start.elapsed().as_micros(), "answered"));
    response
}
