use charter_store::Document;
use charter_types::{Epoch, Principal, Run, RunId, RunStatus, Timestamp};

use super::documents::{self, Lease};
use crate::{
    EngineError,
    work::{NotDecided, Work},
};

/// Who says to have a run.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) run_id: RunId,
    pub(crate) epoch: Epoch,
    pub(crate) principal: Principal,
}

impl Holder {
    /// The run and its lease, if the holder still has it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] or [`EngineError::LeaseLost`].
    pub(crate) fn check(&self, work: &mut Work<'_>) -> Result<(Run, Lease), NotDecided> {
        let now = work.now();
        let run = work.run(&self.run_id)?.clone();
        let lost = || EngineError::LeaseLost { run_id: self.run_id.clone(), epoch: self.epoch };
        let lease = work.lease(&self.run_id).filter(|lease| self.has(&run, lease, now)).ok_or_else(lost)?;
        Ok((run, documents::read(lease, "a lease")?))
    }

    /// Whether a run is under way by this claim. An old holder has nothing from the moment on at which the lease is over,
    /// whether that was noticed yet or not.
    pub(crate) fn has(&self, run: &Run, lease: &Document, now: Timestamp) -> bool {
        matches!(run.status, RunStatus::Running | RunStatus::Cancelling)
            && run.epoch.get() == self.epoch.get()
            && run.worker.as_ref() == Some(&self.principal)
            && lease.due_at.is_some_and(|end| now < end)
    }
}
