//! One round: a fresh server, its clients, its killer, and what all of them leave behind.

use std::{path::Path, time::Duration};

use anyhow::Context;
use tokio::{task::JoinSet, time::timeout};

use super::{
    archive::Archive, check, database, evidence::Evidence, finish::finish, story::Story, totals::Totals,
    watcher::Watcher,
};
use crate::{
    seed,
    target::{Kills, Target, kill_repeatedly},
    workload::{Account, GROUPS, PREFIX, Progress, Writer, group_prefix},
};

/// Random streams of the round itself; writers have theirs from 1000 on.
const KILLER_STREAM: u64 = 1;
const WATCHER_STREAMS: u64 = 100;

/// What a round is to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Round {
    pub(super) seed: u64,
    pub(super) kills: usize,
    pub(super) writers: usize,
    pub(super) watchers: usize,
    pub(super) forgetful_disk: bool,
}

/// A round that is over.
pub(super) struct Finished {
    pub(super) target: Target,
    pub(super) violations: Vec<String>,
}

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
        let limit = Duration::from_secs(120) + Duration::from_secs(10) * u32::try_from(self.kills)?;
        let ran = match timeout(limit, self.load_and_kill(&mut target)).await {
            Ok(ran) => ran,
            Err(_) => Err(anyhow::anyhow!("the round did not end within {} seconds", limit.as_secs())),
        };
        let violations = match ran {
            Ok((kills, findings, evidence)) => {
                totals.add(kills, &evidence);
                findings.into_iter().chain(check::all(&evidence)).collect()
            }
            Err(error) => vec![format!("{error:#}")],
        };
        Ok(Finished { target, violations })
    }

    async fn load_and_kill(self, target: &mut Target) -> anyhow::Result<(Kills, Vec<String>, Evidence)> {
        let (progress, archive) = (Progress::default(), Archive::default());
        let mut watchers = self.start_watchers(target, &archive);
        let mut writers = self.start_writers(target, &progress);
        let killer = seed::random(self.seed, KILLER_STREAM);
        let killed = kill_repeatedly(target, self.kills, killer, progress.acknowledged()).await;
        progress.end();
        let kills = killed?;
        let mut account = Account::default();
        while let Some(writer) = writers.join_next().await {
            let part: Account = writer??;
            account.records.extend(part.records);
            account.findings.extend(part.findings);
        }
        let finale = finish(target, &progress).await.context("after the last kill")?;
        account.records.extend(finale.records);
        let mut stories = Vec::new();
        while let Some(story) = watchers.join_next().await {
            stories.push(story??);
        }
        target.stop().await?;
        account.findings.extend(target.complaints()?);
        let evidence = Evidence {
            database: database::read(target.folder()).context("the data directory cannot be read")?,
            listed: finale.listed,
            records: account.records,
            stories,
            archive,
            starts: target.starts().clone(),
            end: finale.end,
        };
        Ok((kills, account.findings, evidence))
    }

    fn start_writers(self, target: &Target, progress: &Progress) -> JoinSet<anyhow::Result<Account>> {
        let writer = |number| Writer::new(number, self.seed, target.clients(), progress.clone());
        (0..self.writers).map(|number| writer(number).run()).collect()
    }

    /// A quarter of the watchers follow everything, the others a group or two.
    fn start_watchers(self, target: &Target, archive: &Archive) -> JoinSet<anyhow::Result<Story>> {
        let prefixes = |number: usize| match number % 4 {
            0 => vec![PREFIX.to_owned()],
            1 => vec![group_prefix(number % GROUPS), group_prefix((number + 1) % GROUPS)],
            _ => vec![group_prefix(number % GROUPS)],
        };
        let watcher = |number: usize| {
            let random = seed::random(self.seed, WATCHER_STREAMS + number as u64);
            Watcher::new(prefixes(number), target.clients(), random, archive.clone())
        };
        (0..self.watchers).map(|number| watcher(number).run()).collect()
    }
}
