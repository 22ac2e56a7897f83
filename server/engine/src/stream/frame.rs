//! Server-sent events (HTML Living Standard, section 9.2), written once for all who get them.

use std::collections::VecDeque;

use bytes::Bytes;
use charter_store::EventRecord;
use charter_types::{EventType, Partition, Principal, Revision, Timestamp};
use serde::Serialize;
use serde_json::value::RawValue;

use super::scope::Scope;

/// How long a client waits before it reconnects.
pub(super) const RETRY: Bytes = Bytes::from_static(b"retry: 1000\n\n");

/// What shows that the connection lives.
pub(super) const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");

/// A frame that is not an event of the log. The types that are sent are JSON objects, and so without line ends.
pub(super) fn control(event: &str, data: &impl Serialize, id: Option<Revision>) -> Bytes {
    let data = serde_json::to_string(data).unwrap_or_default();
    let id = id.map_or_else(String::new, |id| format!("id: {id}\n"));
    Bytes::from(format!("event: {event}\ndata: {data}\n{id}\n"))
}

/// A [`charter_types::SnapshotItem`] whose document is JSON already.
#[derive(Serialize)]
pub(super) struct RawSnapshotItem<'a> {
    pub(super) family: &'a str,
    pub(super) subject: &'a str,
    pub(super) revision: Revision,
    pub(super) data: &'a RawValue,
}

const END_OF_FRAME: Bytes = Bytes::from_static(b"\n");

/// The events of one commit.
#[derive(Debug)]
pub(super) struct CommitFrames {
    pub(super) revision: Revision,
    pub(super) frames: Vec<EventFrame>,
}

impl CommitFrames {
    /// Frames of a page of the log, in its order. `source` names the store.
    pub(super) fn of_events(source: &str, events: Vec<EventRecord>) -> Vec<Self> {
        let mut commits: Vec<Self> = Vec::new();
        for event in events {
            let revision = event.revision;
            let frame = EventFrame::new(source, event);
            match commits.last_mut() {
                Some(commit) if commit.revision == revision => commit.frames.push(frame),
                _ => commits.push(Self { revision, frames: vec![frame] }),
            }
        }
        commits
    }

    /// How much memory they take, roughly.
    pub(super) fn bytes(&self) -> usize {
        const OVERHEAD: usize = 256;
        self.frames.iter().map(|frame| OVERHEAD + frame.subject.len() + frame.bytes.len()).sum()
    }

    /// The frames that a scope shows; only the last has an id. What is sent is shared by all subscribers.
    pub(super) fn parts(&self, scope: &Scope) -> Parts {
        let mut shown = self
            .frames
            .iter()
            .filter(|frame| scope.shows(&frame.partition, &frame.family, &frame.event_type, &frame.subject))
            .peekable();
        let mut parts = Parts::default();
        while let Some(frame) = shown.next() {
            if shown.peek().is_some() {
                parts.push(frame.bytes.slice(..frame.id_from));
                parts.push(END_OF_FRAME);
            } else {
                parts.push(frame.bytes.clone());
            }
        }
        parts
    }
}

/// What is sent of a commit, piece by piece. Most commits have one event, and so one piece.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) first: Option<Bytes>,
    pub(super) others: VecDeque<Bytes>,
}

impl Parts {
    fn push(&mut self, part: Bytes) {
        match self.first {
            None => self.first = Some(part),
            Some(_) => self.others.push_back(part),
        }
    }
}

/// An event, and what decides whether somebody sees it.
#[derive(Debug)]
pub(super) struct EventFrame {
    partition: Partition,
    family: String,
    event_type: String,
    subject: String,
    /// The whole frame. The id comes last: whoever takes it as soon as it is read has read the event before it.
    bytes: Bytes,
    id_from: usize,
}

impl EventFrame {
    fn new(source: &str, event: EventRecord) -> Self {
        let mut text = format!("event: {}\ndata: ", event.event_type).into_bytes();
        write_engine_event(&mut text, source, &event);
        text.push(b'\n');
        let id_from = text.len();
        text.extend_from_slice(format!("id: {}\n\n", event.revision).as_bytes());
        let EventRecord { partition, family, event_type, subject, .. } = event;
        Self { partition, family, event_type, subject, bytes: text.into(), id_from }
    }
}

/// A [`charter_types::EngineEvent`] without its data.
#[derive(Serialize)]
struct Envelope<'a> {
    specversion: &'static str,
    id: String,
    source: &'a str,
    subject: &'a str,
    time: Timestamp,
    dataschema: &'a str,
    revision: Revision,
    partition: &'a Partition,
    actor: &'a Principal,
    #[serde(skip_serializing_if = "Option::is_none")]
    correlationid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    causationid: Option<&'a str>,
    #[serde(rename = "type")]
    event_type: &'a str,
}

/// The stored data goes in as it is: it was written by the engine, as JSON in one line.
fn write_engine_event(text: &mut Vec<u8>, source: &str, event: &EventRecord) {
    let event_type = EventType::from(event.event_type.as_str());
    let envelope = Envelope {
        specversion: "1.0",
        id: format!("{}-{}", event.revision, event.index),
        source,
        subject: &event.subject,
        time: event.time,
        dataschema: event_type.data_schema().unwrap_or("urn:charter:event:unknown:0"),
        revision: event.revision,
        partition: &event.partition,
        actor: &event.actor,
        correlationid: event.correlation_id.as_deref(),
        causationid: event.causation_id.as_deref(),
        event_type: &event.event_type,
    };
    let envelope = serde_json::to_vec(&envelope).expect("an envelope of texts and numbers is JSON");
    let open = envelope.strip_suffix(b"}").expect("an envelope is an object");
    text.extend_from_slice(open);
    text.extend_from_slice(b",\"data\":");
    text.extend_from_slice(&event.data);
    text.push(b'}');
}

#[cfg(test)]
mod tests {
    use charter_types::{EngineEvent, SnapshotItem};
    use serde_json::json;

    use super::*;

    fn record() -> EventRecord {
        EventRecord {
            revision: Revision::new(42).unwrap(),
            index: 3,
            last_of_commit: true,
            family: "resource".into(),
            event_type: "resource.deleted".into(),
            partition: "acme/web/shop".parse().unwrap(),
            subject: "team/\"plan\"".into(),
            actor: "user:ada".parse().unwrap(),
            time: Timestamp::from_unix_ms(1_700_000_000_000),
            correlation_id: None,
            causation_id: Some("41-0".into()),
            data: Bytes::from_static(br#"{"b":1,"a":0.10}"#),
        }
    }

    #[test]
    fn an_event_is_the_contracts_and_keeps_its_data_to_the_byte() {
        let source = "urn:charter:store:0197a3c4-6f00-7000-8000-000000000001";
        for correlation_id in [None, Some("request-7".to_owned())] {
            let mut text = Vec::new();
            write_engine_event(&mut text, source, &EventRecord { correlation_id: correlation_id.clone(), ..record() });
            let event: EngineEvent = serde_json::from_slice(&text).unwrap();
            assert_eq!((event.id.as_str(), event.subject.as_str()), ("42-3", "team/\"plan\""));
            assert_eq!((event.correlationid, event.causationid.as_deref()), (correlation_id, Some("41-0")));
            assert!(text.ends_with(br#""data":{"b":1,"a":0.10}}"#));
        }
    }

    #[test]
    fn a_snapshot_item_is_the_contracts() {
        let data = serde_json::value::to_raw_value(&json!({"a": 1})).unwrap();
        let revision = Revision::new(7).unwrap();
        let raw = RawSnapshotItem { family: "resource", subject: "a", revision, data: &data };
        let item = SnapshotItem::new("resource".into(), "a".into(), revision, json!({"a": 1}));
        assert_eq!(serde_json::to_string(&raw).unwrap(), serde_json::to_string(&item).unwrap());
    }
}
