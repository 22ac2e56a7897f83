use std::sync::Arc;

use axum::{
    extract::Request,
    response::{IntoResponse as _, Response},
};
use charter_api::runtime::{Access, Operation};
use charter_auth::Rights;
use http::header;
use hyper::body::Body as _;

use crate::{
    app::Services,
    limits::{Holdings, Taken, Visit},
    refuse,
};

/// What is smaller is gone from here as soon as it is there: it waits in the buffers of its connection.
const LITTLE_BYTES: u64 = 16 * 1024;
/// The largest page of a list, before it is known how large it is.
const PAGE_BYTES: usize = 4 << 20;
/// What is held of a body that is taken in as it comes: less than this times [`BYTES_PER_BYTE_OF_BODY`].
const PART_BYTES: usize = 32 * 1024;
/// What a body of nothing but small numbers takes when it has been understood.
const BYTES_PER_BYTE_OF_BODY: usize = 32;

/// What an operation makes the server hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    /// From the beginning until it has been carried out.
    pub(crate) body_bytes: usize,
    /// Of its answer, at most.
    pub(crate) answer_bytes: usize,
}

impl Expected {
    pub(crate) fn of(operation: &'static Operation, request: &Request) -> Self {
        // Of a body that is taken in as it comes a part is there at a time.
        let most = operation.body.as_ref().map_or(0, |body| if body.streamed { PART_BYTES } else { body.max_bytes });
        let length = request.headers().get(header::CONTENT_LENGTH);
        let announced = length.and_then(|value| value.to_str().ok()?.parse().ok());
        let body_bytes = announced.unwrap_or(most).min(most) * BYTES_PER_BYTE_OF_BODY;
        Self { body_bytes, answer_bytes: if operation.id == "listResources" { PAGE_BYTES } else { 0 } }
    }
}

/// Counts what an operation holds until it has been carried out, and its answer until it has been taken, on the
/// principal whose request it is. A read whose answer is too much is refused in place of it.
pub(crate) async fn limit_memory<F: Future<Output = Response>>(
    services: Arc<Services>,
    request: Request,
    next: impl FnOnce(Request) -> F,
) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let response = next(request).await;
    let Some(visit) = visit else { return response };
    let held = match visit.rights() {
        Some(rights) => hold_answer(&services.holdings, rights, response),
        None => response,
    };
    visit.release();
    held
}

fn hold_answer(holdings: &Holdings, rights: &Arc<Rights>, mut response: Response) -> Response {
    let taken = match response.body().size_hint().upper() {
        Some(bytes) if bytes <= LITTLE_BYTES => return response,
        Some(bytes) => {
            let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
            let operation = response.extensions().get::<&'static Operation>().copied();
            // What has been done has to be told.
            let is_read = operation.is_some_and(|operation| operation.access == Access::Read);
            match if is_read { holdings.try_hold(rights, bytes) } else { Ok(holdings.hold(rights, bytes)) } {
                Ok(holding) => Taken::Whole(holding),
                Err(too_many) => {
                    let mut refused = refuse::too_much_of_principal(too_many).into_response();
                    if let Some(operation) = operation {
                        refused.extensions_mut().insert(operation);
                    }
                    return refused;
                }
            }
        }
        None => Taken::InParts(holdings.account(rights)),
    };
    response.extensions_mut().insert(taken);
    response
}
