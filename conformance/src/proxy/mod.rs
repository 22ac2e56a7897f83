//! The checking proxy: stands between a client and the server and checks everything that passes against the
//! contract, without changing it.
//!
//! Every case of the suite has a proxy of its own, so that what it finds belongs to that case.

mod answer;
mod forward;
mod record;
mod request;
mod stream;
mod streams;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

pub use record::Record;

use crate::contract::Contract;
use crate::wire::{Transport, TransportError};

/// How long to wait until the server has noticed that clients have hung up.
const HANG_UP_TIMEOUT: Duration = Duration::from_secs(2);

/// Where a proxy sends what it gets. Can be moved, because a server that was restarted has another port.
#[derive(Debug, Clone)]
pub struct Upstream(Arc<Mutex<Target>>);

#[derive(Debug)]
struct Target {
    transport: Transport,
    outages_expected: bool,
}

impl Upstream {
    /// # Errors
    /// When `base_url` is not of the form `http://HOST[:PORT]`.
    pub fn new(base_url: &str) -> Result<Self, TransportError> {
        let target = Target { transport: Transport::new(base_url)?, outages_expected: false };
        Ok(Self(Arc::new(Mutex::new(target))))
    }

    /// Sends what comes from now on to another server.
    ///
    /// # Errors
    /// When `base_url` is not of the form `http://HOST[:PORT]`.
    pub fn move_to(&self, base_url: &str) -> Result<(), TransportError> {
        self.lock().transport = Transport::new(base_url)?;
        Ok(())
    }

    /// From now on it is no violation when the server does not answer: the case kills it.
    pub fn expect_outages(&self) {
        self.lock().outages_expected = true;
    }

    fn transport(&self) -> Transport {
        self.lock().transport.clone()
    }

    fn outages_expected(&self) -> bool {
        self.lock().outages_expected
    }

    fn lock(&self) -> MutexGuard<'_, Target> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A proxy that runs.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    record: Arc<Mutex<Record>>,
    active: watch::Receiver<usize>,
    server: JoinHandle<()>,
}

impl Proxy {
    /// Starts a proxy on a free port of the loopback interface.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(contract: Arc<Contract>, upstream: Upstream) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let record = Arc::new(Mutex::new(Record::default()));
        let (active_sender, active) = watch::channel(0);
        let forwarder = forward::Forwarder::new(contract, upstream, Arc::clone(&record), active_sender);
        let service = forward::service(forwarder);
        let server = tokio::spawn(async move {
            // Only an error of the listener ends it, and then every request of the case fails anyway.
            let _ = axum::serve(listener, service).await;
        });
        Ok(Self { address, record, active, server })
    }

    /// Where clients reach it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends it, once everything that passes has ended or a short time is over, and gives what it found.
    pub async fn finish(mut self) -> Record {
        let _ = tokio::time::timeout(HANG_UP_TIMEOUT, self.active.wait_for(|count| *count == 0)).await;
        self.server.abort();
        let mut record = std::mem::take(&mut *record::lock(&self.record));
        record.compare_streams();
        record
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}
