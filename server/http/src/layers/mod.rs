//! What every request passes on its way in and every answer on its way out.
//!
//! A layer is a function of a request and of what comes next. [`pass`] puts all of them around the routes as one layer
//! of axum's: each of those costs an allocation or two on every request, these none.

mod drain;
mod identify;
mod limit_head;
mod limit_memory;
mod limit_rate;
mod limit_time;
mod observe;
mod panic;

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::app::Services;

pub(crate) use identify::named_afresh;
pub(crate) use limit_memory::Expected;

/// What the layers need to know.
#[derive(Clone)]
pub(crate) struct Passage {
    pub(crate) services: Arc<Services>,
    /// How long it may take from a request's head to the answer's.
    pub(crate) request_timeout: Duration,
}

/// All layers, outermost first.
pub(crate) async fn pass(State(passage): State<Passage>, request: Request, next: Next) -> Response {
    let Passage { services, request_timeout } = passage;
    let held = |request| limit_memory::limit_memory(services.clone(), request, |request| next.run(request));
    let rated = |request| limit_rate::limit_rate(services.clone(), request, held);
    let bounded = |request| limit_head::limit_head(request, rated);
    let timed = |request| limit_time::limit_time(request_timeout, request, bounded);
    let drained = |request| drain::drain(request, timed);
    let caught = |request| panic::catch_panic(request, drained);
    let observed = |request| observe::observe(request, caught);
    identify::identify(request, observed).await
}
