use charter_engine::StreamStart;
use charter_types::{Revision, StoreId};

/// Where a stream starts. What an SSE client sends by itself when it reconnects is newer than what its URL says.
pub(super) fn start(
    last_event_id: Option<Revision>,
    after: Option<Revision>,
    store: Option<StoreId>,
    snapshot: Option<bool>,
) -> StreamStart {
    StreamStart { after: last_event_id.or(after), store, snapshot: snapshot.unwrap_or(false) }
}
