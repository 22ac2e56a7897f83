use std::{collections::BTreeMap, time::Instant};

use charter_conformance::wire::{Answer, Client};

use super::{
    Document, Outcome, Planner, Progress, Record, Replay, Write,
    attempt::{Reply, send},
};
use crate::target::Clients;

/// How many idempotent writes a writer keeps to send them once more later.
const MOST_REMEMBERED: usize = 16;
/// One in so many turns a writer sends an idempotent write once more instead of a new one.
const REPEATS_ONCE_IN: u32 = 16;

/// What one writer has done.
#[derive(Debug, Default)]
pub struct Account {
    /// Its writes, in their order.
    pub records: Vec<Record>,
    /// Answers that no server should give.
    pub findings: Vec<String>,
}

/// Writes until the run ends, one write at a time.
#[derive(Debug)]
pub struct Writer {
    planner: Planner,
    random: fastrand::Rng,
    clients: Clients,
    progress: Progress,
    account: Account,
    /// Idempotent writes with their place in the account and their first answer.
    remembered: Vec<(usize, Answer)>,
}

impl Writer {
    /// A writer with this number.
    pub fn new(number: usize, seed: u64, clients: Clients, progress: Progress) -> Self {
        let stream = 1000 + 2 * number as u64;
        Self {
            planner: Planner::new(number, crate::seed::random(seed, stream)),
            random: crate::seed::random(seed, stream + 1),
            clients,
            progress,
            account: Account::default(),
            remembered: Vec::new(),
        }
    }

    /// Goes on until the run ends.
    ///
    /// # Errors
    /// When the server does not come back.
    pub async fn run(mut self) -> anyhow::Result<Account> {
        while !self.progress.is_ending() {
            if !self.remembered.is_empty() && self.random.u32(..REPEATS_ONCE_IN) == 0 {
                self.repeat_one().await?;
                continue;
            }
            let wish = self.planner.wish();
            let seen = if wish.reads_first { self.read(&wish.keys).await? } else { Some(BTreeMap::new()) };
            if let Some(write) = seen.and_then(|seen| self.planner.write(wish, &seen)) {
                self.perform(write).await?;
            }
        }
        Ok(self.account)
    }

    /// What stands under the keys; `None` when the server went away.
    async fn read(&mut self, keys: &[String]) -> anyhow::Result<Option<BTreeMap<String, Option<Document>>>> {
        let up = self.clients.up().await?;
        let mut seen = BTreeMap::new();
        for key in keys {
            let Ok(answer) = up.client.get(key).await else {
                self.clients.pause().await;
                return Ok(None);
            };
            match answer.status.as_u16() {
                200 => seen.insert(key.clone(), Some(Document::of_resource(&answer.json()))),
                404 => seen.insert(key.clone(), None),
                _ => {
                    self.account.findings.push(format!("{} answered {}", answer.request, answer.shown()));
                    return Ok(None);
                }
            };
        }
        Ok(Some(seen))
    }

    async fn perform(&mut self, write: Write) -> anyhow::Result<()> {
        let client = self.clients.up().await?.client;
        let (sent_at, begun) = (self.progress.now(), Instant::now());
        let (mut client, mut attempts) = (client, 0);
        let answer = loop {
            attempts += 1;
            match send(write.request(&client), &mut self.random).await {
                Reply::Answer(answer) => break Some(answer),
                Reply::Nothing => self.clients.pause().await,
            }
            if !write.kind.is_idempotent() {
                break None;
            }
            client = self.next_client(attempts).await?;
        };
        let (answered_at, took) = (self.progress.now(), begun.elapsed());
        let (outcome, finding) =
            answer.as_ref().map_or((Outcome::Unknown, None), |answer| judge(&write, answer, attempts));
        self.account.findings.extend(finding);
        if matches!(outcome, Outcome::Acknowledged { .. }) {
            self.progress.acknowledge();
            if let (true, Some(answer)) = (write.kind.is_idempotent(), answer) {
                self.remember(answer);
            }
        }
        let record = Record { write, sent_at, answered_at, took, attempts, outcome, replays: Vec::new() };
        self.account.records.push(record);
        Ok(())
    }

    async fn next_client(&mut self, attempts: u32) -> anyhow::Result<Client> {
        const MOST_ATTEMPTS: u32 = 1000;
        anyhow::ensure!(attempts < MOST_ATTEMPTS, "a write got no answer in {attempts} attempts");
        Ok(self.clients.up().await?.client)
    }

    /// What is about to be recorded is acknowledged with this answer.
    fn remember(&mut self, answer: Answer) {
        if self.remembered.len() == MOST_REMEMBERED {
            let place = self.random.usize(..MOST_REMEMBERED);
            self.remembered.swap_remove(place);
        }
        self.remembered.push((self.account.records.len(), answer));
    }

    async fn repeat_one(&mut self) -> anyhow::Result<()> {
        let place = self.random.usize(..self.remembered.len());
        let client = self.clients.up().await?.client;
        let (record, first) = &self.remembered[place];
        let record = &mut self.account.records[*record];
        match record.write.request(&client).send().await {
            Ok(again) => record.replays.push(Replay::of(first, &again)),
            Err(_) => self.clients.pause().await,
        }
        Ok(())
    }
}

/// What an answer says of a write, and what is wrong with the answer.
fn judge(write: &Write, answer: &Answer, attempts: u32) -> (Outcome, Option<String>) {
    let (status, body) = (answer.status.as_u16(), answer.json());
    let shown = || format!("{:?} {} was answered {}", write.kind, write.mark, answer.shown());
    if answer.status.is_success() {
        let is_replay = answer.header("idempotency-replayed").is_some();
        let finding =
            (is_replay && attempts == 1).then(|| format!("the first answer is marked as a replay: {}", shown()));
        // A transaction and a deletion have a revision of their own, a resource the one of its last change.
        let revision = body["revision"].as_u64().or_else(|| body["rev"].as_u64()).unwrap_or_default();
        return (Outcome::Acknowledged { revision, body }, finding);
    }
    let finding = (!write.kind.may_be_refused_with(status)).then(shown);
    // An attempt before may still have its effect; and a server that fails has perhaps done something first.
    let outcome = if attempts == 1 && status < 500 { Outcome::Refused } else { Outcome::Unknown };
    (outcome, finding)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;
    use crate::workload::Kind;

    fn judged(kind: Kind, status: u16, attempts: u32, is_replay: bool) -> (Outcome, bool) {
        let mut headers = HeaderMap::new();
        if is_replay {
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        let status = StatusCode::from_u16(status).unwrap();
        let answer = Answer { request: String::new(), status, headers, body: "{\"rev\":7}".into() };
        let write = Write { mark: "m".into(), kind, changes: Vec::new() };
        let (outcome, finding) = judge(&write, &answer, attempts);
        (outcome, finding.is_some())
    }

    #[test]
    fn answers_are_taken_at_their_word() {
        let acknowledged = Outcome::Acknowledged { revision: 7, body: serde_json::json!({ "rev": 7 }) };
        assert_eq!(judged(Kind::Put, 200, 1, false), (acknowledged.clone(), false));
        assert_eq!(judged(Kind::IdempotentPut, 200, 2, true), (acknowledged, false));
        assert_eq!(judged(Kind::CompareAndSet, 412, 1, false), (Outcome::Refused, false));
        assert_eq!(judged(Kind::IdempotentPatch, 404, 2, false), (Outcome::Unknown, false));
    }

    #[test]
    fn answers_that_no_server_should_give_are_found() {
        assert_eq!(judged(Kind::Put, 412, 1, false), (Outcome::Refused, true));
        assert_eq!(judged(Kind::Put, 500, 1, false), (Outcome::Unknown, true));
        assert!(judged(Kind::IdempotentPut, 200, 1, true).1);
        assert!(judged(Kind::IdempotentPut, 409, 3, true).1);
    }
}
