use std::time::Duration;

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use charter_api::runtime::Refusal;
use charter_types::ProblemType;

/// From the request's head to the answer's it may take `longest`: a sender that trickles its body is cut off here. A
/// stream's frames come after the answer's head and are not limited.
pub(crate) async fn limit_time<F: Future<Output = Response>>(
    longest: Duration,
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    tokio::time::timeout(longest, next(request)).await.unwrap_or_else(|_| {
        Refusal::new(ProblemType::RequestTimeout, format!("there was no answer within {} s", longest.as_secs_f32()))
            .into_response()
    })
}

#[cfg(test)]
mod tests {
    use std::{future::pending, time::Duration};

    use http::StatusCode;

    use super::{Request, limit_time};

    #[tokio::test(start_paused = true)]
    async fn what_is_never_answered_times_out() {
        let response = limit_time(Duration::from_secs(30), Request::default(), |_| pending()).await;
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
    }
}
