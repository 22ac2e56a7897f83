use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{body::Body, extract::Request, response::Response};
use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Frame, SizeHint};

/// As much of a body as is read for nothing, to let its sender get to the answer.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// As long as a sender may take for it.
const LONGEST: Duration = Duration::from_secs(5);

/// Reads what an operation left of its request's body before the answer goes out. A client that is still writing would
/// otherwise find the connection closed and never see why it was refused.
pub(crate) async fn drain<F: Future<Output = Response>>(request: Request, next: impl FnOnce(Request) -> F) -> Response {
    // Who waits for `100 Continue` has sent nothing yet, and reading would ask for it.
    if request.body().is_end_stream() || request.headers().contains_key(http::header::EXPECT) {
        return next(request).await;
    }
    let (parts, body) = request.into_parts();
    let mut body = SharedBody(Arc::new(Mutex::new(body)));
    let response = next(Request::from_parts(parts, Body::new(body.clone()))).await;
    let rest = async {
        let mut bytes = 0;
        while let Some(Ok(frame)) = body.frame().await {
            bytes += frame.data_ref().map_or(0, Bytes::len);
            if bytes > MOST_BYTES {
                break;
            }
        }
    };
    // Whether it was read in time makes no difference to the answer.
    let _in_time = tokio::time::timeout(LONGEST, rest).await;
    response
}

/// A body that is still there when the operation has let go of it.
#[derive(Clone)]
struct SharedBody(Arc<Mutex<Body>>);

impl hyper::body::Body for SharedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
