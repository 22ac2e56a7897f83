use std::time::Duration;

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use charter_api::runtime::Refusal;
use charter_types::ProblemType;

/// From the request's head to the answer's: a sender that trickles its body is cut off here. A stream's frames come
/// after the answer's head and are not limited.
const LONGEST: Duration = Duration::from_secs(30);

pub(crate) async fn limit_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(LONGEST, next.run(request)).await.unwrap_or_else(|_| {
        Refusal::new(ProblemType::RequestTimeout, format!("there was no answer within {} s", LONGEST.as_secs()))
            .into_response()
    })
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use axum::{Router, body::Body, middleware::from_fn, routing::get};
    use http::{Request, StatusCode};
    use tower::ServiceExt as _;

    use super::limit_time;

    #[tokio::test(start_paused = true)]
    async fn what_is_never_answered_times_out() {
        let app: Router = Router::new().route("/", get(pending::<()>)).layer(from_fn(limit_time));
        let response = app.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
    }
}
