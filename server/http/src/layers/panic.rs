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

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, routing::get};
    use http::{Request, StatusCode, header};
    use tower::ServiceExt as _;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::panic_to_problem;

    #[tokio::test]
    async fn a_panic_is_a_problem_that_tells_nothing_of_its_cause() {
        let panics = get(|| async {
            if true {
                panic!("the password is hunter2")
            }
        });
        let app: Router = Router::new().route("/", panics).layer(CatchPanicLayer::custom(panic_to_problem));
        let response = app.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("hunter2"));
    }
}
