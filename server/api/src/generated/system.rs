// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The system family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the system family do.
pub trait SystemApi: Send + Sync + 'static {
    /// Whether the process lives.
    ///
    /// `GET /healthz`
    fn get_health(
        &self,
    ) -> impl Future<Output = Result<GetHealthAnswer, Refusal>> + Send;
    /// Whether the server takes requests.
    ///
    /// `GET /readyz`
    ///
    /// 503 with a problem while the server shuts down or its store does not answer.
    fn get_readiness(
        &self,
    ) -> impl Future<Output = Result<GetReadinessAnswer, Refusal>> + Send;
    /// Counters and timings in Prometheus' text format.
    ///
    /// `GET /metrics`
    fn get_metrics(
        &self,
    ) -> impl Future<Output = Result<GetMetricsAnswer, Refusal>> + Send;
    /// The contract as one JSON document.
    ///
    /// `GET /openapi.json`
    fn get_contract_json(
        &self,
    ) -> impl Future<Output = Result<GetContractJsonAnswer, Refusal>> + Send;
    /// The contract as one YAML document.
    ///
    /// `GET /openapi.yaml`
    fn get_contract_yaml(
        &self,
    ) -> impl Future<Output = Result<GetContractYamlAnswer, Refusal>> + Send;
    /// The reference page.
    ///
    /// `GET /docs`
    ///
    /// Works without a network; everything it loads comes from this server.
    fn get_docs(&self) -> impl Future<Output = Result<GetDocsAnswer, Refusal>> + Send;
    /// A file of the reference page.
    ///
    /// `GET /docs/{asset}`
    fn get_docs_asset(
        &self,
        request: GetDocsAssetRequest,
    ) -> impl Future<Output = Result<GetDocsAssetAnswer, Refusal>> + Send;
}

/// The routes of the system family.
pub fn router<A: SystemApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route("/healthz", axum::routing::get(get_health::<A>))
        .route("/readyz", axum::routing::get(get_readiness::<A>))
        .route("/metrics", axum::routing::get(get_metrics::<A>))
        .route("/openapi.json", axum::routing::get(get_contract_json::<A>))
        .route("/openapi.yaml", axum::routing::get(get_contract_yaml::<A>))
        .route("/docs", axum::routing::get(get_docs::<A>))
        .route("/docs/{asset}", axum::routing::get(get_docs_asset::<A>))
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the system family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    paths(
        get_health,
        get_readiness,
        get_metrics,
        get_contract_json,
        get_contract_yaml,
        get_docs,
        get_docs_asset
    )
)]
pub struct SystemDocument;

/// What the contract says of `getHealth`.
pub static GET_HEALTH: Operation = Operation {
    id: "getHealth",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// What the contract says of `getReadiness`.
pub static GET_READINESS: Operation = Operation {
    id: "getReadiness",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// What the contract says of `getMetrics`.
pub static GET_METRICS: Operation = Operation {
    id: "getMetrics",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// What the contract says of `getContractJson`.
pub static GET_CONTRACT_JSON: Operation = Operation {
    id: "getContractJson",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// What the contract says of `getContractYaml`.
pub static GET_CONTRACT_YAML: Operation = Operation {
    id: "getContractYaml",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// What the contract says of `getDocs`.
pub static GET_DOCS: Operation = Operation {
    id: "getDocs",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// What the contract says of `getDocsAsset`.
pub static GET_DOCS_ASSET: Operation = Operation {
    id: "getDocsAsset",
    family: "system",
    access: runtime::Access::Public,
    parameters: &[
        runtime::Parameter {
            name: "asset",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "AssetName",
        },
    ],
    body: None,
};

/// The input of `getDocsAsset`.
#[derive(Debug)]
pub struct GetDocsAssetRequest {
    /// The file's name.
    pub asset: charter_types::AssetName,
}

impl GetDocsAssetRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            asset: input.required("asset")?,
        })
    }
}

/// The answers of `getHealth`.
#[derive(Debug)]
pub enum GetHealthAnswer {
    /// It does.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::Health>,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetHealthAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetHealthAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getReadiness`.
#[derive(Debug)]
pub enum GetReadinessAnswer {
    /// It does.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::Health>,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetReadinessAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetReadinessAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getMetrics`.
#[derive(Debug)]
pub enum GetMetricsAnswer {
    /// The metrics.
    Ok {
        /// The body.
        body: String,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetMetricsAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetMetricsAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => {
                Reply::bytes(StatusCode::OK, "text/plain", body.into()).finish()
            }
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getContractJson`.
#[derive(Debug)]
pub enum GetContractJsonAnswer {
    /// The contract.
    Ok {
        /// The body.
        body: runtime::JsonBody<serde_json::Value>,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetContractJsonAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetContractJsonAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getContractYaml`.
#[derive(Debug)]
pub enum GetContractYamlAnswer {
    /// The contract.
    Ok {
        /// The body.
        body: String,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetContractYamlAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetContractYamlAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => {
                Reply::bytes(StatusCode::OK, "application/yaml", body.into()).finish()
            }
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getDocs`.
#[derive(Debug)]
pub enum GetDocsAnswer {
    /// The page.
    Ok {
        /// The body.
        body: String,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetDocsAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetDocsAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => {
                Reply::bytes(StatusCode::OK, "text/html", body.into()).finish()
            }
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getDocsAsset`.
#[derive(Debug)]
pub enum GetDocsAssetAnswer {
    /// The file.
    Ok {
        /// The body.
        body: runtime::Asset,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetDocsAssetAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            404 => Self::NotFound(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for GetDocsAssetAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::asset(StatusCode::OK, body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "getHealth",
    tag = "system",
    summary = "Whether the process lives",
    params(),
    responses(
        (
            status = 200,
            description = "It does.",
            content((schema::Health = "application/json")),
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
    security(())
)]
async fn get_health<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetHealthAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_HEALTH, request).await?;
        api.get_health().await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetHealthAnswer::from).into_response();
    response.extensions_mut().insert(&GET_HEALTH);
    response
}

#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "getReadiness",
    tag = "system",
    summary = "Whether the server takes requests",
    description = "503 with a problem while the server shuts down or its store does not answer.",
    params(),
    responses(
        (
            status = 200,
            description = "It does.",
            content((schema::Health = "application/json")),
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
    security(())
)]
async fn get_readiness<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetReadinessAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_READINESS, request).await?;
        api.get_readiness().await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetReadinessAnswer::from).into_response();
    response.extensions_mut().insert(&GET_READINESS);
    response
}

#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "getMetrics",
    tag = "system",
    summary = "Counters and timings in Prometheus' text format",
    params(),
    responses(
        (
            status = 200,
            description = "The metrics.",
            content((String = "text/plain")),
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
    security(())
)]
async fn get_metrics<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetMetricsAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_METRICS, request).await?;
        api.get_metrics().await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetMetricsAnswer::from).into_response();
    response.extensions_mut().insert(&GET_METRICS);
    response
}

#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "getContractJson",
    tag = "system",
    summary = "The contract as one JSON document",
    params(),
    responses(
        (
            status = 200,
            description = "The contract.",
            content((schema::ContractDocument = "application/json")),
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
    security(())
)]
async fn get_contract_json<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetContractJsonAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_CONTRACT_JSON, request).await?;
        api.get_contract_json().await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(GetContractJsonAnswer::from)
        .into_response();
    response.extensions_mut().insert(&GET_CONTRACT_JSON);
    response
}

#[utoipa::path(
    get,
    path = "/openapi.yaml",
    operation_id = "getContractYaml",
    tag = "system",
    summary = "The contract as one YAML document",
    params(),
    responses(
        (
            status = 200,
            description = "The contract.",
            content((schema::ContractDocument = "application/yaml")),
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
    security(())
)]
async fn get_contract_yaml<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetContractYamlAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_CONTRACT_YAML, request).await?;
        api.get_contract_yaml().await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(GetContractYamlAnswer::from)
        .into_response();
    response.extensions_mut().insert(&GET_CONTRACT_YAML);
    response
}

#[utoipa::path(
    get,
    path = "/docs",
    operation_id = "getDocs",
    tag = "system",
    summary = "The reference page",
    description = "Works without a network; everything it loads comes from this server.",
    params(),
    responses(
        (
            status = 200,
            description = "The page.",
            content((String = "text/html")),
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
    security(())
)]
async fn get_docs<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetDocsAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_DOCS, request).await?;
        api.get_docs().await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetDocsAnswer::from).into_response();
    response.extensions_mut().insert(&GET_DOCS);
    response
}

#[utoipa::path(
    get,
    path = "/docs/{asset}",
    operation_id = "getDocsAsset",
    tag = "system",
    summary = "A file of the reference page",
    params(("asset" = schema::AssetName, Path, description = "The file's name.")),
    responses(
        (
            status = 200,
            description = "The file.",
            content((String = "*/*")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 400,
            description = "Something in the request is not as the contract says; `errors` names each place.",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 404,
            description = "There is no such thing in the token's partition.",
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
    security(())
)]
async fn get_docs_asset<A: SystemApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetDocsAssetAnswer, Refusal> = async {
        let input = runtime::Input::read(&GET_DOCS_ASSET, request).await?;
        api.get_docs_asset(GetDocsAssetRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetDocsAssetAnswer::from).into_response();
    response.extensions_mut().insert(&GET_DOCS_ASSET);
    response
}
