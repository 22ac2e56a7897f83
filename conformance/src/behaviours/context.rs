use std::path::PathBuf;

use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    deployment::{Server, read_token},
    proxy::Upstream,
    token::{Narrowing, mint, narrow},
    wire::{Client, Failure, Outcome},
};

/// What a behaviour works with.
pub struct Context {
    /// A client that goes through the behaviour's proxy.
    pub client: Client,
    /// `HOST[:PORT]` of the server itself, for what a proxy would not let through.
    pub server_authority: String,
    /// The token that `client` uses.
    pub token: String,
    /// Everything that the behaviour writes lies below this. It ends with a slash.
    pub prefix: String,
    /// Where random choices start, so that a run can be repeated.
    pub seed: u64,
    /// The behaviour's own server, when it needs one.
    pub own_server: Option<OwnServer>,
}

impl Context {
    /// A key below the behaviour's prefix.
    pub fn key(&self, rest: &str) -> String {
        format!("{}{rest}", self.prefix)
    }

    /// The same client with a narrower token.
    ///
    /// # Errors
    /// When the token is not one that can be narrowed.
    pub fn narrowed(&self, narrowing: &Narrowing) -> Outcome<Client> {
        let token = narrow(&self.token, narrowing).map_err(|error| Failure::new(error.to_string()))?;
        Ok(self.client.with_token(Some(&token)))
    }

    /// A source of random choices; the same for the same `stream` of the same run.
    pub fn random(&self, stream: u64) -> fastrand::Rng {
        fastrand::Rng::with_seed(self.seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The behaviour's own server.
    ///
    /// # Errors
    /// When the published list does not say that it needs one.
    pub fn own_server(&self) -> Outcome<&OwnServer> {
        self.own_server.as_ref().ok_or_else(|| Failure::new("the behaviour's entry should say `own_server`"))
    }
}

/// A server that belongs to one behaviour, to be killed and started again on the same store.
pub struct OwnServer {
    binary: PathBuf,
    folder: TempDir,
    upstream: Upstream,
    process: Mutex<Option<Server>>,
    /// Its first address.
    pub url: String,
    /// Its operator's token.
    pub token: String,
}

impl OwnServer {
    /// Starts one on a fresh store.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(binary: PathBuf) -> Outcome<Self> {
        let folder = TempDir::with_prefix("charter-conformance-").map_err(|error| Failure::new(error.to_string()))?;
        let server = Server::start(&binary, folder.path()).await.map_err(|error| Failure::new(error.to_string()))?;
        let token = read_token(&server.endpoint.token_file).map_err(|error| Failure::new(error.to_string()))?;
        let url = server.endpoint.url.clone();
        let upstream = Upstream::new(&url)?;
        Ok(Self { binary, folder, upstream, process: Mutex::new(Some(server)), url, token })
    }

    /// What a proxy sends to, wherever the server is at the moment.
    pub fn upstream(&self) -> Upstream {
        self.upstream.clone()
    }

    /// Kills it as a power cut would.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&self) -> Outcome {
        self.upstream.expect_outages();
        self.take().await?.kill().await.map_err(|error| Failure::new(error.to_string()))
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When it does not stop, or not with success.
    pub async fn stop(&self) -> Outcome {
        self.upstream.expect_outages();
        let server = self.take().await?;
        server.ask_to_stop().map_err(|error| Failure::new(error.to_string()))?;
        let status = server.stopped().await.map_err(|error| Failure::new(error.to_string()))?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("the server stopped with {status}"))) }
    }

    /// Starts it again on the same store.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_again(&self) -> Outcome {
        let server = Server::start(&self.binary, self.folder.path()).await;
        let server = server.map_err(|error| Failure::new(error.to_string()))?;
        self.upstream.move_to(&server.endpoint.url)?;
        *self.process.lock().await = Some(server);
        Ok(())
    }

    /// Starts it again with these settings, as lines of its configuration file.
    ///
    /// # Errors
    /// When it does not start with them.
    pub async fn start_again_with(&self, settings: &str) -> Outcome {
        self.stop().await?;
        let file = self.folder.path().join("charter.toml");
        std::fs::write(file, settings).map_err(|error| Failure::new(error.to_string()))?;
        self.start_again().await
    }

    /// A token that may do everything in a partition as this principal.
    ///
    /// # Errors
    /// When the server's root key cannot be used.
    pub fn token_of(&self, principal: &str, partition: &str) -> Outcome<String> {
        let key = std::fs::read_to_string(self.folder.path().join("root.key"));
        let key = key.map_err(|error| Failure::new(error.to_string()))?;
        mint(key.trim(), principal, partition).map_err(|error| Failure::new(error.to_string()))
    }

    async fn take(&self) -> Outcome<Server> {
        self.process.lock().await.take().ok_or_else(|| Failure::new("the server does not run"))
    }
}
