//! The well-behaved client, which measures what the others do to it.

use std::time::Duration;

use anyhow::anyhow;
use charter_conformance::wire::{Client, Outcome, Watch};
use http::Method;
use serde_json::json;
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinHandle,
    time::{Instant, MissedTickBehavior, interval, timeout},
};

use super::{judge::Sample, scene::Scene};
use crate::report::Report;

/// How often it asks for something.
const PACE: Duration = Duration::from_millis(20);
/// It writes and connects this often: every so many requests.
const SELDOM: u64 = 5;
/// What takes longer has failed.
const LONGEST: Duration = Duration::from_secs(20);
const KEY: &str = "bystander/counter";

/// A client that reads, writes, connects and follows a stream, without haste and without an end.
pub(super) struct Bystander {
    working: JoinHandle<()>,
    findings: std::sync::Mutex<UnboundedReceiver<Finding>>,
}

enum Finding {
    Sample(Sample),
    Failed(String),
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// A small resource is read.
    Read,
    /// The same over a connection of its own.
    Connect,
    /// A resource is written, to the acknowledgement.
    Write,
    /// From the acknowledgement of a write to its event.
    Event,
}

impl Action {
    pub(super) const ALL: [(Self, &'static str); 4] =
        [(Self::Read, "GET"), (Self::Connect, "connect and GET"), (Self::Write, "PUT"), (Self::Event, "event")];
}

impl Bystander {
    pub(super) fn start(scene: &Scene) -> anyhow::Result<Self> {
        let (sender, findings) = unbounded_channel();
        let client = scene.client.clone();
        let working = tokio::spawn(async move {
            if let Err(failure) = work(&client, &sender).await {
                // Nobody is left to tell when the run is over.
                let _ = sender.send(Finding::Failed(failure.to_string()));
            }
        });
        Ok(Self { working, findings: findings.into() })
    }

    /// What it has measured since the last time.
    ///
    /// # Errors
    /// When a request failed.
    pub(super) fn take(&self) -> anyhow::Result<Vec<Sample>> {
        let mut findings = self.findings.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        std::iter::from_fn(|| findings.try_recv().ok())
            .map(|finding| match finding {
                Finding::Sample(sample) => Ok(sample),
                Finding::Failed(failure) => Err(anyhow!("the well-behaved client failed: {failure}")),
            })
            .collect()
    }

    /// Ends it.
    pub(super) async fn finish(self, report: &mut Report) {
        if let Err(error) = self.take() {
            report.violation(error);
        }
        self.working.abort();
        // That it was ended here is no news.
        let _ = self.working.await;
    }
}

async fn work(client: &Client, findings: &UnboundedSender<Finding>) -> Outcome {
    let told = |action, took| {
        // Nobody is left to tell when the run is over.
        let _ = findings.send(Finding::Sample(Sample { action, took }));
    };
    client.put(KEY, &json!(0)).await?;
    let mut watch = client.watch([("prefix", KEY)]).open().await?;
    let mut ticks = interval(PACE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for number in 1_u64.. {
        ticks.tick().await;
        told(Action::Read, measured(client.get(KEY)).await?.1);
        if number.is_multiple_of(SELDOM) {
            let fresh = Client::new(&format!("http://{}", client.authority()), None)?;
            let answered = measured(fresh.request(Method::GET, "/healthz").send()).await?;
            answered.0.expect(200)?;
            told(Action::Connect, answered.1);
            told(Action::Write, measured(client.put(KEY, &json!(number))).await?.1);
            told(Action::Event, measured(until(&mut watch, number)).await?.1);
        }
    }
    Ok(())
}

async fn until(watch: &mut Watch, value: u64) -> Outcome {
    watch.until(|event| event.data["data"]["value"] == value).await.map(|_| ())
}

async fn measured<T>(request: impl Future<Output = Outcome<T>>) -> Outcome<(T, Duration)> {
    let begun = Instant::now();
    let late = |_| charter_conformance::wire::Failure::new(format!("no answer within {} s", LONGEST.as_secs()));
    let answer = timeout(LONGEST, request).await.map_err(late)??;
    Ok((answer, begun.elapsed()))
}
