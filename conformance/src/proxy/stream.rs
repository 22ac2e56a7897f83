//! Whether a stream keeps its promises, frame by frame while it passes.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};

use serde_json::Value;

use super::{
    Record,
    record::lock,
    request::CheckedRequest,
    streams::{LoggedEvent, StreamLog},
};
use crate::{
    contract::Contract,
    wire::{Item, SseFrame, SseParser},
};

/// The check of one connection.
pub(super) struct StreamCheck {
    contract: Arc<Contract>,
    record: Arc<Mutex<Record>>,
    exchange: String,
    operation: String,
    filters: Filters,
    parser: SseParser,
    log: usize,
    state: State,
}

#[derive(Debug, Default)]
struct State {
    phase: Phase,
    /// Everything up to here has been sent.
    position: u64,
    /// The commit whose events are coming, with the place of its last one.
    open_commit: Option<(u64, u64)>,
    snapshot_subjects: HashSet<String>,
    snapshot_newest: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Snapshot,
    #[default]
    Live,
    Ended,
}

#[derive(Debug)]
struct Filters {
    prefixes: Vec<String>,
    types: Vec<String>,
    families: Vec<String>,
}

impl StreamCheck {
    pub(super) fn start(
        contract: Arc<Contract>,
        record: Arc<Mutex<Record>>,
        exchange: String,
        request: &CheckedRequest,
    ) -> Self {
        let cursor = request.parameters.get("Last-Event-ID").or_else(|| request.parameters.get("after"));
        let cursor = cursor.and_then(Value::as_u64);
        let wants_snapshot = request.parameters.get("snapshot") == Some(&Value::Bool(true)) && cursor.is_none();
        let operation = request.operation.clone().unwrap_or_default();
        let filters = Filters::of(request);
        // Streams of one operation and of different things have nothing in common.
        let path = exchange.split('?').next().unwrap_or_default();
        let view = format!("{path} {filters:?} {:?}", request.credentials);
        let log = {
            let mut record = lock(&record);
            record.streams.push(StreamLog::new(exchange.clone(), view, cursor));
            record.streams.len() - 1
        };
        let state = State {
            phase: if wants_snapshot { Phase::Snapshot } else { Phase::Live },
            position: cursor.unwrap_or_default(),
            ..State::default()
        };
        Self { contract, record, exchange, operation, filters, parser: SseParser::default(), log, state }
    }

    pub(super) fn record_head(&self, violations: Vec<String>, status: u16) {
        let mut record = lock(&self.record);
        record.add(&self.exchange, violations);
        *record.answers.entry((self.operation.clone(), status)).or_default() += 1;
    }

    /// Takes what came and checks what is complete.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        for item in self.parser.push(bytes) {
            match item {
                Item::Comment | Item::Retry(_) => {}
                Item::Unknown(line) => self.violation(format!("the line {line:?} has no meaning in a stream")),
                Item::Frame(frame) => {
                    if let Err(violation) = self.check_frame(&frame) {
                        self.violation(format!("{violation}: {frame:?}"));
                    }
                }
            }
        }
    }

    /// The server has ended the stream cleanly.
    pub(super) fn end(&mut self) {
        if self.state.phase != Phase::Ended {
            self.violation("the server ended the stream without saying why".into());
        }
        if let Some((revision, _)) = self.state.open_commit {
            self.violation(format!("the server ended the stream in the middle of commit {revision}"));
        }
    }

    fn violation(&self, violation: String) {
        lock(&self.record).add(&self.exchange, [violation]);
    }

    fn check_frame(&mut self, frame: &SseFrame) -> Result<(), String> {
        let name = frame.event.as_deref().ok_or("a frame has no name")?;
        let data: Value =
            serde_json::from_str(&frame.data).map_err(|error| format!("the data is not JSON: {error}"))?;
        *lock(&self.record).frames.entry((self.operation.clone(), name.to_owned())).or_default() += 1;
        if self.state.phase == Phase::Ended {
            return Err("a frame comes after the one that ends the stream".into());
        }
        let id = frame.id.as_deref().map(str::parse::<u64>).transpose();
        let id = id.map_err(|_| "the id is not a revision")?;
        let Some(schema) = self.schema_of(name) else { return self.check_unknown(name, id, data) };
        if let Some(violation) = self.contract.answer_violations(&schema, &data).into_iter().next() {
            return Err(violation);
        }
        match name {
            "snapshot" => self.state.snapshot_item(id, &data, &self.filters, &self.contract),
            "synced" => {
                let revision = self.state.synced(id, &data)?;
                lock(&self.record).streams[self.log].start_at(revision);
                Ok(())
            }
            "bookmark" => {
                let revision = self.state.bookmark(id, &data)?;
                lock(&self.record).streams[self.log].reach(revision);
                Ok(())
            }
            "closing" | "must_refetch" => {
                self.state.phase = Phase::Ended;
                Ok(())
            }
            _ => self.check_event(name, id, data),
        }
    }

    /// A later server's: clients skip the frame, and an event keeps its place in the order all the same.
    fn check_unknown(&mut self, name: &str, id: Option<u64>, data: Value) -> Result<(), String> {
        if !self.contract.may_have_grown() {
            return Err("the contract does not know a frame of this name".into());
        }
        // Event types are `{family}.{what}`; other frames have no dot.
        if name.contains('.') { self.check_event(name, id, data) } else { Ok(()) }
    }

    fn schema_of(&self, name: &str) -> Option<String> {
        if let Some(event_type) = self.contract.event_types.get(name) {
            return Some(event_type.schema.clone());
        }
        let stream = self.contract.operation(&self.operation)?.stream()?;
        stream.frames.iter().find(|(frame, _)| frame == name).map(|(_, schema)| schema.clone())
    }

    fn check_event(&mut self, name: &str, id: Option<u64>, data: Value) -> Result<(), String> {
        if data["type"] != name {
            return Err("the frame's name is not the event's type".into());
        }
        self.filters.check(&data)?;
        let revision = data["revision"].as_u64().unwrap_or_default();
        let place = data["id"].as_str().and_then(|id| id.split_once('-'));
        let place = place.filter(|(of, _)| *of == revision.to_string()).and_then(|(_, place)| place.parse().ok());
        self.state.event(id, revision, place.ok_or("the event's id does not start with its revision")?)?;
        let event = LoggedEvent { id: data["id"].as_str().unwrap_or_default().to_owned(), revision, data };
        lock(&self.record).streams[self.log].add(event, id.is_some());
        Ok(())
    }
}

impl State {
    fn snapshot_item(
        &mut self,
        id: Option<u64>,
        data: &Value,
        filters: &Filters,
        contract: &Contract,
    ) -> Result<(), String> {
        if self.phase != Phase::Snapshot {
            return Err("a snapshot frame comes although none was asked for, or after the synced frame".into());
        }
        if id.is_some() {
            return Err("a snapshot frame has an id, so that a resume would start in the middle".into());
        }
        let subject = data["subject"].as_str().unwrap_or_default();
        if !filters.takes_subject(subject) {
            return Err("a snapshot frame does not fit the filters".into());
        }
        if !self.snapshot_subjects.insert(subject.to_owned()) {
            return Err("a document comes twice in the snapshot".into());
        }
        self.snapshot_newest = self.snapshot_newest.max(data["revision"].as_u64().unwrap_or_default());
        if data["family"] == "resource" {
            let document = &data["data"];
            if let Some(violation) = contract.answer_violations("Resource", document).into_iter().next() {
                return Err(violation);
            }
            if document["key"] != data["subject"] || document["rev"] != data["revision"] {
                return Err("the snapshot frame's subject and revision are not its document's".into());
            }
        }
        Ok(())
    }

    fn synced(&mut self, id: Option<u64>, data: &Value) -> Result<u64, String> {
        if self.phase != Phase::Snapshot {
            return Err("a synced frame comes without a snapshot".into());
        }
        let revision = position_of(id, data)?;
        if revision < self.snapshot_newest {
            return Err("the snapshot has a document that is newer than the synced frame's revision".into());
        }
        self.phase = Phase::Live;
        self.position = revision;
        Ok(revision)
    }

    fn bookmark(&mut self, id: Option<u64>, data: &Value) -> Result<u64, String> {
        if self.phase != Phase::Live || self.open_commit.is_some() {
            return Err("a bookmark comes in the middle of a snapshot or a commit".into());
        }
        let revision = position_of(id, data)?;
        if revision < self.position {
            return Err(format!("a bookmark goes back from revision {}", self.position));
        }
        self.position = revision;
        Ok(revision)
    }

    fn event(&mut self, id: Option<u64>, revision: u64, place: u64) -> Result<(), String> {
        if self.phase == Phase::Snapshot {
            return Err("an event comes before the synced frame".into());
        }
        if revision <= self.position {
            return Err(format!("an event comes again, or too late: revision {} was sent already", self.position));
        }
        match self.open_commit {
            Some((open, _)) if open != revision => {
                return Err(format!("commit {open} has no last event with an id"));
            }
            Some((_, last)) if place <= last => return Err("the events of a commit are out of order".into()),
            _ => {}
        }
        match id {
            Some(id) if id != revision => return Err("the frame's id is not the event's revision".into()),
            Some(_) => {
                self.open_commit = None;
                self.position = revision;
            }
            None => self.open_commit = Some((revision, place)),
        }
        Ok(())
    }
}

fn position_of(id: Option<u64>, data: &Value) -> Result<u64, String> {
    let revision = data["revision"].as_u64().unwrap_or_default();
    if id == Some(revision) { Ok(revision) } else { Err("the frame's id is not its revision".into()) }
}

impl Filters {
    fn of(request: &CheckedRequest) -> Self {
        let list = |name: &str| {
            let items = request.parameters.get(name).and_then(Value::as_array).into_iter().flatten();
            let mut items: Vec<String> = items.filter_map(|item| item.as_str().map(str::to_owned)).collect();
            items.sort();
            items
        };
        Self { prefixes: list("prefix"), types: list("type"), families: list("family") }
    }

    fn takes_subject(&self, subject: &str) -> bool {
        self.prefixes.is_empty() || self.prefixes.iter().any(|prefix| subject.starts_with(prefix))
    }

    fn check(&self, event: &Value) -> Result<(), String> {
        let name = event["type"].as_str().unwrap_or_default();
        let family = name.split('.').next().unwrap_or_default();
        let takes = |list: &[String], value: &str| list.is_empty() || list.iter().any(|item| item == value);
        let fits = self.takes_subject(event["subject"].as_str().unwrap_or_default())
            && takes(&self.types, name)
            && takes(&self.families, family);
        if fits { Ok(()) } else { Err("the event does not fit the stream's filters".into()) }
    }
}
