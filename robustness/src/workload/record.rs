use std::time::Duration;

use charter_conformance::wire::Answer;
use serde_json::Value;

use super::Write;

/// What a writer knows of a write.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It happened.
    Acknowledged {
        /// At this revision.
        revision: u64,
        /// And this was the answer.
        body: Value,
    },
    /// It did not happen, and will not.
    Refused,
    /// Nobody said: it has happened once, or not at all.
    Unknown,
}

/// An idempotent write that was sent once more after it had been acknowledged, and what was wrong with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// Differences from the first answer; none when it was the same, marked as a replay.
    pub differences: Vec<String>,
}

impl Replay {
    /// Compares the answer to the first one.
    pub fn of(first: &Answer, again: &Answer) -> Self {
        let mut differences = Vec::new();
        let mut compare = |what: &str, is_same: bool| {
            if !is_same {
                differences.push(what.to_owned());
            }
        };
        compare("the status", first.status == again.status);
        compare("the body", first.body == again.body);
        compare("the entity tag", first.header("etag") == again.header("etag"));
        compare("the marker of a replay is missing", again.header("idempotency-replayed") == Some("true"));
        Self { differences }
    }
}

/// A write from beginning to end. Times are places in one order of everything that happened at the clients.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What was asked for.
    pub write: Write,
    /// Before its first request was sent.
    pub sent_at: u64,
    /// After its answer was there.
    pub answered_at: u64,
    /// How long that was.
    pub took: Duration,
    /// How many requests it took.
    pub attempts: u32,
    /// What came of it.
    pub outcome: Outcome,
    /// What came of sending it once more.
    pub replays: Vec<Replay>,
}

impl Record {
    /// The revision that it was acknowledged at.
    pub fn revision(&self) -> Option<u64> {
        match self.outcome {
            Outcome::Acknowledged { revision, .. } => Some(revision),
            Outcome::Refused | Outcome::Unknown => None,
        }
    }

    /// The write as a finding names it.
    pub fn shown(&self) -> String {
        let keys: Vec<&str> = self.write.changes.iter().map(|change| change.key.as_str()).collect();
        format!("{:?} {} of {}", self.write.kind, self.write.mark, keys.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;

    fn answer(status: u16, body: &'static str, is_replay: bool) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert("etag", HeaderValue::from_static("\"7\""));
        if is_replay {
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        let status = StatusCode::from_u16(status).unwrap();
        Answer { request: String::new(), status, headers, body: body.into() }
    }

    #[test]
    fn every_difference_of_a_replay_is_found() {
        let first = answer(201, "{}", false);
        assert!(Replay::of(&first, &answer(201, "{}", true)).differences.is_empty());
        assert_eq!(Replay::of(&first, &answer(200, "{}", true)).differences, ["the status"]);
        assert_eq!(Replay::of(&first, &answer(201, "{ }", true)).differences, ["the body"]);
        assert_eq!(Replay::of(&first, &answer(201, "{}", false)).differences, ["the marker of a replay is missing"]);
    }
}
