// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The resource family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the resource family do.
pub trait ResourceApi: runtime::Authenticate {
    /// List resources by prefix.
    ///
    /// `GET /v1/resources`
    ///
    /// Resources whose key starts with `prefix`, in the order of their keys' bytes. The pages that follow one
    /// another through `next_cursor` are together one snapshot at `revision`, whatever is written meanwhile.
    /// Only resources that the token may read are listed.
    fn list_resources(
        &self,
        caller: Self::Caller,
        request: ListResourcesRequest,
    ) -> impl Future<Output = Result<ListResourcesAnswer, Refusal>> + Send;
    /// Get a resource.
    ///
    /// `GET /v1/resources/{key}`
    ///
    /// The resource with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    fn get_resource(
        &self,
        caller: Self::Caller,
        request: GetResourceRequest,
    ) -> impl Future<Output = Result<GetResourceAnswer, Refusal>> + Send;
    /// Create or replace a resource.
    ///
    /// `PUT /v1/resources/{key}`
    ///
    /// Without a precondition the last write wins. `If-None-Match: *` creates only; `If-Match` replaces only
    /// that revision. Without `ttl_ms` the resource lives until it is deleted, also when it had an expiry before.
    fn put_resource(
        &self,
        caller: Self::Caller,
        request: PutResourceRequest,
    ) -> impl Future<Output = Result<PutResourceAnswer, Refusal>> + Send;
    /// Delete a resource.
    ///
    /// `DELETE /v1/resources/{key}`
    fn delete_resource(
        &self,
        caller: Self::Caller,
        request: DeleteResourceRequest,
    ) -> impl Future<Output = Result<DeleteResourceAnswer, Refusal>> + Send;
    /// Change a part of a resource's value.
    ///
    /// `PATCH /v1/resources/{key}`
    ///
    /// A JSON Merge Patch (RFC 7396) or a JSON Patch (RFC 6902) of the value, by content type. The expiry stays.
    /// A JSON Patch whose `test` fails, or that names a place that does not exist, is a 409 and changes nothing.
    /// The answer shows the whole value, so the token needs the right to read it as well.
    fn patch_resource(
        &self,
        caller: Self::Caller,
        request: PatchResourceRequest,
    ) -> impl Future<Output = Result<PatchResourceAnswer, Refusal>> + Send;
    /// Change several resources at once.
    ///
    /// `POST /v1/resources/transaction`
    ///
    /// All guards hold and everything is written at one revision, or nothing is. A key may stand in one
    /// operation only. Watchers see the whole of it or nothing.
    fn transact_resources(
        &self,
        caller: Self::Caller,
        request: TransactResourcesRequest,
    ) -> impl Future<Output = Result<TransactResourcesAnswer, Refusal>> + Send;
    /// Watch resources.
    ///
    /// `GET /v1/resources/events`
    ///
    /// The events of the resource family as an SSE stream with the guarantees that `watchEvents` tells.
    fn watch_resources(
        &self,
        caller: Self::Caller,
        request: WatchResourcesRequest,
    ) -> impl Future<Output = Result<WatchResourcesAnswer, Refusal>> + Send;
}

/// The routes of the resource family.
pub fn router<A: ResourceApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route("/v1/resources", axum::routing::get(list_resources::<A>))
        .route(
            "/v1/resources/{*key}",
            axum::routing::get(get_resource::<A>)
                .put(put_resource::<A>)
                .delete(delete_resource::<A>)
                .patch(patch_resource::<A>),
        )
        .route("/v1/resources/transaction", axum::routing::post(transact_resources::<A>))
        .route("/v1/resources/events", axum::routing::get(watch_resources::<A>))
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the resource family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    paths(
        list_resources,
        get_resource,
        put_resource,
        delete_resource,
        patch_resource,
        transact_resources,
        watch_resources
    )
)]
pub struct ResourceDocument;

/// What the contract says of `listResources`.
pub static LIST_RESOURCES: Operation = Operation {
    id: "listResources",
    family: "resource",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "prefix",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "KeyPrefix",
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

/// What the contract says of `getResource`.
pub static GET_RESOURCE: Operation = Operation {
    id: "getResource",
    family: "resource",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "key",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ResourceKey",
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

/// What the contract says of `putResource`.
pub static PUT_RESOURCE: Operation = Operation {
    id: "putResource",
    family: "resource",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "key",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ResourceKey",
        },
        runtime::Parameter {
            name: "If-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "EntityTags",
        },
        runtime::Parameter {
            name: "If-None-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "EntityTags",
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
        max_bytes: 270336,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "PutResource",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `deleteResource`.
pub static DELETE_RESOURCE: Operation = Operation {
    id: "deleteResource",
    family: "resource",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "key",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ResourceKey",
        },
        runtime::Parameter {
            name: "If-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "EntityTags",
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

/// What the contract says of `patchResource`.
pub static PATCH_RESOURCE: Operation = Operation {
    id: "patchResource",
    family: "resource",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "key",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ResourceKey",
        },
        runtime::Parameter {
            name: "If-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "EntityTags",
        },
        runtime::Parameter {
            name: "If-None-Match",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "EntityTags",
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
        max_bytes: 270336,
        media_types: &[
            runtime::MediaType {
                name: "application/merge-patch+json",
                schema: "MergePatch",
            },
            runtime::MediaType {
                name: "application/json-patch+json",
                schema: "JsonPatch",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `transactResources`.
pub static TRANSACT_RESOURCES: Operation = Operation {
    id: "transactResources",
    family: "resource",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "Idempotency-Key",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Text,
            schema: "IdempotencyKey",
        },
    ],
    body: Some(runtime::Body {
        max_bytes: 4194304,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "Transaction",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `watchResources`.
pub static WATCH_RESOURCES: Operation = Operation {
    id: "watchResources",
    family: "resource",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "prefix",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::List,
            schema: "KeyPrefixes",
        },
        runtime::Parameter {
            name: "after",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Integer,
            schema: "Revision",
        },
        runtime::Parameter {
            name: "store",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "StoreId",
        },
        runtime::Parameter {
            name: "snapshot",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Boolean,
            schema: "SnapshotWanted",
        },
        runtime::Parameter {
            name: "Last-Event-ID",
            location: runtime::Location::Header,
            required: false,
            kind: runtime::Kind::Integer,
            schema: "Revision",
        },
    ],
    body: None,
};

/// The input of `listResources`.
#[derive(Debug)]
pub struct ListResourcesRequest {
    /// What the keys start with; all keys when it is left out.
    pub prefix: Option<charter_types::KeyPrefix>,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListResourcesRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            prefix: input.optional("prefix")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `getResource`.
#[derive(Debug)]
pub struct GetResourceRequest {
    /// The resource's key. Its slashes may be sent as they are or percent-encoded.
    pub key: charter_types::ResourceKey,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl GetResourceRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            key: input.required("key")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `putResource`.
#[derive(Debug)]
pub struct PutResourceRequest {
    /// The resource's key. Its slashes may be sent as they are or percent-encoded.
    pub key: charter_types::ResourceKey,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::PutResource,
}

impl PutResourceRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            key: input.required("key")?,
            if_match: input.optional("If-Match")?,
            if_none_match: input.optional("If-None-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `deleteResource`.
#[derive(Debug)]
pub struct DeleteResourceRequest {
    /// The resource's key. Its slashes may be sent as they are or percent-encoded.
    pub key: charter_types::ResourceKey,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl DeleteResourceRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            key: input.required("key")?,
            if_match: input.optional("If-Match")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `patchResource`.
#[derive(Debug)]
pub struct PatchResourceRequest {
    /// The resource's key. Its slashes may be sent as they are or percent-encoded.
    pub key: charter_types::ResourceKey,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: PatchResourceBody,
}

impl PatchResourceRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            key: input.required("key")?,
            if_match: input.optional("If-Match")?,
            if_none_match: input.optional("If-None-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: match input.media_type() {
                0 => PatchResourceBody::MergePatch(input.body()?),
                _ => PatchResourceBody::JsonPatch(input.body()?),
            },
        })
    }
}

/// The body of `patchResource`, by its media type.
#[derive(Debug)]
pub enum PatchResourceBody {
    /// `application/merge-patch+json`
    MergePatch(serde_json::Value),
    /// `application/json-patch+json`
    JsonPatch(Vec<charter_types::JsonPatchOperation>),
}

/// The input of `transactResources`.
#[derive(Debug)]
pub struct TransactResourcesRequest {
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::Transaction,
}

impl TransactResourcesRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `watchResources`.
#[derive(Debug)]
pub struct WatchResourcesRequest {
    /// Only events whose subject starts with one of these.
    pub prefix: Option<Vec<charter_types::KeyPrefix>>,
    /// Start with what happened after this revision; `0` is everything that the log still holds. Without it
    /// (and without `Last-Event-ID`) the stream starts with what happens from now on.
    pub after: Option<charter_types::Revision>,
    /// The store that the cursor comes from; another store answers 410.
    pub store: Option<charter_types::StoreId>,
    /// First the documents as they are, each as a `snapshot` frame, then a `synced` frame with their revision,
    /// then what happens from there on. Ignored when a cursor is given.
    pub snapshot: Option<bool>,
    /// The last `id` seen; what an SSE client sends by itself. It has precedence over `after`.
    pub last_event_id: Option<charter_types::Revision>,
}

impl WatchResourcesRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            prefix: input.optional("prefix")?,
            after: input.optional("after")?,
            store: input.optional("store")?,
            snapshot: input.optional("snapshot")?,
            last_event_id: input.optional("Last-Event-ID")?,
        })
    }
}

/// The answers of `listResources`.
#[derive(Debug)]
pub enum ListResourcesAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::ResourcePage>,
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

impl From<Refusal> for ListResourcesAnswer {
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

impl IntoResponse for ListResourcesAnswer {
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

/// The answers of `getResource`.
#[derive(Debug)]
pub enum GetResourceAnswer {
    /// The resource.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The body.
        body: runtime::JsonBody<charter_types::Resource>,
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

impl From<Refusal> for GetResourceAnswer {
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

impl IntoResponse for GetResourceAnswer {
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

/// The answers of `putResource`.
#[derive(Debug)]
pub enum PutResourceAnswer {
    /// The resource was replaced.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Resource>,
    },
    /// The resource was created.
    Created {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Resource>,
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
    /// A precondition does not hold; `current_rev` or `conflicts` tell what there is now.
    PreconditionFailed(Refusal),
    /// The body is larger than the operation takes.
    ContentTooLarge(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for PutResourceAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            409 => Self::Conflict(refusal),
            412 => Self::PreconditionFailed(refusal),
            413 => Self::ContentTooLarge(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for PutResourceAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { etag, idempotency_replayed, body } => {
                Reply::json(StatusCode::OK, &body)
                    .header("etag", etag)
                    .optional_header("idempotency-replayed", idempotency_replayed)
                    .finish()
            }
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
            Self::PreconditionFailed(refusal) => refusal.into_response(),
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `deleteResource`.
#[derive(Debug)]
pub enum DeleteResourceAnswer {
    /// The resource was deleted.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::DeletedResource>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// A precondition does not hold; `current_rev` or `conflicts` tell what there is now.
    PreconditionFailed(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for DeleteResourceAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            412 => Self::PreconditionFailed(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for DeleteResourceAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::PreconditionFailed(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `patchResource`.
#[derive(Debug)]
pub enum PatchResourceAnswer {
    /// The resource as it is now.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Resource>,
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
    /// A precondition does not hold; `current_rev` or `conflicts` tell what there is now.
    PreconditionFailed(Refusal),
    /// The body is larger than the operation takes.
    ContentTooLarge(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for PatchResourceAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            409 => Self::Conflict(refusal),
            412 => Self::PreconditionFailed(refusal),
            413 => Self::ContentTooLarge(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for PatchResourceAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { etag, idempotency_replayed, body } => {
                Reply::json(StatusCode::OK, &body)
                    .header("etag", etag)
                    .optional_header("idempotency-replayed", idempotency_replayed)
                    .finish()
            }
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Conflict(refusal) => refusal.into_response(),
            Self::PreconditionFailed(refusal) => refusal.into_response(),
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `transactResources`.
#[derive(Debug)]
pub enum TransactResourcesAnswer {
    /// Everything was written.
    Ok {
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::TransactionResult>,
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
    /// A precondition does not hold; `current_rev` or `conflicts` tell what there is now.
    PreconditionFailed(Refusal),
    /// The body is larger than the operation takes.
    ContentTooLarge(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for TransactResourcesAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            409 => Self::Conflict(refusal),
            412 => Self::PreconditionFailed(refusal),
            413 => Self::ContentTooLarge(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for TransactResourcesAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { idempotency_replayed, body } => {
                Reply::json(StatusCode::OK, &body)
                    .optional_header("idempotency-replayed", idempotency_replayed)
                    .finish()
            }
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::Conflict(refusal) => refusal.into_response(),
            Self::PreconditionFailed(refusal) => refusal.into_response(),
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `watchResources`.
#[derive(Debug)]
pub enum WatchResourcesAnswer {
    /// The stream. It has no end of its own.
    Ok {
        /// The body.
        body: runtime::EventStream,
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

impl From<Refusal> for WatchResourcesAnswer {
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

impl IntoResponse for WatchResourcesAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::events(StatusCode::OK, body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::Gone(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/v1/resources",
    operation_id = "listResources",
    tag = "resource",
    summary = "List resources by prefix",
    description = "Resources whose key starts with `prefix`, in the order of their keys' bytes. The pages that follow one\nanother through `next_cursor` are together one snapshot at `revision`, whatever is written meanwhile.\nOnly resources that the token may read are listed.\n",
    params(
        (
            "prefix" = Option<schema::KeyPrefix>,
            Query,
            description = "What the keys start with; all keys when it is left out."
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
            content((schema::ResourcePage = "application/json")),
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
async fn list_resources<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListResourcesAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_RESOURCES, request).await?;
        api.list_resources(caller, ListResourcesRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ListResourcesAnswer::from)
        .into_response();
    response.extensions_mut().insert(&LIST_RESOURCES);
    response
}

#[utoipa::path(
    get,
    path = "/v1/resources/{key}",
    operation_id = "getResource",
    tag = "resource",
    summary = "Get a resource",
    description = "The resource with its revision as `ETag`; 304 when `If-None-Match` names that revision.",
    params(
        (
            "key" = schema::ResourceKey,
            Path,
            description = "The resource's key. Its slashes may be sent as they are or percent-encoded."
        ),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The resource.",
            content((schema::Resource = "application/json")),
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
async fn get_resource<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetResourceAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &GET_RESOURCE, request).await?;
        api.get_resource(caller, GetResourceRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetResourceAnswer::from).into_response();
    response.extensions_mut().insert(&GET_RESOURCE);
    response
}

#[utoipa::path(
    put,
    path = "/v1/resources/{key}",
    operation_id = "putResource",
    tag = "resource",
    summary = "Create or replace a resource",
    description = "Without a precondition the last write wins. `If-None-Match: *` creates only; `If-Match` replaces only\nthat revision. Without `ttl_ms` the resource lives until it is deleted, also when it had an expiry before.\n",
    params(
        (
            "key" = schema::ResourceKey,
            Path,
            description = "The resource's key. Its slashes may be sent as they are or percent-encoded."
        ),
        (
            "If-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is one of these; `*` when it exists at all."
        ),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        ),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::PutResource = "application/json"))),
    responses(
        (
            status = 200,
            description = "The resource was replaced.",
            content((schema::Resource = "application/json")),
            headers(
                ("ETag" = schema::EntityTag),
                ("Idempotency-Replayed" = schema::Replayed),
                ("X-Request-Id" = schema::RequestId)
            )
        ),
        (
            status = 201,
            description = "The resource was created.",
            content((schema::Resource = "application/json")),
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
            status = 412,
            description = "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
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
async fn put_resource<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<PutResourceAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &PUT_RESOURCE, request).await?;
        api.put_resource(caller, PutResourceRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(PutResourceAnswer::from).into_response();
    response.extensions_mut().insert(&PUT_RESOURCE);
    response
}

#[utoipa::path(
    delete,
    path = "/v1/resources/{key}",
    operation_id = "deleteResource",
    tag = "resource",
    summary = "Delete a resource",
    params(
        (
            "key" = schema::ResourceKey,
            Path,
            description = "The resource's key. Its slashes may be sent as they are or percent-encoded."
        ),
        (
            "If-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is one of these; `*` when it exists at all."
        ),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The resource was deleted.",
            content((schema::DeletedResource = "application/json")),
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
            status = 412,
            description = "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
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
async fn delete_resource<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<DeleteResourceAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &DELETE_RESOURCE, request).await?;
        api.delete_resource(caller, DeleteResourceRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(DeleteResourceAnswer::from)
        .into_response();
    response.extensions_mut().insert(&DELETE_RESOURCE);
    response
}

#[utoipa::path(
    patch,
    path = "/v1/resources/{key}",
    operation_id = "patchResource",
    tag = "resource",
    summary = "Change a part of a resource's value",
    description = "A JSON Merge Patch (RFC 7396) or a JSON Patch (RFC 6902) of the value, by content type. The expiry stays.\nA JSON Patch whose `test` fails, or that names a place that does not exist, is a 409 and changes nothing.\nThe answer shows the whole value, so the token needs the right to read it as well.\n",
    params(
        (
            "key" = schema::ResourceKey,
            Path,
            description = "The resource's key. Its slashes may be sent as they are or percent-encoded."
        ),
        (
            "If-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is one of these; `*` when it exists at all."
        ),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        ),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(
        content(
            (schema::MergePatch = "application/merge-patch+json"),
            (schema::JsonPatch = "application/json-patch+json")
        )
    ),
    responses(
        (
            status = 200,
            description = "The resource as it is now.",
            content((schema::Resource = "application/json")),
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
            status = 412,
            description = "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
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
async fn patch_resource<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<PatchResourceAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &PATCH_RESOURCE, request).await?;
        api.patch_resource(caller, PatchResourceRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(PatchResourceAnswer::from)
        .into_response();
    response.extensions_mut().insert(&PATCH_RESOURCE);
    response
}

#[utoipa::path(
    post,
    path = "/v1/resources/transaction",
    operation_id = "transactResources",
    tag = "resource",
    summary = "Change several resources at once",
    description = "All guards hold and everything is written at one revision, or nothing is. A key may stand in one\noperation only. Watchers see the whole of it or nothing.\n",
    params(
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::Transaction = "application/json"))),
    responses(
        (
            status = 200,
            description = "Everything was written.",
            content((schema::TransactionResult = "application/json")),
            headers(
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
            status = 412,
            description = "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
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
async fn transact_resources<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<TransactResourcesAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &TRANSACT_RESOURCES, request)
            .await?;
        api.transact_resources(caller, TransactResourcesRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(TransactResourcesAnswer::from)
        .into_response();
    response.extensions_mut().insert(&TRANSACT_RESOURCES);
    response
}

#[utoipa::path(
    get,
    path = "/v1/resources/events",
    operation_id = "watchResources",
    tag = "resource",
    summary = "Watch resources",
    description = "The events of the resource family as an SSE stream with the guarantees that `watchEvents` tells.\n",
    params(
        (
            "prefix" = Option<schema::KeyPrefixes>,
            Query,
            description = "Only events whose subject starts with one of these."
        ),
        (
            "after" = Option<schema::Revision>,
            Query,
            description = "Start with what happened after this revision; `0` is everything that the log still holds. Without it\n(and without `Last-Event-ID`) the stream starts with what happens from now on."
        ),
        (
            "store" = Option<schema::StoreId>,
            Query,
            description = "The store that the cursor comes from; another store answers 410."
        ),
        (
            "snapshot" = Option<schema::SnapshotWanted>,
            Query,
            description = "First the documents as they are, each as a `snapshot` frame, then a `synced` frame with their revision,\nthen what happens from there on. Ignored when a cursor is given."
        ),
        (
            "Last-Event-ID" = Option<schema::Revision>,
            Header,
            description = "The last `id` seen; what an SSE client sends by itself. It has precedence over `after`."
        )
    ),
    responses(
        (
            status = 200,
            description = "The stream. It has no end of its own.",
            content((schema::EngineEvent = "text/event-stream")),
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
async fn watch_resources<A: ResourceApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<WatchResourcesAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &WATCH_RESOURCES, request).await?;
        api.watch_resources(caller, WatchResourcesRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(WatchResourcesAnswer::from)
        .into_response();
    response.extensions_mut().insert(&WATCH_RESOURCES);
    response
}
