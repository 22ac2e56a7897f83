use charter_api::{
    generated::mission::{
        AddMissionItemsAnswer, AddMissionItemsRequest, ApplyMissionEventAnswer, ApplyMissionEventRequest,
        CancelMissionAnswer, CancelMissionItemAnswer, CancelMissionItemRequest, CancelMissionRequest,
        CreateMissionAnswer, CreateMissionRequest, GetMissionAnswer, GetMissionItemAnswer, GetMissionItemRequest,
        GetMissionRequest, ListMissionHistoryAnswer, ListMissionHistoryRequest, ListMissionItemsAnswer,
        ListMissionItemsRequest, ListMissionsAnswer, ListMissionsRequest, MissionApi, PauseMissionAnswer,
        PauseMissionRequest, ResumeMissionAnswer, ResumeMissionRequest, RetryMissionItemAnswer,
        RetryMissionItemRequest, UpdateMissionItemAnswer, UpdateMissionItemRequest, WatchMissionAnswer,
        WatchMissionRequest,
    },
    runtime::{EventStream, JsonBody, Refusal},
};
use charter_engine::{EventFilter, MissionFilter, Outcome, Preconditions};
use charter_types::{
    EntityTags, EventFamily, IdempotencyKey, MissionCancelRequested, MissionEvent, MissionId, MissionItemCancelled,
    MissionItemChanged, MissionItemRetried, MissionItemsAdded, MissionPaused, MissionResumed, MissionStep,
};

use super::{request_context, stream};
use crate::{app::Services, caller::Caller, refuse::refuse};

impl Services {
    async fn apply(
        &self,
        caller: &Caller,
        mission_id: &MissionId,
        if_match: Option<EntityTags>,
        idempotency_key: Option<IdempotencyKey>,
        event: MissionEvent,
    ) -> Result<Outcome<MissionStep>, Refusal> {
        let preconditions = Preconditions { if_match, if_none_match: None };
        let context = request_context(caller, idempotency_key);
        self.engine.missions().apply(&caller.rights, context, mission_id, preconditions, event).await.map_err(refuse)
    }
}

impl MissionApi for Services {
    async fn list_missions(&self, caller: Caller, request: ListMissionsRequest) -> Result<ListMissionsAnswer, Refusal> {
        let ListMissionsRequest { status, label, created_by, created_after, created_before, text, cursor, limit } =
            request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let labels = label.unwrap_or_default();
        let filter = MissionFilter { status, labels, created_by, created_after, created_before, text };
        let missions = self.engine.missions();
        let page = missions.list(&caller.rights, &filter, cursor.as_ref(), limit).await.map_err(refuse)?;
        Ok(ListMissionsAnswer::Ok { body: JsonBody::Written(page.json) })
    }

    async fn create_mission(
        &self,
        caller: Caller,
        request: CreateMissionRequest,
    ) -> Result<CreateMissionAnswer, Refusal> {
        let context = request_context(&caller, request.idempotency_key);
        let outcome = self.engine.missions().create(&caller.rights, context, request.body).await.map_err(refuse)?;
        let mission = outcome.value.mission;
        Ok(CreateMissionAnswer::Created {
            etag: mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: mission.into(),
        })
    }

    async fn get_mission(&self, caller: Caller, request: GetMissionRequest) -> Result<GetMissionAnswer, Refusal> {
        let mission = self.engine.missions().get(&caller.rights, &request.mission_id).await.map_err(refuse)?;
        let etag = mission.rev.into();
        match request.if_none_match {
            Some(tags) if !tags.if_none_match_holds(Some(mission.rev)) => Ok(GetMissionAnswer::NotModified { etag }),
            _ => Ok(GetMissionAnswer::Ok { etag, body: JsonBody::Written(mission.json) }),
        }
    }

    async fn watch_mission(&self, caller: Caller, request: WatchMissionRequest) -> Result<WatchMissionAnswer, Refusal> {
        let mission_id = request.mission_id;
        self.engine.missions().get(&caller.rights, &mission_id).await.map_err(refuse)?;
        // An id is of the characters that a prefix may have, and as long as every other.
        let prefix = mission_id.as_str().parse().map_err(|_| Refusal::invalid(Vec::new()))?;
        let filter = EventFilter {
            families: vec![EventFamily::Mission, EventFamily::Run],
            types: Vec::new(),
            prefixes: vec![prefix],
        };
        let start = stream::start(request.last_event_id, request.after, request.store, request.snapshot);
        let stream = self.engine.events().subscribe(&caller.rights, filter, start).await.map_err(refuse)?;
        Ok(WatchMissionAnswer::Ok { body: EventStream::new(stream) })
    }

    async fn apply_mission_event(
        &self,
        caller: Caller,
        request: ApplyMissionEventRequest,
    ) -> Result<ApplyMissionEventAnswer, Refusal> {
        let ApplyMissionEventRequest { mission_id, if_match, idempotency_key, body } = request;
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, body).await?;
        Ok(ApplyMissionEventAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn list_mission_history(
        &self,
        caller: Caller,
        request: ListMissionHistoryRequest,
    ) -> Result<ListMissionHistoryAnswer, Refusal> {
        let ListMissionHistoryRequest { mission_id, cursor, limit } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let missions = self.engine.missions();
        let page = missions.history(&caller.rights, &mission_id, cursor.as_ref(), limit).await.map_err(refuse)?;
        Ok(ListMissionHistoryAnswer::Ok { body: JsonBody::Written(page.json) })
    }

    async fn list_mission_items(
        &self,
        caller: Caller,
        request: ListMissionItemsRequest,
    ) -> Result<ListMissionItemsAnswer, Refusal> {
        let ListMissionItemsRequest { mission_id, status, cursor, limit } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let missions = self.engine.missions();
        let page = missions.items(&caller.rights, &mission_id, status.as_ref(), cursor.as_ref(), limit).await;
        Ok(ListMissionItemsAnswer::Ok { body: JsonBody::Written(page.map_err(refuse)?.json) })
    }

    async fn get_mission_item(
        &self,
        caller: Caller,
        request: GetMissionItemRequest,
    ) -> Result<GetMissionItemAnswer, Refusal> {
        let missions = self.engine.missions();
        let found = missions.item(&caller.rights, &request.mission_id, &request.item_id).await;
        let item = found.map_err(refuse)?;
        let etag = item.rev.into();
        match request.if_none_match {
            Some(tags) if !tags.if_none_match_holds(Some(item.rev)) => Ok(GetMissionItemAnswer::NotModified { etag }),
            _ => Ok(GetMissionItemAnswer::Ok { etag, body: JsonBody::Written(item.json) }),
        }
    }

    async fn add_mission_items(
        &self,
        caller: Caller,
        request: AddMissionItemsRequest,
    ) -> Result<AddMissionItemsAnswer, Refusal> {
        let AddMissionItemsRequest { mission_id, if_match, idempotency_key, body } = request;
        let event = MissionEvent::ItemsAdded(MissionItemsAdded::new(body.items));
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(AddMissionItemsAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn update_mission_item(
        &self,
        caller: Caller,
        request: UpdateMissionItemRequest,
    ) -> Result<UpdateMissionItemAnswer, Refusal> {
        let UpdateMissionItemRequest { mission_id, item_id, if_match, idempotency_key, body } = request;
        let event = MissionEvent::ItemChanged(MissionItemChanged::new(item_id, body));
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(UpdateMissionItemAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn retry_mission_item(
        &self,
        caller: Caller,
        request: RetryMissionItemRequest,
    ) -> Result<RetryMissionItemAnswer, Refusal> {
        let RetryMissionItemRequest { mission_id, item_id, if_match, idempotency_key, body: _ } = request;
        let event = MissionEvent::ItemRetried(MissionItemRetried::new(item_id));
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(RetryMissionItemAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn cancel_mission_item(
        &self,
        caller: Caller,
        request: CancelMissionItemRequest,
    ) -> Result<CancelMissionItemAnswer, Refusal> {
        let CancelMissionItemRequest { mission_id, item_id, if_match, idempotency_key, body } = request;
        let event = {
            let mut event = MissionItemCancelled::new(item_id);
            event.reason = body.reason;
            MissionEvent::ItemCancelled(event)
        };
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(CancelMissionItemAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn pause_mission(&self, caller: Caller, request: PauseMissionRequest) -> Result<PauseMissionAnswer, Refusal> {
        let PauseMissionRequest { mission_id, if_match, idempotency_key, body } = request;
        let event = {
            let mut event = MissionPaused::new();
            event.reason = body.reason;
            MissionEvent::Paused(event)
        };
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(PauseMissionAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn resume_mission(
        &self,
        caller: Caller,
        request: ResumeMissionRequest,
    ) -> Result<ResumeMissionAnswer, Refusal> {
        let ResumeMissionRequest { mission_id, if_match, idempotency_key, body: _ } = request;
        let event = MissionEvent::Resumed(MissionResumed::new());
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(ResumeMissionAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn cancel_mission(
        &self,
        caller: Caller,
        request: CancelMissionRequest,
    ) -> Result<CancelMissionAnswer, Refusal> {
        let CancelMissionRequest { mission_id, if_match, idempotency_key, body } = request;
        let event = {
            let mut event = MissionCancelRequested::new();
            event.reason = body.reason;
            MissionEvent::CancelRequested(event)
        };
        let outcome = self.apply(&caller, &mission_id, if_match, idempotency_key, event).await?;
        Ok(CancelMissionAnswer::Ok {
            etag: outcome.value.mission.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }
}
