use charter_api::{
    generated::resource::{
        DeleteResourceAnswer, DeleteResourceRequest, GetResourceAnswer, GetResourceRequest, ListResourcesAnswer,
        ListResourcesRequest, PatchResourceAnswer, PatchResourceBody, PatchResourceRequest, PutResourceAnswer,
        PutResourceRequest, ResourceApi, TransactResourcesAnswer, TransactResourcesRequest, WatchResourcesAnswer,
        WatchResourcesRequest,
    },
    runtime::{EventStream, JsonBody, Refusal},
};
use charter_engine::{EventFilter, Preconditions, ResourcePatch};
use charter_types::EventFamily;

use super::{request_context, stream};
use crate::{app::Services, caller::Caller, refuse::refuse};

impl ResourceApi for Services {
    async fn list_resources(
        &self,
        caller: Caller,
        request: ListResourcesRequest,
    ) -> Result<ListResourcesAnswer, Refusal> {
        let ListResourcesRequest { prefix, cursor, limit } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let resources = self.engine.resources();
        let page = resources.list(&caller.rights, prefix.as_ref(), cursor.as_ref(), limit).await.map_err(refuse)?;
        Ok(ListResourcesAnswer::Ok { body: JsonBody::Written(page.json) })
    }

    async fn get_resource(&self, caller: Caller, request: GetResourceRequest) -> Result<GetResourceAnswer, Refusal> {
        let resource = self.engine.resources().get(&caller.rights, &request.key).await.map_err(refuse)?;
        let etag = resource.rev.into();
        match request.if_none_match {
            Some(tags) if !tags.if_none_match_holds(Some(resource.rev)) => Ok(GetResourceAnswer::NotModified { etag }),
            _ => Ok(GetResourceAnswer::Ok { etag, body: JsonBody::Written(resource.json) }),
        }
    }

    async fn put_resource(&self, caller: Caller, request: PutResourceRequest) -> Result<PutResourceAnswer, Refusal> {
        let PutResourceRequest { key, if_match, if_none_match, idempotency_key, body } = request;
        let preconditions = Preconditions { if_match, if_none_match };
        let context = request_context(&caller, idempotency_key);
        let resources = self.engine.resources();
        let outcome = resources.put(&caller.rights, context, key, preconditions, body).await.map_err(refuse)?;
        let resource = outcome.value.resource;
        let (etag, body) = (resource.rev.into(), JsonBody::Written(resource.json));
        let idempotency_replayed = outcome.replayed.then_some(true);
        Ok(match outcome.value.created {
            true => PutResourceAnswer::Created { etag, idempotency_replayed, body },
            false => PutResourceAnswer::Ok { etag, idempotency_replayed, body },
        })
    }

    async fn patch_resource(
        &self,
        caller: Caller,
        request: PatchResourceRequest,
    ) -> Result<PatchResourceAnswer, Refusal> {
        let PatchResourceRequest { key, if_match, if_none_match, idempotency_key, body } = request;
        let preconditions = Preconditions { if_match, if_none_match };
        let context = request_context(&caller, idempotency_key);
        let patch = match body {
            PatchResourceBody::MergePatch(patch) => ResourcePatch::Merge(patch),
            PatchResourceBody::JsonPatch(operations) => ResourcePatch::Json(operations),
        };
        let resources = self.engine.resources();
        let outcome = resources.patch(&caller.rights, context, key, preconditions, patch).await.map_err(refuse)?;
        Ok(PatchResourceAnswer::Ok {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: JsonBody::Written(outcome.value.json),
        })
    }

    async fn delete_resource(
        &self,
        caller: Caller,
        request: DeleteResourceRequest,
    ) -> Result<DeleteResourceAnswer, Refusal> {
        let DeleteResourceRequest { key, if_match, if_none_match } = request;
        let preconditions = Preconditions { if_match, if_none_match };
        let context = request_context(&caller, None);
        let resources = self.engine.resources();
        let outcome = resources.delete(&caller.rights, context, key, preconditions).await.map_err(refuse)?;
        Ok(DeleteResourceAnswer::Ok { body: outcome.value.into() })
    }

    async fn transact_resources(
        &self,
        caller: Caller,
        request: TransactResourcesRequest,
    ) -> Result<TransactResourcesAnswer, Refusal> {
        let context = request_context(&caller, request.idempotency_key);
        let outcome = self.engine.resources().transact(&caller.rights, context, request.body).await.map_err(refuse)?;
        let idempotency_replayed = outcome.replayed.then_some(true);
        Ok(TransactResourcesAnswer::Ok { idempotency_replayed, body: outcome.value.into() })
    }

    async fn watch_resources(
        &self,
        caller: Caller,
        request: WatchResourcesRequest,
    ) -> Result<WatchResourcesAnswer, Refusal> {
        let filter = EventFilter {
            families: vec![EventFamily::Resource],
            types: Vec::new(),
            prefixes: request.prefix.unwrap_or_default(),
        };
        let start = stream::start(request.last_event_id, request.after, request.store, request.snapshot);
        let stream = self.engine.events().subscribe(&caller.rights, filter, start).await.map_err(refuse)?;
        Ok(WatchResourcesAnswer::Ok { body: EventStream::new(stream) })
    }
}
