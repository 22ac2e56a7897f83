use std::collections::BTreeMap;

use super::fill::Fill;
use crate::{
    load::{Attempt, Outcome},
    machine::FileKind,
    report::Report,
};

/// What was done and counted over all rounds of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    rounds: usize,
    acknowledged: usize,
    refused: usize,
    refusals: BTreeMap<FileKind, u64>,
    pub(super) restarts_ready: usize,
    pub(super) restarts_refused: usize,
    pub(super) first_starts_ready: usize,
    pub(super) first_starts_refused: usize,
}

impl Tally {
    /// A round is over.
    pub(super) fn round(&mut self, refusals: BTreeMap<FileKind, u64>, attempts: &[Attempt], refused: usize) {
        self.rounds += 1;
        self.refused += refused;
        let is_acknowledged = |attempt: &&Attempt| matches!(attempt.outcome, Outcome::Acknowledged(_));
        self.acknowledged += attempts.iter().filter(is_acknowledged).count();
        for (kind, count) in refusals {
            *self.refusals.entry(kind).or_default() += count;
        }
    }

    /// The kinds of files that had room all the time.
    pub(super) fn never_refused(&self) -> Vec<FileKind> {
        Fill::KINDS.into_iter().filter(|kind| !self.refusals.contains_key(kind)).collect()
    }

    pub(super) fn show(&self, report: &mut Report) {
        report.figure("disks filled", self.rounds);
        for kind in Fill::KINDS {
            let refused = self.refusals.get(&kind).copied().unwrap_or_default();
            report.figure(&format!("  no room for {kind:?}, times"), refused);
        }
        report.figure("acknowledged writes checked", self.acknowledged);
        report.figure("writes answered 507, none of them there", self.refused);
        let (ready, refused) = (self.restarts_ready, self.restarts_refused);
        report.figure("restarts on a full disk: ready / refused", format!("{ready} / {refused}"));
        let (ready, refused) = (self.first_starts_ready, self.first_starts_refused);
        report.figure("first starts, little room: ready / refused", format!("{ready} / {refused}"));
    }
}
