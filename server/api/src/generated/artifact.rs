// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The artifact family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the artifact family do.
pub trait ArtifactApi: runtime::Authenticate {
    /// List artifacts.
    ///
    /// `GET /v1/artifacts`
    ///
    /// In the order in which they were made. The pages together are one snapshot at `revision`.
    fn list_artifacts(
        &self,
        caller: Self::Caller,
        request: ListArtifactsRequest,
    ) -> impl Future<Output = Result<ListArtifactsAnswer, Refusal>> + Send;
    /// Upload an artifact.
    ///
    /// `POST /v1/artifacts`
    ///
    /// The body is the file, whatever it is; it is taken in as it comes, and need not say how long it is. Equal bytes are
    /// stored once. More than 256 MiB are a 413 (`content-too-large`), and nothing is kept. What is uploaded for a run belongs
    /// to the run's mission and work item, and takes the run's `epoch`: when the lease has passed on, it is a 409
    /// (`lease-lost`) and nothing is kept.
    fn upload_artifact(
        &self,
        caller: Self::Caller,
        request: UploadArtifactRequest,
    ) -> impl Future<Output = Result<UploadArtifactAnswer, Refusal>> + Send;
    /// Get what is known of an artifact.
    ///
    /// `GET /v1/artifacts/{artifact_id}`
    ///
    /// Not its bytes. Its revision is the `ETag`; 304 when `If-None-Match` names that revision.
    fn get_artifact(
        &self,
        caller: Self::Caller,
        request: GetArtifactRequest,
    ) -> impl Future<Output = Result<GetArtifactAnswer, Refusal>> + Send;
    /// Delete an artifact.
    ///
    /// `DELETE /v1/artifacts/{artifact_id}`
    ///
    /// Its bytes go as well, after a while, when no other artifact has the same. Runs and work items that name it keep its
    /// name and its digest.
    fn delete_artifact(
        &self,
        caller: Self::Caller,
        request: DeleteArtifactRequest,
    ) -> impl Future<Output = Result<DeleteArtifactAnswer, Refusal>> + Send;
    /// Download an artifact.
    ///
    /// `GET /v1/artifacts/{artifact_id}/content`
    ///
    /// The bytes, with the artifact's media type, always as an attachment. A `Range` of bytes gives that part of them; one
    /// that is not a single range of bytes is passed over, and so is any range of an empty file.
    fn download_artifact(
        &self,
        caller: Self::Caller,
        request: DownloadArtifactRequest,
    ) -> impl Future<Output = Result<DownloadArtifactAnswer, Refusal>> + Send;
    /// Make another artifact of the same bytes.
    ///
    /// `POST /v1/artifacts/{artifact_id}/links`
    ///
    /// What is left out is as with the artifact that there is, but for its mission and work item.
    fn link_artifact(
        &self,
        caller: Self::Caller,
        request: LinkArtifactRequest,
    ) -> impl Future<Output = Result<LinkArtifactAnswer, Refusal>> + Send;
}

/// The routes of the artifact family.
pub fn router<A: ArtifactApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route(
            "/v1/artifacts",
            axum::routing::get(list_artifacts::<A>).post(upload_artifact::<A>),
        )
        .route(
            "/v1/artifacts/{artifact_id}",
            axum::routing::get(get_artifact::<A>).delete(delete_artifact::<A>),
        )
        .route(
            "/v1/artifacts/{artifact_id}/content",
            axum::routing::get(download_artifact::<A>),
        )
        .route(
            "/v1/artifacts/{artifact_id}/links",
            axum::routing::post(link_artifact::<A>),
        )
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the artifact family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    paths(
        list_artifacts,
        upload_artifact,
        get_artifact,
        delete_artifact,
        download_artifact,
        link_artifact
    )
)]
pub struct ArtifactDocument;

/// What the contract says of `listArtifacts`.
pub static LIST_ARTIFACTS: Operation = Operation {
    id: "listArtifacts",
    family: "artifact",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "item_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ItemId",
        },
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "RunId",
        },
        runtime::Parameter {
            name: "kind",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ArtifactKind",
        },
        runtime::Parameter {
            name: "sha256",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Sha256",
        },
        runtime::Parameter {
            name: "cursor",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Cursor",
        },
        runtime::Parameter {
            name: "limit",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Integer,
            schema: "PageLimit",
        },
    ],
    body: None,
};

/// What the contract says of `uploadArtifact`.
pub static UPLOAD_ARTIFACT: Operation = Operation {
    id: "uploadArtifact",
    family: "artifact",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "name",
            location: runtime::Location::Query,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ArtifactName",
        },
        runtime::Parameter {
            name: "kind",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ArtifactKind",
        },
        runtime::Parameter {
            name: "media_type",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "MediaType",
        },
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "RunId",
        },
        runtime::Parameter {
            name: "epoch",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Integer,
            schema: "Epoch",
        },
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "item_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ItemId",
        },
        runtime::Parameter {
            name: "sha256",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Sha256",
        },
        runtime::Parameter {
            name: "Idempotency-Key",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "IdempotencyKey",
        },
    ],
    body: Some(runtime::Body {
        max_bytes: 268435456,
        media_types: &[
            runtime::MediaType {
                name: "application/octet-stream",
                schema: "",
            },
        ],
        streamed: true,
    }),
};

/// What the contract says of `getArtifact`.
pub static GET_ARTIFACT: Operation = Operation {
    id: "getArtifact",
    family: "artifact",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "artifact_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ArtifactId",
        },
        runtime::Parameter {
            name: "If-None-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "EntityTags",
        },
    ],
    body: None,
};

/// What the contract says of `deleteArtifact`.
pub static DELETE_ARTIFACT: Operation = Operation {
    id: "deleteArtifact",
    family: "artifact",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "artifact_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ArtifactId",
        },
    ],
    body: None,
};

/// What the contract says of `downloadArtifact`.
pub static DOWNLOAD_ARTIFACT: Operation = Operation {
    id: "downloadArtifact",
    family: "artifact",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "artifact_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ArtifactId",
        },
        runtime::Parameter {
            name: "Range",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ByteRange",
        },
        runtime::Parameter {
            name: "If-Range",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ContentTags",
        },
        runtime::Parameter {
            name: "If-None-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ContentTags",
        },
    ],
    body: None,
};

/// What the contract says of `linkArtifact`.
pub static LINK_ARTIFACT: Operation = Operation {
    id: "linkArtifact",
    family: "artifact",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "artifact_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ArtifactId",
        },
        runtime::Parameter {
            name: "Idempotency-Key",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "IdempotencyKey",
        },
    ],
    body: Some(runtime::Body {
        max_bytes: 16384,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "NewArtifactLink",
            },
        ],
        streamed: false,
    }),
};

/// The input of `listArtifacts`.
#[derive(Debug)]
pub struct ListArtifactsRequest {
    /// Only artifacts of this mission.
    pub mission_id: Option<charter_types::MissionId>,
    /// Only artifacts of work items of this name.
    pub item_id: Option<charter_types::ItemId>,
    /// Only artifacts that this run has made.
    pub run_id: Option<charter_types::RunId>,
    /// Only artifacts of this kind.
    pub kind: Option<charter_types::ArtifactKind>,
    /// Only artifacts with these bytes.
    pub sha256: Option<charter_types::Sha256>,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListArtifactsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.optional("mission_id")?,
            item_id: input.optional("item_id")?,
            run_id: input.optional("run_id")?,
            kind: input.optional("kind")?,
            sha256: input.optional("sha256")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `uploadArtifact`.
#[derive(Debug)]
pub struct UploadArtifactRequest {
    /// What to call it.
    pub name: charter_types::ArtifactName,
    /// What it is for; `file` when it is left out.
    pub kind: Option<charter_types::ArtifactKind>,
    /// The media type of the file; `application/octet-stream` when it is left out.
    pub media_type: Option<charter_types::MediaType>,
    /// The run that has made it; with `epoch`, and without `mission_id` and `item_id`.
    pub run_id: Option<charter_types::RunId>,
    /// The epoch of the run's lease.
    pub epoch: Option<charter_types::Epoch>,
    /// The mission that it is for.
    pub mission_id: Option<charter_types::MissionId>,
    /// The work item that it is for; with `mission_id`.
    pub item_id: Option<charter_types::ItemId>,
    /// The digest that the bytes have to have; with another nothing is kept.
    pub sha256: Option<charter_types::Sha256>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: runtime::ByteStream,
}

impl UploadArtifactRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            name: input.required("name")?,
            kind: input.optional("kind")?,
            media_type: input.optional("media_type")?,
            run_id: input.optional("run_id")?,
            epoch: input.optional("epoch")?,
            mission_id: input.optional("mission_id")?,
            item_id: input.optional("item_id")?,
            sha256: input.optional("sha256")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.stream(),
        })
    }
}

/// The input of `getArtifact`.
#[derive(Debug)]
pub struct GetArtifactRequest {
    /// The artifact.
    pub artifact_id: charter_types::ArtifactId,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl GetArtifactRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            artifact_id: input.required("artifact_id")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `deleteArtifact`.
#[derive(Debug)]
pub struct DeleteArtifactRequest {
    /// The artifact.
    pub artifact_id: charter_types::ArtifactId,
}

impl DeleteArtifactRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            artifact_id: input.required("artifact_id")?,
        })
    }
}

/// The input of `downloadArtifact`.
#[derive(Debug)]
pub struct DownloadArtifactRequest {
    /// The artifact.
    pub artifact_id: charter_types::ArtifactId,
    /// The part that is wanted, for example `bytes=0-1023`, `bytes=1024-` or `bytes=-512`.
    pub range: Option<charter_types::ByteRange>,
    /// Passes the range over unless the file has this entity tag.
    pub if_range: Option<charter_types::ContentTags>,
    /// Answers 304 when the file has one of these entity tags.
    pub if_none_match: Option<charter_types::ContentTags>,
}

impl DownloadArtifactRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            artifact_id: input.required("artifact_id")?,
            range: input.optional("Range")?,
            if_range: input.optional("If-Range")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `linkArtifact`.
#[derive(Debug)]
pub struct LinkArtifactRequest {
    /// The artifact.
    pub artifact_id: charter_types::ArtifactId,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::NewArtifactLink,
}

impl LinkArtifactRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            artifact_id: input.required("artifact_id")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The answers of `listArtifacts`.
#[derive(Debug)]
pub enum ListArtifactsAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::ArtifactPage>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// The cursor is older than the log, ahead of the store, or of another store: fetch afresh.
    /// `oldest_revision` is the oldest revision that can still be gone on from.
    Gone(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for ListArtifactsAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            410 => Self::Gone(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for ListArtifactsAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::Gone(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `uploadArtifact`.
#[derive(Debug)]
pub enum UploadArtifactAnswer {
    /// The artifact.
    Created {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Artifact>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`,
    /// `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key`
    /// was used for another request (`idempotency-conflict`).
    Conflict(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for UploadArtifactAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            409 => Self::Conflict(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for UploadArtifactAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Created { etag, idempotency_replayed, body } => {
                Reply::json(StatusCode::CREATED, &body)
                    .header("etag", etag)
                    .optional_header("idempotency-replayed", idempotency_replayed)
                    .finish()
            }
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::Conflict(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getArtifact`.
#[derive(Debug)]
pub enum GetArtifactAnswer {
    /// The artifact.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The body.
        body: runtime::JsonBody<charter_types::Artifact>,
    },
    /// The client has this revision.
    NotModified {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetArtifactAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for GetArtifactAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { etag, body } => {
                Reply::json(StatusCode::OK, &body).header("etag", etag).finish()
            }
            Self::NotModified { etag } => {
                Reply::empty(StatusCode::NOT_MODIFIED).header("etag", etag).finish()
            }
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `deleteArtifact`.
#[derive(Debug)]
pub enum DeleteArtifactAnswer {
    /// The artifact as it was.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::Artifact>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for DeleteArtifactAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for DeleteArtifactAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `downloadArtifact`.
#[derive(Debug)]
pub enum DownloadArtifactAnswer {
    /// All of it.
    Ok {
        /// The header `Accept-Ranges`.
        accept_ranges: charter_types::RangeUnit,
        /// The header `Content-Disposition`.
        content_disposition: String,
        /// The header `Content-Length`.
        content_length: charter_types::Count,
        /// The header `ETag`.
        etag: charter_types::ContentTag,
        /// The header `X-Content-Type-Options`.
        x_content_type_options: charter_types::Sniffing,
        /// The body.
        body: runtime::Asset,
    },
    /// The part that was asked for.
    PartialContent {
        /// The header `Accept-Ranges`.
        accept_ranges: charter_types::RangeUnit,
        /// The header `Content-Disposition`.
        content_disposition: String,
        /// The header `Content-Length`.
        content_length: charter_types::Count,
        /// The header `Content-Range`.
        content_range: charter_types::ContentRange,
        /// The header `ETag`.
        etag: charter_types::ContentTag,
        /// The header `X-Content-Type-Options`.
        x_content_type_options: charter_types::Sniffing,
        /// The body.
        body: runtime::Asset,
    },
    /// The client has these bytes.
    NotModified {
        /// The header `ETag`.
        etag: charter_types::ContentTag,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// The range begins behind the end.
    RangeNotSatisfiable(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for DownloadArtifactAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            416 => Self::RangeNotSatisfiable(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for DownloadArtifactAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok {
                accept_ranges,
                content_disposition,
                content_length,
                etag,
                x_content_type_options,
                body,
            } => {
                Reply::asset(StatusCode::OK, body)
                    .header("accept-ranges", accept_ranges)
                    .header("content-disposition", content_disposition)
                    .header("content-length", content_length)
                    .header("etag", etag)
                    .header("x-content-type-options", x_content_type_options)
                    .finish()
            }
            Self::PartialContent {
                accept_ranges,
                content_disposition,
                content_length,
                content_range,
                etag,
                x_content_type_options,
                body,
            } => {
                Reply::asset(StatusCode::PARTIAL_CONTENT, body)
                    .header("accept-ranges", accept_ranges)
                    .header("content-disposition", content_disposition)
                    .header("content-length", content_length)
                    .header("content-range", content_range)
                    .header("etag", etag)
                    .header("x-content-type-options", x_content_type_options)
                    .finish()
            }
            Self::NotModified { etag } => {
                Reply::empty(StatusCode::NOT_MODIFIED).header("etag", etag).finish()
            }
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::RangeNotSatisfiable(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `linkArtifact`.
#[derive(Debug)]
pub enum LinkArtifactAnswer {
    /// The new artifact.
    Created {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Artifact>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`,
    /// `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key`
    /// was used for another request (`idempotency-conflict`).
    Conflict(Refusal),
    /// The body is larger than the operation takes.
    ContentTooLarge(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for LinkArtifactAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            409 => Self::Conflict(refusal),
            413 => Self::ContentTooLarge(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for LinkArtifactAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Created { etag, idempotency_replayed, body } => {
                Reply::json(StatusCode::CREATED, &body)
                    .header("etag", etag)
                    .optional_header("idempotency-replayed", idempotency_replayed)
                    .finish()
            }
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Conflict(refusal) => refusal.into_response(),
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/v1/artifacts",
    operation_id = "listArtifacts",
    tag = "artifact",
    summary = "List artifacts",
    description = "In the order in which they were made. The pages together are one snapshot at `revision`.",
    params(
        (
            "mission_id" = Option<schema::MissionId>,
            Query,
            description = "Only artifacts of this mission."
        ),
        (
            "item_id" = Option<schema::ItemId>,
            Query,
            description = "Only artifacts of work items of this name."
        ),
        (
            "run_id" = Option<schema::RunId>,
            Query,
            description = "Only artifacts that this run has made."
        ),
        (
            "kind" = Option<schema::ArtifactKind>,
            Query,
            description = "Only artifacts of this kind."
        ),
        (
            "sha256" = Option<schema::Sha256>,
            Query,
            description = "Only artifacts with these bytes."
        ),
        (
            "cursor" = Option<schema::Cursor>,
            Query,
            description = "The `next_cursor` of the page before. All pages together are one snapshot."
        ),
        (
            "limit" = Option<schema::PageLimit>,
            Query,
            description = "The most items that the page may have; 100 when it is left out."
        )
    ),
    responses(
        (
            status = 200,
            description = "A page.",
            content((schema::ArtifactPage = "application/json")),
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
            status = 410,
            description = "The cursor is older than the log, ahead of the store, or of another store: fetch afresh.\n`oldest_revision` is the oldest revision that can still be gone on from.",
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
async fn list_artifacts<A: ArtifactApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListArtifactsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_ARTIFACTS, request).await?;
        api.list_artifacts(caller, ListArtifactsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ListArtifactsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&LIST_ARTIFACTS);
    response
}

#[utoipa::path(
    post,
    path = "/v1/artifacts",
    operation_id = "uploadArtifact",
    tag = "artifact",
    summary = "Upload an artifact",
    description = "The body is the file, whatever it is; it is taken in as it comes, and need not say how long it is. Equal bytes are\nstored once. More than 256 MiB are a 413 (`content-too-large`), and nothing is kept. What is uploaded for a run belongs\nto the run's mission and work item, and takes the run's `epoch`: when the lease has passed on, it is a 409\n(`lease-lost`) and nothing is kept.\n",
    params(
        ("name" = schema::ArtifactName, Query, description = "What to call it."),
        (
            "kind" = Option<schema::ArtifactKind>,
            Query,
            description = "What it is for; `file` when it is left out."
        ),
        (
            "media_type" = Option<schema::MediaType>,
            Query,
            description = "The media type of the file; `application/octet-stream` when it is left out."
        ),
        (
            "run_id" = Option<schema::RunId>,
            Query,
            description = "The run that has made it; with `epoch`, and without `mission_id` and `item_id`."
        ),
        (
            "epoch" = Option<schema::Epoch>,
            Query,
            description = "The epoch of the run's lease."
        ),
        (
            "mission_id" = Option<schema::MissionId>,
            Query,
            description = "The mission that it is for."
        ),
        (
            "item_id" = Option<schema::ItemId>,
            Query,
            description = "The work item that it is for; with `mission_id`."
        ),
        (
            "sha256" = Option<schema::Sha256>,
            Query,
            description = "The digest that the bytes have to have; with another nothing is kept."
        ),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((String = "application/octet-stream"))),
    responses(
        (
            status = 201,
            description = "The artifact.",
            content((schema::Artifact = "application/json")),
            headers(
                ("ETag" = schema::EntityTag),
                ("Idempotency-Replayed" = schema::Replayed),
                ("X-Request-Id" = schema::RequestId)
            )
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
            status = 409,
            description = "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`,\n`run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key`\nwas used for another request (`idempotency-conflict`).",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 415,
            description = "The body's content type is not one that the operation takes.",
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
async fn upload_artifact<A: ArtifactApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<UploadArtifactAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &UPLOAD_ARTIFACT, request).await?;
        api.upload_artifact(caller, UploadArtifactRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(UploadArtifactAnswer::from)
        .into_response();
    response.extensions_mut().insert(&UPLOAD_ARTIFACT);
    response
}

#[utoipa::path(
    get,
    path = "/v1/artifacts/{artifact_id}",
    operation_id = "getArtifact",
    tag = "artifact",
    summary = "Get what is known of an artifact",
    description = "Not its bytes. Its revision is the `ETag`; 304 when `If-None-Match` names that revision.",
    params(
        ("artifact_id" = schema::ArtifactId, Path, description = "The artifact."),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The artifact.",
            content((schema::Artifact = "application/json")),
            headers(("ETag" = schema::EntityTag), ("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 304,
            description = "The client has this revision.",
            headers(("ETag" = schema::EntityTag), ("X-Request-Id" = schema::RequestId))
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
    security(("token" = []))
)]
async fn get_artifact<A: ArtifactApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetArtifactAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &GET_ARTIFACT, request).await?;
        api.get_artifact(caller, GetArtifactRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetArtifactAnswer::from).into_response();
    response.extensions_mut().insert(&GET_ARTIFACT);
    response
}

#[utoipa::path(
    delete,
    path = "/v1/artifacts/{artifact_id}",
    operation_id = "deleteArtifact",
    tag = "artifact",
    summary = "Delete an artifact",
    description = "Its bytes go as well, after a while, when no other artifact has the same. Runs and work items that name it keep its\nname and its digest.\n",
    params(("artifact_id" = schema::ArtifactId, Path, description = "The artifact.")),
    responses(
        (
            status = 200,
            description = "The artifact as it was.",
            content((schema::Artifact = "application/json")),
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
    security(("token" = []))
)]
async fn delete_artifact<A: ArtifactApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<DeleteArtifactAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &DELETE_ARTIFACT, request).await?;
        api.delete_artifact(caller, DeleteArtifactRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(DeleteArtifactAnswer::from)
        .into_response();
    response.extensions_mut().insert(&DELETE_ARTIFACT);
    response
}

#[utoipa::path(
    get,
    path = "/v1/artifacts/{artifact_id}/content",
    operation_id = "downloadArtifact",
    tag = "artifact",
    summary = "Download an artifact",
    description = "The bytes, with the artifact's media type, always as an attachment. A `Range` of bytes gives that part of them; one\nthat is not a single range of bytes is passed over, and so is any range of an empty file.\n",
    params(
        ("artifact_id" = schema::ArtifactId, Path, description = "The artifact."),
        (
            "Range" = Option<schema::ByteRange>,
            Header,
            description = "The part that is wanted, for example `bytes=0-1023`, `bytes=1024-` or `bytes=-512`."
        ),
        (
            "If-Range" = Option<schema::ContentTags>,
            Header,
            description = "Passes the range over unless the file has this entity tag."
        ),
        (
            "If-None-Match" = Option<schema::ContentTags>,
            Header,
            description = "Answers 304 when the file has one of these entity tags."
        )
    ),
    responses(
        (
            status = 200,
            description = "All of it.",
            content((String = "*/*")),
            headers(
                ("Accept-Ranges" = schema::RangeUnit),
                ("Content-Disposition" = schema::Disposition),
                ("Content-Length" = schema::Count),
                ("ETag" = schema::ContentTag),
                ("X-Content-Type-Options" = schema::Sniffing),
                ("X-Request-Id" = schema::RequestId)
            )
        ),
        (
            status = 206,
            description = "The part that was asked for.",
            content((String = "*/*")),
            headers(
                ("Accept-Ranges" = schema::RangeUnit),
                ("Content-Disposition" = schema::Disposition),
                ("Content-Length" = schema::Count),
                ("Content-Range" = schema::ContentRange),
                ("ETag" = schema::ContentTag),
                ("X-Content-Type-Options" = schema::Sniffing),
                ("X-Request-Id" = schema::RequestId)
            )
        ),
        (
            status = 304,
            description = "The client has these bytes.",
            headers(("ETag" = schema::ContentTag), ("X-Request-Id" = schema::RequestId))
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
            status = 404,
            description = "There is no such thing in the token's partition.",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 416,
            description = "The range begins behind the end.",
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
async fn download_artifact<A: ArtifactApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<DownloadArtifactAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &DOWNLOAD_ARTIFACT, request).await?;
        api.download_artifact(caller, DownloadArtifactRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(DownloadArtifactAnswer::from)
        .into_response();
    response.extensions_mut().insert(&DOWNLOAD_ARTIFACT);
    response
}

#[utoipa::path(
    post,
    path = "/v1/artifacts/{artifact_id}/links",
    operation_id = "linkArtifact",
    tag = "artifact",
    summary = "Make another artifact of the same bytes",
    description = "What is left out is as with the artifact that there is, but for its mission and work item.",
    params(
        ("artifact_id" = schema::ArtifactId, Path, description = "The artifact."),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::NewArtifactLink = "application/json"))),
    responses(
        (
            status = 201,
            description = "The new artifact.",
            content((schema::Artifact = "application/json")),
            headers(
                ("ETag" = schema::EntityTag),
                ("Idempotency-Replayed" = schema::Replayed),
                ("X-Request-Id" = schema::RequestId)
            )
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
            status = 404,
            description = "There is no such thing in the token's partition.",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 409,
            description = "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`,\n`run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key`\nwas used for another request (`idempotency-conflict`).",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 413,
            description = "The body is larger than the operation takes.",
            content((schema::Problem = "application/problem+json")),
            headers(("X-Request-Id" = schema::RequestId))
        ),
        (
            status = 415,
            description = "The body's content type is not one that the operation takes.",
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
async fn link_artifact<A: ArtifactApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<LinkArtifactAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LINK_ARTIFACT, request).await?;
        api.link_artifact(caller, LinkArtifactRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(LinkArtifactAnswer::from).into_response();
    response.extensions_mut().insert(&LINK_ARTIFACT);
    response
}
