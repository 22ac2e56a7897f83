//! The log, carried out once more on an empty store: each commit did exactly what its write asked for, on what was
//! there just before; and in the end the documents are what the log makes of them.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::super::evidence::{Commit, Evidence, LoggedEvent};
use crate::workload::{Action, Change, Document, Write};

pub(super) type Documents = BTreeMap<String, Document>;

pub(super) fn check(evidence: &Evidence) -> Vec<String> {
    let writes: HashMap<&str, &Write> =
        evidence.records.iter().map(|record| (record.write.mark.as_str(), &record.write)).collect();
    let (mut findings, mut documents) = (Vec::new(), Documents::new());
    for commit in &evidence.database.log {
        let mark = commit.events.first().and_then(|event| event.correlation_id.as_deref());
        if let Some(write) = mark.and_then(|mark| writes.get(mark)) {
            findings.extend(difference(write, commit, &documents));
        }
        apply(commit, &mut documents);
    }
    findings.extend(compare("the database", &documents, &evidence.database.documents));
    findings.extend(compare("the list that the server gave", &documents, &evidence.listed));
    findings
}

/// Brings the documents from before a commit to after it.
pub(super) fn apply(commit: &Commit, documents: &mut Documents) {
    for event in &commit.events {
        if event.event_type == "resource.deleted" {
            documents.remove(&event.subject);
        } else {
            documents.insert(event.subject.clone(), Document::of_resource(&event.data));
        }
    }
}

/// What is wrong with the commit that a write made of these documents.
fn difference(write: &Write, commit: &Commit, before: &Documents) -> Option<String> {
    let revision = commit.revision;
    let mut wanted = Vec::new();
    for change in &write.changes {
        match effect(&write.mark, change, commit, before.get(&change.key)) {
            Ok(effect) => wanted.extend(effect.map(|effect| (change.key.as_str(), effect))),
            Err(reason) => {
                return Some(format!("{} happened at revision {revision}, and should not: {reason}", write.mark));
            }
        }
    }
    let found: Vec<_> = commit.events.iter().map(|event| (event.subject.as_str(), found(event))).collect();
    (wanted != found).then(|| format!("{} should be {wanted:?} at revision {revision}, and is {found:?}", write.mark))
}

/// What an event says that it did: the document, or the revision of the one that is gone.
#[derive(Debug, PartialEq)]
enum Effect {
    Updated(Document),
    Deleted { rev: u64 },
    Other(Value),
}

fn found(event: &LoggedEvent) -> Effect {
    match (event.event_type.as_str(), event.data["reason"].as_str(), event.data["rev"].as_u64()) {
        ("resource.updated", None, Some(_)) if event.data["key"] == event.subject.as_str() => {
            Effect::Updated(Document::of_resource(&event.data))
        }
        ("resource.deleted", Some("deleted"), Some(rev)) => Effect::Deleted { rev },
        _ => Effect::Other(event.data.clone()),
    }
}

/// What a change should do; nothing when there is nothing to do.
fn effect(mark: &str, change: &Change, commit: &Commit, before: Option<&Document>) -> Result<Option<Effect>, String> {
    let rev = before.map_or(0, |document| document.rev);
    if let Some(guard) = change.if_rev.filter(|guard| *guard != rev) {
        return Err(format!("{} was to be at revision {guard}, and was at {rev}", change.key));
    }
    let updated = |value, expires_at_ms| Some(Effect::Updated(Document { rev: commit.revision, value, expires_at_ms }));
    match (&change.action, before) {
        (Action::Put { value, ttl_ms }, _) => {
            let expires_at_ms = ttl_ms.map(|ttl_ms| commit.time_ms.saturating_add_unsigned(ttl_ms));
            Ok(updated(value.clone(), expires_at_ms))
        }
        (Action::Merge | Action::Append { .. }, Some(document)) => {
            Ok(updated(change.action.patched(mark, &document.value)?, document.expires_at_ms))
        }
        (Action::Merge | Action::Append { .. }, None) => Err(format!("there is no {}", change.key)),
        (Action::Delete, document) => Ok(document.map(|document| Effect::Deleted { rev: document.rev })),
        (Action::Check, _) => Ok(None),
    }
}

fn compare(place: &str, wanted: &Documents, found: &Documents) -> Vec<String> {
    let mut keys: Vec<&String> = wanted.keys().chain(found.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let differences = keys.into_iter().filter(|key| wanted.get(*key) != found.get(*key));
    differences
        .map(|key| format!("{place} has {:?} as {key}, and the log makes it {:?}", found.get(key), wanted.get(key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::sample, *};

    fn findings(change: impl Fn(&mut Evidence)) -> String {
        let mut evidence = sample::evidence();
        change(&mut evidence);
        check(&evidence).join("\n")
    }

    #[test]
    fn a_half_transaction_is_found() {
        let found = findings(|evidence| drop(evidence.database.log[1].events.pop()));
        assert!(found.contains("w1-2 should be"), "{found}");
    }

    #[test]
    fn a_write_with_another_value_is_found() {
        let found = findings(|evidence| evidence.database.log[0].events[0].data["value"]["mark"] = json!("w7-7"));
        assert!(found.contains("w1-1 should be"), "{found}");
    }

    #[test]
    fn a_lost_update_is_found() {
        // The guard names the revision before the last: somebody's write in between would be lost.
        let found = findings(|evidence| evidence.records[4].write.changes[0].if_rev = Some(2));
        assert!(found.contains("was to be at revision 2, and was at 5"), "{found}");
    }

    #[test]
    fn a_patch_of_something_old_is_found() {
        let found = findings(|evidence| evidence.database.log[5].events[0].data["value"]["padding"] = json!("old"));
        assert!(found.contains("w2-2 should be"), "{found}");
    }

    #[test]
    fn a_deletion_of_something_else_is_found() {
        let found = findings(|evidence| evidence.database.log[6].events[0].data["rev"] = json!(1));
        assert!(found.contains("w3-1 should be"), "{found}");
    }

    #[test]
    fn an_expiry_that_was_forgotten_is_found() {
        let found = findings(|evidence| {
            evidence.database.log[2].events[0].data.as_object_mut().unwrap().remove("expires_at");
        });
        assert!(found.contains("w2-1 should be"), "{found}");
    }

    #[test]
    fn documents_that_differ_from_the_log_are_found() {
        let lost = findings(|evidence| evidence.database.documents.clear());
        assert!(lost.contains("the database has None as crash/end"), "{lost}");
        let stale = |evidence: &mut Evidence| {
            evidence.listed.values_mut().next().unwrap().rev = 1;
        };
        assert!(findings(stale).contains("the list that the server gave"));
    }
}
