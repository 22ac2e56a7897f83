//! One file a family: from a checked request to a call of the engine, and from what it gives to a typed answer.

mod approval;
mod artifact;
mod event;
mod mission;
mod resource;
mod run;
mod store;
mod stream;
mod system;

use charter_engine::RequestContext;
use charter_types::IdempotencyKey;

use crate::caller::Caller;

fn request_context(caller: &Caller, idempotency_key: Option<IdempotencyKey>) -> RequestContext {
    RequestContext { idempotency_key, request_id: caller.request_id.clone() }
}
