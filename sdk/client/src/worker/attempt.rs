//! One claimed run, from the handler's start to what the server is told of its end.

use std::{any::Any, sync::Arc, time::Duration};

use charter_types::{ClaimedRun, Milliseconds};
use tokio::{
    task::JoinError,
    time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};
use tracing::warn;

use super::{
    context::{RunContext, StopReason},
    lease::{Lease, Unsent},
    outcome::{Completion, Failure},
    reporter,
};
use crate::Client;

/// How a claimed run left this worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Completed,
    Failed,
    LeaseLost,
    Parked,
}

/// What every attempt of a worker has in common.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub client: Client,
    pub grace: Duration,
    /// The worker is to stop.
    pub stop: CancellationToken,
}

/// Works on a run. A claim that was `replayed` may be older than its answer: then its lease is looked at first.
pub(super) async fn work<H, F>(terms: Terms, claimed: ClaimedRun, replayed: bool, handler: Arc<H>) -> Ended
where
    H: Fn(RunContext) -> F + Send + Sync + 'static,
    F: Future<Output = Result<Completion, Failure>> + Send + 'static,
{
    let lease = Arc::new(Lease::new(terms.client.clone(), &claimed));
    lease.heed(&claimed.lease);
    if replayed {
        lease.beat().await;
    }
    if let Some(reason) = lease.stop_reason() {
        return tell(&lease, Err(stopped(reason))).await;
    }
    let time_limit = claimed.run.time_limit_ms.map(length);
    let (events, reporter) = reporter::channel(Arc::clone(&lease));
    let context = RunContext::new(claimed, Arc::clone(&lease), events);
    let over = CancellationToken::new();
    let reports = AbortOnDropHandle::new(tokio::spawn(reporter.run(over.clone())));
    let keeping = Arc::clone(&lease);
    let _heartbeats = AbortOnDropHandle::new(tokio::spawn(async move { keeping.keep().await }));
    let work = AbortOnDropHandle::new(tokio::spawn(async move { handler(context).await }));

    let outcome = watch(work, &lease, &terms, time_limit).await;
    over.cancel();
    if reports.await.is_err() {
        warn!(run_id = %lease.run_id, "what was reported last may be missing");
    }
    tell(&lease, outcome).await
}

/// Waits for the handler; tells it to stop when there is a reason, and then waits no longer than the grace.
async fn watch(
    mut work: AbortOnDropHandle<Result<Completion, Failure>>,
    lease: &Lease,
    terms: &Terms,
    time_limit: Option<Duration>,
) -> Result<Completion, Failure> {
    let stop = async {
        tokio::select! {
            () = lease.stop_token().cancelled() => {}
            () = passed(time_limit) => lease.stop(StopReason::TimeLimit),
            () = async { terms.stop.cancelled().await; sleep(terms.grace).await } => lease.stop(StopReason::WorkerStops),
        }
    };
    tokio::select! {
        biased;
        ended = &mut work => return outcome_of(ended),
        () = stop => {}
    }
    let reason = lease.stop_reason().unwrap_or(StopReason::Requested);
    match timeout(terms.grace, &mut work).await {
        // Too late is too late, whatever it has come to.
        Ok(_) if reason == StopReason::TimeLimit => Err(stopped(reason)),
        Ok(ended) => outcome_of(ended),
        Err(_) => {
            work.abort();
            // Nothing of it should be left when the server hears of the end; but one that never yields cannot be ended.
            let _ = timeout(terms.grace, &mut work).await;
            Err(stopped(reason))
        }
    }
}

async fn passed(limit: Option<Duration>) {
    match limit {
        Some(limit) => sleep(limit).await,
        None => std::future::pending().await,
    }
}

fn length(milliseconds: Milliseconds) -> Duration {
    Duration::from_millis(milliseconds.get())
}

fn stopped(reason: StopReason) -> Failure {
    Failure::retryable(match reason {
        StopReason::Requested => "stopped as it was told",
        StopReason::LeaseLost => "the lease is lost",
        StopReason::Parked => "the run waits for an approval",
        StopReason::TimeLimit => "the time limit has passed",
        StopReason::WorkerStops => "given back: the worker stops",
    })
}

fn outcome_of(ended: Result<Result<Completion, Failure>, JoinError>) -> Result<Completion, Failure> {
    let error = match ended {
        Ok(outcome) => return outcome,
        Err(error) => error,
    };
    Err(match error.try_into_panic() {
        Ok(panic) => Failure::retryable(format!("the handler panicked: {}", message_of(&*panic))),
        Err(error) => Failure::retryable(format!("the handler was ended: {error}")),
    })
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}

/// Tells the server. A completion that it does not take becomes a failure that says why.
async fn tell(lease: &Lease, outcome: Result<Completion, Failure>) -> Ended {
    let failure = match outcome {
        Ok(Completion { invalid: Some(reason), .. }) => Failure::final_(reason),
        Ok(completion) => match complete(lease, &completion).await {
            Ok(()) => return Ended::Completed,
            Err(Unsent::LeaseLost) => return without_lease(lease),
            Err(Unsent::Refused(error)) => {
                warn!(run_id = %lease.run_id, %error, "the completion was not taken");
                Failure::retryable(refusal(&error))
            }
        },
        Err(failure) => failure,
    };
    match fail(lease, &failure).await {
        Ok(()) => Ended::Failed,
        Err(Unsent::LeaseLost) => without_lease(lease),
        Err(Unsent::Refused(error)) => {
            warn!(run_id = %lease.run_id, %error, "the failure was not taken");
            Ended::Failed
        }
    }
}

fn without_lease(lease: &Lease) -> Ended {
    if lease.stop_reason() == Some(StopReason::Parked) { Ended::Parked } else { Ended::LeaseLost }
}

fn refusal(error: &crate::Error) -> String {
    let mut reason = format!("the completion was not taken: {error}");
    for place in error.problem().and_then(|problem| problem.errors.as_ref()).into_iter().flatten() {
        reason.push_str(&format!("\n{}: {}", place.pointer, place.message));
    }
    reason
}

async fn complete(lease: &Lease, completion: &Completion) -> Result<(), Unsent> {
    let Completion { output, verdict, feedback, artifacts, items, .. } = completion;
    let send = |key| async {
        let mut request = lease.client.complete_run(&lease.run_id, lease.epoch).idempotency_key(key);
        if let Some(output) = output {
            request = request.output(output);
        }
        if let Some(verdict) = verdict {
            request = request.verdict(*verdict);
        }
        if let Some(feedback) = feedback {
            request = request.feedback(feedback);
        }
        if !artifacts.is_empty() {
            request = request.artifacts(artifacts);
        }
        if !items.is_empty() {
            request = request.items(items.iter().cloned());
        }
        request.await
    };
    lease.send(send).await.map(drop)
}

async fn fail(lease: &Lease, failure: &Failure) -> Result<(), Unsent> {
    let send = |key| async {
        let request = lease.client.fail_run(&lease.run_id, lease.epoch, failure.class).idempotency_key(key);
        let request = request.detail(&failure.detail);
        match failure.after {
            Some(after) => request.after_ms(after).await,
            None => request.await,
        }
    };
    lease.send(send).await.map(drop)
}
