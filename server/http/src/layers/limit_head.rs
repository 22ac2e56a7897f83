use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use charter_api::runtime::Refusal;
use charter_types::ProblemType;

/// The target and all headers of a request together. The connection reads somewhat more, so that what is a little too
/// large is refused here, with a problem.
const MOST_BYTES: usize = 64 * 1024;

pub(crate) async fn limit_head<F: Future<Output = Response>>(
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    let target = request.uri().path().len() + request.uri().query().map_or(0, str::len);
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if target + headers > MOST_BYTES {
        let detail = format!("the request's target and headers may have at most {MOST_BYTES} bytes together");
        return Refusal::new(ProblemType::HeadersTooLarge, detail).into_response();
    }
    next(request).await
}
