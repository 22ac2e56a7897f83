use std::{
    fs::File,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use anyhow::Context;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

/// How long a server may take until it is ready, or until it has stopped.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server process. It is killed, and its end waited for, when this is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    output: Option<Lines<BufReader<ChildStdout>>>,
    url: Option<String>,
}

/// How a start went.
#[derive(Debug)]
pub(super) enum Started {
    Ready,
    Ended(ExitStatus),
}

impl Process {
    /// Starts a server on a free port that logs to the end of `log`.
    pub(super) fn spawn(binary: &Path, data: &Path, log: &Path) -> anyhow::Result<Self> {
        let log = File::options().create(true).append(true).open(log).context("the server's log cannot be opened")?;
        let mut child = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(data)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} cannot be started", binary.display()))?;
        let output = child.stdout.take().map(|output| BufReader::new(output).lines());
        Ok(Self { child, output, url: None })
    }

    /// Waits until the server says where it is, or has ended.
    pub(super) async fn ready(&mut self) -> anyhow::Result<Started> {
        let told = timeout(PATIENCE, self.url_from_output()).await.context("the server was not ready in time")?;
        match told? {
            Some(url) => {
                self.url = Some(url);
                Ok(Started::Ready)
            }
            None => Ok(Started::Ended(self.ended().await?)),
        }
    }

    async fn url_from_output(&mut self) -> anyhow::Result<Option<String>> {
        let Some(output) = &mut self.output else { return Ok(None) };
        while let Some(line) = output.next_line().await? {
            if let Some(url) = line.strip_prefix("listening on ") {
                return Ok(Some(url.to_owned()));
            }
        }
        Ok(None)
    }

    pub(super) fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    pub(super) fn ask_to_stop(&self) -> anyhow::Result<()> {
        if let Some(pid) = self.pid() {
            kill_process(pid, Signal::TERM).context("the server cannot be asked to stop")?;
        }
        Ok(())
    }

    pub(super) async fn ended(&mut self) -> anyhow::Result<ExitStatus> {
        let status = timeout(PATIENCE, self.child.wait()).await.context("the server did not end in time")?;
        status.context("the server's end cannot be waited for")
    }

    pub(super) fn kill(&mut self) -> anyhow::Result<()> {
        self.child.start_kill().context("the server cannot be killed")
    }

    /// `None` when it has ended and that was noticed.
    fn pid(&self) -> Option<Pid> {
        self.child.id().and_then(|pid| i32::try_from(pid).ok()).and_then(Pid::from_raw)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(pid) = self.pid() {
            // Nobody is left to tell when it is gone already.
            let _ = kill_process(pid, Signal::KILL);
            let _ = waitpid(Some(pid), WaitOptions::empty());
        }
    }
}
