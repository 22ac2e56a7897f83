//! The server as a process: its data directory, its address, and its end.

mod descriptors;
mod endpoint_file;
mod error;
mod log;
mod lossy;
mod stop;

use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

use charter_auth::{Authority, ReceiptKeyring};
use charter_engine::{Engine, EngineOptions, RetentionOptions, StreamOptions};
use charter_server::{RateLimit, ServeOptions, Services, serve};
use charter_store::{OpenOptions, SqliteStore};
use charter_types::{Clock, SystemClock};
use tokio::net::{TcpListener, TcpSocket};

use crate::settings::Settings;

pub use endpoint_file::EndpointFile;
pub use error::StartError;
pub use log::{log_for_client, log_for_server};
pub use stop::StopSignals;

/// A server that is ready: requests that come in wait until it [runs](Server::run).
pub struct Server {
    listener: TcpListener,
    services: Services,
    options: ServeOptions,
    address: SocketAddr,
    data_dir: PathBuf,
    token_file: PathBuf,
}

impl Server {
    /// Opens the data directory, or makes a new one, binds the address, and tells in the data directory where the
    /// server is.
    ///
    /// # Errors
    /// When the address or the data directory cannot be used.
    pub async fn open(settings: &Settings) -> Result<Self, StartError> {
        refuse_remote(settings)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let data_dir = settings.data_dir.clone();
        // First of all, because it says whether the directory is another server's.
        let store = SqliteStore::open(OpenOptions::new(&data_dir, Arc::clone(&clock))).map_err(StartError::Store)?;
        let authority = Authority::open(&data_dir).map_err(StartError::Keys)?;
        let receipt_keys = ReceiptKeyring::open(&data_dir).map_err(StartError::Keys)?;
        let token_file = authority.operator_token(&data_dir).map_err(StartError::Keys)?;
        let listener = bind(settings.listen)?;
        let address = listener.local_addr().map_err(|source| StartError::bind(settings.listen, source))?;
        let engine = Engine::start(Arc::new(store), Arc::clone(&clock), engine_options(settings, receipt_keys)).await;
        let services = Services::new(engine.map_err(StartError::Engine)?, authority, clock);
        let options = serve_options(settings);
        let server = Self { listener, services, options, address, data_dir, token_file };
        server.endpoint().write(&server.data_dir).map_err(StartError::Endpoint)?;
        Ok(server)
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The server's base URL for clients on this machine.
    pub fn url(&self) -> String {
        format!("http://{}", reachable(self.address))
    }

    /// Where everything is kept.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The file with the operator's token.
    pub fn token_file(&self) -> &Path {
        &self.token_file
    }

    /// Answers requests until `stop` is ready; then finishes those that have begun and closes the store.
    ///
    /// # Errors
    /// When the store cannot be closed in good order.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), StartError> {
        let endpoint = self.endpoint();
        let Self { listener, services, options, data_dir, .. } = self;
        // Before the store is closed: as soon as it is, the directory may be another server's.
        let stop = async {
            stop.await;
            endpoint.remove(&data_dir);
        };
        serve(listener, services, options, stop).await.map_err(StartError::Serve)
    }

    fn endpoint(&self) -> EndpointFile {
        EndpointFile { url: self.url(), token_file: self.token_file.clone(), pid: std::process::id() }
    }
}

/// Tokens are as good as passwords: who listens beyond this machine has to say so.
fn refuse_remote(settings: &Settings) -> Result<(), StartError> {
    if settings.listen.ip().to_canonical().is_loopback() {
        return Ok(());
    }
    if !settings.allow_remote {
        return Err(StartError::Remote { address: settings.listen });
    }
    tracing::warn!(
        listen = %settings.listen,
        "other machines can reach the server: without TLS in front of it, tokens travel in clear text"
    );
    Ok(())
}

/// Whoever connects while the server is busy waits in a queue as long as the system allows: one that is full drops
/// connections without a word, and those who wanted them try again only after a second.
fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    const LONGEST_QUEUE: u32 = 65_535;
    let bind = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // A server that is started again takes the port of the one before.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(LONGEST_QUEUE)
    };
    bind().map_err(|source| StartError::bind(address, source))
}

fn serve_options(settings: &Settings) -> ServeOptions {
    ServeOptions {
        max_connections: descriptors::bounded(settings.max_connections),
        head_timeout: settings.head_timeout.0,
        request_timeout: settings.request_timeout.0,
        longest_wait: settings.longest_wait.0,
        write_timeout: settings.write_timeout.0,
        rate_limit: settings.rate_limit.map(|per_second| RateLimit { per_second, burst: settings.rate_limit_burst }),
        principal_memory: settings.principal_memory.0,
        shutdown_grace: settings.shutdown_grace,
    }
}

fn engine_options(settings: &Settings, receipt_keys: ReceiptKeyring) -> EngineOptions {
    EngineOptions {
        retention: RetentionOptions {
            max_age: settings.retention_max_age,
            max_events: settings.retention_max_events,
            ..RetentionOptions::default()
        },
        streams: StreamOptions {
            bookmark_interval: settings.bookmark_interval.0,
            heartbeat_interval: settings.heartbeat_interval.0,
            ..StreamOptions::default()
        },
        ..EngineOptions::new(charter_server::contract_version(), receipt_keys)
    }
}

/// "All addresses" is nothing that a client can connect to.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        other => other.ip(),
    };
    SocketAddr::new(ip, address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_told_an_address_that_they_can_connect_to() {
        for (bound, told) in [
            ("127.0.0.1:7717", "127.0.0.1:7717"),
            ("0.0.0.0:7717", "127.0.0.1:7717"),
            ("[::]:7717", "[::1]:7717"),
            ("192.0.2.7:7717", "192.0.2.7:7717"),
        ] {
            assert_eq!(reachable(bound.parse().unwrap()).to_string(), told);
        }
    }
}
