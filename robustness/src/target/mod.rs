//! The server that is killed and started again on one data directory, and where its clients find it.

mod clients;
mod killer;
mod log;
mod moment;
mod starts;

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, anyhow};
use charter_conformance::{
    deployment::{Server, read_token},
    wire::Client,
};
use charter_types::{Clock, SystemClock};
use http::Method;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::{sync::watch, time::timeout};

use clients::Incarnation;
pub use clients::{Clients, Up};
pub use killer::{Kills, kill_repeatedly};
pub use moment::Moment;
pub use starts::{Start, Starts};

/// A server process with its data directory. The process is killed and the directory removed when this is dropped.
#[derive(Debug)]
pub struct Target {
    binary: PathBuf,
    process: Option<Server>,
    folder: TempDir,
    probe: String,
    publish: watch::Sender<Incarnation>,
    starts: Starts,
    disk_forgets: bool,
}

impl Target {
    /// Starts a server on a fresh data directory. It counts as started when a GET of `probe`, a path, answers 200.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn fresh(binary: &Path, probe: &str) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("charter-robustness-").context("a data directory cannot be made")?;
        let (publish, _) = watch::channel(Incarnation::default());
        let (binary, probe) = (binary.to_owned(), probe.to_owned());
        let mut target =
            Self { binary, process: None, folder, probe, publish, starts: Starts::default(), disk_forgets: false };
        target.start().await?;
        Ok(target)
    }

    /// From now on the server counts as started when a GET of this path answers 200.
    pub fn probe_with(&mut self, path: &str) {
        path.clone_into(&mut self.probe);
    }

    /// From now on the disk forgets before every start what was written last, although it had said that it was kept.
    pub fn let_the_disk_forget(&mut self) {
        self.disk_forgets = true;
    }

    /// Where the server is, now and after every start.
    pub fn clients(&self) -> Clients {
        Clients::new(self.publish.subscribe())
    }

    /// The data directory.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// All starts so far.
    pub fn starts(&self) -> &Starts {
        &self.starts
    }

    /// Starts the server, and tells how long it took until it answered.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> anyhow::Result<Duration> {
        if self.disk_forgets {
            forget_last_writes(&self.folder.path().join("store.sqlite3-wal"))?;
        }
        let (spawned_at_ms, begun) = (SystemClock.now().unix_ms(), Instant::now());
        let server = Server::start(&self.binary, self.folder.path(), None).await?;
        let token = read_token(&server.endpoint.token_file)?;
        let client = Client::new(&server.endpoint.url, Some(&token))?;
        let answer = client.request(Method::GET, &self.probe).send().await.and_then(|answer| answer.expect(200));
        answer.map_err(|failure| anyhow!("after a start, {failure}"))?;
        let took = begun.elapsed();
        self.process = Some(server);
        self.starts.push(Start { spawned_at_ms, took: Some(took) });
        self.publish.send_modify(|incarnation| incarnation.begin(client));
        Ok(took)
    }

    /// Kills the server as a power cut would, with everything in flight.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        let server = self.process.take().context("the server does not run")?;
        let pid = i32::try_from(server.endpoint.pid).ok().and_then(Pid::from_raw);
        kill_process(pid.context("the server has no process")?, Signal::KILL)?;
        // Only now: whoever waits for a server to come has its requests in flight when this one dies.
        self.publish.send_modify(Incarnation::end);
        Ok(server.kill().await?)
    }

    /// Starts the server and kills it so much later, ready or not.
    ///
    /// # Errors
    /// When it does not start in the time that it has, or cannot be killed.
    pub async fn start_and_kill(&mut self, after: Duration) -> anyhow::Result<()> {
        let spawned_at_ms = SystemClock.now().unix_ms();
        self.starts.push(Start { spawned_at_ms, took: None });
        match timeout(after, Server::start(&self.binary, self.folder.path(), None)).await {
            Ok(server) => Ok(server?.kill().await?),
            // Dropping what was begun has killed the process, and did not wait for its end.
            Err(_) => wait_until_free(self.folder.path()).await,
        }
    }

    /// Asks the server to end, and waits until it has; the data directory stays.
    ///
    /// # Errors
    /// When it does not end in good order.
    pub async fn stop(&mut self) -> anyhow::Result<()> {
        let server = self.process.take().context("the server does not run")?;
        server.ask_to_stop()?;
        self.publish.send_modify(Incarnation::end);
        let status = server.stopped().await?;
        anyhow::ensure!(status.success(), "the server stopped with {status}");
        Ok(())
    }

    /// What the server wrote to its log and should not have.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn complaints(&self) -> anyhow::Result<Vec<String>> {
        let path = self.folder.path().join("server.log");
        Ok(log::complaints(&std::fs::read_to_string(path).context("the server's log cannot be read")?))
    }

    /// Ends the server and leaves its data directory for people to look at.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }
}

/// Cuts the end off a write-ahead log. What is left is a sound log of a little while ago.
fn forget_last_writes(log: &Path) -> anyhow::Result<()> {
    // A few commits' worth of pages of 4096 bytes with their headers.
    const BYTES: u64 = 32 * (4096 + 24);
    let file = File::options().write(true).open(log).context("there is no write-ahead log to cut")?;
    let length = file.metadata()?.len();
    file.set_len(length.saturating_sub(BYTES)).context("the write-ahead log cannot be cut")
}

/// A server holds the lock of its data directory as long as its process exists.
async fn wait_until_free(folder: &Path) -> anyhow::Result<()> {
    let path = folder.join("store.lock");
    let locked = tokio::task::spawn_blocking(move || File::open(path).and_then(|file| file.lock()));
    timeout(Duration::from_secs(20), locked).await.context("the killed server still runs")??.context("lock")
}
