use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use charter_api::runtime::Refusal;
use charter_types::RequestId;
use http::{HeaderName, HeaderValue};
use uuid::Uuid;

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives every request a name (the client's, if it sent one), every answer its request's name, and every problem the
/// members that say which occurrence it was.
pub(crate) async fn identify(mut request: Request, next: Next) -> Response {
    let id = request_id(&request);
    let Ok(value) = HeaderValue::from_str(&id) else { return next.run(request).await };
    request.headers_mut().insert(REQUEST_ID, value.clone());
    let mut response = next.run(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        response = name_occurrence(response, refusal, &id);
    }
    response.headers_mut().insert(REQUEST_ID, value);
    response
}

fn request_id(request: &Request) -> RequestId {
    let sent = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    sent.and_then(|sent| RequestId::new(sent).ok()).unwrap_or_else(|| {
        RequestId::new(Uuid::now_v7().to_string()).expect("a UUID has no spaces and fewer than 128 characters")
    })
}

/// The problem was written before its request had a name: it is written again. What other layers put beside it stays.
fn name_occurrence(response: Response, refusal: Refusal, id: &RequestId) -> Response {
    let named =
        refusal.with(|problem| problem.with_instance(format!("urn:charter:request:{id}")).with_request_id(id.clone()));
    let mut named = named.into_response();
    named.extensions_mut().remove::<Refusal>();
    let (mut parts, _) = response.into_parts();
    let (fresh, body) = named.into_parts();
    parts.headers.remove(http::header::CONTENT_LENGTH);
    parts.headers.extend(fresh.headers);
    Response::from_parts(parts, body)
}
