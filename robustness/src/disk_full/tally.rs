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
    pub(super) restarts_refused: Refusals,
    pub(super) first_starts_ready: usize,
    pub(super) first_starts_refused: Refusals,
}

/// Starts that were refused, by what the server said.
#[derive(Debug, Default)]
pub(super) struct Refusals(BTreeMap<String, usize>);

impl Refusals {
    /// `log` is what the server wrote.
    pub(super) fn add(&mut self, log: &str) {
        let reason = log.lines().filter_map(|line| line.trim_start().strip_prefix("error: ")).next_back();
        let reason = reason.map_or("(its log was refused room)".to_owned(), without_folders);
        *self.0.entry(reason).or_default() += 1;
    }

    fn count(&self) -> usize {
        self.0.values().sum()
    }

    fn show(&self, report: &mut Report) {
        for (reason, count) in &self.0 {
            report.figure("  refused", format!("{count}: {reason}"));
        }
    }
}

/// Each disk is in a folder of its own.
fn without_folders(reason: &str) -> String {
    let words = reason.split(' ').map(|word| word.rsplit('/').next().unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
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
        let (ready, refused) = (self.restarts_ready, &self.restarts_refused);
        report.figure("restarts on a full disk: ready / refused", format!("{ready} / {}", refused.count()));
        refused.show(report);
        let (ready, refused) = (self.first_starts_ready, &self.first_starts_refused);
        report.figure("first starts, little room: ready / refused", format!("{ready} / {}", refused.count()));
        refused.show(report);
    }
}
