use charter_api::{
    generated::event::{EventApi, WatchEventsAnswer, WatchEventsRequest},
    runtime::{EventStream, Refusal},
};
use charter_engine::{EventFilter, StreamStart};

use crate::{app::Services, caller::Caller, refuse::refuse};

impl EventApi for Services {
    async fn watch_events(&self, caller: Caller, request: WatchEventsRequest) -> Result<WatchEventsAnswer, Refusal> {
        let filter = EventFilter { families: request.family, types: request.kind, prefixes: request.prefix };
        let start = StreamStart {
            after: request.last_event_id.or(request.after),
            store: request.store,
            snapshot: request.snapshot.unwrap_or(false),
        };
        let stream = self.engine.events().subscribe(&caller.rights, filter, start).await.map_err(refuse)?;
        Ok(WatchEventsAnswer::Ok { body: EventStream::new(stream) })
    }
}
