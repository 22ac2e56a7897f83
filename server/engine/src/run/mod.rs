//! Runs: pieces of work that a worker claims under a lease, reports on, and ends.
//!
//! Whoever has a run says with every call which claim it has it by: its epoch. A claim raises it, in the commit that gives
//! the lease; what is said with another, or after the lease is over, is refused in the commit that it would have changed
//! something in. So nothing that an old holder still sends can do anything, however late it comes.

mod cancel;
mod claim;
mod create;
pub(crate) mod documents;
mod end;
mod expiry;
mod heartbeat;
mod holder;
mod lists;
pub(crate) mod policy;
mod queue;
pub(crate) mod refusals;
mod report;

use std::sync::Arc;

use charter_auth::Rights;
use charter_store::Store;
use charter_types::{EventType, RunId, StoreId};

use crate::{EngineError, StoredResource, stream::StreamedFamily, work::Workbench};

pub(crate) use end::is_awaited;
pub(crate) use expiry::LeaseExpiry;
pub(crate) use holder::Holder;
pub use lists::RunFilter;
pub(crate) use queue::{load as load_queue, run_queue};

pub(crate) const FAMILY: &str = "run";

/// What streams need to know of runs. The subject of a run's events is its id, which begins with that of its mission.
pub(crate) const STREAMED: StreamedFamily = StreamedFamily {
    name: FAMILY,
    collection: documents::RUNS,
    document_event: EventType::RunUpdated,
    readable_subjects: policy::readable_runs,
};

/// The operations on runs. Each takes the rights of whoever asks, and looks at them first.
#[derive(Clone)]
pub struct Runs {
    store: Arc<dyn Store>,
    store_id: StoreId,
    workbench: Workbench,
    /// Ends when nothing more is to be waited for.
    closing: tokio_util::sync::CancellationToken,
    clock: Arc<dyn charter_types::Clock>,
}

impl Runs {
    pub(crate) fn new(
        store_id: StoreId,
        workbench: Workbench,
        clock: Arc<dyn charter_types::Clock>,
        closing: tokio_util::sync::CancellationToken,
    ) -> Self {
        Self { store: Arc::clone(&workbench.store), store_id, workbench, closing, clock }
    }

    /// The run as it is now.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn get(&self, rights: &Rights, run_id: &RunId) -> Result<StoredResource, EngineError> {
        policy::may_read(rights, run_id)?;
        let document = self.store.get(&documents::run(rights.partition(), run_id)).await?;
        Ok(document.ok_or_else(|| refusals::no_run(run_id))?.into())
    }
}
