use std::collections::BTreeMap;

use super::scene::Scene;
use crate::{
    load::{Account, Outcome, Survey},
    machine::{FileKind, Machine},
    report::Report,
};

/// What was done and counted over all lives of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    scenes: BTreeMap<Scene, usize>,
    unsynced: BTreeMap<FileKind, usize>,
    unsynced_names: usize,
    before_ready: usize,
    acknowledged: usize,
    acknowledged_checks: usize,
    unanswered_there: usize,
    unanswered_absent: usize,
    shown: usize,
}

impl Tally {
    pub(super) fn cuts(&self) -> usize {
        self.scenes.values().sum()
    }

    /// The power has gone, and nothing was lost yet.
    pub(super) fn cut(&mut self, scene: Scene, machine: &Machine) {
        *self.scenes.entry(scene).or_default() += 1;
        let (kinds, has_names) = machine.disk().unsynced();
        for kind in [FileKind::Database, FileKind::WriteAheadLog] {
            *self.unsynced.entry(kind).or_default() += usize::from(kinds.contains(&kind));
        }
        self.unsynced_names += usize::from(has_names);
        self.before_ready += usize::from(!machine.is_ready());
    }

    /// Everything was compared; the account does not know yet what came of the unanswered writes.
    pub(super) fn looked(&mut self, account: &Account, survey: &Survey, shown: usize) {
        let marks = survey.revisions_by_mark();
        let unanswered = account.attempts.iter().filter(|attempt| attempt.outcome == Outcome::Unknown);
        for attempt in unanswered {
            let is_there = marks.contains_key(attempt.write.mark.as_str());
            *(if is_there { &mut self.unanswered_there } else { &mut self.unanswered_absent }) += 1;
        }
        self.acknowledged_checks += account.acknowledged();
        self.shown += shown;
    }

    /// A life is over.
    pub(super) fn lived(&mut self, account: &Account) {
        self.acknowledged += account.acknowledged();
    }

    pub(super) fn show(&self, report: &mut Report) {
        report.figure("power cuts", self.cuts());
        for scene in Scene::ALL {
            report.figure(&format!("  {}", scene.name()), self.scenes.get(&scene).copied().unwrap_or_default());
        }
        report.figure("  before the server was ready", self.before_ready);
        let unsynced = |kind| self.unsynced.get(&kind).copied().unwrap_or_default();
        report.figure("  with the database not synced", unsynced(FileKind::Database));
        report.figure("  with the write-ahead log not synced", unsynced(FileKind::WriteAheadLog));
        report.figure("  with names not synced", self.unsynced_names);
        report.figure("acknowledged writes", self.acknowledged);
        report.figure("  looked for, after each later cut again", self.acknowledged_checks);
        report.figure("unanswered writes: there / not there", {
            format!("{} / {}", self.unanswered_there, self.unanswered_absent)
        });
        report.figure("events shown by streams checked", self.shown);
    }
}
