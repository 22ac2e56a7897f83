//! A worker: claims runs, keeps their leases, reports what they do, and says what came of them.
//!
//! ```no_run
//! use charter_sdk::{Client, worker::Completion};
//! use serde_json::json;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let worker = Client::from_env()?.worker(["specialist"]).skills(["rust"]).concurrency(4);
//! let tally = worker.run(|run| async move {
//!     run.progress("Reading the sheet", 10).await;
//!     Ok(Completion::new().output(json!({ "title": run.run().title })))
//! }).await?;
//! println!("{} done, {} failed", tally.completed, tally.failed);
//! # Ok(())
//! # }
//! ```
//!
//! ```text
//! claim ─► lease ─┬─► heartbeats, at a third of its length ─► told to stop, or lost
//!                 ├─► handler ─► events ─► reports
//!                 └─► complete or fail, tried again until the lease is over
//! ```
//!
//! What is promised:
//!
//! - A claim asks for no more runs than there are free places.
//! - When the run is to stop, its lease is lost, its time limit has passed, or the worker itself is to stop, the
//!   handler is told through [`RunContext::cancelled`]; after a grace its future is dropped.
//! - For a lease that is lost, or that would be over by the worker's own clock, nothing more is sent. A worker that was
//!   stopped for a while and wakes up therefore says nothing about runs that passed on to others.
//! - What failed on the way is sent again with the same `Idempotency-Key` until the lease is over.
//! - A handler that panics fails its attempt, which is tried again; the worker goes on.

mod attempt;
mod claims;
mod context;
mod lease;
mod outcome;
mod reporter;
mod text;

use std::time::Duration;

use charter_types::{Capability, LeaseLength, MissionId, Role, WorkerName};
use tokio_util::sync::CancellationToken;

use crate::{Client, Error, parameter::Parameter, request::Input};

pub use context::{RunContext, StopReason};
pub use outcome::{Completion, Failure};
pub use tokio_util::sync::CancellationToken as StopToken;

/// How long a lease lasts without a heartbeat, unless the worker says otherwise.
const DEFAULT_LEASE: Duration = Duration::from_secs(30);
/// How long a handler that was told to stop may still take, unless the worker says otherwise.
const DEFAULT_GRACE: Duration = Duration::from_secs(10);

impl Client {
    /// Starts a worker that takes runs of these roles; see [`worker`](crate::worker).
    pub fn worker(&self, roles: impl IntoIterator<Item = impl Parameter<Role>>) -> Worker {
        let mut input = Input::new("worker", ());
        let roles = input.read_all("roles", roles).unwrap_or_default();
        Worker {
            client: self.clone(),
            input,
            roles,
            skills: Vec::new(),
            mission_id: None,
            name: None,
            concurrency: 1,
            lease: DEFAULT_LEASE,
            grace: DEFAULT_GRACE,
            most_runs: None,
            idle: None,
            stop: CancellationToken::new(),
        }
    }
}

/// Settings of a worker; [`Worker::run`] sets it to work.
#[derive(Debug)]
#[must_use = "a worker does nothing until `run`"]
pub struct Worker {
    client: Client,
    input: Input<()>,
    roles: Vec<Role>,
    skills: Vec<Capability>,
    mission_id: Option<MissionId>,
    name: Option<WorkerName>,
    concurrency: usize,
    lease: Duration,
    grace: Duration,
    most_runs: Option<u64>,
    idle: Option<Duration>,
    stop: CancellationToken,
}

impl Worker {
    /// What the worker can do: it gets runs all of whose skills are among these.
    pub fn skills(mut self, skills: impl IntoIterator<Item = impl Parameter<Capability>>) -> Self {
        self.skills = self.input.read_all("skills", skills).unwrap_or_default();
        self
    }

    /// How many runs it works on at once, at least 1; 1 when it is not told.
    pub fn concurrency(mut self, runs: usize) -> Self {
        self.concurrency = runs.max(1);
        self
    }

    /// How long a lease lasts without a heartbeat, from a second to an hour; 30 seconds when it is not told.
    pub fn lease(mut self, length: Duration) -> Self {
        self.lease = length;
        self
    }

    /// How long a handler that was told to stop may still take before its future is dropped, and how long the worker
    /// lets runs end by themselves when it is told to stop; 10 seconds when it is not told.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Only runs of this mission.
    pub fn mission(mut self, mission_id: impl Parameter<MissionId>) -> Self {
        self.mission_id = self.input.read("mission_id", mission_id);
        self
    }

    /// What the worker calls itself, for people.
    pub fn name(mut self, name: impl Parameter<WorkerName>) -> Self {
        self.name = self.input.read("worker_name", name);
        self
    }

    /// Ends by itself after so many runs.
    pub fn at_most(mut self, runs: u64) -> Self {
        self.most_runs = Some(runs);
        self
    }

    /// Ends by itself when there was nothing to do for so long.
    pub fn until_idle(mut self, idle: Duration) -> Self {
        self.idle = Some(idle);
        self
    }

    /// Ends in good order when this token is cancelled: claims nothing more, lets what is under way end within the
    /// grace, and gives back the rest.
    pub fn stop(mut self, token: StopToken) -> Self {
        self.stop = token;
        self
    }

    /// Works until it is told to stop. Each run is given to `handler`, in a task of its own.
    ///
    /// What goes wrong for a while (no server, an overloaded one) is waited out.
    ///
    /// # Errors
    /// When a setting breaks the contract, or the server refuses the worker's claims.
    pub async fn run<H, F>(mut self, handler: H) -> Result<Tally, Error>
    where
        H: Fn(RunContext) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Completion, Failure>> + Send + 'static,
    {
        let lease_ms = self.lease.as_millis().try_into().unwrap_or(i64::MAX);
        let lease: Option<LeaseLength> = self.input.read("lease_ms", lease_ms);
        self.input.clone().check()?;
        let lease = lease.unwrap_or(LeaseLength::MIN);
        claims::work(self, lease, handler).await
    }
}

/// What a worker's runs have come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Those that the server took as completed.
    pub completed: u64,
    /// Those that failed, or were given back.
    pub failed: u64,
    /// Those whose lease was lost.
    pub lost: u64,
    /// Those that wait for an approval, and come again when it is decided.
    pub parked: u64,
}
