//! Missions: goals that are reached by work items.
//!
//! What becomes of a mission is decided by the orchestrator, a pure function; `work` reads its state and writes what it
//! decided: the mission, the items that changed, an entry of the history, their runs and their events, in one commit.

mod apply;
mod chores;
mod create;
pub(crate) mod documents;
pub(crate) mod jobs;
mod lists;
mod policy;
pub(crate) mod refusals;
mod summary;

use std::sync::Arc;

use charter_auth::Rights;
use charter_store::{Collection, Store};
use charter_types::{EventType, ItemId, MissionId, StoreId};

use crate::{EngineError, StoredResource, stream::StreamedFamily, work::Workbench};

pub(crate) use chores::Chores;
pub use lists::MissionFilter;

const FAMILY: &str = "mission";

const MISSIONS: Collection = Collection::versioned("mission");
const ITEMS: Collection = Collection::versioned("mission_item");
const HISTORY: Collection = Collection::versioned("mission_history");

/// What streams need to know of missions. The subject of a mission's events is its id, that of an item's begins with it.
pub(crate) const STREAMED: StreamedFamily = StreamedFamily {
    name: FAMILY,
    collection: MISSIONS,
    document_event: EventType::MissionUpdated,
    readable_subjects: policy::readable_missions,
};

/// The operations on missions. Each takes the rights of whoever asks, and looks at them first.
#[derive(Clone)]
pub struct Missions {
    store: Arc<dyn Store>,
    store_id: StoreId,
    workbench: Workbench,
}

impl Missions {
    pub(crate) fn new(store_id: StoreId, workbench: Workbench) -> Self {
        Self { store: Arc::clone(&workbench.store), store_id, workbench }
    }

    /// The mission as it is now.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn get(&self, rights: &Rights, mission_id: &MissionId) -> Result<StoredResource, EngineError> {
        policy::may_read(rights, mission_id)?;
        let document = self.store.get(&documents::mission(rights.partition(), mission_id)).await?;
        Ok(document.ok_or_else(|| refusals::no_mission(mission_id))?.into())
    }

    /// A work item as it is now.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn item(
        &self,
        rights: &Rights,
        mission_id: &MissionId,
        item_id: &ItemId,
    ) -> Result<StoredResource, EngineError> {
        self.get(rights, mission_id).await?;
        let document = self.store.get(&documents::item(rights.partition(), mission_id, item_id)).await?;
        Ok(document.ok_or_else(|| refusals::no_item(item_id))?.into())
    }
}
