//! What was acknowledged before something else was sent has the lower revision.

use std::collections::HashMap;

use super::super::evidence::Evidence;
use crate::workload::Record;

/// A step in the one order of everything that happened at the clients.
enum Step<'a> {
    Sent(&'a Record, u64),
    Acknowledged(&'a Record, u64),
}

pub(super) fn check(evidence: &Evidence) -> Vec<String> {
    let log = evidence.database.log.iter();
    let happened: HashMap<&str, u64> =
        log.filter_map(|commit| Some((commit.events.first()?.correlation_id.as_deref()?, commit.revision))).collect();
    let mut steps = Vec::new();
    for record in &evidence.records {
        if let Some(revision) = record.revision() {
            steps.push((record.sent_at, Step::Sent(record, revision)));
            steps.push((record.answered_at, Step::Acknowledged(record, revision)));
        } else if let Some(revision) = happened.get(record.write.mark.as_str()) {
            // Nobody was told, but it was sent when it was.
            steps.push((record.sent_at, Step::Sent(record, *revision)));
        }
    }
    steps.sort_unstable_by_key(|(at, _)| *at);
    let mut newest: Option<(&Record, u64)> = None;
    let mut findings = Vec::new();
    for (_, step) in steps {
        match (step, newest) {
            (Step::Sent(record, revision), Some((before, highest))) if revision <= highest => findings.push(format!(
                "{} was sent after {} was acknowledged at revision {highest}, and got revision {revision}",
                record.shown(),
                before.shown()
            )),
            (Step::Acknowledged(record, revision), _) if newest.is_none_or(|(_, highest)| highest < revision) => {
                newest = Some((record, revision));
            }
            _ => {}
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};
    use crate::workload::Outcome;

    fn findings(records: Vec<Record>) -> Vec<String> {
        check(&Evidence { records, ..sample::evidence() })
    }

    fn record(sent_at: u64, answered_at: u64, revision: u64) -> Record {
        Record { sent_at, answered_at, ..sample::acknowledged(sample::put("k", &format!("w-{revision}")), revision) }
    }

    #[test]
    fn writes_at_the_same_time_may_have_any_order() {
        assert!(findings(vec![record(0, 3, 9), record(1, 2, 8), record(4, 5, 10)]).is_empty());
    }

    #[test]
    fn a_revision_that_goes_back_is_found_across_writers() {
        let found = findings(vec![record(0, 1, 9), record(2, 3, 8)]);
        assert!(found[0].contains("got revision 8"), "{found:?}");
    }

    #[test]
    fn a_revision_that_is_given_twice_is_found() {
        assert_eq!(findings(vec![record(0, 1, 9), record(2, 3, 9)]).len(), 1);
    }

    #[test]
    fn a_write_that_nobody_acknowledged_cannot_be_before_it_was_sent() {
        // The sample's log has this write at revision 5.
        let unanswered = Record { outcome: Outcome::Unknown, ..sample::acknowledged(sample::put("k", "w1-3"), 0) };
        let sent_at = |sent_at| Record { sent_at, ..unanswered.clone() };
        assert_eq!(findings(vec![record(0, 2, 6), sent_at(3)]).len(), 1);
        assert_eq!(findings(vec![record(0, 2, 6), sent_at(1)]).len(), 0);
    }
}
