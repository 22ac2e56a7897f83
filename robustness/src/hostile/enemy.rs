//! What every hostile client does.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicUsize},
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use fastrand::Rng;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, Interest},
    net::{TcpSocket, TcpStream},
    time::{Instant, sleep, timeout},
};

/// How long the server bears with a client.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    pub head: Duration,
    pub request: Duration,
    pub write: Duration,
}

/// What a server does beyond its limits, on a machine that is busy with the attack itself.
const SLACK: Duration = Duration::from_secs(6);
/// As long reads a server the rest of a body that it has refused.
const REST_OF_BODY: Duration = Duration::from_secs(5);

/// A hostile client. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Enemy {
    address: SocketAddr,
    /// A good token.
    pub token: Arc<str>,
    pub patience: Patience,
    random: Arc<Mutex<Rng>>,
    /// How many of its requests were served, on all connections.
    pub served: Arc<AtomicUsize>,
}

impl Enemy {
    pub(super) fn new(address: SocketAddr, token: String, patience: Patience, random: Rng) -> Self {
        Self { address, token: token.into(), patience, random: Arc::new(Mutex::new(random)), served: Arc::default() }
    }

    /// A random choice of its own.
    pub(super) fn random<T>(&self, choose: impl FnOnce(&mut Rng) -> T) -> T {
        choose(&mut self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A connection that has little room for what it does not read.
    pub(super) async fn connect(&self) -> anyhow::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(4096)?;
        socket.connect(self.address).await.context("the server does not take a connection")
    }

    /// A connection with as much room as usual.
    pub(super) async fn connect_with_room(&self) -> anyhow::Result<TcpStream> {
        TcpStream::connect(self.address).await.context("the server does not take a connection")
    }

    /// A request's head up to its last header, with the good token.
    pub(super) fn head(&self, line: &str) -> String {
        format!("{line} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {}\r\n", self.token)
    }

    /// Until the server has ended a connection that waits for a head, read or not.
    pub(super) fn until_head(&self) -> Duration {
        self.patience.head + SLACK
    }

    /// Until the server has ended one that waits for a body.
    pub(super) fn until_body(&self) -> Duration {
        self.patience.request + REST_OF_BODY + self.patience.head + SLACK
    }

    /// Until the server has ended one that takes nothing.
    pub(super) fn until_taken(&self) -> Duration {
        self.patience.request + self.patience.write + self.patience.head + SLACK
    }
}

/// Writes what there is to write; whether the server is still there shows later.
pub(super) async fn send(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes).await;
}

/// Reads on until the server ends the connection, and gives what came.
pub(super) async fn read_to_end(stream: &mut TcpStream, within: Duration) -> anyhow::Result<Vec<u8>> {
    const MOST_BYTES: usize = 64 << 20;
    let (deadline, mut read, mut buffer) = (Instant::now() + within, Vec::new(), [0; 16 * 1024]);
    loop {
        let Ok(bytes) = tokio::time::timeout_at(deadline, stream.read(&mut buffer)).await else {
            bail!("the connection is still open after {} s", within.as_secs());
        };
        match bytes {
            // However it ends: it has ended.
            Ok(0) | Err(_) => return Ok(read),
            Ok(bytes) => read.extend_from_slice(&buffer[..bytes]),
        }
        ensure!(read.len() < MOST_BYTES, "the server sends without an end");
    }
}

/// Waits, without reading, until the server has ended the connection: with a reset, or in good order.
pub(super) async fn cut_off(stream: &TcpStream, within: Duration) -> anyhow::Result<()> {
    const LOOK_EVERY: Duration = Duration::from_millis(50);
    let deadline = Instant::now() + within;
    while Instant::now() < deadline {
        // What is there to be read is always ready.
        if let Ok(ready) = timeout(LOOK_EVERY, stream.ready(Interest::READABLE | Interest::ERROR)).await {
            let ready = ready?;
            if ready.is_error() || ready.is_read_closed() {
                return Ok(());
            }
        }
        sleep(LOOK_EVERY).await;
    }
    bail!("the connection of a reader that does not read is still open after {} s", within.as_secs());
}

/// Whether an answer of HTTP/1 is a refusal with one of these statuses and a problem.
pub(super) fn ensure_refused(answer: &[u8], statuses: &[u16]) -> anyhow::Result<()> {
    let text = String::from_utf8_lossy(answer);
    let is_problem = text.contains("application/problem+json") && text.contains("urn:charter:problem:");
    let is_expected = statuses.iter().any(|status| text.starts_with(&format!("HTTP/1.1 {status} ")));
    let start = start(answer);
    ensure!(is_expected, "one of {statuses:?} was to be answered, and there is {start:?}");
    ensure!(is_problem, "a refusal has no problem: {start:?}");
    Ok(())
}

/// As much of an answer as a report can show.
pub(super) fn start(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).chars().take(60).collect()
}
