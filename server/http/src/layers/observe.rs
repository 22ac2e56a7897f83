use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use charter_api::runtime::Operation;
use tracing::Instrument as _;

use super::identify::REQUEST_ID;
use crate::metrics;

/// One span and one measurement a request. Streams are measured until their head is sent.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    let id = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let span = tracing::debug_span!("request", id, method = %request.method(), path = request.uri().path());
    let start = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let operation = response.extensions().get::<&'static Operation>().map_or("none", |operation| operation.id);
    let status = response.status().as_u16();
    metrics::record_request(operation, status, start.elapsed());
    span.in_scope(|| tracing::debug!(operation, status, elapsed_us = start.elapsed().as_micros(), "answered"));
    response
}
