//! Every watcher saw every event that it followed once, in order and with its commit whole, as the log has it.

use std::collections::BTreeMap;

use charter_types::Timestamp;
use serde_json::{Value, json};

use super::super::{
    evidence::{Commit, Evidence, LoggedEvent},
    story::{Seen, Story},
};

pub(super) fn check(evidence: &Evidence) -> Vec<String> {
    let mut findings: Vec<String> =
        evidence.stories.iter().filter_map(|story| difference(story, &wanted(story, evidence))).collect();
    findings.extend(texts(evidence));
    findings
}

/// What a watcher should have seen.
fn wanted(story: &Story, evidence: &Evidence) -> Vec<Seen> {
    let mut wanted: Vec<Seen> = Vec::new();
    for commit in evidence.database.log.iter().filter(|commit| commit.revision <= evidence.end) {
        for event in commit.events.iter().filter(|event| story.follows(&event.subject)) {
            wanted.push(Seen { revision: commit.revision, place: event.place, ends_commit: false });
        }
        if let Some(last) = wanted.last_mut() {
            last.ends_commit |= last.revision == commit.revision;
        }
    }
    wanted
}

fn difference(story: &Story, wanted: &[Seen]) -> Option<String> {
    let place = (0..wanted.len().max(story.seen.len())).find(|place| wanted.get(*place) != story.seen.get(*place))?;
    let (wanted, seen) = (wanted.get(place), story.seen.get(place));
    let prefixes = story.prefixes.join(", ");
    Some(format!("a watcher of {prefixes} should have seen {wanted:?} as its event {place}, and saw {seen:?}"))
}

/// The text of each event against what the log has.
fn texts(evidence: &Evidence) -> Vec<String> {
    let texts = evidence.archive.texts();
    let log: BTreeMap<(u64, u64), (&Commit, &LoggedEvent)> = evidence
        .database
        .log
        .iter()
        .flat_map(|commit| commit.events.iter().map(move |event| ((commit.revision, event.place), (commit, event))))
        .collect();
    let different = texts.iter().filter(|(place, text)| {
        let found = serde_json::from_str::<Value>(text).unwrap_or_default();
        !log.get(place).is_some_and(|(commit, event)| is_told(&found, commit, event))
    });
    different.map(|(place, text)| format!("watchers saw {text}, and the log has {:?}", log.get(place))).collect()
}

fn is_told(found: &Value, commit: &Commit, event: &LoggedEvent) -> bool {
    let wanted = [
        ("id", json!(format!("{}-{}", commit.revision, event.place))),
        ("revision", json!(commit.revision)),
        ("type", json!(event.event_type)),
        ("subject", json!(event.subject)),
        ("actor", json!(event.actor)),
        ("time", json!(Timestamp::from_unix_ms(commit.time_ms).to_string())),
        ("correlationid", json!(event.correlation_id)),
    ];
    wanted.iter().all(|(member, value)| found[*member] == *value) && found["data"] == event.data
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
    fn an_event_that_a_watcher_lost_is_found() {
        let found = findings(|evidence| {
            evidence.stories[0].seen.remove(3);
        });
        assert!(found.contains("as its event 3"), "{found}");
        assert!(
            findings(|evidence| {
                evidence.stories[1].seen.pop();
            })
            .contains("saw None")
        );
    }

    #[test]
    fn an_event_that_came_twice_is_found() {
        let doubled = |evidence: &mut Evidence| {
            let seen = &mut evidence.stories[0].seen;
            seen.insert(1, seen[0]);
        };
        assert!(findings(doubled).contains("as its event 1"));
    }

    #[test]
    fn events_out_of_order_are_found() {
        assert!(findings(|evidence| evidence.stories[0].seen.swap(0, 1)).contains("as its event 0"));
    }

    #[test]
    fn a_split_commit_is_found() {
        let split = |evidence: &mut Evidence| {
            assert_eq!(evidence.stories[0].seen[1].revision, 2);
            evidence.stories[0].seen[1].ends_commit = true;
        };
        assert!(findings(split).contains("as its event 1"));
    }

    #[test]
    fn an_event_that_was_not_followed_is_found() {
        let stray = Seen { revision: 3, place: 0, ends_commit: true };
        assert!(findings(|evidence| evidence.stories[1].seen.insert(1, stray)).contains("a watcher of"));
    }

    #[test]
    fn a_text_that_the_log_does_not_have_is_found() {
        let found = findings(|evidence| evidence.archive.keep((99, 0), "{}".into()).unwrap());
        assert!(found.contains("the log has None"), "{found}");
        let other = |evidence: &mut Evidence| evidence.database.log[0].events[0].data["value"]["mark"] = json!("w7-7");
        assert!(findings(other).contains("watchers saw"));
    }
}
