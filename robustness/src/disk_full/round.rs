use std::{path::Path, process::ExitStatus, time::Duration};

use charter_conformance::wire::Client;
use fastrand::Rng;
use tokio::time::{Instant, timeout};

use super::{crew::Crew, fill::Fill, probe, tally::Tally};
use crate::{
    load::{Account, Change, Logged, Survey, Viewer, check},
    machine::{Machine, Room, Start, store_file},
};

/// Long enough to be written before the disk is full, short enough to end while it is.
const TTL_MS: u64 = 1_500;
/// An expiry that could not be written is tried again every half second.
const EXPIRY_PATIENCE: Duration = Duration::from_secs(10);
const BALLAST_BYTES: usize = 4 << 20;

/// How the server ends and starts again while the disk is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Restart {
    None,
    AfterKill,
    AfterStop,
}

/// A disk that gets full once, and has room again.
struct Round<'a> {
    machine: Machine,
    crew: Crew,
    live: Viewer,
    fill: Fill,
    random: Rng,
    tally: &'a mut Tally,
    findings: Vec<String>,
}

/// Fills one disk; answers with the promises that were broken.
///
/// # Errors
/// When it cannot be played.
pub(super) async fn play(binary: &Path, fill: Fill, mut random: Rng, tally: &mut Tally) -> anyhow::Result<Vec<String>> {
    let mut machine = Machine::new(binary, None)?;
    if fill == Fill::ServerLog {
        machine.log_onto_disk();
    }
    machine.start_ready().await?;
    let live = Viewer::open(&machine.client()?, 0).await?;
    let crew = Crew::new(fill.sizes(), &mut random);
    let mut round = Round { machine, crew, live, fill, random, tally, findings: Vec::new() };
    round.play().await?;
    let Round { machine, crew, tally, mut findings, .. } = round;
    findings.extend(crew.findings);
    tally.round(machine.disk().refusals(), &crew.attempts, crew.refused);
    Ok(findings)
}

impl Round<'_> {
    async fn play(&mut self) -> anyhow::Result<()> {
        const WRITES_BEFORE: usize = 5;
        let client = self.machine.client()?;
        self.machine.put_ballast(BALLAST_BYTES)?;
        self.crew.write(&client, WRITES_BEFORE).await;
        let short = self.crew.write_expiring(&client, TTL_MS).await;
        let room = self.fill.room(self.machine.disk(), &mut self.random);
        self.machine.disk().set_room(room);
        self.crew.write_until_full(&client).await;
        self.look_while_full(&short).await?;
        let restart = [Restart::None, Restart::AfterKill, Restart::AfterStop][self.random.usize(..3)];
        self.restart(restart).await?;
        self.make_room(room).await?;
        if !self.machine.is_running() {
            self.machine.start_ready().await?;
        }
        self.write_with_room(&short, restart).await?;
        self.compare("with room again").await?;
        self.machine.kill().await?;
        self.findings.extend(store_file::read(&self.machine)?.damage);
        self.machine.start_ready().await?;
        self.compare("after a restart").await
    }

    /// Writers go on all the time; what expires meanwhile cannot be deleted, and kills nobody.
    async fn look_while_full(&mut self, short: &str) -> anyhow::Result<()> {
        const WRITES: usize = 3;
        let client = self.machine.client()?;
        let expired_at = Instant::now() + Duration::from_millis(TTL_MS);
        loop {
            let is_expired = Instant::now() > expired_at;
            self.crew.insist(&client, WRITES).await;
            self.findings.extend(probe::reads(&client, &self.crew.attempts).await);
            if is_expired || !self.findings.is_empty() {
                break;
            }
        }
        // Whether it is there by now depends on what room there is.
        let read = client.get(short).await.map_err(|failure| anyhow::anyhow!("{failure}"))?;
        if !matches!(read.status.as_u16(), 200 | 404) {
            self.findings.push(format!("on the full disk, {short} is answered {}", read.shown()));
        }
        self.findings.extend(probe::streams(&client, &mut self.live, &self.crew.attempts).await);
        self.compare("on the full disk").await
    }

    /// The server ends and starts on the full disk. When it cannot, it has to say so.
    async fn restart(&mut self, restart: Restart) -> anyhow::Result<()> {
        if restart == Restart::None {
            return Ok(());
        }
        let room = Fill::room_of_a_restart(self.machine.disk(), &mut self.random);
        self.machine.disk().set_room(room);
        match restart {
            Restart::None => {}
            Restart::AfterKill => self.machine.kill().await?,
            Restart::AfterStop => {
                let status = self.machine.stop().await?;
                if !status.is_some_and(|status| status.success()) {
                    let log = self.machine.log_end();
                    self.findings.push(format!("on the full disk, a stop ended with {status:?}: {log}"));
                }
            }
        }
        self.findings.extend(store_file::read(&self.machine)?.damage);
        match self.machine.start().await? {
            Start::Ready => {
                self.tally.restarts_ready += 1;
                self.compare("after a restart on the full disk").await?;
                let client = self.machine.client()?;
                self.crew.insist(&client, 1).await;
                self.findings.extend(probe::reads(&client, &self.crew.attempts).await);
            }
            Start::Ended(status) => {
                // Nobody can read what there was no room to write.
                let log = (self.fill != Fill::ServerLog).then(|| self.machine.log_end());
                self.tally.restarts_refused.add(log.as_deref().unwrap_or_default());
                self.findings.extend(unclear(status, log.as_deref()));
            }
            Start::PowerLost => anyhow::bail!("nobody took the power away"),
        }
        Ok(())
    }

    /// The disk becomes larger, or a file goes.
    async fn make_room(&mut self, room: Room) -> anyhow::Result<()> {
        if room.none_for.is_none() && self.random.bool() {
            return self.machine.drop_ballast();
        }
        self.machine.disk().set_room(Room::default());
        Ok(())
    }

    /// The very next write of each has to be acknowledged, and what has expired is deleted.
    async fn write_with_room(&mut self, short: &str, restart: Restart) -> anyhow::Result<()> {
        const WRITES: usize = 5;
        let client = self.machine.client()?;
        self.crew.write(&client, WRITES).await;
        if !deleted(&client, short).await {
            self.findings.push(format!("with room again, {short} is not deleted within {EXPIRY_PATIENCE:?}"));
        }
        if restart == Restart::None {
            let newest = probe::newest_revision(&self.crew.attempts);
            if !probe::reaches(&mut self.live, newest).await {
                self.findings.push(format!("with room again, the live stream does not come to revision {newest}"));
            }
        }
        Ok(())
    }

    /// Everything that was acknowledged is there, and nothing that was refused.
    async fn compare(&mut self, when: &str) -> anyhow::Result<()> {
        let account = Account { attempts: self.crew.attempts.clone() };
        match Survey::take(&self.machine.client()?).await {
            Ok(survey) => {
                let findings = check(&account, &[], &survey);
                self.findings.extend(findings.into_iter().map(|finding| format!("{when}: {finding}")));
            }
            Err(error) => self.findings.push(format!("{when}, the server does not tell what it has: {error:#}")),
        }
        Ok(())
    }
}

/// What is unclear about a start that was refused because the disk is full.
pub(super) fn unclear(status: ExitStatus, log: Option<&str>) -> Option<String> {
    const DATA_DIRECTORY_UNUSABLE: i32 = 4;
    let has_advice = log.is_none_or(|log| log.contains("make room on the disk"));
    let is_clear = status.code() == Some(DATA_DIRECTORY_UNUSABLE) && has_advice;
    (!is_clear).then(|| format!("a start on a full disk ended with {status} and says: {}", log.unwrap_or_default()))
}

/// Waits until the stream of a key has its deletion.
async fn deleted(client: &Client, key: &str) -> bool {
    let seen = async {
        let mut stream = client.watch([("prefix", key)]).header("last-event-id", "0").open().await.ok()?;
        while let Some(event) = stream.next().await.ok()? {
            if Logged::read(&event).is_some_and(|logged| logged.change == Change::Deleted) {
                return Some(());
            }
        }
        None
    };
    matches!(timeout(EXPIRY_PATIENCE, seen).await, Ok(Some(())))
}
