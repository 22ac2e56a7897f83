//! Sends what a run reports, in batches.

use std::{sync::Arc, time::Duration};

use charter_types::{LogLevel, RunEvent, RunLog};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout_at},
};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::{
    lease::{Lease, Unsent},
    text,
};

/// The contract's limit of one report.
const MOST_EVENTS: usize = 100;
/// Half of what the contract lets a report have: the rest is for what surrounds the events.
const MOST_BYTES: usize = 512 * 1024;
/// How long an event waits for others.
const LONGEST_WAIT: Duration = Duration::from_millis(200);
/// How many events may wait for the server; then whoever reports waits.
const WAITING: usize = 256;

/// The end that events come out of.
#[derive(Debug)]
pub(super) struct Reporter {
    lease: Arc<Lease>,
    events: mpsc::Receiver<RunEvent>,
    /// What did not fit the last batch any more.
    next: Option<RunEvent>,
}

/// The two ends of a run's reports.
pub(super) fn channel(lease: Arc<Lease>) -> (mpsc::Sender<RunEvent>, Reporter) {
    let (sender, events) = mpsc::channel(WAITING);
    (sender, Reporter { lease, events, next: None })
}

impl Reporter {
    /// Sends everything until the run is over, and what is still there then.
    pub async fn run(mut self, over: CancellationToken) {
        loop {
            let batch = self.batch(&over).await;
            if batch.is_empty() || self.send(batch).await.is_err() {
                return;
            }
        }
    }

    /// As much as one report takes; nothing when there is nothing more to come.
    async fn batch(&mut self, over: &CancellationToken) -> Vec<RunEvent> {
        let Some(first) = self.first(over).await else { return Vec::new() };
        let mut bytes = size(&first);
        let mut batch = vec![first];
        let deadline = Instant::now() + LONGEST_WAIT;
        while batch.len() < MOST_EVENTS {
            let event = tokio::select! {
                biased;
                () = over.cancelled(), if !self.events.is_closed() => { self.events.close(); continue }
                event = timeout_at(deadline, self.events.recv()) => event,
            };
            let Ok(Some(event)) = event else { break };
            bytes += size(&event);
            if bytes > MOST_BYTES {
                self.next = Some(event);
                break;
            }
            batch.push(event);
        }
        batch
    }

    async fn first(&mut self, over: &CancellationToken) -> Option<RunEvent> {
        if let Some(event) = self.next.take() {
            return Some(event);
        }
        loop {
            tokio::select! {
                biased;
                () = over.cancelled(), if !self.events.is_closed() => self.events.close(),
                event = self.events.recv() => return event,
            }
        }
    }

    /// A batch that the server does not take is sent event by event, so that one bad event costs only itself; and that
    /// is told.
    async fn send(&self, batch: Vec<RunEvent>) -> Result<(), Unsent> {
        match self.send_events(&batch).await {
            Err(Unsent::Refused(_)) => {}
            other => return other,
        }
        for event in batch {
            match self.send_events(std::slice::from_ref(&event)).await {
                Err(Unsent::Refused(error)) => {
                    warn!(run_id = %self.lease.run_id, %error, "an event was not taken");
                    let message = format!("an event was not taken by the server: {error}");
                    let notice = RunEvent::Log(RunLog::new(LogLevel::Warn, text::long(&message)));
                    match self.send_events(&[notice]).await {
                        Err(Unsent::Refused(_)) | Ok(()) => {}
                        lost => return lost,
                    }
                }
                other => other?,
            }
        }
        Ok(())
    }

    async fn send_events(&self, events: &[RunEvent]) -> Result<(), Unsent> {
        let Lease { client, run_id, epoch, .. } = &*self.lease;
        let events: Vec<_> = events.to_vec();
        let report =
            |key| async { client.report_run_events(run_id, *epoch, events.clone()).idempotency_key(key).await };
        let answer = self.lease.send(report).await?;
        self.lease.heed(&answer);
        Ok(())
    }
}

fn size(event: &RunEvent) -> usize {
    serde_json::to_string(event).map_or(0, |text| text.len() + 1)
}
