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
