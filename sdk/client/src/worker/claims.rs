//! The loop that claims: as many runs as there are free places, one claim after the other.

use std::{num::NonZeroUsize, pin::pin, sync::Arc, time::Duration};

use charter_types::{ClaimedRuns, IdempotencyKey, LeaseLength};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use tracing::warn;

use super::{
    Tally, Worker,
    attempt::{self, Ended, Terms},
    context::RunContext,
    lease::may_go_better,
    outcome::{Completion, Failure},
};
use crate::{Answer, Error, RetryPolicy, request::fresh_idempotency_key};

/// The most runs that one claim may ask for.
const MOST_AT_ONCE: usize = 32;
/// How long a claim waits for a run.
const LONGEST_WAIT: Duration = Duration::from_secs(25);
const WAITS: RetryPolicy =
    RetryPolicy { retries: u32::MAX, base_delay: Duration::from_millis(200), longest_delay: Duration::from_secs(10) };

pub(super) async fn work<H, F>(worker: Worker, lease: LeaseLength, handler: H) -> Result<Tally, Error>
where
    H: Fn(RunContext) -> F + Send + Sync + 'static,
    F: Future<Output = Result<Completion, Failure>> + Send + 'static,
{
    let handler = Arc::new(handler);
    let terms = Terms { client: worker.client.clone(), grace: worker.grace, stop: worker.stop.clone() };
    let mut state = State { runs: JoinSet::new(), tally: Tally::default(), claimed: 0, idle_since: Instant::now() };
    let outcome = loop {
        let Some(limit) = state.places(&worker) else { break Ok(()) };
        let claimed = match state.next_claim(&worker, lease, limit).await {
            Next::Claimed(answer) => answer,
            Next::Place => continue,
            Next::Stop => break Ok(()),
            Next::Refused(error) => break Err(error),
        };
        let replayed = claimed.replayed();
        for run in claimed.into_inner().runs {
            state.claimed += 1;
            state.runs.spawn(attempt::work(terms.clone(), run, replayed, Arc::clone(&handler)));
        }
    };
    if outcome.is_err() {
        // What is under way is ended in good order all the same.
        terms.stop.cancel();
    }
    while let Some(ended) = state.runs.join_next().await {
        state.note(ended);
    }
    outcome.map(|()| state.tally)
}

struct State {
    runs: JoinSet<Ended>,
    tally: Tally,
    /// How many runs were ever claimed.
    claimed: u64,
    /// Since when there was nothing to do, when there is nothing.
    idle_since: Instant,
}

/// What a round of the loop comes to.
enum Next {
    Claimed(Answer<ClaimedRuns>),
    /// There was none, and now there is.
    Place,
    Stop,
    Refused(Error),
}

impl State {
    async fn next_claim(&mut self, worker: &Worker, lease: LeaseLength, limit: usize) -> Next {
        if limit == 0 {
            return tokio::select! {
                () = worker.stop.cancelled() => Next::Stop,
                Some(ended) = self.runs.join_next() => { self.note(ended); Next::Place }
            };
        }
        let give_up = worker.idle.filter(|_| self.runs.is_empty()).map(|idle| self.idle_since + idle);
        // A claim that is under way is never dropped for a run's end: its answer may be on the way.
        let mut claim = pin!(claim(worker, lease, limit, self.longest_wait(worker), give_up));
        loop {
            tokio::select! {
                biased;
                () = worker.stop.cancelled() => return Next::Stop,
                Some(ended) = self.runs.join_next() => self.note(ended),
                outcome = &mut claim => return outcome.map_or_else(Next::Refused, Next::Claimed),
            }
        }
    }

    /// How many runs to ask for; `None` when the worker has done what it was to do.
    fn places(&self, worker: &Worker) -> Option<usize> {
        let left = worker.most_runs.map_or(u64::MAX, |most| most.saturating_sub(self.claimed));
        let is_idle = self.runs.is_empty();
        let has_waited = worker.idle.is_some_and(|idle| self.idle_since.elapsed() >= idle);
        if is_idle && (left == 0 || has_waited) {
            return None;
        }
        let free = worker.concurrency.saturating_sub(self.runs.len());
        Some(free.min(MOST_AT_ONCE).min(usize::try_from(left).unwrap_or(usize::MAX)))
    }

    fn longest_wait(&self, worker: &Worker) -> Duration {
        // The answer has to come within the time that the client gives an attempt.
        let longest = LONGEST_WAIT.min(worker.client.transport().time_outs().attempt * 4 / 5);
        match worker.idle {
            Some(idle) if self.runs.is_empty() => longest.min(idle.saturating_sub(self.idle_since.elapsed())),
            Some(idle) => longest.min(idle),
            None => longest,
        }
    }

    fn note(&mut self, ended: Result<Ended, tokio::task::JoinError>) {
        match ended {
            Ok(Ended::Completed) => self.tally.completed += 1,
            Ok(Ended::Failed) => self.tally.failed += 1,
            Ok(Ended::LeaseLost) => self.tally.lost += 1,
            Ok(Ended::Parked) => self.tally.parked += 1,
            Err(error) => {
                warn!(%error, "a run was left to its lease");
                self.tally.lost += 1;
            }
        }
        self.idle_since = Instant::now();
    }
}

/// One claim, tried again as long as that may help, with one key; no longer than `give_up`.
async fn claim(
    worker: &Worker,
    lease: LeaseLength,
    limit: usize,
    wait: Duration,
    give_up: Option<Instant>,
) -> Result<Answer<ClaimedRuns>, Error> {
    let key = fresh_idempotency_key().expect("a UUID is an idempotency key");
    let mut failures = 0;
    loop {
        let error = match claim_once(worker, lease, limit, wait, &key).await {
            Ok(answer) => return Ok(answer),
            Err(error) if may_go_better(&error) && give_up.is_none_or(|end| Instant::now() < end) => error,
            Err(error) => return Err(error),
        };
        failures += 1;
        warn!(%error, failures, "cannot claim; trying again");
        sleep(WAITS.delay(failures)).await;
    }
}

async fn claim_once(
    worker: &Worker,
    lease: LeaseLength,
    limit: usize,
    wait: Duration,
    key: &IdempotencyKey,
) -> Result<Answer<ClaimedRuns>, Error> {
    let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    let limit = NonZeroUsize::new(limit).map_or(1, NonZeroUsize::get);
    let mut request = worker.client.claim_runs(&worker.roles).idempotency_key(key).limit(limit).lease_ms(lease);
    request = request.wait_ms(wait);
    if !worker.skills.is_empty() {
        request = request.skills(&worker.skills);
    }
    if let Some(mission_id) = &worker.mission_id {
        request = request.mission_id(mission_id);
    }
    if let Some(name) = &worker.name {
        request = request.worker_name(name);
    }
    request.await.map_err(Error::from)
}
