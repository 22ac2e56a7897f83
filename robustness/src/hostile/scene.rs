//! The server that is attacked, and what is in it.

use std::{fs, net::SocketAddr, path::Path, time::Duration};

use anyhow::{Context, anyhow};
use charter_conformance::{
    deployment::{Server, read_token},
    token::{self, OtherPrincipal},
    wire::Client,
};
use http::Method;
use serde_json::json;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use super::enemy::{Enemy, Patience};
use crate::report::Report;

/// Shorter than the defaults, so that a run is short. The environment goes before it, as always.
const PATIENCE: Patience =
    Patience { head: Duration::from_secs(3), request: Duration::from_secs(2), write: Duration::from_secs(2) };
const SETTINGS: &str = "\
head_timeout = \"3s\"
request_timeout = \"2s\"
write_timeout = \"2s\"
rate_limit = 100
rate_limit_burst = 100
principal_memory = \"32MiB\"
";
/// What the settings say, in numbers.
pub(super) const RATE_PER_SECOND: usize = 100;
pub(super) const RATE_BURST: usize = 100;
pub(super) const PRINCIPAL_BYTES: usize = 32 << 20;

/// Everything that is listed and streamed to readers that take nothing lies below it.
pub(super) const LARGE_PREFIX: &str = "large/";
const LARGE_DOCUMENTS: usize = 40;
const LARGE_VALUE_BYTES: usize = 250_000;

/// A server on a data directory of its own. It is killed when this is dropped.
pub(super) struct Scene {
    server: Server,
    folder: TempDir,
    address: SocketAddr,
    /// Of the well-behaved client.
    pub client: Client,
    seed: u64,
}

impl Scene {
    /// Starts a server and fills it.
    pub(super) async fn set(binary: &Path, seed: u64) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("charter-robustness-")?;
        fs::write(folder.path().join("charter.toml"), SETTINGS)?;
        let server = Server::start(binary, folder.path(), None).await?;
        let operator = read_token(&server.endpoint.token_file)?;
        let client = Client::new(&server.endpoint.url, Some(&operator))?;
        let address = client.authority().parse().context("the server listens on no address")?;
        for number in 0..LARGE_DOCUMENTS {
            let value = json!("x".repeat(LARGE_VALUE_BYTES));
            let put = client.put(&format!("{LARGE_PREFIX}{number:03}"), &value).await;
            put.map_err(|failure| anyhow!("{failure}"))?;
        }
        Ok(Self { server, folder, address, client, seed })
    }

    pub(super) fn pid(&self) -> u32 {
        self.server.endpoint.pid
    }

    /// Somebody who means harm: in the same partition, with a good token and all rights. Each number is a principal of
    /// its own.
    pub(super) async fn enemy(&self, number: usize) -> anyhow::Result<Enemy> {
        let key = fs::read_to_string(self.folder.path().join("root.key"))?;
        let token = token::mint(
            key.trim(),
            &OtherPrincipal::named(format!("agent:mallory-{number}")),
            "local/default/default",
        )?;
        self.introduce(&token).await?;
        let random = crate::seed::random(self.seed, number as u64);
        Ok(Enemy::new(self.address, token, PATIENCE, random))
    }

    /// A token that is new to the server counts on its address, and forged ones from there may have used that up.
    async fn introduce(&self, token: &str) -> anyhow::Result<()> {
        const PATIENCE: Duration = Duration::from_secs(20);
        let client = self.client.with_token(Some(token));
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer =
                client.request(Method::GET, "/v1/store").send().await.map_err(|failure| anyhow!("{failure}"))?;
            if answer.status == 200 {
                return Ok(());
            }
            anyhow::ensure!(answer.status == 429 && Instant::now() < deadline, "a good token: {}", answer.shown());
            sleep(Duration::from_secs(1)).await;
        }
    }

    /// The server ends in good order, and has nothing to complain of.
    pub(super) async fn end(self, report: &mut Report) -> anyhow::Result<()> {
        let log = self.folder.path().join("server.log");
        self.server.ask_to_stop()?;
        let status = self.server.stopped().await?;
        if !status.success() {
            report.violation(format!("the server stopped with {status}"));
        }
        let log = fs::read_to_string(log).context("the server's log cannot be read")?;
        for line in log.lines().filter(|line| line.contains("panicked at") || line.contains(" ERROR ")) {
            report.violation(format!("the server's log has: {line}"));
        }
        Ok(())
    }
}
