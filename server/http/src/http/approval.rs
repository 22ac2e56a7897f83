use charter_api::{
    generated::approval::{
        ApprovalApi, CancelApprovalAnswer, CancelApprovalRequest, ConsumeApprovalAnswer, ConsumeApprovalRequest,
        DecideApprovalAnswer, DecideApprovalRequest, GetApprovalAnswer, GetApprovalRequest, GetReceiptKeysAnswer,
        ListApprovalsAnswer, ListApprovalsRequest, RequestApprovalAnswer, RequestApprovalRequest, WatchApprovalsAnswer,
        WatchApprovalsRequest,
    },
    runtime::{EventStream, JsonBody, Refusal},
};
use charter_engine::{ApprovalFilter, EventFilter, Preconditions};
use charter_types::EventFamily;

use super::{request_context, stream};
use crate::{app::Services, caller::Caller, refuse::refuse};

impl ApprovalApi for Services {
    async fn list_approvals(
        &self,
        caller: Caller,
        request: ListApprovalsRequest,
    ) -> Result<ListApprovalsAnswer, Refusal> {
        let ListApprovalsRequest {
            status, mission_id, run_id, routine_id, action, risk, decider, deadline_before, ..
        } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let filter = ApprovalFilter { status, mission_id, run_id, routine_id, action, risk, decider, deadline_before };
        let approvals = self.engine.approvals();
        let page = approvals.list(&caller.rights, &filter, request.cursor.as_ref(), request.limit).await;
        Ok(ListApprovalsAnswer::Ok { body: JsonBody::Written(page.map_err(refuse)?.json) })
    }

    async fn request_approval(
        &self,
        caller: Caller,
        request: RequestApprovalRequest,
    ) -> Result<RequestApprovalAnswer, Refusal> {
        let context = request_context(&caller, request.idempotency_key);
        let outcome = self.engine.approvals().request(&caller.rights, context, request.body).await.map_err(refuse)?;
        Ok(RequestApprovalAnswer::Created {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn watch_approvals(
        &self,
        caller: Caller,
        request: WatchApprovalsRequest,
    ) -> Result<WatchApprovalsAnswer, Refusal> {
        let filter = EventFilter { families: vec![EventFamily::Approval], types: Vec::new(), prefixes: Vec::new() };
        let start = stream::start(request.last_event_id, request.after, request.store, request.snapshot);
        let stream = self.engine.events().subscribe(&caller.rights, filter, start).await.map_err(refuse)?;
        Ok(WatchApprovalsAnswer::Ok { body: EventStream::new(stream) })
    }

    async fn get_approval(&self, caller: Caller, request: GetApprovalRequest) -> Result<GetApprovalAnswer, Refusal> {
        let approval = self.engine.approvals().get(&caller.rights, &request.approval_id).await.map_err(refuse)?;
        let etag = approval.rev.into();
        match request.if_none_match {
            Some(tags) if !tags.if_none_match_holds(Some(approval.rev)) => Ok(GetApprovalAnswer::NotModified { etag }),
            _ => Ok(GetApprovalAnswer::Ok { etag, body: JsonBody::Written(approval.json) }),
        }
    }

    async fn decide_approval(
        &self,
        caller: Caller,
        request: DecideApprovalRequest,
    ) -> Result<DecideApprovalAnswer, Refusal> {
        let DecideApprovalRequest { approval_id, if_match, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let preconditions = Preconditions { if_match, if_none_match: None };
        let approvals = self.engine.approvals();
        let outcome = approvals.decide(&caller.rights, context, &approval_id, preconditions, body).await;
        let outcome = outcome.map_err(refuse)?;
        Ok(DecideApprovalAnswer::Ok {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn consume_approval(
        &self,
        caller: Caller,
        request: ConsumeApprovalRequest,
    ) -> Result<ConsumeApprovalAnswer, Refusal> {
        let ConsumeApprovalRequest { approval_id, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let outcome = self.engine.approvals().consume(&caller.rights, context, &approval_id, body).await;
        let outcome = outcome.map_err(refuse)?;
        Ok(ConsumeApprovalAnswer::Ok {
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn cancel_approval(
        &self,
        caller: Caller,
        request: CancelApprovalRequest,
    ) -> Result<CancelApprovalAnswer, Refusal> {
        let CancelApprovalRequest { approval_id, if_match, idempotency_key, body } = request;
        let context = request_context(&caller, idempotency_key);
        let preconditions = Preconditions { if_match, if_none_match: None };
        let approvals = self.engine.approvals();
        let outcome = approvals.cancel(&caller.rights, context, &approval_id, preconditions, body).await;
        let outcome = outcome.map_err(refuse)?;
        Ok(CancelApprovalAnswer::Ok {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn get_receipt_keys(&self) -> Result<GetReceiptKeysAnswer, Refusal> {
        Ok(GetReceiptKeysAnswer::Ok { body: self.engine.approvals().keys().clone().into() })
    }
}
