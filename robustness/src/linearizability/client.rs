//! Clients that read and write keys that they share, and keep account of every request.

use std::collections::BTreeMap;

use charter_conformance::wire::{Answer, Client as Wire, RequestBuilder};
use http::Method;
use serde_json::json;

use super::history::{Call, Change, Guard, Operation, Told};
use crate::{
    target::Clients,
    workload::{Progress, Reply, send},
};

/// How many keys are in use at once.
const KEYS: u64 = 5;
/// How many operations a key gets before clients move on to the next keys: the check takes the longer the longer a
/// history is, and what is over can no longer go wrong.
const OPERATIONS_PER_KEY: u64 = 150;

/// What one client did, by key.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) operations: BTreeMap<String, Vec<Operation>>,
    pub(super) findings: Vec<String>,
}

/// One client; asks one thing at a time.
#[derive(Debug)]
pub(super) struct Client {
    number: usize,
    random: fastrand::Rng,
    clients: Clients,
    progress: Progress,
    account: Account,
    /// The newest revision of a key that this client was shown.
    shown: BTreeMap<String, u64>,
}

impl Client {
    pub(super) fn new(number: usize, random: fastrand::Rng, clients: Clients, progress: Progress) -> Self {
        Self { number, random, clients, progress, account: Account::default(), shown: BTreeMap::new() }
    }

    /// Goes on until the run ends.
    ///
    /// # Errors
    /// When the server does not come back.
    pub(super) async fn run(mut self) -> anyhow::Result<Account> {
        while !self.progress.is_ending() {
            let wire = self.clients.up().await?.client;
            let called_at = self.progress.now();
            let key = self.key(called_at);
            let answered = match self.choose(&key, called_at) {
                None => self.get(&wire, &key).await,
                Some((guard, change)) => Some(self.write(&wire, &key, guard, change).await),
            };
            // A read without an answer says nothing.
            let Some(call) = answered else { continue };
            let has_returned = !matches!(call, Call::Write(_, _, Told::Nothing));
            let returned_at = has_returned.then(|| self.progress.now());
            let operation = Operation { client: self.number, called_at, returned_at, call };
            self.account.operations.entry(key).or_default().push(operation);
        }
        Ok(self.account)
    }

    /// One of the keys that are in use at this time. Each operation takes two places in the order.
    fn key(&mut self, now: u64) -> String {
        let generation = now / (2 * KEYS * OPERATIONS_PER_KEY);
        format!("linear/{generation}/{}", self.random.u64(..KEYS))
    }

    /// A write, or `None` for a read. The time names the value, so that no two are the same.
    fn choose(&mut self, key: &str, now: u64) -> Option<(Guard, Change)> {
        let shown = self.shown.get(key).copied();
        match self.random.u32(..100) {
            0..40 => None,
            40..55 => Some((Guard::Any, Change::Set(now))),
            55..80 => Some((shown.map_or(Guard::Absent, Guard::Revision), Change::Set(now))),
            80..88 => Some((Guard::Absent, Change::Set(now))),
            88..94 => Some((Guard::Any, Change::Delete)),
            _ => shown.map(|revision| (Guard::Revision(revision), Change::Delete)),
        }
    }

    async fn get(&mut self, wire: &Wire, key: &str) -> Option<Call> {
        let answer = self.send(wire.resource(Method::GET, key)).await?;
        let body = answer.json();
        match (answer.status.as_u16(), body["rev"].as_u64(), body["value"]["id"].as_u64()) {
            (200, Some(revision), Some(value)) => {
                self.shown.insert(key.to_owned(), revision);
                Some(Call::Get(Some((revision, value))))
            }
            (404, _, _) => Some(Call::Get(None)),
            _ => {
                self.find(&answer);
                None
            }
        }
    }

    async fn write(&mut self, wire: &Wire, key: &str, guard: Guard, change: Change) -> Call {
        let request = match change {
            Change::Set(value) => wire.resource(Method::PUT, key).json(&json!({ "value": { "id": value } })),
            Change::Delete => wire.resource(Method::DELETE, key),
        };
        let request = match guard {
            Guard::Any => request,
            Guard::Absent => request.header("if-none-match", "*"),
            Guard::Revision(revision) => request.header("if-match", format!("\"{revision}\"")),
        };
        let told = match self.send(request).await {
            Some(answer) => self.told(key, change, &answer),
            None => Told::Nothing,
        };
        Call::Write(guard, change, told)
    }

    fn told(&mut self, key: &str, change: Change, answer: &Answer) -> Told {
        let body = answer.json();
        let told = match (answer.status.as_u16(), change) {
            (200 | 201, Change::Set(_)) => body["rev"].as_u64().map(Told::Done),
            (200, Change::Delete) => body["revision"].as_u64().map(Told::Done),
            (412, _) => body["current_rev"].as_u64().map(Told::Refused),
            (404, Change::Delete) => Some(Told::Refused(0)),
            _ => None,
        };
        match (told, change) {
            (Some(Told::Done(revision)), Change::Set(_)) => {
                self.progress.acknowledge();
                self.shown.insert(key.to_owned(), revision);
            }
            (Some(Told::Done(_)), Change::Delete) => self.progress.acknowledge(),
            (Some(_), _) => {}
            (None, _) => self.find(answer),
        }
        told.unwrap_or(Told::Nothing)
    }

    async fn send(&mut self, request: RequestBuilder) -> Option<Answer> {
        match send(request, &mut self.random).await {
            Reply::Answer(answer) => Some(answer),
            Reply::Nothing => {
                self.clients.pause().await;
                None
            }
        }
    }

    fn find(&mut self, answer: &Answer) {
        self.account.findings.push(format!("{} answered {}", answer.request, answer.shown()));
    }
}
