use charter_conformance::wire::{Answer, Client};
use fastrand::Rng;

use super::{Outcome, Write};

/// How large values are, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// The least.
    pub least: usize,
    /// The most.
    pub most: usize,
}

impl Sizes {
    /// A commit takes a few pages.
    pub const SMALL: Self = Self { least: 10, most: 2_000 };
    /// A hundred commits fill the write-ahead log, so that it is folded into the database.
    pub const LARGE: Self = Self { least: 20_000, most: 90_000 };
}

/// Thinks of writes and sends them, one after the other.
#[derive(Debug)]
pub struct Writer {
    name: String,
    sizes: Sizes,
    random: Rng,
    made: usize,
}

/// What a server said to a write.
#[derive(Debug)]
pub struct Answered {
    /// What was asked for.
    pub write: Write,
    /// The answer; the reason when there is none.
    pub answer: Result<Answer, String>,
}

impl Answered {
    /// The request and the answer in a line.
    pub fn shown(&self) -> String {
        match &self.answer {
            Ok(answer) => format!("{} answered {}", answer.request, answer.shown()),
            Err(reason) => format!("the write {} got no answer: {reason}", self.write.mark),
        }
    }

    /// What the answer says of the write: nothing when there is none, or when the server failed.
    pub fn outcome(&self) -> Outcome {
        match &self.answer {
            Ok(answer) if answer.status.is_success() => {
                let body = answer.json();
                let revision = body["revision"].as_u64().or_else(|| body["rev"].as_u64());
                Outcome::Acknowledged(revision.unwrap_or_default())
            }
            Ok(answer) if answer.status.is_client_error() || answer.status == 507 => Outcome::Refused,
            Ok(_) | Err(_) => Outcome::Unknown,
        }
    }
}

impl Writer {
    /// A writer with keys of its own. No other on the same disk may have its name.
    pub fn new(name: String, sizes: Sizes, random: Rng) -> Self {
        Self { name, sizes, random, made: 0 }
    }

    /// The next write: mostly a PUT, often of a key that was written before, else a transaction.
    pub fn think(&mut self) -> Write {
        const USUAL_KEYS: usize = 8;
        self.made += 1;
        let (name, made) = (&self.name, self.made);
        let keys = match self.random.u32(..10) {
            0..5 => vec![format!("load/{name}/usual-{}", self.random.usize(..USUAL_KEYS))],
            5..7 => vec![format!("load/{name}/new-{made}")],
            _ => (0..self.random.usize(2..6)).map(|key| format!("load/{name}/usual-{key}")).collect(),
        };
        // The parts of a transaction share its size.
        let bytes = self.random.usize(self.sizes.least..self.sizes.most) / keys.len();
        Write { mark: format!("{name}-{made}"), keys, bytes, ttl_ms: None }
    }

    /// Sends a write and waits for what is said to it.
    pub async fn send(write: Write, client: &Client) -> Answered {
        let answer = write.request(client).send().await.map_err(|failure| failure.to_string());
        Answered { write, answer }
    }
}
