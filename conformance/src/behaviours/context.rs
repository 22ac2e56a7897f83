use std::path::PathBuf;

use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    deployment::{Server, SettableClock, read_token},
    proxy::Upstream,
    token::{Minter, Narrowing, OtherPrincipal, mint, narrow},
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
    /// Makes tokens of other principals, when the root key is known.
    pub minter: Option<Minter>,
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

    /// The same client as another principal in the same partition; an agent can decide for a user.
    ///
    /// # Errors
    /// When the published list does not say that it needs `other_principals`.
    pub fn acting_as(&self, principal: &str, decides_for: Option<&str>) -> Outcome<Client> {
        let who = OtherPrincipal { principal: principal.to_owned(), decides_for: decides_for.map(str::to_owned) };
        let token = match (&self.own_server, &self.minter) {
            (Some(server), _) => server.minter()?.token_of(&who),
            (None, Some(minter)) => minter.token_of(&who),
            (None, None) => return Err(Failure::new("the behaviour's entry should say `other_principals`")),
        };
        Ok(self.client.with_token(Some(&token.map_err(|error| Failure::new(error.to_string()))?)))
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
    clock: Option<SettableClock>,
    /// Its first address.
    pub url: String,
    /// Its operator's token.
    pub token: String,
}

impl OwnServer {
    /// Starts one on a fresh store; one that can be told another time of day when `with_clock` says so.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(binary: PathBuf, with_clock: bool) -> Outcome<Self> {
        let folder = TempDir::with_prefix("charter-conformance-").map_err(|error| Failure::new(error.to_string()))?;
        let clock = if with_clock { SettableClock::find(folder.path()) } else { Ok(None) };
        let clock = clock.map_err(|error| Failure::new(error.to_string()))?;
        let server = Server::start(&binary, folder.path(), clock.as_ref()).await;
        let server = server.map_err(|error| Failure::new(error.to_string()))?;
        let token = read_token(&server.endpoint.token_file).map_err(|error| Failure::new(error.to_string()))?;
        let url = server.endpoint.url.clone();
        let upstream = Upstream::new(&url)?;
        Ok(Self { binary, folder, upstream, process: Mutex::new(Some(server)), clock, url, token })
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
        let server = Server::start(&self.binary, self.folder.path(), self.clock.as_ref()).await;
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

    /// Sets its clock to so many seconds later, or earlier, than it is.
    ///
    /// # Errors
    /// When the published list does not say that it needs an `own_clock`.
    pub fn set_clock(&self, seconds: i64) -> Outcome {
        let clock = self.clock.as_ref();
        let clock = clock.ok_or_else(|| Failure::new("the behaviour's entry should say `own_clock`"))?;
        clock.set(seconds).map_err(|error| Failure::new(error.to_string()))
    }

    /// Runs a command of the binary on its data directory; the server has to be stopped for some.
    ///
    /// # Errors
    /// When the command fails.
    pub async fn command(&self, arguments: &[&str]) -> Outcome<String> {
        let mut command = tokio::process::Command::new(&self.binary);
        let ran = command.args(arguments).arg("--data-dir").arg(self.folder.path()).output().await;
        let ran = ran.map_err(|error| Failure::new(error.to_string()))?;
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if ran.status.success() {
            return Ok(said(&ran.stdout));
        }
        Err(Failure::new(format!("{arguments:?} ended with {}: {}", ran.status, said(&ran.stderr))))
    }

    /// A token that may do everything in a partition as this principal.
    ///
    /// # Errors
    /// When the server's root key cannot be used.
    pub fn token_of(&self, principal: &str, partition: &str) -> Outcome<String> {
        let key = std::fs::read_to_string(self.root_key());
        let key = key.map_err(|error| Failure::new(error.to_string()))?;
        let who = OtherPrincipal::named(principal);
        mint(key.trim(), &who, partition).map_err(|error| Failure::new(error.to_string()))
    }

    fn minter(&self) -> Outcome<Minter> {
        Minter::open(&self.root_key(), &self.token).map_err(|error| Failure::new(error.to_string()))
    }

    fn root_key(&self) -> PathBuf {
        self.folder.path().join("root.key")
    }

    async fn take(&self) -> Outcome<Server> {
        self.process.lock().await.take().ok_or_else(|| Failure::new("the server does not run"))
    }
}
