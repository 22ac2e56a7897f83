use std::time::Duration;

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use charter_api::{generated::STREAMED_BODIES, runtime::Refusal};
use charter_types::ProblemType;
use http_body_util::BodyExt as _;
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

/// Who sends less than this in the time of a request does not get on: as slow as that, a large file takes days.
const LEAST_PROGRESS: usize = 64 * 1024;

/// From the request's head to the answer's it may take `longest`: a sender that trickles its body is cut off here. A
/// stream's frames come after the answer's head and are not limited.
pub(crate) async fn limit_time<F: Future<Output = Response>>(
    longest: Duration,
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    if has_streamed_body(&request) {
        return limit_idle_time(longest, request, next).await;
    }
    tokio::time::timeout(longest, next(request)).await.unwrap_or_else(|_| too_late(longest))
}

fn too_late(longest: Duration) -> Response {
    Refusal::new(ProblemType::RequestTimeout, format!("there was no answer within {} s", longest.as_secs_f32()))
        .into_response()
}

fn has_streamed_body(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    let is_this = |(method, path): &(&str, &str)| {
        request.method().as_str() == *method && route.is_some_and(|route| route.as_str() == *path)
    };
    STREAMED_BODIES.iter().any(is_this)
}

/// A body that is taken in as it comes may take `longest` for each [`LEAST_PROGRESS`] of it, and for the answer after its
/// end.
async fn limit_idle_time<F: Future<Output = Response>>(
    longest: Duration,
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    let (progressed, mut progress) = watch::channel(());
    let mut bytes = 0;
    let request = request.map(|body| {
        Body::new(body.map_frame(move |frame| {
            bytes += frame.data_ref().map_or(0, Bytes::len);
            if bytes >= LEAST_PROGRESS {
                bytes = 0;
                progressed.send_replace(());
            }
            frame
        }))
    });
    let mut answered = std::pin::pin!(next(request));
    // Until the body is not read any more: then nobody tells of progress.
    let mut is_read = true;
    let mut deadline = std::pin::pin!(sleep(longest));
    loop {
        tokio::select! {
            response = &mut answered => return response,
            () = &mut deadline => return too_late(longest),
            changed = progress.changed(), if is_read => {
                is_read = changed.is_ok();
                deadline.as_mut().reset(Instant::now() + longest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, time::Duration};

    use axum::{
        Router,
        body::{Body, to_bytes},
        extract::{MatchedPath, Request},
        middleware::{Next, from_fn},
        response::Response,
        routing::post,
    };
    use bytes::Bytes;
    use futures::stream;
    use http::StatusCode;
    use tokio::time::sleep;
    use tower::ServiceExt as _;

    use super::{LEAST_PROGRESS, limit_time};

    #[tokio::test(start_paused = true)]
    async fn what_is_never_answered_times_out() {
        let response = limit_time(Duration::from_secs(30), Request::default(), |_| pending()).await;
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
    }

    /// The answer to an upload of so many parts, each after so many seconds.
    async fn upload(parts: usize, part: &'static [u8], seconds: u64) -> StatusCode {
        let body = stream::unfold(0, move |sent| async move {
            sleep(Duration::from_secs(seconds)).await;
            (sent < parts).then_some((Ok::<_, std::io::Error>(Bytes::from_static(part)), sent + 1))
        });
        let limited = |request: Request, next: Next| async {
            assert!(request.extensions().get::<MatchedPath>().is_some());
            let answered: Response = limit_time(Duration::from_secs(30), request, |request| next.run(request)).await;
            answered
        };
        let take_all =
            |body: Body| async { to_bytes(body, usize::MAX).await.map(drop).map_err(|error| error.to_string()) };
        let router: Router = Router::new().route("/v1/artifacts", post(take_all)).layer(from_fn(limited));
        let request = Request::post("/v1/artifacts").body(Body::from_stream(body)).unwrap();
        router.oneshot(request).await.unwrap().status()
    }

    #[tokio::test(start_paused = true)]
    async fn an_upload_may_take_long_as_long_as_it_gets_on() {
        static PART: [u8; LEAST_PROGRESS] = [0; LEAST_PROGRESS];
        assert_eq!(upload(100, &PART, 20).await, StatusCode::OK);
        assert_eq!(upload(1, &PART, 31).await, StatusCode::REQUEST_TIMEOUT);
        assert_eq!(upload(100, b"x", 1).await, StatusCode::REQUEST_TIMEOUT, "it trickles");
    }
}
