use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::streams::StreamLog;

/// What a proxy has found.
#[derive(Debug, Default)]
pub struct Record {
    /// Everything that is not as the contract says.
    pub violations: Vec<String>,
    /// How often an operation answered with a status.
    pub answers: BTreeMap<(String, u16), usize>,
    /// How often a stream of an operation had a frame of this name.
    pub frames: BTreeMap<(String, String), usize>,
    pub(super) streams: Vec<StreamLog>,
}

impl Record {
    /// Adds what another proxy has found.
    pub fn absorb(&mut self, other: Self) {
        self.violations.extend(other.violations);
        for (cell, count) in other.answers {
            *self.answers.entry(cell).or_default() += count;
        }
        for (cell, count) in other.frames {
            *self.frames.entry(cell).or_default() += count;
        }
    }

    pub(super) fn add(&mut self, exchange: &str, violations: impl IntoIterator<Item = String>) {
        self.violations.extend(violations.into_iter().map(|violation| format!("{exchange}: {violation}")));
    }

    pub(super) fn compare_streams(&mut self) {
        let violations = super::streams::compare(&self.streams);
        self.violations.extend(violations);
    }
}

/// A record that many connections write to. What they write is whole after each statement, so a panic elsewhere
/// does not spoil it.
pub(super) fn lock(record: &Arc<Mutex<Record>>) -> MutexGuard<'_, Record> {
    record.lock().unwrap_or_else(PoisonError::into_inner)
}
