use std::any::Any;

use axum::response::{IntoResponse, Response};
use charter_api::runtime::Refusal;
use charter_types::ProblemType;

/// A panic is a defect of the server: the client gets a problem, the log gets what there is to know.
pub(crate) fn panic_to_problem(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(message, "a request panicked");
    Refusal::new(ProblemType::Internal, "the request could not be carried out; the log has more under its id")
        .into_response()
}
