use std::sync::Arc;

use axum::{Router, middleware::from_fn};
use charter_api::{generated, runtime::Refusal};
use charter_auth::Authority;
use charter_engine::Engine;
use charter_types::{Clock, ProblemType};
use http::Uri;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{layers, metrics::Metrics};

/// What the handlers work with.
pub struct Services {
    /// The domain.
    pub engine: Engine,
    /// Who verifies tokens.
    pub authority: Authority,
    /// What time it is, for expiring tokens.
    pub clock: Arc<dyn Clock>,
    pub(crate) metrics: Metrics,
}

impl Services {
    /// Services over a started engine.
    pub fn new(engine: Engine, authority: Authority, clock: Arc<dyn Clock>) -> Self {
        Self { engine, authority, clock, metrics: Metrics::install() }
    }
}

/// Every family's routes behind the layers that every request passes, outermost last.
pub(crate) fn app(services: &Arc<Services>) -> Router {
    Router::new()
        .merge(generated::resource::router(services.clone()))
        .merge(generated::event::router(services.clone()))
        .merge(generated::store::router(services.clone()))
        .merge(generated::system::router(services.clone()))
        .fallback(no_such_path)
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn(layers::limit_head))
        .layer(from_fn(layers::limit_time))
        .layer(from_fn(layers::drain))
        .layer(CatchPanicLayer::custom(layers::panic_to_problem))
        .layer(from_fn(layers::observe))
        .layer(from_fn(layers::identify))
}

async fn no_such_path(uri: Uri) -> Refusal {
    Refusal::new(ProblemType::NotFound, format!("there is nothing at {}", uri.path()))
}

async fn no_such_method() -> Refusal {
    Refusal::new(ProblemType::MethodNotAllowed, "the Allow header names the methods that there are")
}
