//! A server process of our own, to be killed.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::Context;
use charter_sdk::Endpoint;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// A running `charter serve`.
pub struct Server {
    /// Its URL, and the operator's token.
    pub endpoint: Endpoint,
    process: Child,
}

impl Server {
    /// Starts a server on `address` (port 0 takes a free one), and waits until it is ready.
    pub async fn start(data_dir: &Path, address: &str) -> anyhow::Result<Self> {
        let binary = binary();
        let mut process = Command::new(&binary)
            .args(["serve", "--listen", address, "--data-dir"])
            .arg(data_dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}; CHARTER_BIN tells where it is", binary.display()))?;

        // It prints one line, `listening on …`, when it is ready.
        let stdout = process.stdout.take().context("the server's output is piped")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        line.with_context(|| format!("{} serve ended before it was ready", binary.display()))?;

        Ok(Self { endpoint: Endpoint::in_directory(data_dir)?, process })
    }

    /// SIGKILL: no goodbye, nothing flushed, as in a power cut.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.process.kill().await?)
    }
}

/// `CHARTER_BIN`, or `charter` next to this program (where cargo puts it), or the one on `PATH`.
fn binary() -> PathBuf {
    if let Some(binary) = std::env::var_os("CHARTER_BIN") {
        return binary.into();
    }
    let neighbour = std::env::current_exe().ok().map(|program| program.with_file_name("charter"));
    neighbour.filter(|path| path.is_file()).unwrap_or_else(|| "charter".into())
}
