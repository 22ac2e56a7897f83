//! Whether several connections tell the same story.
//!
//! One connection cannot show that an event is missing. Two that look at the same thing can: whatever one of them
//! has seen between two revisions, the other has to have seen too, and word for word.

use std::collections::BTreeMap;

use serde_json::Value;

/// What one connection has seen.
#[derive(Debug)]
pub(super) struct StreamLog {
    exchange: String,
    /// What it looks at: path, filters and rights.
    view: String,
    /// The revision after which it has seen everything; `None` until that is known.
    after: Option<u64>,
    /// The revision up to which it has seen everything.
    up_to: u64,
    events: Vec<LoggedEvent>,
}

/// An event as it was sent.
#[derive(Debug)]
pub(super) struct LoggedEvent {
    pub id: String,
    pub revision: u64,
    pub data: Value,
}

impl StreamLog {
    pub(super) fn new(exchange: String, view: String, after: Option<u64>) -> Self {
        Self { exchange, view, after, up_to: after.unwrap_or_default(), events: Vec::new() }
    }

    /// From this revision on it sees everything.
    pub(super) fn start_at(&mut self, revision: u64) {
        self.after = Some(revision);
        self.up_to = revision;
    }

    /// Everything up to this revision has been sent.
    pub(super) fn reach(&mut self, revision: u64) {
        self.after.get_or_insert(revision);
        self.up_to = revision;
    }

    pub(super) fn add(&mut self, event: LoggedEvent, last_of_commit: bool) {
        // A stream that starts "now" does not say at which revision that is; its first commit is a lower bound.
        let after = self.after.get_or_insert(event.revision - 1);
        self.up_to = self.up_to.max(*after);
        if last_of_commit {
            self.up_to = event.revision;
        }
        self.events.push(event);
    }
}

pub(super) fn compare(streams: &[StreamLog]) -> Vec<String> {
    let mut by_view: BTreeMap<&str, Vec<&StreamLog>> = BTreeMap::new();
    for stream in streams {
        by_view.entry(&stream.view).or_default().push(stream);
    }
    let mut violations = differing(streams);
    for streams in by_view.values() {
        violations.extend(missing(streams));
    }
    violations
}

/// Events that are not the same on all connections.
fn differing(streams: &[StreamLog]) -> Vec<String> {
    let mut first: BTreeMap<&str, &Value> = BTreeMap::new();
    let mut violations = Vec::new();
    for stream in streams {
        for event in &stream.events {
            if **first.entry(&event.id).or_insert(&event.data) != event.data {
                violations.push(format!("{}: event {} is not as another stream told it", stream.exchange, event.id));
            }
        }
    }
    violations
}

/// Events that one connection has seen and another, which looks at the same, has not.
fn missing(streams: &[&StreamLog]) -> Vec<String> {
    let mut all: Vec<(u64, &str)> = Vec::new();
    for stream in streams {
        all.extend(stream.events.iter().map(|event| (event.revision, event.id.as_str())));
    }
    all.sort_unstable();
    all.dedup();
    let mut violations = Vec::new();
    for stream in streams {
        let Some(after) = stream.after else { continue };
        let seen: std::collections::HashSet<&str> = stream.events.iter().map(|event| event.id.as_str()).collect();
        let covered = all.iter().filter(|(revision, _)| *revision > after && *revision <= stream.up_to);
        let missed: Vec<&str> = covered.map(|(_, id)| *id).filter(|id| !seen.contains(id)).collect();
        if !missed.is_empty() {
            violations.push(format!("{}: misses the events {}", stream.exchange, missed.join(", ")));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn log(view: &str, after: u64, revisions: &[u64]) -> StreamLog {
        let mut log = StreamLog::new(format!("after {after}"), view.into(), Some(after));
        for &revision in revisions {
            log.add(LoggedEvent { id: format!("{revision}-0"), revision, data: json!(revision) }, true);
        }
        log
    }

    #[test]
    fn streams_that_agree_have_no_violation() {
        assert!(compare(&[log("a", 0, &[1, 3, 5]), log("a", 1, &[3]), log("b", 0, &[2, 6])]).is_empty());
    }

    #[test]
    fn a_gap_is_found() {
        let violations = compare(&[log("a", 0, &[1, 3, 5]), log("a", 1, &[5])]);
        assert_eq!(violations, ["after 1: misses the events 3-0"]);
    }

    #[test]
    fn an_event_that_changes_is_found() {
        let mut changed = log("a", 0, &[1]);
        changed.events[0].data = json!("other");
        assert_eq!(compare(&[log("b", 0, &[1]), changed]).len(), 1);
    }
}
