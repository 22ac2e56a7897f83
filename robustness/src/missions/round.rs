//! One round: a fresh server, those who have missions done, those who do them, a killer, and what is there at the end.

use std::{path::Path, time::Duration};

use anyhow::Context;
use charter_conformance::wire::Client;
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, interval, timeout},
};

use super::{
    check,
    deed::Account,
    director::direct,
    evidence::{Evidence, gather, list},
    person::Person,
    totals::Totals,
    worker::work,
};
use crate::{
    seed,
    target::{Target, kill_repeatedly},
    workload::Progress,
};

const KILLER_STREAM: u64 = 1;
const DIRECTOR_STREAMS: u64 = 100;
const WORKER_STREAMS: u64 = 1000;
/// How long everything that is begun may take once nobody is killed any more.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a round is to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Round {
    pub(super) seed: u64,
    pub(super) kills: usize,
    pub(super) missions: usize,
    pub(super) workers: usize,
    pub(super) forgetful_disk: bool,
}

/// A round that is over.
pub(super) struct Finished {
    pub(super) target: Target,
    pub(super) violations: Vec<String>,
}

type Crew = JoinSet<anyhow::Result<Account>>;

impl Round {
    /// Runs it, and adds what it did to the totals.
    ///
    /// # Errors
    /// When the server does not start for the first time. Everything after that is a violation.
    pub(super) async fn run(self, binary: &Path, totals: &mut Totals) -> anyhow::Result<Finished> {
        let mut target = Target::fresh(binary, "/v1/store").await?;
        if self.forgetful_disk {
            target.let_the_disk_forget();
        }
        let limit = Duration::from_secs(240) + Duration::from_secs(10) * u32::try_from(self.kills)?;
        let ran = match timeout(limit, self.load_and_kill(&mut target, totals)).await {
            Ok(ran) => ran,
            Err(_) => Err(anyhow::anyhow!("the round did not end within {} seconds", limit.as_secs())),
        };
        let violations = ran.unwrap_or_else(|error| vec![format!("{error:#}")]);
        Ok(Finished { target, violations })
    }

    async fn load_and_kill(self, target: &mut Target, totals: &mut Totals) -> anyhow::Result<Vec<String>> {
        let progress = Progress::default();
        let (close, closed) = watch::channel(false);
        let mut directors = Crew::new();
        for number in 0..self.missions {
            let random = seed::random(self.seed, DIRECTOR_STREAMS + number as u64);
            directors.spawn(direct(Person::new(&format!("director-{number}"), target, &progress, random)?));
        }
        let mut workers = Crew::new();
        for number in 0..self.workers {
            let random = seed::random(self.seed, WORKER_STREAMS + number as u64);
            let person = Person::new(&format!("worker-{number}"), target, &progress, random)?;
            workers.spawn(work(person, closed.clone()));
        }
        let killer = seed::random(self.seed, KILLER_STREAM);
        let killed = kill_repeatedly(target, self.kills, killer, progress.acknowledged()).await;
        progress.end();
        let kills = killed?;
        let mut account = Account::default();
        let ended = timeout(PATIENCE, join(&mut directors, &mut account)).await;
        let client = target.clients().up().await?.client;
        match ended {
            Ok(joined) => joined.context("a director")?,
            Err(_) => {
                let left = unfinished(&client, "/v1/missions").await?;
                anyhow::bail!(
                    "missions are stuck, {} of {} workers work: {left}",
                    still_working(&mut workers)?,
                    self.workers
                );
            }
        }
        quiet(&client).await?;
        let _ = close.send(true);
        join(&mut workers, &mut account).await.context("a worker")?;
        let resumes = account.followed.iter().map(|followed| followed.resumes).sum();
        let mut findings = std::mem::take(&mut account.findings);
        // What is read is what was on the disk.
        target.kill().await?;
        target.start().await?;
        let client = target.clients().up().await?.client;
        let evidence: Evidence = gather(&client, account).await.context("at the end")?;
        target.stop().await?;
        findings.extend(target.complaints()?);
        findings.extend(check::all(&evidence));
        totals.add(kills, &evidence, resumes, target.starts());
        Ok(findings)
    }
}

async fn join(crew: &mut Crew, account: &mut Account) -> anyhow::Result<()> {
    while let Some(part) = crew.join_next().await {
        account.extend(part??);
    }
    Ok(())
}

/// How many workers have not ended.
///
/// # Errors
/// That of a worker that had to end: then nobody need look further.
fn still_working(workers: &mut Crew) -> anyhow::Result<usize> {
    while let Some(ended) = workers.try_join_next() {
        ended?.context("a worker")?;
    }
    Ok(workers.len())
}

/// Waits until every run has come to its end.
async fn quiet(client: &Client) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let mut looks = interval(Duration::from_millis(100));
    loop {
        looks.tick().await;
        let left = unfinished(client, "/v1/runs").await?;
        if left == "[]" {
            return Ok(());
        }
        anyhow::ensure!(Instant::now() < deadline, "runs are stuck: {left}");
    }
}

/// What is there and has not come to its end.
async fn unfinished(client: &Client, path: &str) -> anyhow::Result<String> {
    let all = list(client, path).await?;
    let left = all.into_iter().filter(|document| document["ended_at"].is_null());
    Ok(serde_json::Value::from_iter(left).to_string())
}
