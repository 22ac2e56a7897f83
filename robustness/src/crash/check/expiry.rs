//! What expires goes by an event of its own: not before its time, and within a second after it while the server runs.
//!
//! The engine's own commits wait for the disk and for a processor as any writer's do. On a machine that is busy with
//! other things it may be later by a read and a commit, each as slow as the slowest write of the run.

use super::{
    super::evidence::{Commit, Evidence, LoggedEvent},
    replay::{Documents, apply},
};
use crate::workload::Document;

/// What the contract promises.
const LATEST_MS: i64 = 1000;
/// The expiry looks for what is due, and then commits its end.
const STEPS: i64 = 2;

/// What became of documents that expire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lateness {
    /// How many were deleted because their time had come.
    pub expired: usize,
    /// How late the latest was, in milliseconds, counted from the server's start when it was not running in time.
    pub latest_ms: i64,
}

/// How late expiries were.
pub fn lateness(evidence: &Evidence) -> Lateness {
    let mut lateness = Lateness::default();
    each_event(evidence, |commit, event, before| {
        if is_expiry(event) {
            lateness.expired += 1;
            let late_ms = before.map_or(0, |document| late_ms(evidence, commit, document));
            lateness.latest_ms = lateness.latest_ms.max(late_ms);
        }
    });
    lateness
}

pub(super) fn check(evidence: &Evidence) -> Vec<String> {
    let mut findings = Vec::new();
    let slowest_ms = evidence.slowest_write().as_millis();
    let limit_ms = LATEST_MS.saturating_add(STEPS.saturating_mul(i64::try_from(slowest_ms).unwrap_or(i64::MAX)));
    each_event(evidence, |commit, event, before| {
        findings.extend(wrong(commit, event, before));
        let late_ms = before.map_or(0, |document| late_ms(evidence, commit, document));
        if late_ms > limit_ms {
            let place = format!("at revision {} {}", commit.revision, event.subject);
            findings.push(format!("{place} was still there {late_ms} ms after its time; {limit_ms} ms are allowed"));
        }
    });
    // What was written last to expire has expired, and with it everything before.
    for (key, document) in &evidence.database.documents {
        if let Some(expires_at_ms) = document.expires_at_ms {
            findings.push(format!("{key} was to expire at {expires_at_ms}, and is still there"));
        }
    }
    findings
}

fn each_event<'a>(evidence: &'a Evidence, mut look: impl FnMut(&Commit, &'a LoggedEvent, Option<&Document>)) {
    let mut documents = Documents::new();
    for commit in &evidence.database.log {
        for event in &commit.events {
            look(commit, event, documents.get(&event.subject));
        }
        apply(commit, &mut documents);
    }
}

fn is_expiry(event: &LoggedEvent) -> bool {
    event.event_type == "resource.deleted" && event.data["reason"] == "expired"
}

fn wrong(commit: &Commit, event: &LoggedEvent, before: Option<&Document>) -> Option<String> {
    let place = format!("at revision {} {}", commit.revision, event.subject);
    let expires_at_ms = before.and_then(|document| document.expires_at_ms);
    let is_expiry = is_expiry(event);
    if event.correlation_id.is_none() && !is_expiry {
        return Some(format!("{place} was changed by nobody: {}", event.data));
    }
    match (expires_at_ms, before) {
        (Some(at), _) if is_expiry && commit.time_ms < at => {
            Some(format!("{place} expired {} ms before its time", at - commit.time_ms))
        }
        (Some(_), Some(document)) if is_expiry && event.data["rev"] != document.rev => {
            Some(format!("{place} expired as revision {}, and was at {}", event.data["rev"], document.rev))
        }
        (None, _) if is_expiry => Some(format!("{place} expired, and had no expiry")),
        _ => None,
    }
}

/// How long the document has been past its time, with the server running, when a commit changes it.
fn late_ms(evidence: &Evidence, commit: &Commit, document: &Document) -> i64 {
    let Some(expires_at_ms) = document.expires_at_ms else { return 0 };
    let running_since_ms = evidence.starts.running_since(commit.time_ms).unwrap_or(i64::MIN);
    commit.time_ms - expires_at_ms.max(running_since_ms)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::{super::sample, *};
    use crate::target::Start;

    fn findings(change: impl Fn(&mut Evidence)) -> String {
        let mut evidence = sample::evidence();
        change(&mut evidence);
        check(&evidence).join("\n")
    }

    #[test]
    fn what_expired_is_counted() {
        assert_eq!(lateness(&sample::evidence()), Lateness { expired: 1, latest_ms: 20 });
    }

    #[test]
    fn an_expiry_before_its_time_is_found() {
        let found = findings(|evidence| evidence.database.log[3].time_ms -= 30);
        assert!(found.contains("expired 10 ms before its time"), "{found}");
    }

    #[test]
    fn an_expiry_that_is_late_is_found_unless_the_server_was_down() {
        let late = |evidence: &mut Evidence| evidence.database.log[3].time_ms += 1000;
        assert!(findings(late).contains("1020 ms after its time"));
        let down_meanwhile = |evidence: &mut Evidence| {
            late(evidence);
            let spawned_at_ms = evidence.database.log[3].time_ms - 1000;
            evidence.starts = [Start { spawned_at_ms, took: None }].into_iter().collect();
        };
        assert_eq!(findings(down_meanwhile), "");
        let slow = |evidence: &mut Evidence| {
            late(evidence);
            evidence.records[0].took = Duration::from_millis(10);
        };
        assert_eq!(findings(slow), "");
    }

    #[test]
    fn an_expiry_of_another_version_is_found() {
        let found = findings(|evidence| evidence.database.log[3].events[0].data["rev"] = json!(1));
        assert!(found.contains("expired as revision 1, and was at 3"), "{found}");
    }

    #[test]
    fn an_expiry_of_what_does_not_expire_is_found() {
        let found = findings(|evidence| evidence.database.log[3].events[0].subject = "crash/group-0/a".into());
        assert!(found.contains("had no expiry"), "{found}");
    }

    #[test]
    fn what_never_expires_is_found() {
        let kept = |evidence: &mut Evidence| {
            let document = Document { rev: 3, value: json!({}), expires_at_ms: Some(5) };
            evidence.database.documents.insert("crash/kept".into(), document);
        };
        assert!(findings(kept).contains("crash/kept was to expire at 5, and is still there"));
    }

    #[test]
    fn a_change_by_nobody_is_found() {
        let found = findings(|evidence| evidence.database.log[3].events[0].data["reason"] = json!("deleted"));
        assert!(found.contains("changed by nobody"), "{found}");
    }
}
