//! Several clients that write until the power goes.

use std::time::Duration;

use anyhow::Context;
use charter_conformance::wire::Client;
use fastrand::Rng;
use tokio::{sync::watch, task::JoinSet, time::timeout};

use crate::load::{Attempt, Outcome, Sizes, Writer};

const WRITERS: usize = 4;
/// Each writer makes at most so many writes, so that a load ends even when its power never goes.
const MOST_WRITES: usize = 1500;

/// Writers at work.
#[derive(Debug)]
pub(super) struct Load {
    writers: JoinSet<Written>,
    written: Written,
    acknowledged: watch::Receiver<usize>,
    server_may_stop: watch::Sender<bool>,
}

/// What was written, and answers that no server should give.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) attempts: Vec<Attempt>,
    pub(super) findings: Vec<String>,
}

impl Load {
    /// Begins to write. `name` is of no other load on this disk.
    pub(super) fn begin(
        client: &Client,
        name: &str,
        sizes: Sizes,
        random: &mut Rng,
        power_is_off: &watch::Receiver<bool>,
    ) -> Self {
        let mut writers = JoinSet::new();
        let (count, acknowledged) = watch::channel(0);
        let (server_may_stop, may_stop) = watch::channel(false);
        for number in 0..WRITERS {
            let writer = Writer::new(format!("{name}-{number}"), sizes, random.fork());
            let excuses = [power_is_off.clone(), may_stop.clone()];
            writers.spawn(write(writer, client.clone(), excuses, count.clone()));
        }
        Self { writers, written: Written::default(), acknowledged, server_may_stop }
    }

    /// Waits until so many writes were acknowledged.
    ///
    /// # Errors
    /// When the writers end before.
    pub(super) async fn acknowledges(&mut self, writes: usize) -> anyhow::Result<()> {
        let enough = self.acknowledged.wait_for(|acknowledged| *acknowledged >= writes).await;
        enough.context("the writers were refused")?;
        Ok(())
    }

    /// From now on a writer that is refused, or gets no answer, is not told as a finding.
    pub(super) fn server_may_stop(&self) {
        self.server_may_stop.send_replace(true);
    }

    /// Waits until all writers have ended, at most so long.
    pub(super) async fn end_within(&mut self, patience: Duration) {
        // Who has not ended will have, when the server is dead.
        let _ = timeout(patience, self.end()).await;
    }

    /// Waits until all writers have ended: the server must be dead, or the power off.
    pub(super) async fn into_written(mut self) -> Written {
        self.end().await;
        self.written
    }

    async fn end(&mut self) {
        while let Some(ended) = self.writers.join_next().await {
            match ended {
                Ok(written) => {
                    self.written.attempts.extend(written.attempts);
                    self.written.findings.extend(written.findings);
                }
                Err(error) => self.written.findings.push(format!("a writer failed: {error}")),
            }
        }
    }
}

/// Writes until it fails, which it may only with an excuse. An answer that comes after the power has gone still counts:
/// it was promised.
async fn write(
    mut writer: Writer,
    client: Client,
    excuses: [watch::Receiver<bool>; 2],
    acknowledged: watch::Sender<usize>,
) -> Written {
    let mut written = Written::default();
    for _ in 0..MOST_WRITES {
        let answered = Writer::send(writer.think(), &client).await;
        let outcome = answered.outcome();
        let is_done = matches!(outcome, Outcome::Acknowledged(_));
        if is_done {
            acknowledged.send_modify(|count| *count += 1);
        } else if !excuses.iter().any(|excuse| *excuse.borrow()) {
            written.findings.push(answered.shown());
        }
        written.attempts.push(Attempt { write: answered.write, outcome });
        if !is_done {
            break;
        }
    }
    written
}
