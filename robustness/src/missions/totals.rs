//! What a run did, counted over its rounds.

use std::{collections::BTreeMap, time::Duration};

use super::{
    deed::{Kind, Told},
    evidence::Evidence,
};
use crate::{
    report::Report,
    target::{Kills, Starts},
};

#[derive(Debug, Default)]
pub(super) struct Totals {
    kills: Kills,
    missions: usize,
    items: usize,
    runs: usize,
    attempts: u64,
    records: usize,
    artifacts: usize,
    steps: usize,
    events: usize,
    done: BTreeMap<Kind, usize>,
    replayed: usize,
    refused: usize,
    unknown: usize,
    retried: usize,
    died: usize,
    overslept: usize,
    restarts: Vec<Duration>,
    resumes: usize,
}

impl Totals {
    pub(super) fn add(&mut self, kills: Kills, evidence: &Evidence, resumes: usize, starts: &Starts) {
        self.kills = self.kills.plus(kills);
        self.missions += evidence.missions.len();
        for mission in &evidence.missions {
            self.items += mission.items.len();
            self.steps += mission.history.len();
            self.events += mission.followed.len();
        }
        for run in evidence.runs.values() {
            self.runs += 1;
            self.attempts += run.run["attempt"].as_u64().unwrap_or_default();
            self.records += run.records.len();
        }
        self.artifacts += evidence.artifacts.len();
        for deed in &evidence.account.deeds {
            match &deed.told {
                Told::Done(body) if deed.kind == Kind::Claim && body["runs"] == serde_json::json!([]) => {}
                Told::Done(_) => *self.done.entry(deed.kind).or_default() += 1,
                Told::LeaseLost => self.refused += 1,
                Told::Nothing => self.unknown += 1,
            }
            self.replayed += usize::from(deed.replayed);
            self.retried += usize::from(deed.requests > 1);
        }
        self.died += evidence.account.died;
        self.overslept += evidence.account.overslept;
        self.resumes += resumes;
        self.restarts.extend(starts.restarts());
    }

    pub(super) fn show(mut self, report: &mut Report) {
        report.figure("kills", self.kills.total());
        report.figure("missions completed", format!("{}, with {} items", self.missions, self.items));
        report.figure("runs", format!("{}, with {} attempts", self.runs, self.attempts));
        report.figure("records", self.records);
        report.figure("artifacts", self.artifacts);
        report.figure("steps in histories", self.steps);
        report.figure("events that directors saw", format!("{}, with {} resumes", self.events, self.resumes));
        for (kind, count) in &self.done {
            report.figure(&format!("  {}", kind.name()), count);
        }
        report.figure("refused because the lease had passed on", self.refused);
        report.figure("requests without an answer", self.unknown);
        report.figure("requests that were sent again", format!("{}, {} were replays", self.retried, self.replayed));
        report.figure("workers that died, and overslept", format!("{}, {}", self.died, self.overslept));
        self.restarts.sort_unstable();
        if let (Some(median), Some(max)) = (self.restarts.get(self.restarts.len() / 2), self.restarts.last()) {
            report.figure("restarts", format!("{} ms median, {} ms max", median.as_millis(), max.as_millis()));
        }
    }
}
