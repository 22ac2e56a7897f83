// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The event family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the event family do.
pub trait EventApi: runtime::Authenticate {
    /// Watch everything.
    ///
    /// `GET /v1/events`
    ///
    /// Everything that the token may read, of all families, as an SSE stream. Each event is a frame whose `event:`
    /// is its type and whose `data:` is an `EngineEvent`.
    ///
    /// - **Ordered, unique, gap-free**, per connection and across reconnects with `Last-Event-ID` or `after`.
    /// - **Atomic**: `id:` is the revision. Of the events of one commit only the last has an `id:`, so that a
    ///   resume never starts in the middle of a commit.
    /// - **Snapshot, then live** with `snapshot=true`: `snapshot` frames, `synced`, then events, with nothing lost
    ///   or doubled in between.
    /// - **Bookmarks**: a `bookmark` frame moves the cursor at least every few seconds while others write
    ///   what the filters leave out.
    /// - **Compacted**: a cursor older than the log is a 410, or a `must_refetch` frame and a clean end when it
    ///   happens in mid-stream; never a silent gap.
    /// - A stream that the server ends says why in a `closing` frame, and can be resumed from its `id:`.
    /// - `synced`, `bookmark` and `closing` frames have the revision that they name as `id:`; `snapshot` frames have none,
    ///   so that a resume in mid-snapshot starts the snapshot anew.
    /// - After 15 seconds without a frame a comment line shows that the connection lives.
    fn watch_events(
        &self,
        caller: Self::Caller,
        request: WatchEventsRequest,
    ) -> impl Future<Output = Result<WatchEventsAnswer, Refusal>> + Send;
}

/// The routes of the event family.
pub fn router<A: EventApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route("/v1/events", axum::routing::get(watch_events::<A>))
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the event family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(paths(watch_events))]
pub struct EventDocument;

/// What the contract says of `watchEvents`.
pub static WATCH_EVENTS: Operation = Operation {
    id: "watchEvents",
    family: "event",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "family",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::List,
            schema: "EventFamilies",
        },
        runtime::Parameter {
            name: "type",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::List,
            schema: "EventTypes",
        },
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

/// The input of `watchEvents`.
#[derive(Debug)]
pub struct WatchEventsRequest {
    /// Only events of these families.
    pub family: Option<Vec<charter_types::EventFamily>>,
    /// Only events of these types.
    pub kind: Option<Vec<charter_types::EventType>>,
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

impl WatchEventsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            family: input.optional("family")?,
            kind: input.optional("type")?,
            prefix: input.optional("prefix")?,
            after: input.optional("after")?,
            store: input.optional("store")?,
            snapshot: input.optional("snapshot")?,
            last_event_id: input.optional("Last-Event-ID")?,
        })
    }
}

/// The answers of `watchEvents`.
#[derive(Debug)]
pub enum WatchEventsAnswer {
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

impl From<Refusal> for WatchEventsAnswer {
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

impl IntoResponse for WatchEventsAnswer {
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
    path = "/v1/events",
    operation_id = "watchEvents",
    tag = "event",
    summary = "Watch everything",
    description = "Everything that the token may read, of all families, as an SSE stream. Each event is a frame whose `event:`\nis its type and whose `data:` is an `EngineEvent`.\n\n- **Ordered, unique, gap-free**, per connection and across reconnects with `Last-Event-ID` or `after`.\n- **Atomic**: `id:` is the revision. Of the events of one commit only the last has an `id:`, so that a\n  resume never starts in the middle of a commit.\n- **Snapshot, then live** with `snapshot=true`: `snapshot` frames, `synced`, then events, with nothing lost\n  or doubled in between.\n- **Bookmarks**: a `bookmark` frame moves the cursor at least every few seconds while others write\n  what the filters leave out.\n- **Compacted**: a cursor older than the log is a 410, or a `must_refetch` frame and a clean end when it\n  happens in mid-stream; never a silent gap.\n- A stream that the server ends says why in a `closing` frame, and can be resumed from its `id:`.\n- `synced`, `bookmark` and `closing` frames have the revision that they name as `id:`; `snapshot` frames have none,\n  so that a resume in mid-snapshot starts the snapshot anew.\n- After 15 seconds without a frame a comment line shows that the connection lives.\n",
    params(
        (
            "family" = Option<schema::EventFamilies>,
            Query,
            description = "Only events of these families."
        ),
        (
            "type" = Option<schema::EventTypes>,
            Query,
            description = "Only events of these types."
        ),
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
async fn watch_events<A: EventApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<WatchEventsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &WATCH_EVENTS, request).await?;
        api.watch_events(caller, WatchEventsRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(WatchEventsAnswer::from).into_response();
    response.extensions_mut().insert(&WATCH_EVENTS);
    response
}
