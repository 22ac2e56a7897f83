//! What writers were told is what happened; and an idempotent write that was sent once more was answered as before.

use std::collections::HashMap;

use serde_json::Value;

use super::super::evidence::{Commit, Evidence};
use crate::workload::{Action, Outcome, Record, Write};

pub(super) fn check(evidence: &Evidence) -> Vec<String> {
    let commits: HashMap<u64, &Commit> = evidence.database.log.iter().map(|commit| (commit.revision, commit)).collect();
    let mut findings = Vec::new();
    for record in &evidence.records {
        let Outcome::Acknowledged { revision, body } = &record.outcome else { continue };
        // Whether it is there at all is another check's.
        let is_told = commits.get(revision).is_none_or(|commit| tells(&record.write, body, commit));
        if !is_told {
            findings.push(format!("{} was answered {body}, and that is not what happened", record.shown()));
        }
        findings.extend(replays(record));
    }
    findings
}

fn tells(write: &Write, body: &Value, commit: &Commit) -> bool {
    if write.kind.is_transaction() {
        return tells_transaction(write, body, commit);
    }
    let [event] = commit.events.as_slice() else { return false };
    match write.changes.first().map(|change| &change.action) {
        Some(Action::Delete) => body["key"] == event.subject.as_str() && body["rev"] == event.data["rev"],
        _ => *body == event.data,
    }
}

fn tells_transaction(write: &Write, body: &Value, commit: &Commit) -> bool {
    let no_results = Vec::new();
    let results = body["results"].as_array().unwrap_or(&no_results);
    results.len() == write.changes.len()
        && write.changes.iter().zip(results).all(|(change, result)| {
            let event = commit.events.iter().find(|event| event.subject == change.key);
            let event_type = event.map(|event| event.event_type.as_str());
            result["key"] == change.key.as_str()
                && match (result["effect"].as_str(), event_type) {
                    (Some("created" | "replaced"), Some("resource.updated")) => result["rev"] == commit.revision,
                    (Some("deleted"), Some("resource.deleted")) => result["rev"].is_null(),
                    (Some("unchanged"), None) => true,
                    _ => false,
                }
        })
}

fn replays(record: &Record) -> impl Iterator<Item = String> {
    let different = record.replays.iter().filter(|replay| !replay.differences.is_empty());
    different.map(|replay| {
        let differences = replay.differences.join(", ");
        format!("{} was sent once more, and the answer is another one: {differences}", record.shown())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::sample, *};
    use crate::workload::Replay;

    fn findings(change: impl Fn(&mut Evidence)) -> String {
        let mut evidence = sample::evidence();
        change(&mut evidence);
        check(&evidence).join("\n")
    }

    fn body(record: &mut Record) -> &mut Value {
        match &mut record.outcome {
            Outcome::Acknowledged { body, .. } => body,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_answer_that_tells_something_else_is_found() {
        let put = findings(|evidence| body(&mut evidence.records[0])["value"]["mark"] = json!("w7-7"));
        assert!(put.contains("not what happened"), "{put}");
        let transaction =
            findings(|evidence| body(&mut evidence.records[1])["results"][1]["effect"] = json!("deleted"));
        assert!(transaction.contains("not what happened"), "{transaction}");
        let short = findings(|evidence| body(&mut evidence.records[1])["results"] = json!([]));
        assert!(short.contains("not what happened"), "{short}");
        let deletion = findings(|evidence| body(&mut evidence.records[5])["rev"] = json!(1));
        assert!(deletion.contains("not what happened"), "{deletion}");
    }

    #[test]
    fn a_replay_with_another_answer_is_found() {
        let replay = Replay { differences: vec!["the body".into()] };
        let found = findings(|evidence| evidence.records[0].replays.push(replay.clone()));
        assert!(found.contains("the answer is another one: the body"), "{found}");
    }
}
