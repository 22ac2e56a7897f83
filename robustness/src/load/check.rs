use std::collections::{BTreeMap, BTreeSet};

use super::{Account, Attempt, Change, Logged, Outcome, Survey};

/// Compares what a server has with what was asked of it and with what its streams have shown before. Every finding is
/// a promise that was broken.
pub fn check(account: &Account, shown: &[Logged], survey: &Survey) -> Vec<String> {
    let mut findings = Vec::new();
    let by_mark = by_mark(&survey.log);
    for attempt in &account.attempts {
        let logged = by_mark.get(attempt.write.mark.as_str()).map_or(&[][..], Vec::as_slice);
        findings.extend(check_attempt(attempt, logged));
    }
    findings.extend(check_strangers(account, &by_mark));
    findings.extend(check_shown(shown, &survey.log));
    findings.extend(check_revisions(survey));
    findings.extend(check_documents(survey));
    findings
}

fn by_mark(log: &[Logged]) -> BTreeMap<&str, Vec<&Logged>> {
    let mut by_mark: BTreeMap<&str, Vec<&Logged>> = BTreeMap::new();
    for logged in log {
        if let Some(mark) = logged.mark() {
            by_mark.entry(mark).or_default().push(logged);
        }
    }
    by_mark
}

fn check_attempt(attempt: &Attempt, logged: &[&Logged]) -> Option<String> {
    let Attempt { write, outcome } = attempt;
    let shown = format!("the write {} of {}", write.mark, write.keys.join(", "));
    let promised = match outcome {
        Outcome::Acknowledged(revision) => Some((*revision, "acknowledged")),
        Outcome::Read(revision) => Some((*revision, "read")),
        Outcome::Refused | Outcome::Unknown => None,
    };
    let Some(first) = logged.first() else {
        return promised.map(|(revision, how)| format!("{shown} was {how} at revision {revision} and is lost"));
    };
    let keys: BTreeSet<&str> = logged.iter().map(|logged| logged.key.as_str()).collect();
    let wanted: BTreeSet<&str> = write.keys.iter().map(String::as_str).collect();
    let is_whole = keys == wanted && logged.len() == wanted.len();
    let value = Change::Put(write.value());
    match promised {
        None if *outcome == Outcome::Refused => {
            Some(format!("{shown} was refused and is there, at revision {}", first.revision))
        }
        Some((revision, how)) if revision != first.revision => {
            Some(format!("{shown} was {how} at revision {revision} and is at {}", first.revision))
        }
        _ if !is_whole || logged.iter().any(|logged| logged.revision != first.revision) => {
            let places: Vec<String> =
                logged.iter().map(|logged| format!("{}@{}", logged.key, logged.revision)).collect();
            Some(format!("{shown} is not there once and whole, but as {}", places.join(", ")))
        }
        _ if logged.iter().any(|logged| logged.change != value) => Some(format!("{shown} has another value")),
        _ => None,
    }
}

/// What nobody wrote.
fn check_strangers(account: &Account, by_mark: &BTreeMap<&str, Vec<&Logged>>) -> Vec<String> {
    let known: BTreeSet<&str> = account.attempts.iter().map(|attempt| attempt.write.mark.as_str()).collect();
    let strangers = by_mark.keys().filter(|mark| !known.contains(*mark));
    strangers.map(|mark| format!("the log has the write {mark}, which nobody made")).collect()
}

/// What a stream has shown is as good as acknowledged.
fn check_shown(shown: &[Logged], log: &[Logged]) -> Vec<String> {
    let mut by_revision: BTreeMap<u64, Vec<&Logged>> = BTreeMap::new();
    for logged in log {
        by_revision.entry(logged.revision).or_default().push(logged);
    }
    let is_there = |shown: &Logged| by_revision.get(&shown.revision).is_some_and(|commit| commit.contains(&shown));
    let lost = shown.iter().filter(|shown| !is_there(shown));
    lost.map(|shown| {
        let (revision, key) = (shown.revision, &shown.key);
        format!("a stream has shown {key} at revision {revision}, and that is lost or is something else now")
    })
    .collect()
}

/// Revisions are in order and without gaps, and each has one write, or deletions of what had its time.
fn check_revisions(survey: &Survey) -> Vec<String> {
    let mut findings = Vec::new();
    let mut last: Option<&Logged> = None;
    for logged in &survey.log {
        let before = last.map_or(0, |last| last.revision);
        let is_same_commit = last.is_some_and(|last| last.revision == logged.revision && last.mark() == logged.mark());
        if logged.revision != before + 1 && !is_same_commit {
            findings.push(format!("in the log revision {} follows {before}, with another write", logged.revision));
        }
        last = Some(logged);
    }
    let newest = last.map_or(0, |last| last.revision);
    if newest != survey.revision {
        findings.push(format!("the log ends at revision {newest}, and the store is at {}", survey.revision));
    }
    findings
}

/// The documents are what the log makes of them.
fn check_documents(survey: &Survey) -> Vec<String> {
    let mut expected = BTreeMap::new();
    for logged in &survey.log {
        match &logged.change {
            Change::Put(value) => expected.insert(logged.key.clone(), (logged.revision, value.clone())),
            Change::Deleted => expected.remove(&logged.key),
        };
    }
    let keys: BTreeSet<&String> = expected.keys().chain(survey.documents.keys()).collect();
    let different = keys.into_iter().filter(|key| expected.get(*key) != survey.documents.get(*key));
    different
        .map(|key| {
            let revision = |documents: &BTreeMap<String, (u64, _)>| documents.get(key).map(|(revision, _)| *revision);
            let (by_log, listed) = (revision(&expected), revision(&survey.documents));
            format!("{key} is at revision {by_log:?} by the log, and listed at {listed:?}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Write;

    fn write(mark: &str, keys: &[&str]) -> Write {
        Write { mark: mark.into(), keys: keys.iter().map(|key| (*key).to_owned()).collect(), bytes: 8, ttl_ms: None }
    }

    fn attempt(mark: &str, keys: &[&str], outcome: Outcome) -> Attempt {
        Attempt { write: write(mark, keys), outcome }
    }

    fn put(revision: u64, key: &str, mark: &str) -> Logged {
        Logged { revision, key: key.into(), change: Change::Put(write(mark, &[]).value()) }
    }

    /// Two puts of one key, a refusal, a transaction that nobody answered, and a deletion.
    fn account() -> Account {
        let attempts = vec![
            attempt("a", &["x"], Outcome::Acknowledged(1)),
            attempt("b", &["x"], Outcome::Acknowledged(2)),
            attempt("c", &["x"], Outcome::Refused),
            attempt("t", &["y", "z"], Outcome::Unknown),
        ];
        Account { attempts }
    }

    fn log() -> Vec<Logged> {
        let deleted = Logged { revision: 4, key: "z".into(), change: Change::Deleted };
        vec![put(1, "x", "a"), put(2, "x", "b"), put(3, "y", "t"), put(3, "z", "t"), deleted]
    }

    /// A survey whose documents are what the log says.
    fn survey(log: Vec<Logged>) -> Survey {
        let mut survey = Survey { revision: log.last().map_or(0, |last| last.revision), ..Survey::default() };
        for logged in &log {
            match &logged.change {
                Change::Put(value) => {
                    survey.documents.insert(logged.key.clone(), (logged.revision, value.clone()));
                }
                Change::Deleted => {
                    survey.documents.remove(&logged.key);
                }
            }
        }
        survey.log = log;
        survey
    }

    #[test]
    fn what_is_as_it_should_be_has_no_findings() {
        assert_eq!(check(&account(), &log(), &survey(log())), Vec::<String>::new());
        let without_the_unanswered = survey(vec![put(1, "x", "a"), put(2, "x", "b")]);
        assert_eq!(check(&account(), &[], &without_the_unanswered), Vec::<String>::new());
    }

    #[test]
    fn each_broken_promise_is_found() {
        let replaced = |place: usize, logged: Logged| {
            let mut log = log();
            log[place] = logged;
            survey(log)
        };
        let torn = Logged { change: Change::Put(serde_json::json!({ "mark": "b", "filler": "" })), ..put(2, "x", "b") };
        let cases = [
            (survey(vec![put(1, "x", "a")]), "the write b of x was acknowledged at revision 2 and is lost"),
            (replaced(1, put(2, "x", "c")), "the write c of x was refused and is there"),
            (replaced(1, torn), "has another value"),
            (replaced(3, put(3, "y", "t")), "not there once and whole"),
            (survey(log()[..3].to_vec()), "not there once and whole"),
            (replaced(3, put(4, "z", "t")), "not there once and whole"),
            (replaced(4, put(4, "z", "stranger")), "which nobody made"),
            (replaced(4, put(6, "x", "b")), "follows 3"),
            (Survey { revision: 9, ..survey(log()) }, "the log ends at revision 4, and the store is at 9"),
            (Survey { documents: BTreeMap::new(), ..survey(log()) }, "x is at revision Some(2) by the log"),
        ];
        for (survey, words) in cases {
            let findings = check(&account(), &[], &survey);
            assert!(findings.iter().any(|finding| finding.contains(words)), "{words}: {findings:?}");
        }
    }

    #[test]
    fn what_a_stream_has_shown_has_to_stay() {
        let findings = check(&account(), &[put(5, "q", "a")], &survey(log()));
        assert_eq!(findings, ["a stream has shown q at revision 5, and that is lost or is something else now"]);
    }

    #[test]
    fn what_was_open_is_settled_by_the_log() {
        let mut account = account();
        account.resolve(&survey(log()));
        assert_eq!(account.attempts[3].outcome, Outcome::Read(3));
        assert_eq!(account.acknowledged(), 2);
        let findings = check(&account, &[], &survey(log()[..2].to_vec()));
        assert_eq!(findings, ["the write t of y, z was read at revision 3 and is lost"]);
    }
}
