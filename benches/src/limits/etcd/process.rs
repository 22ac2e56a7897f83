use std::{
    env,
    fs::File,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use tokio::{
    net::TcpStream,
    time::{Instant, interval},
};

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Where etcd is, when it is installed.
pub fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join("etcd")).find(|file| file.is_file())
}

/// A process of etcd, alone in its cluster. It is killed when this is dropped.
#[derive(Debug)]
pub struct Etcd {
    pub address: SocketAddr,
    process: Child,
}

impl Etcd {
    /// Starts it with its data in `folder`, and waits until it takes connections.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let (address, peers) = (free_address()?, free_address()?);
        let log = File::create(folder.join("etcd.log")).context("cannot make etcd's log")?;
        let process = Command::new(binary)
            .arg("--data-dir")
            .arg(folder.join("etcd"))
            .args(["--listen-client-urls", &format!("http://{address}")])
            .args(["--advertise-client-urls", &format!("http://{address}")])
            .args(["--listen-peer-urls", &format!("http://{peers}")])
            .args(["--initial-advertise-peer-urls", &format!("http://{peers}")])
            .args(["--initial-cluster", &format!("default=http://{peers}")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("cannot start etcd")?;
        let mut etcd = Self { address, process };
        etcd.wait_until_ready().await?;
        Ok(etcd)
    }

    async fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let mut looks = interval(LOOK_EVERY);
        while Instant::now() < deadline {
            if let Some(status) = self.process.try_wait().context("cannot look after etcd")? {
                bail!("etcd ended with {status}");
            }
            if TcpStream::connect(self.address).await.is_ok() {
                return Ok(());
            }
            looks.tick().await;
        }
        bail!("etcd was not ready within {PATIENCE:?}")
    }
}

impl Drop for Etcd {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address that nobody listens at; etcd has to be told one.
fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot find a free address")?;
    listener.local_addr().context("cannot tell a free address")
}
