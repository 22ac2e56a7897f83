//! Several clients that write while the disk fills, is full, and has room again.

use std::time::Duration;

use charter_conformance::wire::Client;
use fastrand::Rng;
use futures::future::join_all;
use tokio::time::timeout;

use crate::load::{Answered, Attempt, Outcome, Sizes, Write, Writer};

const WRITERS: usize = 4;
/// A write that is not answered in this time hangs.
const PATIENCE: Duration = Duration::from_secs(10);
const STORAGE_FULL: &str = "urn:charter:problem:storage-full";

/// Clients that take turns.
#[derive(Debug)]
pub(super) struct Crew {
    writers: Vec<Writer>,
    /// What was done, and what is wrong with the answers.
    pub(super) attempts: Vec<Attempt>,
    pub(super) findings: Vec<String>,
    /// How many writes were refused because the disk is full.
    pub(super) refused: usize,
}

impl Crew {
    pub(super) fn new(sizes: Sizes, random: &mut Rng) -> Self {
        let writer = |number| Writer::new(format!("crew-{number}"), sizes, random.fork());
        Self { writers: (0..WRITERS).map(writer).collect(), attempts: Vec::new(), findings: Vec::new(), refused: 0 }
    }

    /// Each makes so many writes, which have to be acknowledged.
    pub(super) async fn write(&mut self, client: &Client, each: usize) {
        for _ in 0..each {
            for answered in self.turn(client).await {
                if self.take(&answered) != Taken::Acknowledged {
                    self.findings.push(format!("with room on the disk, {}", answered.shown()));
                }
            }
        }
    }

    /// All write until each was refused because the disk is full.
    pub(super) async fn write_until_full(&mut self, client: &Client) {
        const MOST_TURNS: usize = 2000;
        let mut refused = [false; WRITERS];
        for _ in 0..MOST_TURNS {
            for (writer, answered) in self.turn(client).await.iter().enumerate() {
                refused[writer] |= self.take(answered) == Taken::Refused;
            }
            if refused == [true; WRITERS] || !self.findings.is_empty() {
                return;
            }
        }
        self.findings.push("the disk does not get full".to_owned());
    }

    /// All go on on the full disk: each write is refused, or fits.
    pub(super) async fn insist(&mut self, client: &Client, each: usize) {
        for _ in 0..each {
            for answered in self.turn(client).await {
                self.take(&answered);
            }
        }
    }

    /// One writer writes something that lives so long. It has to be acknowledged; answers with its key.
    pub(super) async fn write_expiring(&mut self, client: &Client, ttl_ms: u64) -> String {
        let key = format!("load/short-{}", self.attempts.len());
        let write = Write { ttl_ms: Some(ttl_ms), keys: vec![key.clone()], ..self.writers[0].think() };
        let answered = send(write, client).await;
        if self.take(&answered) != Taken::Acknowledged {
            self.findings.push(format!("with room on the disk, {}", answered.shown()));
        }
        key
    }

    /// One write of each, all at once.
    async fn turn(&mut self, client: &Client) -> Vec<Answered> {
        join_all(self.writers.iter_mut().map(|writer| send(writer.think(), client))).await
    }

    fn take(&mut self, answered: &Answered) -> Taken {
        let outcome = answered.outcome();
        self.attempts.push(Attempt { write: answered.write.clone(), outcome });
        match (outcome, &answered.answer) {
            (Outcome::Acknowledged(_), _) => Taken::Acknowledged,
            (_, Ok(answer)) if answer.status == 507 => {
                self.refused += 1;
                let is_problem = answer.header("content-type") == Some("application/problem+json");
                if !is_problem || answer.json()["type"] != STORAGE_FULL {
                    self.findings.push(format!("no problem of the type {STORAGE_FULL}: {}", answered.shown()));
                }
                Taken::Refused
            }
            _ => {
                self.findings.push(answered.shown());
                Taken::Failed
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Acknowledged,
    Refused,
    Failed,
}

async fn send(write: Write, client: &Client) -> Answered {
    let unanswered = Answered { write: write.clone(), answer: Err(format!("nothing in {PATIENCE:?}")) };
    timeout(PATIENCE, Writer::send(write, client)).await.unwrap_or(unanswered)
}
