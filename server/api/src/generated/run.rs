// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The run family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the run family do.
pub trait RunApi: runtime::Authenticate {
    /// List runs.
    ///
    /// `GET /v1/runs`
    ///
    /// In the order of their ids: those of a mission together, oldest first. The pages together are one snapshot at
    /// `revision`.
    fn list_runs(
        &self,
        caller: Self::Caller,
        request: ListRunsRequest,
    ) -> impl Future<Output = Result<ListRunsAnswer, Refusal>> + Send;
    /// Queue a run of its own.
    ///
    /// `POST /v1/runs`
    ///
    /// The run belongs to no mission. A worker that claims its role and has its skills gets it.
    fn create_run(
        &self,
        caller: Self::Caller,
        request: CreateRunRequest,
    ) -> impl Future<Output = Result<CreateRunAnswer, Refusal>> + Send;
    /// Claim runs.
    ///
    /// `POST /v1/runs/claim`
    ///
    /// Takes queued runs whose role is among `roles` and whose skills are all among `skills`, at most `limit`, and waits up
    /// to `wait_ms` when there is none; no runs are an answer too. Each is under a lease with an `epoch`: every later call
    /// about the run has to name it, and from the moment the lease has passed on such a call is a 409 (`lease-lost`) and
    /// changes nothing.
    ///
    /// Missions take turns, each by its limit of runs at once. Nobody gets a run that judges their own work.
    fn claim_runs(
        &self,
        caller: Self::Caller,
        request: ClaimRunsRequest,
    ) -> impl Future<Output = Result<ClaimRunsAnswer, Refusal>> + Send;
    /// Get a run.
    ///
    /// `GET /v1/runs/{run_id}`
    ///
    /// The run with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    fn get_run(
        &self,
        caller: Self::Caller,
        request: GetRunRequest,
    ) -> impl Future<Output = Result<GetRunAnswer, Refusal>> + Send;
    /// Keep a run's lease.
    ///
    /// `POST /v1/runs/{run_id}/heartbeat`
    ///
    /// The lease lasts for its whole length again from now on. The answer tells whether the run is to stop.
    fn heartbeat_run(
        &self,
        caller: Self::Caller,
        request: HeartbeatRunRequest,
    ) -> impl Future<Output = Result<HeartbeatRunAnswer, Refusal>> + Send;
    /// Watch a run.
    ///
    /// `GET /v1/runs/{run_id}/events`
    ///
    /// The events of one run as an SSE stream with the guarantees that `watchEvents` tells.
    fn watch_run(
        &self,
        caller: Self::Caller,
        request: WatchRunRequest,
    ) -> impl Future<Output = Result<WatchRunAnswer, Refusal>> + Send;
    /// Report what a run does.
    ///
    /// `POST /v1/runs/{run_id}/events`
    ///
    /// All of the events, in their order, in one commit. They are kept as the run's records and told to whoever watches.
    /// What was used counts against the mission's budgets.
    fn report_run_events(
        &self,
        caller: Self::Caller,
        request: ReportRunEventsRequest,
    ) -> impl Future<Output = Result<ReportRunEventsAnswer, Refusal>> + Send;
    /// List what a run has reported.
    ///
    /// `GET /v1/runs/{run_id}/records`
    ///
    /// Oldest first, of all its attempts. Kept for as long as the run is, whatever the log of events keeps.
    fn list_run_records(
        &self,
        caller: Self::Caller,
        request: ListRunRecordsRequest,
    ) -> impl Future<Output = Result<ListRunRecordsAnswer, Refusal>> + Send;
    /// Complete a run.
    ///
    /// `POST /v1/runs/{run_id}/complete`
    ///
    /// The run has succeeded. One that judges at a gate says its `verdict`; one that plans may add work items. What does not
    /// fit the mission's state is a 409 (`mission-conflict`) and changes nothing.
    fn complete_run(
        &self,
        caller: Self::Caller,
        request: CompleteRunRequest,
    ) -> impl Future<Output = Result<CompleteRunAnswer, Refusal>> + Send;
    /// Say that a run has failed.
    ///
    /// `POST /v1/runs/{run_id}/fail`
    ///
    /// The class decides what comes of it: `retryable` and `rate_limited` are queued again after a delay that doubles with
    /// each failure, `budget` pauses the mission, `non_retryable` and `policy` are final. A run that was told to stop is
    /// cancelled, whatever the class.
    fn fail_run(
        &self,
        caller: Self::Caller,
        request: FailRunRequest,
    ) -> impl Future<Output = Result<FailRunAnswer, Refusal>> + Send;
    /// Cancel a run.
    ///
    /// `POST /v1/runs/{run_id}/cancel`
    ///
    /// A run that is queued, or waits for an approval, is cancelled at once; one that is under way is `cancelling` until its worker has stopped it or its
    /// lease is over. A run of a mission that was stopped so is queued again: to be rid of it, cancel its item.
    fn cancel_run(
        &self,
        caller: Self::Caller,
        request: CancelRunRequest,
    ) -> impl Future<Output = Result<CancelRunAnswer, Refusal>> + Send;
}

/// The routes of the run family.
pub fn router<A: RunApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route("/v1/runs", axum::routing::get(list_runs::<A>).post(create_run::<A>))
        .route("/v1/runs/claim", axum::routing::post(claim_runs::<A>))
        .route("/v1/runs/{run_id}", axum::routing::get(get_run::<A>))
        .route("/v1/runs/{run_id}/heartbeat", axum::routing::post(heartbeat_run::<A>))
        .route(
            "/v1/runs/{run_id}/events",
            axum::routing::get(watch_run::<A>).post(report_run_events::<A>),
        )
        .route("/v1/runs/{run_id}/records", axum::routing::get(list_run_records::<A>))
        .route("/v1/runs/{run_id}/complete", axum::routing::post(complete_run::<A>))
        .route("/v1/runs/{run_id}/fail", axum::routing::post(fail_run::<A>))
        .route("/v1/runs/{run_id}/cancel", axum::routing::post(cancel_run::<A>))
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the run family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    paths(
        list_runs,
        create_run,
        claim_runs,
        get_run,
        heartbeat_run,
        watch_run,
        report_run_events,
        list_run_records,
        complete_run,
        fail_run,
        cancel_run
    )
)]
pub struct RunDocument;

/// What the contract says of `listRuns`.
pub static LIST_RUNS: Operation = Operation {
    id: "listRuns",
    family: "run",
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
            name: "status",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "RunStatus",
        },
        runtime::Parameter {
            name: "role",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Role",
        },
        runtime::Parameter {
            name: "label",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::List,
            schema: "Labels",
        },
        runtime::Parameter {
            name: "worker",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Principal",
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

/// What the contract says of `createRun`.
pub static CREATE_RUN: Operation = Operation {
    id: "createRun",
    family: "run",
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
                schema: "RunSpec",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `claimRuns`.
pub static CLAIM_RUNS: Operation = Operation {
    id: "claimRuns",
    family: "run",
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
        max_bytes: 65536,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "RunClaim",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `getRun`.
pub static GET_RUN: Operation = Operation {
    id: "getRun",
    family: "run",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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

/// What the contract says of `heartbeatRun`.
pub static HEARTBEAT_RUN: Operation = Operation {
    id: "heartbeatRun",
    family: "run",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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
                schema: "RunHeartbeat",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `watchRun`.
pub static WATCH_RUN: Operation = Operation {
    id: "watchRun",
    family: "run",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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

/// What the contract says of `reportRunEvents`.
pub static REPORT_RUN_EVENTS: Operation = Operation {
    id: "reportRunEvents",
    family: "run",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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
        max_bytes: 1048576,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "RunReport",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `listRunRecords`.
pub static LIST_RUN_RECORDS: Operation = Operation {
    id: "listRunRecords",
    family: "run",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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

/// What the contract says of `completeRun`.
pub static COMPLETE_RUN: Operation = Operation {
    id: "completeRun",
    family: "run",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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
        max_bytes: 4194304,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "RunCompletion",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `failRun`.
pub static FAIL_RUN: Operation = Operation {
    id: "failRun",
    family: "run",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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
                schema: "RunFailureReport",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `cancelRun`.
pub static CANCEL_RUN: Operation = Operation {
    id: "cancelRun",
    family: "run",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "run_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "RunId",
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
                schema: "RunCancellation",
            },
        ],
        streamed: false,
    }),
};

/// The input of `listRuns`.
#[derive(Debug)]
pub struct ListRunsRequest {
    /// Only runs of this mission.
    pub mission_id: Option<charter_types::MissionId>,
    /// Only runs for work items of this name.
    pub item_id: Option<charter_types::ItemId>,
    /// Only runs in this state.
    pub status: Option<charter_types::RunStatus>,
    /// Only runs for this role.
    pub role: Option<charter_types::Role>,
    /// Only runs that have all of these labels.
    pub label: Option<Vec<charter_types::Label>>,
    /// Only runs that this principal has claimed last.
    pub worker: Option<charter_types::Principal>,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListRunsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.optional("mission_id")?,
            item_id: input.optional("item_id")?,
            status: input.optional("status")?,
            role: input.optional("role")?,
            label: input.optional("label")?,
            worker: input.optional("worker")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `createRun`.
#[derive(Debug)]
pub struct CreateRunRequest {
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunSpec,
}

impl CreateRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `claimRuns`.
#[derive(Debug)]
pub struct ClaimRunsRequest {
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunClaim,
}

impl ClaimRunsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `getRun`.
#[derive(Debug)]
pub struct GetRunRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl GetRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `heartbeatRun`.
#[derive(Debug)]
pub struct HeartbeatRunRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunHeartbeat,
}

impl HeartbeatRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `watchRun`.
#[derive(Debug)]
pub struct WatchRunRequest {
    /// The run.
    pub run_id: charter_types::RunId,
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

impl WatchRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            after: input.optional("after")?,
            store: input.optional("store")?,
            snapshot: input.optional("snapshot")?,
            last_event_id: input.optional("Last-Event-ID")?,
        })
    }
}

/// The input of `reportRunEvents`.
#[derive(Debug)]
pub struct ReportRunEventsRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunReport,
}

impl ReportRunEventsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `listRunRecords`.
#[derive(Debug)]
pub struct ListRunRecordsRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListRunRecordsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `completeRun`.
#[derive(Debug)]
pub struct CompleteRunRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunCompletion,
}

impl CompleteRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `failRun`.
#[derive(Debug)]
pub struct FailRunRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunFailureReport,
}

impl FailRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `cancelRun`.
#[derive(Debug)]
pub struct CancelRunRequest {
    /// The run.
    pub run_id: charter_types::RunId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::RunCancellation,
}

impl CancelRunRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            run_id: input.required("run_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The answers of `listRuns`.
#[derive(Debug)]
pub enum ListRunsAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::RunPage>,
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

impl From<Refusal> for ListRunsAnswer {
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

impl IntoResponse for ListRunsAnswer {
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

/// The answers of `createRun`.
#[derive(Debug)]
pub enum CreateRunAnswer {
    /// The run, queued.
    Created {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Run>,
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
    /// The body is larger than the operation takes.
    ContentTooLarge(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for CreateRunAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            409 => Self::Conflict(refusal),
            413 => Self::ContentTooLarge(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for CreateRunAnswer {
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
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `claimRuns`.
#[derive(Debug)]
pub enum ClaimRunsAnswer {
    /// What was claimed.
    Ok {
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::ClaimedRuns>,
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
    /// The body is larger than the operation takes.
    ContentTooLarge(Refusal),
    /// The body's content type is not one that the operation takes.
    UnsupportedMediaType(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for ClaimRunsAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            409 => Self::Conflict(refusal),
            413 => Self::ContentTooLarge(refusal),
            415 => Self::UnsupportedMediaType(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for ClaimRunsAnswer {
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
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `getRun`.
#[derive(Debug)]
pub enum GetRunAnswer {
    /// The run.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The body.
        body: runtime::JsonBody<charter_types::Run>,
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

impl From<Refusal> for GetRunAnswer {
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

impl IntoResponse for GetRunAnswer {
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

/// The answers of `heartbeatRun`.
#[derive(Debug)]
pub enum HeartbeatRunAnswer {
    /// The lease as it is now.
    Ok {
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::RunLease>,
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

impl From<Refusal> for HeartbeatRunAnswer {
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

impl IntoResponse for HeartbeatRunAnswer {
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

/// The answers of `watchRun`.
#[derive(Debug)]
pub enum WatchRunAnswer {
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
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// The cursor is older than the log, ahead of the store, or of another store: fetch afresh.
    /// `oldest_revision` is the oldest revision that can still be gone on from.
    Gone(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for WatchRunAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            410 => Self::Gone(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for WatchRunAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::events(StatusCode::OK, body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Gone(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `reportRunEvents`.
#[derive(Debug)]
pub enum ReportRunEventsAnswer {
    /// The lease, which a report does not lengthen.
    Ok {
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::RunLease>,
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

impl From<Refusal> for ReportRunEventsAnswer {
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

impl IntoResponse for ReportRunEventsAnswer {
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

/// The answers of `listRunRecords`.
#[derive(Debug)]
pub enum ListRunRecordsAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::RunRecordPage>,
    },
    /// Something in the request is not as the contract says; `errors` names each place.
    BadRequest(Refusal),
    /// There is no token, or it is not good (any more).
    Unauthorized(Refusal),
    /// The token does not give this right; `missing` names it.
    Forbidden(Refusal),
    /// There is no such thing in the token's partition.
    NotFound(Refusal),
    /// The cursor is older than the log, ahead of the store, or of another store: fetch afresh.
    /// `oldest_revision` is the oldest revision that can still be gone on from.
    Gone(Refusal),
    /// Any other problem, for example 429 (too many requests of this principal; this one had no effect), 431 (headers
    /// too large), 500 (a defect), 503 (shutting down) or 507 (the disk is full). 429 and 503 have a `Retry-After`.
    Other(Refusal),
}

impl From<Refusal> for ListRunRecordsAnswer {
    fn from(refusal: Refusal) -> Self {
        match refusal.status().as_u16() {
            400 => Self::BadRequest(refusal),
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            410 => Self::Gone(refusal),
            _ => Self::Other(refusal),
        }
    }
}

impl IntoResponse for ListRunRecordsAnswer {
    fn into_response(self) -> Response {
        match self {
            Self::Ok { body } => Reply::json(StatusCode::OK, &body).finish(),
            Self::BadRequest(refusal) => refusal.into_response(),
            Self::Unauthorized(refusal) => refusal.into_response(),
            Self::Forbidden(refusal) => refusal.into_response(),
            Self::NotFound(refusal) => refusal.into_response(),
            Self::Gone(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `completeRun`.
#[derive(Debug)]
pub enum CompleteRunAnswer {
    /// The run as it is now.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Run>,
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

impl From<Refusal> for CompleteRunAnswer {
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

impl IntoResponse for CompleteRunAnswer {
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
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `failRun`.
#[derive(Debug)]
pub enum FailRunAnswer {
    /// The run as it is now.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Run>,
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

impl From<Refusal> for FailRunAnswer {
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

impl IntoResponse for FailRunAnswer {
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
            Self::ContentTooLarge(refusal) => refusal.into_response(),
            Self::UnsupportedMediaType(refusal) => refusal.into_response(),
            Self::Other(refusal) => refusal.into_response(),
        }
    }
}

/// The answers of `cancelRun`.
#[derive(Debug)]
pub enum CancelRunAnswer {
    /// The run as it is now.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Run>,
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

impl From<Refusal> for CancelRunAnswer {
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

impl IntoResponse for CancelRunAnswer {
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

#[utoipa::path(
    get,
    path = "/v1/runs",
    operation_id = "listRuns",
    tag = "run",
    summary = "List runs",
    description = "In the order of their ids: those of a mission together, oldest first. The pages together are one snapshot at\n`revision`.\n",
    params(
        (
            "mission_id" = Option<schema::MissionId>,
            Query,
            description = "Only runs of this mission."
        ),
        (
            "item_id" = Option<schema::ItemId>,
            Query,
            description = "Only runs for work items of this name."
        ),
        (
            "status" = Option<schema::RunStatus>,
            Query,
            description = "Only runs in this state."
        ),
        ("role" = Option<schema::Role>, Query, description = "Only runs for this role."),
        (
            "label" = Option<schema::Labels>,
            Query,
            description = "Only runs that have all of these labels."
        ),
        (
            "worker" = Option<schema::Principal>,
            Query,
            description = "Only runs that this principal has claimed last."
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
            content((schema::RunPage = "application/json")),
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
async fn list_runs<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<ListRunsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_RUNS, request).await?;
        api.list_runs(caller, ListRunsRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(ListRunsAnswer::from).into_response();
    response.extensions_mut().insert(&LIST_RUNS);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs",
    operation_id = "createRun",
    tag = "run",
    summary = "Queue a run of its own",
    description = "The run belongs to no mission. A worker that claims its role and has its skills gets it.",
    params(
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::RunSpec = "application/json"))),
    responses(
        (
            status = 201,
            description = "The run, queued.",
            content((schema::Run = "application/json")),
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
async fn create_run<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<CreateRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CREATE_RUN, request).await?;
        api.create_run(caller, CreateRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(CreateRunAnswer::from).into_response();
    response.extensions_mut().insert(&CREATE_RUN);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs/claim",
    operation_id = "claimRuns",
    tag = "run",
    summary = "Claim runs",
    description = "Takes queued runs whose role is among `roles` and whose skills are all among `skills`, at most `limit`, and waits up\nto `wait_ms` when there is none; no runs are an answer too. Each is under a lease with an `epoch`: every later call\nabout the run has to name it, and from the moment the lease has passed on such a call is a 409 (`lease-lost`) and\nchanges nothing.\n\nMissions take turns, each by its limit of runs at once. Nobody gets a run that judges their own work.\n",
    params(
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::RunClaim = "application/json"))),
    responses(
        (
            status = 200,
            description = "What was claimed.",
            content((schema::ClaimedRuns = "application/json")),
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
async fn claim_runs<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<ClaimRunsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CLAIM_RUNS, request).await?;
        api.claim_runs(caller, ClaimRunsRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(ClaimRunsAnswer::from).into_response();
    response.extensions_mut().insert(&CLAIM_RUNS);
    response
}

#[utoipa::path(
    get,
    path = "/v1/runs/{run_id}",
    operation_id = "getRun",
    tag = "run",
    summary = "Get a run",
    description = "The run with its revision as `ETag`; 304 when `If-None-Match` names that revision.",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The run.",
            content((schema::Run = "application/json")),
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
async fn get_run<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<GetRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &GET_RUN, request).await?;
        api.get_run(caller, GetRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetRunAnswer::from).into_response();
    response.extensions_mut().insert(&GET_RUN);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs/{run_id}/heartbeat",
    operation_id = "heartbeatRun",
    tag = "run",
    summary = "Keep a run's lease",
    description = "The lease lasts for its whole length again from now on. The answer tells whether the run is to stop.",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::RunHeartbeat = "application/json"))),
    responses(
        (
            status = 200,
            description = "The lease as it is now.",
            content((schema::RunLease = "application/json")),
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
async fn heartbeat_run<A: RunApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<HeartbeatRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &HEARTBEAT_RUN, request).await?;
        api.heartbeat_run(caller, HeartbeatRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(HeartbeatRunAnswer::from).into_response();
    response.extensions_mut().insert(&HEARTBEAT_RUN);
    response
}

#[utoipa::path(
    get,
    path = "/v1/runs/{run_id}/events",
    operation_id = "watchRun",
    tag = "run",
    summary = "Watch a run",
    description = "The events of one run as an SSE stream with the guarantees that `watchEvents` tells.",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
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
            status = 404,
            description = "There is no such thing in the token's partition.",
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
async fn watch_run<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<WatchRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &WATCH_RUN, request).await?;
        api.watch_run(caller, WatchRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(WatchRunAnswer::from).into_response();
    response.extensions_mut().insert(&WATCH_RUN);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs/{run_id}/events",
    operation_id = "reportRunEvents",
    tag = "run",
    summary = "Report what a run does",
    description = "All of the events, in their order, in one commit. They are kept as the run's records and told to whoever watches.\nWhat was used counts against the mission's budgets.\n",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::RunReport = "application/json"))),
    responses(
        (
            status = 200,
            description = "The lease, which a report does not lengthen.",
            content((schema::RunLease = "application/json")),
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
async fn report_run_events<A: RunApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ReportRunEventsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &REPORT_RUN_EVENTS, request).await?;
        api.report_run_events(caller, ReportRunEventsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ReportRunEventsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&REPORT_RUN_EVENTS);
    response
}

#[utoipa::path(
    get,
    path = "/v1/runs/{run_id}/records",
    operation_id = "listRunRecords",
    tag = "run",
    summary = "List what a run has reported",
    description = "Oldest first, of all its attempts. Kept for as long as the run is, whatever the log of events keeps.",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
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
            content((schema::RunRecordPage = "application/json")),
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
async fn list_run_records<A: RunApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListRunRecordsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_RUN_RECORDS, request).await?;
        api.list_run_records(caller, ListRunRecordsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ListRunRecordsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&LIST_RUN_RECORDS);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs/{run_id}/complete",
    operation_id = "completeRun",
    tag = "run",
    summary = "Complete a run",
    description = "The run has succeeded. One that judges at a gate says its `verdict`; one that plans may add work items. What does not\nfit the mission's state is a 409 (`mission-conflict`) and changes nothing.\n",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::RunCompletion = "application/json"))),
    responses(
        (
            status = 200,
            description = "The run as it is now.",
            content((schema::Run = "application/json")),
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
async fn complete_run<A: RunApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<CompleteRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &COMPLETE_RUN, request).await?;
        api.complete_run(caller, CompleteRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(CompleteRunAnswer::from).into_response();
    response.extensions_mut().insert(&COMPLETE_RUN);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs/{run_id}/fail",
    operation_id = "failRun",
    tag = "run",
    summary = "Say that a run has failed",
    description = "The class decides what comes of it: `retryable` and `rate_limited` are queued again after a delay that doubles with\neach failure, `budget` pauses the mission, `non_retryable` and `policy` are final. A run that was told to stop is\ncancelled, whatever the class.\n",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::RunFailureReport = "application/json"))),
    responses(
        (
            status = 200,
            description = "The run as it is now.",
            content((schema::Run = "application/json")),
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
async fn fail_run<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<FailRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &FAIL_RUN, request).await?;
        api.fail_run(caller, FailRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(FailRunAnswer::from).into_response();
    response.extensions_mut().insert(&FAIL_RUN);
    response
}

#[utoipa::path(
    post,
    path = "/v1/runs/{run_id}/cancel",
    operation_id = "cancelRun",
    tag = "run",
    summary = "Cancel a run",
    description = "A run that is queued, or waits for an approval, is cancelled at once; one that is under way is `cancelling` until its worker has stopped it or its\nlease is over. A run of a mission that was stopped so is queued again: to be rid of it, cancel its item.\n",
    params(
        ("run_id" = schema::RunId, Path, description = "The run."),
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
    request_body(content((schema::RunCancellation = "application/json"))),
    responses(
        (
            status = 200,
            description = "The run as it is now.",
            content((schema::Run = "application/json")),
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
async fn cancel_run<A: RunApi>(State(api): State<Arc<A>>, request: Request) -> Response {
    let answered: Result<CancelRunAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CANCEL_RUN, request).await?;
        api.cancel_run(caller, CancelRunRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(CancelRunAnswer::from).into_response();
    response.extensions_mut().insert(&CANCEL_RUN);
    response
}
