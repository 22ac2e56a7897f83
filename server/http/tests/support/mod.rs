//! A server in this process, on a store of its own.

use std::{net::SocketAddr, sync::Arc};

use charter_auth::{Authority, Grant};
use charter_engine::{Engine, EngineOptions};
use charter_server::{ServeOptions, Services, serve};
use charter_store::{OpenOptions, SqliteStore};
use charter_types::SystemClock;
use reqwest::{Client, Response};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

/// A feature of another crate of the workspace may make reqwest want a provider of cryptography, though nothing here is
/// encrypted.
pub fn client() -> Client {
    // Only the first of the tests in this process installs it.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

pub struct Server {
    pub address: SocketAddr,
    pub token: String,
    directory: tempfile::TempDir,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

#[allow(dead_code, reason = "each of the tests uses some of it")]
impl Server {
    pub async fn start() -> Self {
        Self::start_with(ServeOptions::default()).await
    }

    pub async fn start_with(options: ServeOptions) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let clock = Arc::new(SystemClock);
        let authority = Authority::open(directory.path()).unwrap();
        let token = std::fs::read_to_string(authority.operator_token(directory.path()).unwrap()).unwrap();
        let store = SqliteStore::open(OpenOptions::new(directory.path(), clock.clone())).unwrap();
        let engine = Engine::start(
            Arc::new(store),
            clock.clone(),
            EngineOptions::new("test", charter_auth::ReceiptKeyring::ephemeral()),
        )
        .await
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let services = Services::new(engine, authority, clock);
        let serving = tokio::spawn(async move {
            let stop = async { drop(stopped.await) };
            serve(listener, services, options, stop).await.unwrap();
        });
        Self { address, token: token.trim().to_owned(), directory, stop: Some(stop), serving }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn get(&self, path: &str) -> Response {
        client().get(self.url(path)).bearer_auth(&self.token).send().await.unwrap()
    }

    /// A token that may do everything, as somebody else.
    pub fn token_of(&self, principal: &str, partition: &str) -> String {
        let grant = Grant::everything(principal.parse().unwrap(), partition.parse().unwrap());
        Authority::open(self.directory.path()).unwrap().mint(&grant).unwrap().as_str().to_owned()
    }

    /// Sends bytes as they are and reads until the server closes.
    pub async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.serving.await.unwrap();
    }
}

/// The problem that an answer is.
#[allow(dead_code, reason = "each of the tests uses some of it")]
pub async fn problem(response: Response) -> Value {
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    response.json().await.unwrap()
}
