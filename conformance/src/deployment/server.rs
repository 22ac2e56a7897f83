use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::{Instant, interval, timeout},
};

use super::SettableClock;

/// How long a server may take until it is ready, or until it has stopped.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often to look whether a file is there.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Why a server does not run as it should.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The process cannot be started.
    #[error("{} cannot be started", binary.display())]
    Start {
        /// The binary.
        binary: PathBuf,
        /// What happened.
        #[source]
        source: io::Error,
    },
    /// The process runs and is not ready.
    #[error("the server was not ready in time; it wrote:\n{log}")]
    NotReady {
        /// The end of what it wrote to its error stream.
        log: String,
    },
    /// The process cannot be stopped.
    #[error("the server could not be stopped")]
    Stop(#[source] io::Error),
    /// The process does not stop.
    #[error("the server did not stop within {} seconds of SIGTERM", PATIENCE.as_secs())]
    StillRunning,
}

/// What a server writes to `endpoint.json` when it is ready.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Endpoint {
    /// Where it is.
    pub url: String,
    /// The file that the operator's token is in.
    pub token_file: PathBuf,
    /// Its process.
    pub pid: u32,
}

/// A server process. It is killed when this is dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it is.
    pub endpoint: Endpoint,
    child: Child,
}

impl Server {
    /// Starts a server on a free port with the store in `folder`, and waits until it is ready; it goes by `clock`.
    ///
    /// # Errors
    /// When it is not ready in time.
    pub async fn start(binary: &Path, folder: &Path, clock: Option<&SettableClock>) -> Result<Self, ServerError> {
        let failed = |source| ServerError::Start { binary: binary.to_owned(), source };
        let log = folder.join("server.log");
        let mut command = Command::new(binary);
        if let Some(clock) = clock {
            clock.rule(&mut command);
        }
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&log).map_err(failed)?)
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let ready = timeout(PATIENCE, ready(&mut child, folder)).await;
        let endpoint = ready.ok().flatten().ok_or_else(|| ServerError::NotReady { log: last_lines(&log) })?;
        Ok(Self { endpoint, child })
    }

    /// Ends it as a power cut would: SIGKILL.
    ///
    /// # Errors
    /// When the process cannot be killed.
    pub async fn kill(mut self) -> Result<(), ServerError> {
        self.child.kill().await.map_err(ServerError::Stop)
    }

    /// Asks it to end: SIGTERM.
    ///
    /// # Errors
    /// When the signal cannot be sent.
    pub fn ask_to_stop(&self) -> Result<(), ServerError> {
        let pid = self.child.id().and_then(|pid| i32::try_from(pid).ok()).and_then(Pid::from_raw);
        let Some(pid) = pid else { return Ok(()) };
        kill_process(pid, Signal::TERM).map_err(|error| ServerError::Stop(error.into()))
    }

    /// Waits until it has ended.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn stopped(mut self) -> Result<ExitStatus, ServerError> {
        let status = timeout(PATIENCE, self.child.wait()).await.map_err(|_| ServerError::StillRunning)?;
        status.map_err(ServerError::Stop)
    }
}

/// Waits for the line that tells the address and for the file that belongs to this very process.
async fn ready(child: &mut Child, folder: &Path) -> Option<Endpoint> {
    let mut lines = BufReader::new(child.stdout.take()?).lines();
    while !lines.next_line().await.ok()??.starts_with("listening on http://") {}
    // The pipe is kept open and emptied, so that the server never waits for a reader of its output.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    let pid = child.id()?;
    let mut looks = interval(LOOK_EVERY);
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let text = std::fs::read_to_string(folder.join("endpoint.json")).unwrap_or_default();
        if let Ok(endpoint) = serde_json::from_str::<Endpoint>(&text)
            && endpoint.pid == pid
        {
            return Some(endpoint);
        }
        looks.tick().await;
    }
    None
}

fn last_lines(log: &Path) -> String {
    const LINES: usize = 20;
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}
