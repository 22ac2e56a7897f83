//! A lease as its holder knows it: until when, whether it is lost, and how things are sent under it.

use std::{sync::OnceLock, time::Duration};

use charter_types::{ClaimedRun, Epoch, IdempotencyKey, ProblemType, Run, RunId, RunLease};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until, timeout_at},
};
use tokio_util::sync::CancellationToken;
use tracing::{debug, warn};

use super::context::StopReason;
use crate::{Client, Error, RetryPolicy, request::fresh_idempotency_key, retry::is_transient};

const WAITS: RetryPolicy =
    RetryPolicy { retries: u32::MAX, base_delay: Duration::from_millis(100), longest_delay: Duration::from_secs(2) };

/// How long an answer may take, at least.
const SHORTEST_PATIENCE: Duration = Duration::from_secs(1);

/// What is known of a lease, shared by all that happens under it.
#[derive(Debug)]
pub(super) struct Lease {
    pub client: Client,
    pub run_id: RunId,
    pub epoch: Epoch,
    /// When it is over by this worker's clock, counted from before what kept it was sent.
    ends: watch::Sender<Instant>,
    length: Duration,
    /// How often the run had waited for an approval when it was claimed.
    parks: u64,
    lost: CancellationToken,
    /// Cancelled when the handler is to stop, for whatever reason.
    stop: CancellationToken,
    stop_reason: OnceLock<StopReason>,
}

/// Why something was not sent.
#[derive(Debug)]
pub(super) enum Unsent {
    /// The lease is over.
    LeaseLost,
    /// The server does not take it.
    Refused(Box<Error>),
}

impl Lease {
    pub fn new(client: Client, claimed: &ClaimedRun) -> Self {
        let ClaimedRun { run, lease, .. } = claimed;
        let length = length_of(lease);
        Self {
            client,
            run_id: lease.run_id.clone(),
            epoch: lease.epoch,
            ends: watch::Sender::new(Instant::now() + length),
            length,
            parks: parks(run),
            lost: CancellationToken::new(),
            stop: CancellationToken::new(),
            stop_reason: OnceLock::new(),
        }
    }

    pub fn ends(&self) -> watch::Receiver<Instant> {
        self.ends.subscribe()
    }

    pub fn is_lost(&self) -> bool {
        self.lost.is_cancelled()
    }

    /// Cancelled when the handler is to stop.
    pub fn stop_token(&self) -> &CancellationToken {
        &self.stop
    }

    /// Why the handler is to stop.
    pub fn stop_reason(&self) -> Option<StopReason> {
        match self.stop_reason.get() {
            Some(StopReason::Parked) => Some(StopReason::Parked),
            _ if self.is_lost() => Some(StopReason::LeaseLost),
            other => other.copied(),
        }
    }

    /// Tells the handler to stop; the first reason counts.
    pub fn stop(&self, reason: StopReason) {
        if self.stop_reason.set(reason).is_ok() {
            debug!(run_id = %self.run_id, ?reason, "the run is to stop");
        }
        self.stop.cancel();
    }

    /// From now on nothing is sent under the lease.
    fn lose(&self) {
        if !self.is_lost() && self.stop_reason() != Some(StopReason::Parked) {
            warn!(run_id = %self.run_id, epoch = %self.epoch, "the lease is lost");
        }
        self.lost.cancel();
        self.stop(StopReason::LeaseLost);
    }

    /// Reads what an answer says of the lease.
    pub fn heed(&self, lease: &RunLease) {
        if lease.cancel_requested {
            self.stop(StopReason::Requested);
        }
    }

    /// Sends heartbeats until the lease is lost.
    pub async fn keep(&self) {
        let mut next = Instant::now() + self.length / 3;
        while !self.is_lost() {
            tokio::select! {
                () = self.lost.cancelled() => return,
                () = sleep_until(next) => {}
            }
            next = self.beat().await + self.length / 3;
        }
    }

    /// One heartbeat, tried again until it is answered or the lease is over; tells when it was first sent.
    pub async fn beat(&self) -> Instant {
        let sent = Instant::now();
        // The server counts from when it first got it, whatever became of the answer.
        let heartbeat = |key| async { self.client.heartbeat_run(&self.run_id, self.epoch).idempotency_key(key).await };
        match self.send(heartbeat).await {
            Ok(answer) => {
                self.ends.send_replace(sent + length_of(&answer));
                self.heed(&answer);
            }
            Err(Unsent::LeaseLost) => {}
            Err(Unsent::Refused(error)) => {
                warn!(run_id = %self.run_id, %error, "the lease cannot be kept");
                self.lose();
            }
        }
        sent
    }

    /// Sends a request under the lease until it is answered, always with the same key.
    pub async fn send<T, E, F>(&self, request: impl Fn(IdempotencyKey) -> F) -> Result<T, Unsent>
    where
        F: Future<Output = Result<T, E>>,
        E: Into<Error>,
    {
        let key = fresh_idempotency_key().expect("a UUID is an idempotency key");
        let mut failures = 0;
        loop {
            let ends = *self.ends.borrow();
            if self.is_lost() || Instant::now() >= ends {
                self.lose();
                return Err(Unsent::LeaseLost);
            }
            // A request that hangs must not take the whole lease.
            let patience = ends.min(Instant::now() + SHORTEST_PATIENCE.max(self.length / 3));
            match timeout_at(patience, request(key.clone())).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(error)) => self.judge(error.into()).await?,
                Err(_) => debug!(run_id = %self.run_id, "no answer in time"),
            }
            failures += 1;
            tokio::select! {
                () = self.lost.cancelled() => {}
                () = sleep(WAITS.delay(failures)) => {}
            }
        }
    }

    /// Whether the lease is over because the run waits, or has waited, for an approval since.
    async fn was_given_up(&self) -> bool {
        let run = timeout_at(Instant::now() + SHORTEST_PATIENCE, self.client.get_run(&self.run_id)).await;
        matches!(run, Ok(Ok(run)) if parks(&run) > self.parks)
    }

    /// # Errors
    /// When it would not go better another time.
    async fn judge(&self, error: Error) -> Result<(), Unsent> {
        let is_over = error.status().is_some_and(|status| status.as_u16() == 404)
            || error.problem().is_some_and(|problem| problem.kind == ProblemType::LeaseLost);
        if is_over {
            if self.was_given_up().await {
                self.stop(StopReason::Parked);
            }
            self.lose();
            return Err(Unsent::LeaseLost);
        }
        if may_go_better(&error) {
            debug!(run_id = %self.run_id, %error, "trying again");
            return Ok(());
        }
        Err(Unsent::Refused(Box::new(error)))
    }
}

fn parks(run: &Run) -> u64 {
    run.parks.map_or(0, |parks| parks.get())
}

/// Whether the same request may well be answered a little later.
pub(super) fn may_go_better(error: &Error) -> bool {
    match error {
        Error::NoAnswer(_) => true,
        other => other.status().is_some_and(is_transient),
    }
}

fn length_of(lease: &RunLease) -> Duration {
    Duration::from_millis(lease.lease_ms.get().into())
}
