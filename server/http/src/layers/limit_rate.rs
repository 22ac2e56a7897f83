use std::sync::Arc;

use axum::{
    extract::Request,
    response::{IntoResponse as _, Response},
};
use charter_api::runtime::{Access, Operation};
use http::{StatusCode, header};

use crate::{
    app::Services,
    limits::{RateLimits, TokenMark, Visit},
    refuse,
};

/// Counts what no principal answers for on the address that it comes from, before anything is done for it; the others
/// are counted where the principal becomes known. Whether the server lives is always told.
pub(crate) async fn limit_rate<F: Future<Output = Response>>(
    services: Arc<Services>,
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    let Some(limits) = &services.rates else { return next(request).await };
    let shown = Shown::of(&request, limits);
    let network = request.extensions().get::<Visit>().map(Visit::network).filter(|_| !is_about_health(&request));
    let counted = match network {
        Some(network) if !shown.excuses(&request) => limits.count_network(network),
        _ => Ok(()),
    };
    let response = match counted {
        Ok(()) => next(request).await,
        Err(too_many) => refuse::too_many_of_address(too_many).into_response(),
    };
    shown.learn(&response, limits);
    response
}

fn is_about_health(request: &Request) -> bool {
    matches!(request.uri().path(), "/healthz" | "/readyz")
}

/// What a request shows of a token.
struct Shown {
    mark: Option<TokenMark>,
    is_known: bool,
}

impl Shown {
    fn of(request: &Request, limits: &RateLimits) -> Self {
        let mark = request.headers().get(header::AUTHORIZATION).map(|value| limits.known().mark(value.as_bytes()));
        Self { mark, is_known: mark.is_some_and(|mark| limits.known().contains(mark)) }
    }

    /// Public pages do not look at the token: no principal answers for them.
    fn excuses(&self, request: &Request) -> bool {
        self.is_known && request.uri().path().starts_with("/v1/")
    }

    /// Remembers a token that turned out to be good, and forgets one that is good no more.
    fn learn(&self, response: &Response, limits: &RateLimits) {
        let Some(mark) = self.mark else { return };
        let operation = response.extensions().get::<&'static Operation>();
        if operation.is_none_or(|operation| operation.access == Access::Public) {
            return;
        }
        match (self.is_known, response.status() == StatusCode::UNAUTHORIZED) {
            (true, true) => limits.known().remove(mark),
            (false, false) => limits.known().insert(mark),
            _ => {}
        }
    }
}
