use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::volume::{Outcome, Volume};

/// The volume, shared by the thread that serves the kernel and the tests; told when it is to answer again.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) volume: Mutex<Volume>,
    pub(super) answers_again: Condvar,
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, Volume> {
        self.volume.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs an operation. Without power it does nothing, and its outcome is told to nobody but a dead server.
    pub(super) fn run<T>(&self, operation: impl FnOnce(&mut Volume) -> Outcome<T>) -> Outcome<T> {
        let mut volume = self.lock();
        let outcome = operation(&mut volume);
        let _answering = self.answers_again.wait_while(volume, |volume| volume.power.is_silent());
        outcome
    }
}
