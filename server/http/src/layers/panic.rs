use std::{any::Any, panic::AssertUnwindSafe};

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use charter_api::runtime::Refusal;
use charter_types::ProblemType;
use futures::FutureExt as _;

/// A panic is a defect of the server: the client gets a problem, the log gets what there is to know.
pub(crate) async fn catch_panic<F: Future<Output = Response>>(
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    // Whatever the request left half done is its own and is gone with it.
    AssertUnwindSafe(async { next(request).await }).catch_unwind().await.unwrap_or_else(problem)
}

fn problem(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(message, "a request panicked");
    Refusal::new(ProblemType::Internal, "the request could not be carried out; the log has more under its id")
        .into_response()
}

#[cfg(test)]
mod tests {
    use http::{StatusCode, header};

    use super::{Request, catch_panic};

    #[tokio::test]
    async fn a_panic_is_a_problem_that_tells_nothing_of_its_cause() {
        let panics = |_| async { panic!("the password is hunter2") };
        let response = catch_panic(Request::default(), panics).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("hunter2"));
    }
}
