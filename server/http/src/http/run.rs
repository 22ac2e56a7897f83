use charter_api::{
    generated::run::{
        CancelRunAnswer, CancelRunRequest, ClaimRunsAnswer, ClaimRunsRequest, CompleteRunAnswer, CompleteRunRequest,
        CreateRunAnswer, CreateRunRequest, FailRunAnswer, FailRunRequest, GetRunAnswer, GetRunRequest,
        HeartbeatRunAnswer, HeartbeatRunRequest, ListRunRecordsAnswer, ListRunRecordsRequest, ListRunsAnswer,
        ListRunsRequest, ReportRunEventsAnswer, ReportRunEventsRequest, RunApi, WatchRunAnswer, WatchRunRequest,
    },
    runtime::{EventStream, JsonBody, Refusal},
};
use charter_engine::{EventFilter, Preconditions, RunFilter};
use charter_types::EventFamily;

use super::{request_context, stream};
use crate::{app::Services, caller::Caller, refuse::refuse};

impl RunApi for Services {
    async fn list_runs(&self, caller: Caller, request: ListRunsRequest) -> Result<ListRunsAnswer, Refusal> {
        let ListRunsRequest { mission_id, item_id, status, role, label, worker, cursor, limit } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let filter = RunFilter { mission_id, item_id, status, role, labels: label.unwrap_or_default(), worker };
        let page = self.engine.runs().list(&caller.rights, &filter, cursor.as_ref(), limit).await.map_err(refuse)?;
        Ok(ListRunsAnswer::Ok { body: JsonBody::Written(page.json) })
    }

    async fn create_run(&self, caller: Caller, request: CreateRunRequest) -> Result<CreateRunAnswer, Refusal> {
        let context = request_context(&caller, request.idempotency_key);
        let outcome = self.engine.runs().create(&caller.rights, context, request.body).await.map_err(refuse)?;
        Ok(CreateRunAnswer::Created {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn claim_runs(&self, caller: Caller, request: ClaimRunsRequest) -> Result<ClaimRunsAnswer, Refusal> {
        let context = request_context(&caller, request.idempotency_key);
        let claimed = self.engine.runs().claim(&caller.rights, context, request.body, self.longest_wait).await;
        let outcome = claimed.map_err(refuse)?;
        Ok(ClaimRunsAnswer::Ok { idempotency_replayed: outcome.replayed.then_some(true), body: outcome.value.into() })
    }

    async fn get_run(&self, caller: Caller, request: GetRunRequest) -> Result<GetRunAnswer, Refusal> {
        let run = self.engine.runs().get(&caller.rights, &request.run_id).await.map_err(refuse)?;
        let etag = run.rev.into();
        match request.if_none_match {
            Some(tags) if !tags.if_none_match_holds(Some(run.rev)) => Ok(GetRunAnswer::NotModified { etag }),
            _ => Ok(GetRunAnswer::Ok { etag, body: JsonBody::Written(run.json) }),
        }
    }

    async fn heartbeat_run(&self, caller: Caller, request: HeartbeatRunRequest) -> Result<HeartbeatRunAnswer, Refusal> {
        let HeartbeatRunRequest { run_id, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let outcome = self.engine.runs().heartbeat(&caller.rights, context, &run_id, body).await.map_err(refuse)?;
        Ok(HeartbeatRunAnswer::Ok {
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn watch_run(&self, caller: Caller, request: WatchRunRequest) -> Result<WatchRunAnswer, Refusal> {
        let run_id = request.run_id;
        self.engine.runs().get(&caller.rights, &run_id).await.map_err(refuse)?;
        // No other run's id begins with it: all of one sort are equally long.
        let prefix = run_id.as_str().parse().map_err(|_| Refusal::invalid(Vec::new()))?;
        let filter = EventFilter { families: vec![EventFamily::Run], types: Vec::new(), prefixes: vec![prefix] };
        let start = stream::start(request.last_event_id, request.after, request.store, request.snapshot);
        let stream = self.engine.events().subscribe(&caller.rights, filter, start).await.map_err(refuse)?;
        Ok(WatchRunAnswer::Ok { body: EventStream::new(stream) })
    }

    async fn report_run_events(
        &self,
        caller: Caller,
        request: ReportRunEventsRequest,
    ) -> Result<ReportRunEventsAnswer, Refusal> {
        let ReportRunEventsRequest { run_id, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let outcome = self.engine.runs().report(&caller.rights, context, &run_id, body).await.map_err(refuse)?;
        Ok(ReportRunEventsAnswer::Ok {
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn list_run_records(
        &self,
        caller: Caller,
        request: ListRunRecordsRequest,
    ) -> Result<ListRunRecordsAnswer, Refusal> {
        let ListRunRecordsRequest { run_id, cursor, limit } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let records = self.engine.runs().records(&caller.rights, &run_id, cursor.as_ref(), limit).await;
        Ok(ListRunRecordsAnswer::Ok { body: JsonBody::Written(records.map_err(refuse)?.json) })
    }

    async fn complete_run(&self, caller: Caller, request: CompleteRunRequest) -> Result<CompleteRunAnswer, Refusal> {
        let CompleteRunRequest { run_id, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let outcome = self.engine.runs().complete(&caller.rights, context, &run_id, body).await.map_err(refuse)?;
        Ok(CompleteRunAnswer::Ok {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn fail_run(&self, caller: Caller, request: FailRunRequest) -> Result<FailRunAnswer, Refusal> {
        let FailRunRequest { run_id, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let outcome = self.engine.runs().fail(&caller.rights, context, &run_id, body).await.map_err(refuse)?;
        Ok(FailRunAnswer::Ok {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn cancel_run(&self, caller: Caller, request: CancelRunRequest) -> Result<CancelRunAnswer, Refusal> {
        let CancelRunRequest { run_id, if_match, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let preconditions = Preconditions { if_match, if_none_match: None };
        let runs = self.engine.runs();
        let outcome = runs.cancel(&caller.rights, context, &run_id, preconditions, body).await.map_err(refuse)?;
        Ok(CancelRunAnswer::Ok {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }
}
