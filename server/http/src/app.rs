use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use axum::{Router, middleware::from_fn_with_state};
use charter_api::{
    generated,
    runtime::{Refusal, announce_deprecations},
};
use charter_auth::Authority;
use charter_engine::Engine;
use charter_types::{Clock, ProblemType};
use http::Uri;

use crate::{
    layers::{Passage, pass},
    limits::{Holdings, RateLimits},
    metrics::Metrics,
};

/// Less than what a proxy or a client usually waits for an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// What the handlers work with.
pub struct Services {
    /// The domain.
    pub engine: Engine,
    /// Who verifies tokens.
    pub authority: Authority,
    /// What time it is, for expiring tokens.
    pub clock: Arc<dyn Clock>,
    pub(crate) metrics: Metrics,
    /// How often one principal may ask; `None` for as often as it likes.
    pub(crate) rates: Option<RateLimits>,
    /// How long a request may wait for something to happen before it is answered without.
    pub(crate) longest_wait: Duration,
    /// How much is held for each principal.
    pub(crate) holdings: Holdings,
}

impl Services {
    /// Services over a started engine.
    pub fn new(engine: Engine, authority: Authority, clock: Arc<dyn Clock>) -> Self {
        let holdings = Holdings::new(NonZeroUsize::MAX);
        let metrics = Metrics::install();
        Self { engine, authority, clock, metrics, rates: None, longest_wait: LONGEST_WAIT, holdings }
    }
}

/// Every family's routes behind the layers that every request passes. A request may take `request_timeout` until it is
/// answered.
pub(crate) fn app(services: &Arc<Services>, request_timeout: Duration) -> Router {
    let router = Router::new()
        .merge(generated::resource::router(services.clone()))
        .merge(generated::mission::router(services.clone()))
        .merge(generated::run::router(services.clone()))
        .merge(generated::artifact::router(services.clone()))
        .merge(generated::approval::router(services.clone()))
        .merge(generated::event::router(services.clone()))
        .merge(generated::store::router(services.clone()))
        .merge(generated::system::router(services.clone()))
        .fallback(no_such_path)
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn_with_state(Passage { services: services.clone(), request_timeout }, pass));
    announce_deprecations(router, generated::DEPRECATED)
}

async fn no_such_path(uri: Uri) -> Refusal {
    Refusal::new(ProblemType::NotFound, format!("there is nothing at {}", uri.path()))
}

async fn no_such_method() -> Refusal {
    Refusal::new(ProblemType::MethodNotAllowed, "the Allow header names the methods that there are")
}
