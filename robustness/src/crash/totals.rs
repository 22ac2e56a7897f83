//! What a run did, counted over its rounds.

use std::{collections::BTreeMap, time::Duration};

use super::{
    check::{Lateness, lateness},
    evidence::Evidence,
};
use crate::{
    report::Report,
    target::Kills,
    workload::{Kind, Outcome},
};

#[derive(Debug, Default)]
pub(super) struct Totals {
    kills: Kills,
    acknowledged: BTreeMap<Kind, usize>,
    refused: usize,
    unknown: usize,
    unknown_that_happened: usize,
    retried: usize,
    replays: usize,
    commits: usize,
    events: u64,
    seen: usize,
    resumes: usize,
    lateness: Lateness,
    slowest_write: Duration,
    restarts: Vec<Duration>,
}

impl Totals {
    pub(super) fn add(&mut self, kills: Kills, evidence: &Evidence) {
        self.kills = self.kills.plus(kills);
        let happened: std::collections::HashSet<&str> = evidence
            .database
            .log
            .iter()
            .filter_map(|commit| commit.events.first()?.correlation_id.as_deref())
            .collect();
        for record in &evidence.records {
            match record.outcome {
                Outcome::Acknowledged { .. } => *self.acknowledged.entry(record.write.kind).or_default() += 1,
                Outcome::Refused => self.refused += 1,
                Outcome::Unknown => {
                    self.unknown += 1;
                    self.unknown_that_happened += usize::from(happened.contains(record.write.mark.as_str()));
                }
            }
            self.retried += usize::from(record.attempts > 1);
            self.replays += record.replays.len();
        }
        self.commits += evidence.database.log.len();
        self.events += evidence.database.events_appended;
        self.seen += evidence.stories.iter().map(|story| story.seen.len()).sum::<usize>();
        self.resumes += evidence.stories.iter().map(|story| story.resumes).sum::<usize>();
        let late = lateness(evidence);
        self.lateness.expired += late.expired;
        self.lateness.latest_ms = self.lateness.latest_ms.max(late.latest_ms);
        self.slowest_write = self.slowest_write.max(evidence.slowest_write());
        self.restarts.extend(evidence.starts.restarts());
    }

    pub(super) fn show(mut self, report: &mut Report) {
        let Kills { after_time, after_acknowledgements, in_start_up } = self.kills;
        let kinds = format!(
            "{after_time} after a time, {after_acknowledgements} right after acknowledgements, \
             {in_start_up} in start-up"
        );
        report.figure("kills", format!("{}: {kinds}", self.kills.total()));
        report.figure("acknowledged writes", self.acknowledged.values().sum::<usize>());
        for (kind, count) in &self.acknowledged {
            report.figure(&format!("  {}", kind.name()), count);
        }
        report.figure("refused writes", self.refused);
        let Self { unknown, unknown_that_happened, .. } = self;
        report.figure("writes without an answer", format!("{unknown}, of which {unknown_that_happened} happened"));
        report.figure("idempotent writes that took several requests", self.retried);
        report.figure("idempotent writes sent once more", self.replays);
        report.figure("commits in the log", self.commits);
        report.figure("events in the log", self.events);
        report.figure("events that watchers saw", format!("{}, with {} resumes", self.seen, self.resumes));
        report.figure("slowest write", format!("{} ms", self.slowest_write.as_millis()));
        let Lateness { expired, latest_ms } = self.lateness;
        report.figure("expired", format!("{expired}, at most {latest_ms} ms late"));
        self.restarts.sort_unstable();
        let (median, max) = (self.restarts.get(self.restarts.len() / 2), self.restarts.last());
        if let (Some(median), Some(max)) = (median, max) {
            report.figure("restarts", format!("{} ms median, {} ms max", median.as_millis(), max.as_millis()));
        }
    }
}
