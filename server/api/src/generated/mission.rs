// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The mission family.

use std::sync::Arc;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use super::schema;
use crate::runtime::{self, Operation, Refusal, Reply};

/// What the operations of the mission family do.
pub trait MissionApi: runtime::Authenticate {
    /// List missions.
    ///
    /// `GET /v1/missions`
    ///
    /// Missions in the order in which they were created. The pages together are one snapshot at `revision`.
    fn list_missions(
        &self,
        caller: Self::Caller,
        request: ListMissionsRequest,
    ) -> impl Future<Output = Result<ListMissionsAnswer, Refusal>> + Send;
    /// Create a mission.
    ///
    /// `POST /v1/missions`
    ///
    /// The mission starts at once. Items whose dependencies form a circle, or name items that there are not, are
    /// refused with the path of the circle; so is what is over a limit.
    fn create_mission(
        &self,
        caller: Self::Caller,
        request: CreateMissionRequest,
    ) -> impl Future<Output = Result<CreateMissionAnswer, Refusal>> + Send;
    /// Get a mission.
    ///
    /// `GET /v1/missions/{mission_id}`
    ///
    /// The mission with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    fn get_mission(
        &self,
        caller: Self::Caller,
        request: GetMissionRequest,
    ) -> impl Future<Output = Result<GetMissionAnswer, Refusal>> + Send;
    /// Watch a mission.
    ///
    /// `GET /v1/missions/{mission_id}/events`
    ///
    /// The events of one mission, of its items and of its runs as an SSE stream with the guarantees that `watchEvents` tells.
    fn watch_mission(
        &self,
        caller: Self::Caller,
        request: WatchMissionRequest,
    ) -> impl Future<Output = Result<WatchMissionAnswer, Refusal>> + Send;
    /// Apply an event to a mission.
    ///
    /// `POST /v1/missions/{mission_id}/events`
    ///
    /// What the mission makes of the event happens in one commit: its new state, the items that change, and what is to be
    /// done because of it. What does not fit the mission's state is a 409 (`mission-conflict`) and changes nothing.
    fn apply_mission_event(
        &self,
        caller: Self::Caller,
        request: ApplyMissionEventRequest,
    ) -> impl Future<Output = Result<ApplyMissionEventAnswer, Refusal>> + Send;
    /// List what was applied to a mission.
    ///
    /// `GET /v1/missions/{mission_id}/history`
    ///
    /// Every event that was ever applied, in order, with what was done because of it. It is kept for as long as the
    /// mission is, whatever the log of events keeps: from it the mission's state can be computed again.
    fn list_mission_history(
        &self,
        caller: Self::Caller,
        request: ListMissionHistoryRequest,
    ) -> impl Future<Output = Result<ListMissionHistoryAnswer, Refusal>> + Send;
    /// List the work items of a mission.
    ///
    /// `GET /v1/missions/{mission_id}/items`
    ///
    /// In the order of their ids' bytes. The pages together are one snapshot at `revision`.
    fn list_mission_items(
        &self,
        caller: Self::Caller,
        request: ListMissionItemsRequest,
    ) -> impl Future<Output = Result<ListMissionItemsAnswer, Refusal>> + Send;
    /// Add work items.
    ///
    /// `POST /v1/missions/{mission_id}/items`
    ///
    /// The event `items_added`.
    fn add_mission_items(
        &self,
        caller: Self::Caller,
        request: AddMissionItemsRequest,
    ) -> impl Future<Output = Result<AddMissionItemsAnswer, Refusal>> + Send;
    /// Get a work item.
    ///
    /// `GET /v1/missions/{mission_id}/items/{item_id}`
    fn get_mission_item(
        &self,
        caller: Self::Caller,
        request: GetMissionItemRequest,
    ) -> impl Future<Output = Result<GetMissionItemAnswer, Refusal>> + Send;
    /// Change a work item.
    ///
    /// `PATCH /v1/missions/{mission_id}/items/{item_id}`
    ///
    /// The event `item_changed`. `If-Match` names the mission's revision.
    fn update_mission_item(
        &self,
        caller: Self::Caller,
        request: UpdateMissionItemRequest,
    ) -> impl Future<Output = Result<UpdateMissionItemAnswer, Refusal>> + Send;
    /// Do an item after all.
    ///
    /// `POST /v1/missions/{mission_id}/items/{item_id}/retry`
    ///
    /// The event `item_retried`.
    fn retry_mission_item(
        &self,
        caller: Self::Caller,
        request: RetryMissionItemRequest,
    ) -> impl Future<Output = Result<RetryMissionItemAnswer, Refusal>> + Send;
    /// Cancel a work item.
    ///
    /// `POST /v1/missions/{mission_id}/items/{item_id}/cancel`
    ///
    /// The event `item_cancelled`.
    fn cancel_mission_item(
        &self,
        caller: Self::Caller,
        request: CancelMissionItemRequest,
    ) -> impl Future<Output = Result<CancelMissionItemAnswer, Refusal>> + Send;
    /// Pause a mission.
    ///
    /// `POST /v1/missions/{mission_id}/pause`
    ///
    /// The event `paused`.
    fn pause_mission(
        &self,
        caller: Self::Caller,
        request: PauseMissionRequest,
    ) -> impl Future<Output = Result<PauseMissionAnswer, Refusal>> + Send;
    /// Resume a mission.
    ///
    /// `POST /v1/missions/{mission_id}/resume`
    ///
    /// The event `resumed`.
    fn resume_mission(
        &self,
        caller: Self::Caller,
        request: ResumeMissionRequest,
    ) -> impl Future<Output = Result<ResumeMissionAnswer, Refusal>> + Send;
    /// Cancel a mission.
    ///
    /// `POST /v1/missions/{mission_id}/cancel`
    ///
    /// The event `cancel_requested`.
    fn cancel_mission(
        &self,
        caller: Self::Caller,
        request: CancelMissionRequest,
    ) -> impl Future<Output = Result<CancelMissionAnswer, Refusal>> + Send;
}

/// The routes of the mission family.
pub fn router<A: MissionApi>(api: Arc<A>) -> axum::Router {
    axum::Router::new()
        .route(
            "/v1/missions",
            axum::routing::get(list_missions::<A>).post(create_mission::<A>),
        )
        .route("/v1/missions/{mission_id}", axum::routing::get(get_mission::<A>))
        .route(
            "/v1/missions/{mission_id}/events",
            axum::routing::get(watch_mission::<A>).post(apply_mission_event::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/history",
            axum::routing::get(list_mission_history::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/items",
            axum::routing::get(list_mission_items::<A>).post(add_mission_items::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/items/{item_id}",
            axum::routing::get(get_mission_item::<A>).patch(update_mission_item::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/items/{item_id}/retry",
            axum::routing::post(retry_mission_item::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/items/{item_id}/cancel",
            axum::routing::post(cancel_mission_item::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/pause",
            axum::routing::post(pause_mission::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/resume",
            axum::routing::post(resume_mission::<A>),
        )
        .route(
            "/v1/missions/{mission_id}/cancel",
            axum::routing::post(cancel_mission::<A>),
        )
        .with_state(api)
}

/// The document that utoipa derives from the handlers of the mission family.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(
    paths(
        list_missions,
        create_mission,
        get_mission,
        watch_mission,
        apply_mission_event,
        list_mission_history,
        list_mission_items,
        add_mission_items,
        get_mission_item,
        update_mission_item,
        retry_mission_item,
        cancel_mission_item,
        pause_mission,
        resume_mission,
        cancel_mission
    )
)]
pub struct MissionDocument;

/// What the contract says of `listMissions`.
pub static LIST_MISSIONS: Operation = Operation {
    id: "listMissions",
    family: "mission",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "status",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "MissionStatus",
        },
        runtime::Parameter {
            name: "label",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::List,
            schema: "Labels",
        },
        runtime::Parameter {
            name: "created_by",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Principal",
        },
        runtime::Parameter {
            name: "created_after",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Timestamp",
        },
        runtime::Parameter {
            name: "created_before",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "Timestamp",
        },
        runtime::Parameter {
            name: "text",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "SearchText",
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

/// What the contract says of `createMission`.
pub static CREATE_MISSION: Operation = Operation {
    id: "createMission",
    family: "mission",
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
                schema: "MissionSpec",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `getMission`.
pub static GET_MISSION: Operation = Operation {
    id: "getMission",
    family: "mission",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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

/// What the contract says of `watchMission`.
pub static WATCH_MISSION: Operation = Operation {
    id: "watchMission",
    family: "mission",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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

/// What the contract says of `applyMissionEvent`.
pub static APPLY_MISSION_EVENT: Operation = Operation {
    id: "applyMissionEvent",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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
        max_bytes: 4194304,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "MissionEvent",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `listMissionHistory`.
pub static LIST_MISSION_HISTORY: Operation = Operation {
    id: "listMissionHistory",
    family: "mission",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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

/// What the contract says of `listMissionItems`.
pub static LIST_MISSION_ITEMS: Operation = Operation {
    id: "listMissionItems",
    family: "mission",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "status",
            location: runtime::Location::Query,
            required: false,
            kind: runtime::Kind::Text,
            schema: "ItemStatus",
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

/// What the contract says of `addMissionItems`.
pub static ADD_MISSION_ITEMS: Operation = Operation {
    id: "addMissionItems",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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
        max_bytes: 4194304,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "NewWorkItems",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `getMissionItem`.
pub static GET_MISSION_ITEM: Operation = Operation {
    id: "getMissionItem",
    family: "mission",
    access: runtime::Access::Read,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "item_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ItemId",
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

/// What the contract says of `updateMissionItem`.
pub static UPDATE_MISSION_ITEM: Operation = Operation {
    id: "updateMissionItem",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "item_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ItemId",
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
                schema: "WorkItemChange",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `retryMissionItem`.
pub static RETRY_MISSION_ITEM: Operation = Operation {
    id: "retryMissionItem",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "item_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ItemId",
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
        max_bytes: 4096,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "ItemRetry",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `cancelMissionItem`.
pub static CANCEL_MISSION_ITEM: Operation = Operation {
    id: "cancelMissionItem",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
        },
        runtime::Parameter {
            name: "item_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "ItemId",
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
                schema: "ItemCancellation",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `pauseMission`.
pub static PAUSE_MISSION: Operation = Operation {
    id: "pauseMission",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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
                schema: "MissionPause",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `resumeMission`.
pub static RESUME_MISSION: Operation = Operation {
    id: "resumeMission",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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
        max_bytes: 4096,
        media_types: &[
            runtime::MediaType {
                name: "application/json",
                schema: "MissionResumption",
            },
        ],
        streamed: false,
    }),
};

/// What the contract says of `cancelMission`.
pub static CANCEL_MISSION: Operation = Operation {
    id: "cancelMission",
    family: "mission",
    access: runtime::Access::Write,
    parameters: &[
        runtime::Parameter {
            name: "mission_id",
            location: runtime::Location::Path,
            required: true,
            kind: runtime::Kind::Text,
            schema: "MissionId",
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
                schema: "MissionCancellation",
            },
        ],
        streamed: false,
    }),
};

/// The input of `listMissions`.
#[derive(Debug)]
pub struct ListMissionsRequest {
    /// Only missions in this state.
    pub status: Option<charter_types::MissionStatus>,
    /// Only missions that have all of these labels.
    pub label: Option<Vec<charter_types::Label>>,
    /// Only missions of this principal.
    pub created_by: Option<charter_types::Principal>,
    /// Only missions that were created after this.
    pub created_after: Option<charter_types::Timestamp>,
    /// Only missions that were created before this.
    pub created_before: Option<charter_types::Timestamp>,
    /// Only missions whose title or objective has this text in it, whatever its case.
    pub text: Option<charter_types::SearchText>,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListMissionsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            status: input.optional("status")?,
            label: input.optional("label")?,
            created_by: input.optional("created_by")?,
            created_after: input.optional("created_after")?,
            created_before: input.optional("created_before")?,
            text: input.optional("text")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `createMission`.
#[derive(Debug)]
pub struct CreateMissionRequest {
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::MissionSpec,
}

impl CreateMissionRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `getMission`.
#[derive(Debug)]
pub struct GetMissionRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl GetMissionRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `watchMission`.
#[derive(Debug)]
pub struct WatchMissionRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
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

impl WatchMissionRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            after: input.optional("after")?,
            store: input.optional("store")?,
            snapshot: input.optional("snapshot")?,
            last_event_id: input.optional("Last-Event-ID")?,
        })
    }
}

/// The input of `applyMissionEvent`.
#[derive(Debug)]
pub struct ApplyMissionEventRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::MissionEvent,
}

impl ApplyMissionEventRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `listMissionHistory`.
#[derive(Debug)]
pub struct ListMissionHistoryRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListMissionHistoryRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `listMissionItems`.
#[derive(Debug)]
pub struct ListMissionItemsRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Only items in this state.
    pub status: Option<charter_types::ItemStatus>,
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub cursor: Option<charter_types::Cursor>,
    /// The most items that the page may have; 100 when it is left out.
    pub limit: Option<charter_types::PageLimit>,
}

impl ListMissionItemsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            status: input.optional("status")?,
            cursor: input.optional("cursor")?,
            limit: input.optional("limit")?,
        })
    }
}

/// The input of `addMissionItems`.
#[derive(Debug)]
pub struct AddMissionItemsRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::NewWorkItems,
}

impl AddMissionItemsRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `getMissionItem`.
#[derive(Debug)]
pub struct GetMissionItemRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// The work item.
    pub item_id: charter_types::ItemId,
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub if_none_match: Option<charter_types::EntityTags>,
}

impl GetMissionItemRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            item_id: input.required("item_id")?,
            if_none_match: input.optional("If-None-Match")?,
        })
    }
}

/// The input of `updateMissionItem`.
#[derive(Debug)]
pub struct UpdateMissionItemRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// The work item.
    pub item_id: charter_types::ItemId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::WorkItemChange,
}

impl UpdateMissionItemRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            item_id: input.required("item_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `retryMissionItem`.
#[derive(Debug)]
pub struct RetryMissionItemRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// The work item.
    pub item_id: charter_types::ItemId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::ItemRetry,
}

impl RetryMissionItemRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            item_id: input.required("item_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `cancelMissionItem`.
#[derive(Debug)]
pub struct CancelMissionItemRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// The work item.
    pub item_id: charter_types::ItemId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::ItemCancellation,
}

impl CancelMissionItemRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            item_id: input.required("item_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `pauseMission`.
#[derive(Debug)]
pub struct PauseMissionRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::MissionPause,
}

impl PauseMissionRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `resumeMission`.
#[derive(Debug)]
pub struct ResumeMissionRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::MissionResumption,
}

impl ResumeMissionRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The input of `cancelMission`.
#[derive(Debug)]
pub struct CancelMissionRequest {
    /// The mission.
    pub mission_id: charter_types::MissionId,
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub if_match: Option<charter_types::EntityTags>,
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub idempotency_key: Option<charter_types::IdempotencyKey>,
    /// The body.
    pub body: charter_types::MissionCancellation,
}

impl CancelMissionRequest {
    fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
        Ok(Self {
            mission_id: input.required("mission_id")?,
            if_match: input.optional("If-Match")?,
            idempotency_key: input.optional("Idempotency-Key")?,
            body: input.body()?,
        })
    }
}

/// The answers of `listMissions`.
#[derive(Debug)]
pub enum ListMissionsAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::MissionPage>,
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

impl From<Refusal> for ListMissionsAnswer {
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

impl IntoResponse for ListMissionsAnswer {
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

/// The answers of `createMission`.
#[derive(Debug)]
pub enum CreateMissionAnswer {
    /// The mission as it has started.
    Created {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::Mission>,
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

impl From<Refusal> for CreateMissionAnswer {
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

impl IntoResponse for CreateMissionAnswer {
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

/// The answers of `getMission`.
#[derive(Debug)]
pub enum GetMissionAnswer {
    /// The mission.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The body.
        body: runtime::JsonBody<charter_types::Mission>,
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

impl From<Refusal> for GetMissionAnswer {
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

impl IntoResponse for GetMissionAnswer {
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

/// The answers of `watchMission`.
#[derive(Debug)]
pub enum WatchMissionAnswer {
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

impl From<Refusal> for WatchMissionAnswer {
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

impl IntoResponse for WatchMissionAnswer {
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

/// The answers of `applyMissionEvent`.
#[derive(Debug)]
pub enum ApplyMissionEventAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for ApplyMissionEventAnswer {
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

impl IntoResponse for ApplyMissionEventAnswer {
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

/// The answers of `listMissionHistory`.
#[derive(Debug)]
pub enum ListMissionHistoryAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::MissionHistoryPage>,
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

impl From<Refusal> for ListMissionHistoryAnswer {
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

impl IntoResponse for ListMissionHistoryAnswer {
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

/// The answers of `listMissionItems`.
#[derive(Debug)]
pub enum ListMissionItemsAnswer {
    /// A page.
    Ok {
        /// The body.
        body: runtime::JsonBody<charter_types::WorkItemPage>,
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

impl From<Refusal> for ListMissionItemsAnswer {
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

impl IntoResponse for ListMissionItemsAnswer {
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

/// The answers of `addMissionItems`.
#[derive(Debug)]
pub enum AddMissionItemsAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for AddMissionItemsAnswer {
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

impl IntoResponse for AddMissionItemsAnswer {
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

/// The answers of `getMissionItem`.
#[derive(Debug)]
pub enum GetMissionItemAnswer {
    /// The item.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The body.
        body: runtime::JsonBody<charter_types::WorkItem>,
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

impl From<Refusal> for GetMissionItemAnswer {
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

impl IntoResponse for GetMissionItemAnswer {
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

/// The answers of `updateMissionItem`.
#[derive(Debug)]
pub enum UpdateMissionItemAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for UpdateMissionItemAnswer {
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

impl IntoResponse for UpdateMissionItemAnswer {
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

/// The answers of `retryMissionItem`.
#[derive(Debug)]
pub enum RetryMissionItemAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for RetryMissionItemAnswer {
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

impl IntoResponse for RetryMissionItemAnswer {
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

/// The answers of `cancelMissionItem`.
#[derive(Debug)]
pub enum CancelMissionItemAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for CancelMissionItemAnswer {
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

impl IntoResponse for CancelMissionItemAnswer {
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

/// The answers of `pauseMission`.
#[derive(Debug)]
pub enum PauseMissionAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for PauseMissionAnswer {
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

impl IntoResponse for PauseMissionAnswer {
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

/// The answers of `resumeMission`.
#[derive(Debug)]
pub enum ResumeMissionAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for ResumeMissionAnswer {
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

impl IntoResponse for ResumeMissionAnswer {
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

/// The answers of `cancelMission`.
#[derive(Debug)]
pub enum CancelMissionAnswer {
    /// What came of it.
    Ok {
        /// The header `ETag`.
        etag: charter_types::EntityTag,
        /// The header `Idempotency-Replayed`.
        idempotency_replayed: Option<bool>,
        /// The body.
        body: runtime::JsonBody<charter_types::MissionStep>,
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

impl From<Refusal> for CancelMissionAnswer {
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

impl IntoResponse for CancelMissionAnswer {
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
    path = "/v1/missions",
    operation_id = "listMissions",
    tag = "mission",
    summary = "List missions",
    description = "Missions in the order in which they were created. The pages together are one snapshot at `revision`.",
    params(
        (
            "status" = Option<schema::MissionStatus>,
            Query,
            description = "Only missions in this state."
        ),
        (
            "label" = Option<schema::Labels>,
            Query,
            description = "Only missions that have all of these labels."
        ),
        (
            "created_by" = Option<schema::Principal>,
            Query,
            description = "Only missions of this principal."
        ),
        (
            "created_after" = Option<schema::Timestamp>,
            Query,
            description = "Only missions that were created after this."
        ),
        (
            "created_before" = Option<schema::Timestamp>,
            Query,
            description = "Only missions that were created before this."
        ),
        (
            "text" = Option<schema::SearchText>,
            Query,
            description = "Only missions whose title or objective has this text in it, whatever its case."
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
            content((schema::MissionPage = "application/json")),
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
async fn list_missions<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListMissionsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_MISSIONS, request).await?;
        api.list_missions(caller, ListMissionsRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(ListMissionsAnswer::from).into_response();
    response.extensions_mut().insert(&LIST_MISSIONS);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions",
    operation_id = "createMission",
    tag = "mission",
    summary = "Create a mission",
    description = "The mission starts at once. Items whose dependencies form a circle, or name items that there are not, are\nrefused with the path of the circle; so is what is over a limit.\n",
    params(
        (
            "Idempotency-Key" = Option<schema::IdempotencyKey>,
            Header,
            description = "Names this effect. For 24 hours the same key with the same request gives the first answer again,\nmarked with `Idempotency-Replayed`, and has no second effect; with another request it is refused\nwith 409. Keys belong to the principal and the partition. A request that was refused leaves no trace."
        )
    ),
    request_body(content((schema::MissionSpec = "application/json"))),
    responses(
        (
            status = 201,
            description = "The mission as it has started.",
            content((schema::Mission = "application/json")),
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
async fn create_mission<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<CreateMissionAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CREATE_MISSION, request).await?;
        api.create_mission(caller, CreateMissionRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(CreateMissionAnswer::from)
        .into_response();
    response.extensions_mut().insert(&CREATE_MISSION);
    response
}

#[utoipa::path(
    get,
    path = "/v1/missions/{mission_id}",
    operation_id = "getMission",
    tag = "mission",
    summary = "Get a mission",
    description = "The mission with its revision as `ETag`; 304 when `If-None-Match` names that revision.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The mission.",
            content((schema::Mission = "application/json")),
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
async fn get_mission<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetMissionAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &GET_MISSION, request).await?;
        api.get_mission(caller, GetMissionRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(GetMissionAnswer::from).into_response();
    response.extensions_mut().insert(&GET_MISSION);
    response
}

#[utoipa::path(
    get,
    path = "/v1/missions/{mission_id}/events",
    operation_id = "watchMission",
    tag = "mission",
    summary = "Watch a mission",
    description = "The events of one mission, of its items and of its runs as an SSE stream with the guarantees that `watchEvents` tells.\n",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
async fn watch_mission<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<WatchMissionAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &WATCH_MISSION, request).await?;
        api.watch_mission(caller, WatchMissionRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(WatchMissionAnswer::from).into_response();
    response.extensions_mut().insert(&WATCH_MISSION);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/events",
    operation_id = "applyMissionEvent",
    tag = "mission",
    summary = "Apply an event to a mission",
    description = "What the mission makes of the event happens in one commit: its new state, the items that change, and what is to be\ndone because of it. What does not fit the mission's state is a 409 (`mission-conflict`) and changes nothing.\n",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
    request_body(content((schema::MissionEvent = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn apply_mission_event<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ApplyMissionEventAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &APPLY_MISSION_EVENT, request)
            .await?;
        api.apply_mission_event(caller, ApplyMissionEventRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ApplyMissionEventAnswer::from)
        .into_response();
    response.extensions_mut().insert(&APPLY_MISSION_EVENT);
    response
}

#[utoipa::path(
    get,
    path = "/v1/missions/{mission_id}/history",
    operation_id = "listMissionHistory",
    tag = "mission",
    summary = "List what was applied to a mission",
    description = "Every event that was ever applied, in order, with what was done because of it. It is kept for as long as the\nmission is, whatever the log of events keeps: from it the mission's state can be computed again.\n",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
            content((schema::MissionHistoryPage = "application/json")),
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
async fn list_mission_history<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListMissionHistoryAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_MISSION_HISTORY, request)
            .await?;
        api.list_mission_history(caller, ListMissionHistoryRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ListMissionHistoryAnswer::from)
        .into_response();
    response.extensions_mut().insert(&LIST_MISSION_HISTORY);
    response
}

#[utoipa::path(
    get,
    path = "/v1/missions/{mission_id}/items",
    operation_id = "listMissionItems",
    tag = "mission",
    summary = "List the work items of a mission",
    description = "In the order of their ids' bytes. The pages together are one snapshot at `revision`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
        (
            "status" = Option<schema::ItemStatus>,
            Query,
            description = "Only items in this state."
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
            content((schema::WorkItemPage = "application/json")),
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
async fn list_mission_items<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ListMissionItemsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &LIST_MISSION_ITEMS, request)
            .await?;
        api.list_mission_items(caller, ListMissionItemsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ListMissionItemsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&LIST_MISSION_ITEMS);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/items",
    operation_id = "addMissionItems",
    tag = "mission",
    summary = "Add work items",
    description = "The event `items_added`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
    request_body(content((schema::NewWorkItems = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn add_mission_items<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<AddMissionItemsAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &ADD_MISSION_ITEMS, request).await?;
        api.add_mission_items(caller, AddMissionItemsRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(AddMissionItemsAnswer::from)
        .into_response();
    response.extensions_mut().insert(&ADD_MISSION_ITEMS);
    response
}

#[utoipa::path(
    get,
    path = "/v1/missions/{mission_id}/items/{item_id}",
    operation_id = "getMissionItem",
    tag = "mission",
    summary = "Get a work item",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
        ("item_id" = schema::ItemId, Path, description = "The work item."),
        (
            "If-None-Match" = Option<schema::EntityTags>,
            Header,
            description = "Go on only when the document's revision is none of these; `*` when it does not exist."
        )
    ),
    responses(
        (
            status = 200,
            description = "The item.",
            content((schema::WorkItem = "application/json")),
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
async fn get_mission_item<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<GetMissionItemAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &GET_MISSION_ITEM, request).await?;
        api.get_mission_item(caller, GetMissionItemRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(GetMissionItemAnswer::from)
        .into_response();
    response.extensions_mut().insert(&GET_MISSION_ITEM);
    response
}

#[utoipa::path(
    patch,
    path = "/v1/missions/{mission_id}/items/{item_id}",
    operation_id = "updateMissionItem",
    tag = "mission",
    summary = "Change a work item",
    description = "The event `item_changed`. `If-Match` names the mission's revision.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
        ("item_id" = schema::ItemId, Path, description = "The work item."),
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
    request_body(content((schema::WorkItemChange = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn update_mission_item<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<UpdateMissionItemAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &UPDATE_MISSION_ITEM, request)
            .await?;
        api.update_mission_item(caller, UpdateMissionItemRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(UpdateMissionItemAnswer::from)
        .into_response();
    response.extensions_mut().insert(&UPDATE_MISSION_ITEM);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/items/{item_id}/retry",
    operation_id = "retryMissionItem",
    tag = "mission",
    summary = "Do an item after all",
    description = "The event `item_retried`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
        ("item_id" = schema::ItemId, Path, description = "The work item."),
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
    request_body(content((schema::ItemRetry = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn retry_mission_item<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<RetryMissionItemAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &RETRY_MISSION_ITEM, request)
            .await?;
        api.retry_mission_item(caller, RetryMissionItemRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(RetryMissionItemAnswer::from)
        .into_response();
    response.extensions_mut().insert(&RETRY_MISSION_ITEM);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/items/{item_id}/cancel",
    operation_id = "cancelMissionItem",
    tag = "mission",
    summary = "Cancel a work item",
    description = "The event `item_cancelled`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
        ("item_id" = schema::ItemId, Path, description = "The work item."),
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
    request_body(content((schema::ItemCancellation = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn cancel_mission_item<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<CancelMissionItemAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CANCEL_MISSION_ITEM, request)
            .await?;
        api.cancel_mission_item(caller, CancelMissionItemRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(CancelMissionItemAnswer::from)
        .into_response();
    response.extensions_mut().insert(&CANCEL_MISSION_ITEM);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/pause",
    operation_id = "pauseMission",
    tag = "mission",
    summary = "Pause a mission",
    description = "The event `paused`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
    request_body(content((schema::MissionPause = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn pause_mission<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<PauseMissionAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &PAUSE_MISSION, request).await?;
        api.pause_mission(caller, PauseMissionRequest::read(input)?).await
    }
        .await;
    let mut response = answered.unwrap_or_else(PauseMissionAnswer::from).into_response();
    response.extensions_mut().insert(&PAUSE_MISSION);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/resume",
    operation_id = "resumeMission",
    tag = "mission",
    summary = "Resume a mission",
    description = "The event `resumed`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
    request_body(content((schema::MissionResumption = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn resume_mission<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<ResumeMissionAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &RESUME_MISSION, request).await?;
        api.resume_mission(caller, ResumeMissionRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(ResumeMissionAnswer::from)
        .into_response();
    response.extensions_mut().insert(&RESUME_MISSION);
    response
}

#[utoipa::path(
    post,
    path = "/v1/missions/{mission_id}/cancel",
    operation_id = "cancelMission",
    tag = "mission",
    summary = "Cancel a mission",
    description = "The event `cancel_requested`.",
    params(
        ("mission_id" = schema::MissionId, Path, description = "The mission."),
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
    request_body(content((schema::MissionCancellation = "application/json"))),
    responses(
        (
            status = 200,
            description = "What came of it.",
            content((schema::MissionStep = "application/json")),
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
async fn cancel_mission<A: MissionApi>(
    State(api): State<Arc<A>>,
    request: Request,
) -> Response {
    let answered: Result<CancelMissionAnswer, Refusal> = async {
        let (caller, input) = runtime::accept(&*api, &CANCEL_MISSION, request).await?;
        api.cancel_mission(caller, CancelMissionRequest::read(input)?).await
    }
        .await;
    let mut response = answered
        .unwrap_or_else(CancelMissionAnswer::from)
        .into_response();
    response.extensions_mut().insert(&CANCEL_MISSION);
    response
}
