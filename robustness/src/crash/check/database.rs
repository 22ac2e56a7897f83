//! The files are sound, and the log has no gap: every revision, every place, every number once and in order.

use super::super::evidence::{Commit, Database};

pub(super) fn check(database: &Database) -> Vec<String> {
    let mut findings = Vec::new();
    if database.integrity != "ok" {
        findings.push(format!("SQLite says of the database: {}", database.integrity));
    }
    let (mut revision, mut ordinal, mut time_ms) = (0, 0, i64::MIN);
    for commit in &database.log {
        if commit.revision != revision + 1 {
            findings.push(format!("in the log, revision {} follows {revision}", commit.revision));
        }
        if commit.time_ms < time_ms {
            findings.push(format!("revision {} is earlier than the one before", commit.revision));
        }
        findings.extend(places(commit, &mut ordinal));
        (revision, time_ms) = (commit.revision, commit.time_ms);
    }
    let last = (revision, ordinal);
    let said = (database.revision, database.events_appended);
    if last != said {
        findings.push(format!("the log ends at (revision, event) {last:?}, and the store says {said:?}"));
    }
    findings
}

fn places(commit: &Commit, ordinal: &mut u64) -> Vec<String> {
    let mut findings = Vec::new();
    for (place, event) in (0..).zip(&commit.events) {
        *ordinal += 1;
        let found = (event.place, event.ordinal);
        if found != (place, *ordinal) {
            let revision = commit.revision;
            findings.push(format!("revision {revision} has the event {found:?} where {:?} is due", (place, *ordinal)));
            *ordinal = event.ordinal;
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    fn findings(change: impl Fn(&mut Database)) -> String {
        let mut database = sample::evidence().database;
        change(&mut database);
        check(&database).join("\n")
    }

    #[test]
    fn damage_is_found() {
        assert!(findings(|database| database.integrity = "row 3 missing".into()).contains("row 3 missing"));
    }

    #[test]
    fn a_gap_between_revisions_is_found() {
        assert!(findings(|database| drop(database.log.remove(3))).contains("revision 5 follows 3"));
    }

    #[test]
    fn a_doubled_revision_is_found() {
        let doubled = |database: &mut Database| database.log.insert(1, database.log[0].clone());
        assert!(findings(doubled).contains("revision 1 follows 1"));
    }

    #[test]
    fn a_missing_event_of_a_commit_is_found() {
        assert!(
            findings(|database| drop(database.log[1].events.remove(0))).contains("revision 2 has the event (1, 3)")
        );
    }

    #[test]
    fn a_lost_end_is_found() {
        assert!(findings(|database| drop(database.log.pop())).contains("the store says"));
    }

    #[test]
    fn time_that_runs_backwards_is_found() {
        assert!(findings(|database| database.log[4].time_ms = 0).contains("earlier"));
    }
}
