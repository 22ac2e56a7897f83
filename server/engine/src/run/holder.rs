use charter_store::Document;
use charter_types::{Epoch, Principal, Run, RunId, RunStatus, Timestamp};

use super::documents::{self, Lease};
use crate::{
    EngineError,
    work::{NotDecided, Work},
};

/// Who says to have a run.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    pub(super) run_id: RunId,
    pub(super) epoch: Epoch,
    pub(super) principal: Principal,
}

impl Holder {
    /// The run and its lease, if the holder still has it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] or [`EngineError::LeaseLost`].
    pub(super) fn check(&self, work: &mut Work<'_>) -> Result<(Run, Lease), NotDecided> {
        let now = work.now();
        let run = work.run(&self.run_id)?.clone();
        let lost = || EngineError::LeaseLost { run_id: self.run_id.clone(), epoch: self.epoch };
        let lease_document = work.lease(&self.run_id).ok_or_else(lost)?;
        let lease: Lease = documents::read(lease_document, "a lease")?;
        let is_theirs = matches!(run.status, RunStatus::Running | RunStatus::Cancelling)
            && lease.epoch.get() == self.epoch.get()
            && run.epoch == lease.epoch
            && run.worker.as_ref() == Some(&self.principal)
            && is_before_end(lease_document, now);
        if is_theirs { Ok((run, lease)) } else { Err(lost().into()) }
    }
}

/// An old holder has nothing from the moment on at which its lease is over, whether that was noticed yet or not.
fn is_before_end(lease: &Document, now: Timestamp) -> bool {
    lease.due_at.is_some_and(|end| now < end)
}
