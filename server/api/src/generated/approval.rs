// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The approval family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the approval family do.
pub trait ApprovalApi: runtime::Authenticate {
    /// List approvals.
    ///
    /// `GET /v1/approvals`
    ///
    /// In the order in which they were asked for, those of runs, missions and routines in one list. The pages together are
    /// one snapshot at `revision`.
    fn list_approvals(
        &self,
        caller: Self::Caller,
        request: ListApprovalsRequest,
    ) -> impl Future<Output = Result<ListApprovalsAnswer, Refusal>> + Send;
    /// Ask for an approval.
    ///
    /// `POST /v1/approvals`
    ///
    /// Of one action with exactly these arguments. A run asks under its lease, with its `epoch`; when its mission's policy
    /// has a rule for the action, the approval is as strict as the rule at least. With `park` the run gives its lease up in
    /// the same commit, and is queued again when the approval is decided.
    fn request_approval(
        &self,
        caller: Self::Caller,
        request: RequestApprovalRequest,
    ) -> impl Future<Output = Result<RequestApprovalAnswer, Refusal>> + Send;
    /// Watch approvals.
    ///
    /// `GET /v1/approvals/events`
    ///
    /// The events of all approvals as an SSE stream with the guarantees that `watchEvents` tells.
    fn watch_approvals(
        &self,
        caller: Self::Caller,
        request: WatchApprovalsRequest,
    ) -> impl Future<Output = Result<WatchApprovalsAnswer, Refusal>> + Send;
    /// Get an approval.
    ///
    /// `GET /v1/approvals/{approval_id}`
    ///
    /// The approval with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    fn get_approval(
        &self,
        caller: Self::Caller,
        request: GetApprovalRequest,
    ) -> impl Future<Output = Result<GetApprovalAnswer, Refusal>> + Send;
    /// Decide an approval.
    ///
    /// `POST /v1/approvals/{approval_id}/decisions`
    ///
    /// A decision names the `digest` of the arguments that it is about, so that nobody decides on what they have not seen.
    /// `edit` changes the arguments within the schema that the request gave, and approves what they are then; approvals of
    /// what they were count no more. As many approvals of different people are needed as `quorum` says; one `deny` or
    /// `respond` is enough to end it. Whoever asked does not decide, and agents do not unless their token says for which
    /// user they may.
    ///
    /// The same decision again is answered with the approval as it is; another one of the same person, or one that comes
    /// too late, is a 409 (`approval-conflict`).
    fn decide_approval(
        &self,
        caller: Self::Caller,
        request: DecideApprovalRequest,
    ) -> impl Future<Output = Result<DecideApprovalAnswer, Refusal>> + Send;
    /// Use an approval.
    ///
    /// `POST /v1/approvals/{approval_id}/consume`
    ///
    /// At the point of effect, by whoever asked; a run's under the run's newest lease. It succeeds once, only while the
    /// approval is approved and not over, and only for the digest that was approved. The receipt proves it to anybody who
    /// has the keys of `/.well-known/jwks.json`.
    fn consume_approval(
        &self,
        caller: Self::Caller,
        request: ConsumeApprovalRequest,
    ) -> impl Future<Output = Result<ConsumeApprovalAnswer, Refusal>> + Send;
    /// Take a request back.
    ///
    /// `POST /v1/approvals/{approval_id}/cancel`
    ///
    /// By whoever asked, or by a person. What was used or has come to its end otherwise cannot be cancelled.
    fn cancel_approval(
        &self,
        caller: Self::Caller,
        request: CancelApprovalRequest,
    ) -> impl Future<Output = Result<CancelApprovalAnswer, Refusal>> + Send;
    /// The keys of receipts.
    ///
    /// `GET /.well-known/jwks.json`
    ///
    /// The public keys that receipts of this store are signed with, the current one first, as a JSON Web Key Set (RFC 7517,
    /// RFC 8037). Keys that were replaced stay, so that old receipts can still be verified.
    fn get_receipt_keys(
        &self,
    ) -> impl Future<Output = Result<GetReceiptKeysAnswer, Refusal>> + Send;
}

/// The routes of the approval family.
pub fn router<A: ApprovalApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route(
            "/v1/approvals",
            axum::routing::get(list_approvals::<A>).post(request_approval::<A>),
        )
        .route("/v1/approvals/events", axum::routing::get(watch_approvals::<A>))
        .route("/v1/approvals/{approval_id}", axum::routing::get(get_approval::<A>))
        .route(
            "/v1/approvals/{approval_id}/decisions",
            axum::routing::post(decide_approval::<A>),
        )
        .route(
            "/v1/approvals/{approval_id}/consume",
            axum::routing::post(consume_approval::<A>),
        )
        .route(
            "/v1/approvals/{approval_id}/cancel",
            axum::routing::post(cancel_approval::<A>),
        )
        .route("/.well-known/jwks.json", axum::routing::get(get_receipt_keys::<A>))
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the approval family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    paths(
        list_approvals,
        request_approval,
        watch_approvals,
        get_approval,
        decide_approval,
        consume_approval,
        cancel_approval,
        get_receipt_keys
    )
)]
pub struct ApprovalDocument;

/// What the contract says of `listApprovals`.
pub static LIST_APPROVALS: Operation = Operation {
    id: "listApprovals",
    family: "approval",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "status",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ApprovalStatus",
        },
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "RunId",
        },
        runtime::Parameter {
            name: "routine_id",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "RoutineId",
        },
        runtime::Parameter {
            name: "action",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ActionName",
        },
        runtime::Parameter {
            name: "risk",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "RiskClass",
        },
        runtime::Parameter {
            name: "decider",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Principal",
        },
        runtime::Parameter {
            name: "deadline_before",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Timestamp",
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

/// What the contract says of `requestApproval`.
pub static REQUEST_APPROVAL: Operation = Operation {
    id: "requestApproval",
    family: "approval",
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
        max_bytes: 262144,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "ApprovalSpec",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `watchApprovals`.
pub static WATCH_APPROVALS: Operation = Operation {
    id: "watchApprovals",
    family: "approval",
    access: runtime::Access::Read,
    parameters: &[
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

/// What the contract says of `getApproval`.
pub static GET_APPROVAL: Operation = Operation {
    id: "getApproval",
    family: "approval",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "approval_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ApprovalId",
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

/// What the contract says of `decideApproval`.
pub static DECIDE_APPROVAL: Operation = Operation {
    id: "decideApproval",
    family: "approval",
    access: runtime::Access::Decide,
    parameters: &[
        runtime::Parameter {
            name: "approval_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ApprovalId",
        },
        runtime::Parameter {
            name: "If-Match",
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
        max_bytes: 262144,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "ApprovalDecision",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `consumeApproval`.
pub static CONSUME_APPROVAL: Operation = Operation {
    id: "consumeApproval",
    family: "approval",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "approval_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ApprovalId",
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
        max_bytes: 4096,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "ApprovalConsumption",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `cancelApproval`.
pub static CANCEL_APPROVAL: Operation = Operation {
    id: "cancelApproval",
    family: "approval",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "approval_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ApprovalId",
        },
        runtime::Parameter {
            name: "If-Match",
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
        max_bytes: 131072,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "ApprovalCancellation",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `getReceiptKeys`.
pub static GET_RECEIPT_KEYS: Operation = Operation {
    id: "getReceiptKeys",
    family: "approval",
    access: runtime::Access::Public,
    parameters: &[],
    body: None,
};

/// The input of `listApprovals`.
#[derive(Debug)]
pub struct ListApprovalsRequest {
    /// Only approvals in this state; `pending` is what waits for somebody.
    pub status: Option<charter_types::ApprovalStatus>,
    /// Only those of this mission's runs.
    pub mission_id: Option<charter_types::MissionId>,
    /// Only those that this run has asked for.
    pub run_id: Option<charter_types::RunId>,
    /// Only those of this routine.
    pub routine_id: Option<charter_types::RoutineId>,
    /// Only those of this action.
    pub action: Option<charter_types::ActionName>,
    /// Only those of this risk.
    pub risk: Option<charter_types::RiskClass>,
    /// Only those that this principal may decide, or has decided.
    pub decider: Option<charter_types::Principal>,
    /// Only those that have to be decided before this.
    pub deadline_before: Option<charter_types::Timestamp>,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListApprovalsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            status: input.optional("status")?,
            mission_id: input.optional("mission_id")?,
            run_id: input.optional("run_id")?,
            routine_id: input.optional("routine_id")?,
            action: input.optional("action")?,
            risk: input.optional("risk")?,
            decider: input.optional("decider")?,
            deadline_before: input.optional("deadline_before")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `requestApproval`.
#[derive(Debug)]
pub struct RequestApprovalRequest {
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::ApprovalSpec,
}

impl RequestApprovalRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `watchApprovals`.
#[derive(Debug)]
pub struct WatchApprovalsRequest {
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

impl WatchApprovalsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            after: input.optional("after")?,
            store: input.optional("store")?,
            snapshot: input.optional("snapshot")?,
            last_event_id: input.optional("Last-Event-ID")?,
        })
    }
}

/// The input of `getApproval`.
#[derive(Debug)]
pub struct GetApprovalRequest {
    /// The approval.
    pub approval_id: charter_types::ApprovalId,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl GetApprovalRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            approval_id: input.required("approval_id")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `decideApproval`.
#[derive(Debug)]
pub struct DecideApprovalRequest {
    /// The approval.
    pub approval_id: charter_types::ApprovalId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::ApprovalDecision,
}

impl DecideApprovalRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            approval_id: input.required("approval_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `consumeApproval`.
#[derive(Debug)]
pub struct ConsumeApprovalRequest {
    /// The approval.
    pub approval_id: charter_types::ApprovalId,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::ApprovalConsumption,
}

impl ConsumeApprovalRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            approval_id: input.required("approval_id")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `cancelApproval`.
#[derive(Debug)]
pub struct CancelApprovalRequest {
    /// The approval.
    pub approval_id: charter_types::ApprovalId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::ApprovalCancellation,
}

impl CancelApprovalRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            approval_id: input.required("approval_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The answers of `listApprovals`.
#[derive(Debug)]
pub enum ListApprovalsAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::ApprovalPage>,
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

impl From<Refusal> for ListApprovalsAnswer {
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

impl IntoResponse for ListApprovalsAnswer {
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

/// The answers of `requestApproval`.
#[derive(Debug)]
pub enum RequestApprovalAnswer {
    /// The approval, pending.
    Created {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Approval>,
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

impl From<Refusal> for RequestApprovalAnswer {
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

impl IntoResponse for RequestApprovalAnswer {
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

/// The answers of `watchApprovals`.
#[derive(Debug)]
pub enum WatchApprovalsAnswer {
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

impl From<Refusal> for WatchApprovalsAnswer {
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

impl IntoResponse for WatchApprovalsAnswer {
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

/// The answers of `getApproval`.
#[derive(Debug)]
pub enum GetApprovalAnswer {
    /// The approval.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The body.
        body: runtime::JsonBody<charter_types::Approval>,
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

impl From<Refusal> for GetApprovalAnswer {
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

impl IntoResponse for GetApprovalAnswer {
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

/// The answers of `decideApproval`.
#[derive(Debug)]
pub enum DecideApprovalAnswer {
    /// The approval as it is now.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Approval>,
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

impl From<Refusal> for DecideApprovalAnswer {
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

impl IntoResponse for DecideApprovalAnswer {
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

/// The answers of `consumeApproval`.
#[derive(Debug)]
pub enum ConsumeApprovalAnswer {
    /// The receipt.
    Ok {
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Receipt>,
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

impl From<Refusal> for ConsumeApprovalAnswer {
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

impl IntoResponse for ConsumeApprovalAnswer {
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
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Conflict(refusal) => refusal.into_response(),
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `cancelApproval`.
#[derive(Debug)]
pub enum CancelApprovalAnswer {
    /// The approval as it is now.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Approval>,
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

impl From<Refusal> for CancelApprovalAnswer {
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

impl IntoResponse for CancelApprovalAnswer {
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

/// The answers of `getReceiptKeys`.
#[derive(Debug)]
pub enum GetReceiptKeysAnswer {
    /// The keys.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::ReceiptKeys>,
    },
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for GetReceiptKeysAnswer {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal)
    }
}

impl IntoResponse for GetReceiptKeysAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/v1/approvals",
    operation_id = "listApprovals",
    tag = "approval",
    summary = "List approvals",
    description = "In the order in which they were asked for, those of runs, missions and routines in one list. The pages together are\none snapshot at `revision`.\n",
    params(
        (
            "status" = Option<schema::ApprovalStatus>,
            Query,
            description = "Only approvals in this state; `pending` is what waits for somebody."
        ),
        (
            "mission_id" = Option<schema::MissionId>,
            Query,
            description = "Only those of this mission's runs."
        ),
        (
            "run_id" = Option<schema::RunId>,
            Query,
            description = "Only those that this run has asked for."
        ),
        (
            "routine_id" = Option<schema::RoutineId>,
            Query,
            description = "Only those of this routine."
        ),
        (
            "action" = Option<schema::ActionName>,
            Query,
            description = "Only those of this action."
        ),
        (
            "risk" = Option<schema::RiskClass>,
            Query,
            description = "Only those of this risk."
        ),
        (
            "decider" = Option<schema::Principal>,
            Query,
            description = "Only those that this principal may decide, or has decided."
        ),
        (
            "deadline_before" = Option<schema::Timestamp>,
            Query,
            description = "Only those that have to be decided before this."
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
            content((schema::ApprovalPage = "application/json")),
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
async fn list_approvals<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListApprovalsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_APPROVALS, request).await?;
        api.list_approvals(caller, ListApprovalsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ListApprovalsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&LIST_APPROVALS);
    response
}

#[utoipa::path(
    post,
    path = "/v1/approvals",
    operation_id = "requestApproval",
    tag = "approval",
    summary = "Ask for an approval",
    description = "Of one action with exactly these arguments. A run asks under its lease, with its `epoch`; when its mission's policy\nhas a rule for the action, the approval is as strict as the rule at least. With `park` the run gives its lease up in\nthe same commit, and is queued again when the approval is decided.\n",
    params(
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::ApprovalSpec = "application/json"))),
    responses(
        (
            status = 201,
            description = "The approval, pending.",
            content((schema::Approval = "application/json")),
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
async fn request_approval<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<RequestApprovalAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &REQUEST_APPROVAL, request).await?;
        api.request_approval(caller, RequestApprovalRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(RequestApprovalAnswer::from)
        .into_response();
    response.extensions_mut().insert(&REQUEST_APPROVAL);
    response
}

#[utoipa::path(
    get,
    path = "/v1/approvals/events",
    operation_id = "watchApprovals",
    tag = "approval",
    summary = "Watch approvals",
    description = "The events of all approvals as an SSE stream with the guarantees that `watchEvents` tells.",
    params(
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
async fn watch_approvals<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<WatchApprovalsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &WATCH_APPROVALS, request).await?;
        api.watch_approvals(caller, WatchApprovalsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(WatchApprovalsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&WATCH_APPROVALS);
    response
}

#[utoipa::path(
    get,
    path = "/v1/approvals/{approval_id}",
    operation_id = "getApproval",
    tag = "approval",
    summary = "Get an approval",
    description = "The approval with its revision as `ETag`; 304 when `If-None-Match` names that revision.",
    params(
        ("approval_id" = schema::ApprovalId, Path, description = "The approval."),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The approval.",
            content((schema::Approval = "application/json")),
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
async fn get_approval<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetApprovalAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &GET_APPROVAL, request).await?;
        api.get_approval(caller, GetApprovalRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetApprovalAnswer::from).into_response();
    response.extensions_mut().insert(&GET_APPROVAL);
    response
}

#[utoipa::path(
    post,
    path = "/v1/approvals/{approval_id}/decisions",
    operation_id = "decideApproval",
    tag = "approval",
    summary = "Decide an approval",
    description = "A decision names the `digest` of the arguments that it is about, so that nobody decides on what they have not seen.\n`edit` changes the arguments within the schema that the request gave, and approves what they are then; approvals of\nwhat they were count no more. As many approvals of different people are needed as `quorum` says; one `deny` or\n`respond` is enough to end it. Whoever asked does not decide, and agents do not unless their token says for which\nuser they may.\n\nThe same decision again is answered with the approval as it is; another one of the same person, or one that comes\ntoo late, is a 409 (`approval-conflict`).\n",
    params(
        ("approval_id" = schema::ApprovalId, Path, description = "The approval."),
        (
            "If-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is one of these; `*` when it exists at all."
        ),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::ApprovalDecision = "application/json"))),
    responses(
        (
            status = 200,
            description = "The approval as it is now.",
            content((schema::Approval = "application/json")),
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
async fn decide_approval<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<DecideApprovalAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &DECIDE_APPROVAL, request).await?;
        api.decide_approval(caller, DecideApprovalRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(DecideApprovalAnswer::from)
        .into_response();
    response.extensions_mut().insert(&DECIDE_APPROVAL);
    response
}

#[utoipa::path(
    post,
    path = "/v1/approvals/{approval_id}/consume",
    operation_id = "consumeApproval",
    tag = "approval",
    summary = "Use an approval",
    description = "At the point of effect, by whoever asked; a run's under the run's newest lease. It succeeds once, only while the\napproval is approved and not over, and only for the digest that was approved. The receipt proves it to anybody who\nhas the keys of `/.well-known/jwks.json`.\n",
    params(
        ("approval_id" = schema::ApprovalId, Path, description = "The approval."),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::ApprovalConsumption = "application/json"))),
    responses(
        (
            status = 200,
            description = "The receipt.",
            content((schema::Receipt = "application/json")),
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
async fn consume_approval<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ConsumeApprovalAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CONSUME_APPROVAL, request).await?;
        api.consume_approval(caller, ConsumeApprovalRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ConsumeApprovalAnswer::from)
        .into_response();
    response.extensions_mut().insert(&CONSUME_APPROVAL);
    response
}

#[utoipa::path(
    post,
    path = "/v1/approvals/{approval_id}/cancel",
    operation_id = "cancelApproval",
    tag = "approval",
    summary = "Take a request back",
    description = "By whoever asked, or by a person. What was used or has come to its end otherwise cannot be cancelled.\n",
    params(
        ("approval_id" = schema::ApprovalId, Path, description = "The approval."),
        (
            "If-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is one of these; `*` when it exists at all."
        ),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::ApprovalCancellation = "application/json"))),
    responses(
        (
            status = 200,
            description = "The approval as it is now.",
            content((schema::Approval = "application/json")),
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
async fn cancel_approval<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<CancelApprovalAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CANCEL_APPROVAL, request).await?;
        api.cancel_approval(caller, CancelApprovalRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(CancelApprovalAnswer::from)
        .into_response();
    response.extensions_mut().insert(&CANCEL_APPROVAL);
    response
}

#[utoipa::path(
    get,
    path = "/.well-known/jwks.json",
    operation_id = "getReceiptKeys",
    tag = "approval",
    summary = "The keys of receipts",
    description = "The public keys that receipts of this store are signed with, the current one first, as a JSON Web Key Set (RFC 7517,\nRFC 8037). Keys that were replaced stay, so that old receipts can still be verified.\n",
    params(),
    responses(
        (
            status = 200,
            description = "The keys.",
            content((schema::ReceiptKeys = "application/json")),
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
async fn get_receipt_keys<A: ApprovalApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetReceiptKeysAnswer, Refusal> = async {
        let _ = runtime::Input::read(&GET_RECEIPT_KEYS, request).await?;
        api.get_receipt_keys().await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(GetReceiptKeysAnswer::from)
        .into_response();
    response.extensions_mut().insert(&GET_RECEIPT_KEYS);
    response
}
