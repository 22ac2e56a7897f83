use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use charter_api::runtime::Refusal;
use charter_types::RequestId;
use http::{HeaderName, HeaderValue};
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives every request a name as an extension (the client's, if it sent one), every answer its request's name, and every problem the
/// members that say which occurrence it was.
pub(crate) async fn identify<F: Future<Output = Response>>(
    mut request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    let id = request_id(&request);
    let Ok(value) = HeaderValue::from_str(&id) else { return next(request).await };
    request.extensions_mut().insert(id.clone());
    let mut response = next(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        response = name_occurrence(response, refusal, &id);
    }
    response.headers_mut().insert(REQUEST_ID, value);
    response
}

fn request_id(request: &Request) -> RequestId {
    let sent = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    sent.and_then(|sent| RequestId::new(sent).ok()).unwrap_or_else(new_request_id)
}

fn new_request_id() -> RequestId {
    RequestId::new(Uuid::now_v7().to_string()).expect("a UUID has no spaces and fewer than 128 characters")
}

/// The refusal of a request that could not be read, with the name that it gets.
pub(crate) fn named_afresh(refusal: Refusal) -> (Refusal, RequestId) {
    let id = new_request_id();
    (named(refusal, &id), id)
}

fn named(refusal: Refusal, id: &RequestId) -> Refusal {
    refusal.with(|problem| problem.with_instance(format!("urn:charter:request:{id}")).with_request_id(id.clone()))
}

/// The problem was written before its request had a name: it is written again. What other layers put beside it stays.
fn name_occurrence(response: Response, refusal: Refusal, id: &RequestId) -> Response {
    let mut named = named(refusal, id).into_response();
    named.extensions_mut().remove::<Refusal>();
    let (mut parts, _) = response.into_parts();
    let (fresh, body) = named.into_parts();
    parts.headers.remove(http::header::CONTENT_LENGTH);
    parts.headers.extend(fresh.headers);
    Response::from_parts(parts, body)
}
