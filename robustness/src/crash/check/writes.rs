//! Every write by its name: what was acknowledged is there, what was refused is not, nothing is there twice, and
//! nothing is there that nobody asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::evidence::{Commit, Evidence};
use crate::workload::{Outcome, Record};

/// Who deletes what has expired.
const ENGINE: &str = "service:charter";

pub(super) fn check(evidence: &Evidence) -> Vec<String> {
    let mut findings = Vec::new();
    let mut revisions: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for commit in &evidence.database.log {
        match mark(commit) {
            Ok(Some(mark)) => revisions.entry(mark).or_default().push(commit.revision),
            Ok(None) => {}
            Err(finding) => findings.push(finding),
        }
    }
    for record in &evidence.records {
        let found = revisions.remove(record.write.mark.as_str()).unwrap_or_default();
        findings.extend(finding(record, &found));
    }
    let unknown =
        revisions.into_iter().map(|(mark, at)| format!("the revisions {at:?} are of {mark}, asked by nobody"));
    findings.extend(unknown);
    findings
}

/// The write that made a commit; `None` when the engine made it by itself.
fn mark(commit: &Commit) -> Result<Option<&str>, String> {
    let marks: BTreeSet<_> = commit.events.iter().map(|event| event.correlation_id.as_deref()).collect();
    let mut marks = marks.into_iter();
    match (marks.next(), marks.next()) {
        (Some(Some(mark)), None) => Ok(Some(mark)),
        (Some(None), None) if commit.events.iter().all(|event| event.actor == ENGINE) => Ok(None),
        _ => Err(format!("revision {} has no one write that made it: {:?}", commit.revision, commit.events)),
    }
}

fn finding(record: &Record, found: &[u64]) -> Option<String> {
    let shown = record.shown();
    if found.len() > 1 {
        return Some(format!("{shown} happened more than once, at the revisions {found:?}"));
    }
    match (&record.outcome, found.first()) {
        (Outcome::Acknowledged { revision, .. }, None) => {
            Some(format!("{shown} was acknowledged at revision {revision}, and is lost"))
        }
        (Outcome::Acknowledged { revision, .. }, Some(found)) if revision != found => {
            Some(format!("{shown} was acknowledged at revision {revision}, and is at revision {found}"))
        }
        (Outcome::Refused, Some(found)) => Some(format!("{shown} was refused, and happened at revision {found}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    fn findings(change: impl Fn(&mut Evidence)) -> String {
        let mut evidence = sample::evidence();
        change(&mut evidence);
        check(&evidence).join("\n")
    }

    #[test]
    fn a_lost_write_is_found() {
        assert!(findings(|evidence| drop(evidence.database.log.remove(0))).contains("is lost"));
    }

    #[test]
    fn a_write_at_another_revision_is_found() {
        let found = findings(|evidence| evidence.database.log[0].revision = 77);
        assert!(found.contains("acknowledged at revision 1, and is at revision 77"));
    }

    #[test]
    fn an_idempotent_write_with_two_effects_is_found() {
        let found = findings(|evidence| evidence.database.log.push(evidence.database.log[0].clone()));
        assert!(found.contains("IdempotentPut w1-1 of crash/group-0/a happened more than once"), "{found}");
    }

    #[test]
    fn an_unanswered_write_that_happened_twice_is_found_and_one_that_did_not_is_fine() {
        let twice = |evidence: &mut Evidence| {
            assert_eq!(evidence.records[3].outcome, Outcome::Unknown);
            evidence.database.log.push(evidence.database.log[4].clone());
        };
        assert!(findings(twice).contains("more than once"));
        assert_eq!(findings(|evidence| drop(evidence.database.log.remove(4))), "");
    }

    #[test]
    fn a_refused_write_that_happened_is_found() {
        let found = findings(|evidence| evidence.records[3].outcome = Outcome::Refused);
        assert!(found.contains("was refused, and happened"));
    }

    #[test]
    fn a_write_of_nobody_is_found() {
        assert!(findings(|evidence| drop(evidence.records.remove(3))).contains("asked by nobody"));
    }

    #[test]
    fn a_commit_of_two_writes_is_found() {
        let mixed = |evidence: &mut Evidence| evidence.database.log[1].events[0].correlation_id = Some("w9-9".into());
        assert!(findings(mixed).contains("no one write that made it"));
    }
}
