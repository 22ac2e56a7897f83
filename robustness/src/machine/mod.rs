//! A machine of the tests' own: a disk whose power and room they control, and the real server on it.

mod disk;
mod process;
mod signals;
pub mod store_file;

use std::{
    path::{Path, PathBuf},
    process::ExitStatus,
};

use anyhow::{Context, anyhow};
use charter_conformance::wire::Client;
use fastrand::Rng;
use tempfile::TempDir;

pub use disk::{Disk, FileKind, Moment, Room, Sabotage, Unsynced};
use process::{Process, Started};
pub use signals::unless_stopped;

/// None of it is there before the first start, so that the server has to make it last.
const DATA_DIRECTORY: &str = "srv/charter/data";
const LOG: &str = "server.log";
const BALLAST: &str = "ballast";

/// How a start went.
#[derive(Debug)]
pub enum Start {
    /// The server answers.
    Ready,
    /// The server has ended by itself.
    Ended(ExitStatus),
    /// The power went before the server was ready.
    PowerLost,
}

/// A server on a disk of its own. Both are gone when this is dropped.
#[derive(Debug)]
pub struct Machine {
    binary: PathBuf,
    process: Option<Process>,
    is_ready: bool,
    logs: TempDir,
    logs_onto_disk: bool,
    /// After the process: a disk that is in use cannot be unmounted.
    disk: Disk,
}

impl Machine {
    /// A machine with an empty disk. The server does not run.
    ///
    /// # Errors
    /// When disks cannot be mounted here.
    pub fn new(binary: &Path, sabotage: Option<Sabotage>) -> anyhow::Result<Self> {
        let mut disk = Disk::new(sabotage)?;
        disk.mount()?;
        let logs = TempDir::with_prefix("charter-machine-log-")?;
        Ok(Self { binary: binary.to_owned(), process: None, is_ready: false, logs, logs_onto_disk: false, disk })
    }

    /// From the next start on the server's error stream goes to a file on the disk.
    pub fn log_onto_disk(&mut self) {
        self.logs_onto_disk = true;
    }

    /// The disk.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Whether the server runs, as far as is known.
    pub fn is_running(&self) -> bool {
        self.process.is_some()
    }

    /// Whether the server had become ready when it ended, or runs.
    pub fn is_ready(&self) -> bool {
        self.is_ready
    }

    /// Starts the server and waits until it is ready, has ended, or has lost its power.
    ///
    /// # Errors
    /// When it does none of that in time, or the power is off.
    pub async fn start(&mut self) -> anyhow::Result<Start> {
        let mut power_is_off = self.disk.power_is_off();
        let folder = if self.logs_onto_disk { self.disk.path() } else { self.logs.path() };
        let (log, data) = (folder.join(LOG), self.data_directory());
        let mut process = Process::spawn(&self.binary, &data, &log)?;
        let started = tokio::select! {
            biased;
            _ = power_is_off.wait_for(|is_off| *is_off) => None,
            started = process.ready() => Some(started),
        };
        let start = match started {
            None => Start::PowerLost,
            Some(Ok(Started::Ready)) => Start::Ready,
            Some(Ok(Started::Ended(_))) if *self.disk.power_is_off().borrow() => Start::PowerLost,
            Some(Ok(Started::Ended(status))) => Start::Ended(status),
            Some(Err(error)) => return Err(error.context(self.log_end())),
        };
        self.is_ready = matches!(start, Start::Ready);
        if !matches!(start, Start::Ended(_)) {
            self.process = Some(process);
        }
        Ok(start)
    }

    /// Starts the server, which has to become ready.
    ///
    /// # Errors
    /// When it does not.
    pub async fn start_ready(&mut self) -> anyhow::Result<()> {
        match self.start().await? {
            Start::Ready => Ok(()),
            Start::Ended(status) => Err(anyhow!("the server ended with {status} at its start: {}", self.log_end())),
            Start::PowerLost => Err(anyhow!("the power went while the server started")),
        }
    }

    /// A client with the operator's token.
    ///
    /// # Errors
    /// When the server does not run, or there is no token.
    pub fn client(&self) -> anyhow::Result<Client> {
        Ok(Client::new(self.url()?, Some(&self.token()?))?)
    }

    /// Where the server is.
    ///
    /// # Errors
    /// When it does not run.
    pub fn url(&self) -> anyhow::Result<&str> {
        self.process.as_ref().and_then(Process::url).context("the server does not run")
    }

    /// The operator's token.
    ///
    /// # Errors
    /// When there is none.
    pub fn token(&self) -> anyhow::Result<String> {
        let token = self.disk.read(&Path::new(DATA_DIRECTORY).join("operator.token"));
        let token = String::from_utf8(token.context("there is no operator's token")?)?;
        Ok(token.trim().to_owned())
    }

    /// Asks the server to stop, and waits until it has; `None` when the power goes before.
    ///
    /// # Errors
    /// When it does not stop in time.
    pub async fn stop(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        let mut power_is_off = self.disk.power_is_off();
        let mut process = self.process.take().context("the server does not run")?;
        process.ask_to_stop()?;
        let stopped = tokio::select! {
            biased;
            _ = power_is_off.wait_for(|is_off| *is_off) => None,
            stopped = process.ended() => Some(stopped),
        };
        match stopped {
            Some(status) if !*self.disk.power_is_off().borrow() => Ok(Some(status?)),
            _ => {
                self.process = Some(process);
                Ok(None)
            }
        }
    }

    /// Kills the server; the disk keeps its power, and everything that was written.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.kill()?;
        // It may wait for the disk, and cannot end before it has an answer.
        self.disk.server_is_dead();
        process.ended().await?;
        Ok(())
    }

    /// Takes the power away, when it has not gone by itself, and gives it back: the server is killed, and what was not
    /// synced is lost, or is there or not as `random` decides.
    ///
    /// # Errors
    /// When the server cannot be killed or the disk not be mounted again.
    pub async fn lose_power(&mut self, unsynced: Unsynced, random: Rng) -> anyhow::Result<()> {
        self.disk.cut_power();
        self.kill().await?;
        self.disk.lose_unsynced(unsynced, random)?;
        self.disk.mount()
    }

    /// The server alone has died, at the moment at which the disk went off: everything that it wrote is there and waits
    /// to be written back.
    ///
    /// # Errors
    /// When the server cannot be killed or the disk not be mounted again.
    pub async fn crash(&mut self) -> anyhow::Result<()> {
        self.disk.cut_power();
        self.kill().await?;
        self.disk.keep_unsynced()?;
        self.disk.mount()
    }

    /// A copy of the data directory as programs see it, elsewhere.
    ///
    /// # Errors
    /// When there is no place for it.
    pub fn copy_data(&self) -> anyhow::Result<TempDir> {
        let copy = TempDir::with_prefix("charter-machine-copy-")?;
        self.disk.copy_files(Path::new(DATA_DIRECTORY), copy.path())?;
        Ok(copy)
    }

    /// The end of what the server wrote to its error stream.
    pub fn log_end(&self) -> String {
        const LINES: usize = 12;
        let elsewhere = std::fs::read(self.logs.path().join(LOG)).ok();
        let log = elsewhere.or_else(|| self.disk.read(Path::new(LOG))).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LINES)..].join("\n    ")
    }

    /// Puts a file of this size onto the disk.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn put_ballast(&self, bytes: usize) -> anyhow::Result<()> {
        std::fs::write(self.disk.path().join(BALLAST), vec![0; bytes]).context("there is no room for the ballast")
    }

    /// Removes the file that [`Self::put_ballast`] has made.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn drop_ballast(&self) -> anyhow::Result<()> {
        std::fs::remove_file(self.disk.path().join(BALLAST)).context("the ballast cannot be removed")
    }

    fn data_directory(&self) -> PathBuf {
        self.disk.path().join(DATA_DIRECTORY)
    }
}

impl Drop for Machine {
    /// The process, which is dropped next, cannot end while it waits for the disk.
    fn drop(&mut self) {
        self.disk.cut_power();
        self.disk.server_is_dead();
    }
}
