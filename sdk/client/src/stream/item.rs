use charter_types::{EngineEvent, Revision, SnapshotItem, StoreId};
use serde::{Deserialize, Serialize};

/// What a stream delivers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum StreamItem {
    /// A document as it is at the revision of the [`Synced`](Self::Synced) that follows. All of a snapshot is
    /// delivered together, and once, however often the connection fails meanwhile.
    Snapshot(SnapshotItem),
    /// The snapshot is complete, as of this revision; what follows happened after it.
    Synced(Revision),
    /// Something happened. The events of one commit follow one another, and have the same revision.
    Event(Box<EngineEvent>),
    /// Nothing that the stream shows has happened up to this revision.
    Bookmark(Revision),
}

/// A position in a store's history that a stream can go on from. Keep it, as JSON for example, to go on after the
/// program was started again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StreamCursor {
    /// The store; another store's server refuses the cursor. `None` when the token may not know the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreId>,
    /// What happened up to here has been delivered.
    pub revision: Revision,
}

impl StreamCursor {
    /// The position after `revision` of `store`.
    pub fn new(store: Option<StoreId>, revision: Revision) -> Self {
        Self { store, revision }
    }
}
