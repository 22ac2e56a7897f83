use anyhow::{Result, ensure};

use super::{Answer, Gate, requests::Template};
use crate::servers::Target;

/// What one connection asks for, over and over.
pub trait Work: Send + 'static {
    /// Waits until the next request may be sent.
    fn ready(&mut self) -> impl Future<Output = ()> + Send {
        async {}
    }

    /// The next request.
    fn request(&mut self) -> &[u8];

    /// Takes its answer, and says whether it counts.
    ///
    /// # Errors
    /// When it should never have been given.
    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool>;
}

/// Which key is next.
#[derive(Debug)]
pub enum Keys {
    /// Any below this number.
    Random(fastrand::Rng, u64),
    /// From this one on, in steps.
    InOrder { next: u64, step: u64 },
}

impl Keys {
    fn next(&mut self) -> u64 {
        match self {
            Self::Random(random, below) => random.u64(..*below),
            Self::InOrder { next, step } => {
                *next += *step;
                *next - *step
            }
        }
    }
}

/// PUTs without preconditions, each with another value.
#[derive(Debug)]
pub struct Puts {
    keys: Keys,
    template: Template,
    count: u64,
}

impl Puts {
    /// Of `connections` that overwrite `keys` resources at random.
    pub fn random(target: &Target, connections: usize, keys: u64, seed: u64) -> Vec<Self> {
        let mut random = fastrand::Rng::with_seed(seed);
        let works = (0..connections).map(|_| Keys::Random(random.fork(), keys));
        works.map(|keys| Self { keys, template: Template::put(target), count: 0 }).collect()
    }

    /// Of `connections` that together write each resource once, if each writes as many as the others.
    pub fn each_once(target: &Target, connections: u64) -> Vec<Self> {
        let works = (0..connections).map(|first| Keys::InOrder { next: first, step: connections });
        works.map(|keys| Self { keys, template: Template::put(target), count: 0 }).collect()
    }
}

impl Work for Puts {
    fn request(&mut self) -> &[u8] {
        self.count += 1;
        self.template.fill(self.keys.next(), self.count)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool> {
        ensure!(matches!(answer.status, 200 | 201), "a PUT was answered with {}", answer.status);
        Ok(true)
    }
}

/// GETs of single resources.
#[derive(Debug)]
pub struct Gets {
    keys: Keys,
    template: Template,
}

impl Gets {
    /// Of `connections` that read `keys` resources at random.
    pub fn random(target: &Target, connections: usize, keys: u64, seed: u64) -> Vec<Self> {
        let mut random = fastrand::Rng::with_seed(seed);
        let works = (0..connections).map(|_| Keys::Random(random.fork(), keys));
        works.map(|keys| Self { keys, template: Template::get(target) }).collect()
    }
}

impl Work for Gets {
    fn request(&mut self) -> &[u8] {
        self.template.fill(self.keys.next(), 0)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool> {
        ensure!(answer.status == 200, "a GET was answered with {}", answer.status);
        Ok(true)
    }
}

/// The same work, each request only when a gate lets it through.
#[derive(Debug)]
pub struct Gated<W> {
    work: W,
    gate: Gate,
}

impl<W> Gated<W> {
    pub fn new(work: W, gate: Gate) -> Self {
        Self { work, gate }
    }
}

impl<W: Work> Work for Gated<W> {
    async fn ready(&mut self) {
        self.gate.pass().await;
    }

    fn request(&mut self) -> &[u8] {
        self.work.request()
    }

    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool> {
        self.work.answered(answer)
    }
}

/// The same request, over and over.
#[derive(Debug)]
pub struct Repeated(Vec<u8>);

impl Repeated {
    /// Of `connections`.
    pub fn of(request: Vec<u8>, connections: usize) -> Vec<Self> {
        (0..connections).map(|_| Self(request.clone())).collect()
    }
}

impl Work for Repeated {
    fn request(&mut self) -> &[u8] {
        &self.0
    }

    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool> {
        ensure!(answer.status == 200, "a request was answered with {}", answer.status);
        Ok(true)
    }
}

/// Some requests, one after the other, over and over. What is answered with 200 or 201 and has the marker in it counts.
#[derive(Debug)]
pub struct InTurn {
    requests: Vec<Vec<u8>>,
    next: usize,
    marker: &'static str,
}

impl InTurn {
    pub fn new(requests: Vec<Vec<u8>>, marker: &'static str) -> Self {
        Self { requests, next: 0, marker }
    }
}

impl Work for InTurn {
    fn request(&mut self) -> &[u8] {
        let request = self.next % self.requests.len();
        self.next += 1;
        &self.requests[request]
    }

    fn answered(&mut self, answer: &Answer<'_>) -> Result<bool> {
        ensure!(matches!(answer.status, 200 | 201), "a request was answered with {}", answer.status);
        Ok(memchr::memmem::find(answer.body, self.marker.as_bytes()).is_some())
    }
}
