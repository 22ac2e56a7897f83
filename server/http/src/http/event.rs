use charter_api::{
    generated::event::{EventApi, WatchEventsAnswer, WatchEventsRequest},
    runtime::{EventStream, Refusal},
};
use charter_engine::EventFilter;

use super::stream;
use crate::{app::Services, caller::Caller, refuse::refuse};

impl EventApi for Services {
    async fn watch_events(&self, caller: Caller, request: WatchEventsRequest) -> Result<WatchEventsAnswer, Refusal> {
        let filter = EventFilter {
            families: request.family.unwrap_or_default(),
            types: request.kind.unwrap_or_default(),
            prefixes: request.prefix.unwrap_or_default(),
        };
        let start = stream::start(request.last_event_id, request.after, request.store, request.snapshot);
        let stream = self.engine.events().subscribe(&caller.rights, filter, start).await.map_err(refuse)?;
        Ok(WatchEventsAnswer::Ok { body: EventStream::new(stream) })
    }
}
