// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The store family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the store family do.
pub trait StoreApi: runtime::Authenticate {
    /// What the store is and how far it has come.
    ///
    /// `GET /v1/store`
    fn get_store(
        &self,
        caller: Self::Caller,
    ) -> impl Future<Output = Result<GetStoreAnswer, Refusal>> + Send;
}

/// The routes of the store family.
pub fn router<A: StoreApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route("/v1/store", axum::routing::get(get_store::<A>))
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the store family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(paths(get_store))]
pub struct StoreDocument;

/// What the contract says of `getStore`.
pub static GET_STORE: Operation = Operation {
    id: "getStore",
    family: "store",
    access: runtime::Access::Read,
    parameters: &[],
    body: None,
};

/// The answers of `getStore`.
#[derive(Debug)]
pub enum GetStoreAnswer {
    /// The store.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::StoreInfo>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetStoreAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for GetStoreAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/v1/store",
    operation_id = "getStore",
    tag = "store",
    summary = "What the store is and how far it has come",
    params(),
    responses(
        (
            status = 200,
            description = "The store.",
            content((schema::StoreInfo = "application/json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 400,
            description = "Something in the request is not as the contract says; `errors` names each place.",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 401,
            description = "There is no token, or it is not good (any more).",
            content((schema::Problem = "application/problem+json")),
            headers(
                ("WWW-Authenticate" = schema::Challenge),
                ("X-Request-Id" = schema::RequestId)
            )
        ),
        (
            status = 403,
            description = "The token does not give this right; `missing` names it.",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = "default",
            description = "Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers\ntoo large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.",
            content((schema::Problem = "application/problem+json")),
            headers(
                ("Retry-After" = schema::RetryAfterSeconds),
                ("X-Request-Id" = schema::RequestId)
            )
        )
    ),
    security(("token" = []))
)]
async fn get_store<A: StoreApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetStoreAnswer, Refusal> = async {
        let (caller, _) = runtime::accept(&*api, &GET_STORE, request).await?;
        api.get_store(caller).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetStoreAnswer::from).into_response();
    response.extensions_mut().insert(&GET_STORE);
    response
}
