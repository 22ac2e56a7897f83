//! Taking connections, and letting go of them in good order.

use std::{
    io,
    net::IpAddr,
    num::{NonZeroU32, NonZeroUsize},
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};

use crate::{
    app::{Services, app},
    connection::{Connections, Patience},
    limits::{Holdings, RateLimit, RateLimits},
    metrics,
};

/// How connections and requests are treated.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The most connections at once; further ones wait to be accepted.
    pub max_connections: NonZeroUsize,
    /// How long a request's head may take to arrive; a connection that is idle for so long is closed.
    pub head_timeout: Duration,
    /// How long it may take from a request's head to the answer's.
    pub request_timeout: Duration,
    /// How long a request may wait for something to happen before it is answered without; at most half of
    /// `request_timeout`.
    pub longest_wait: Duration,
    /// How long a peer may take nothing of what it is sent.
    pub write_timeout: Duration,
    /// How many requests a second a principal may send; `None` for as many as it likes.
    pub rate_limit: Option<RateLimit>,
    /// How many bytes are held for one principal: bodies until they are carried out, answers until they are taken.
    pub principal_memory: NonZeroUsize,
    /// How long requests that are being answered may take to finish at shutdown.
    pub shutdown_grace: Duration,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            max_connections: const { NonZeroUsize::new(16_000).unwrap() },
            head_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(60),
            longest_wait: Duration::from_secs(25),
            write_timeout: Duration::from_secs(30),
            rate_limit: Some(RateLimit {
                per_second: const { NonZeroU32::new(2_000).unwrap() },
                burst: const { NonZeroU32::new(10_000).unwrap() },
            }),
            principal_memory: const { NonZeroUsize::new(256 << 20).unwrap() },
            shutdown_grace: Duration::from_secs(10),
        }
    }
}

/// How often principals and addresses that rest are forgotten.
const FORGET_INTERVAL: Duration = Duration::from_secs(1);

/// Why serving ended early.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store could not be closed in good order.
    #[error("cannot close the store")]
    Close(#[source] charter_engine::EngineError),
}

/// Serves until `stop` is ready. Then nothing new is accepted, streams end with a frame that says so, requests that are
/// being answered finish, and the store is closed.
///
/// # Errors
/// When the store cannot be closed.
pub async fn serve(
    listener: TcpListener,
    mut services: Services,
    options: ServeOptions,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    services.rates = options.rate_limit.map(RateLimits::new);
    services.longest_wait = options.longest_wait.min(options.request_timeout / 2);
    services.holdings = Holdings::new(options.principal_memory);
    let services = Arc::new(services);
    let (stopping, is_stopping) = watch::channel(false);
    let connections = Arc::new(Connections {
        app: app(&services, options.request_timeout),
        patience: Patience { head: options.head_timeout, write: options.write_timeout },
        stopping: is_stopping,
    });
    // They end with this function.
    let _upkeep = upkeep(&services);
    let places = u32::try_from(options.max_connections.get()).unwrap_or(u32::MAX);
    let free = Arc::new(Semaphore::new(places as usize));
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &free) => accepted,
        };
        match accepted {
            Ok((stream, peer, place)) => {
                let connections = Arc::clone(&connections);
                tokio::spawn(async move {
                    let _open = metrics::open_connection();
                    connections.serve(stream, peer).await;
                    drop(place);
                });
            }
            Err(error) => {
                // Out of file descriptors, most likely: waiting is the only thing that helps.
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    services.engine.close_streams();
    stopping.send_replace(true);
    // Each connection holds a place until it has ended.
    if tokio::time::timeout(options.shutdown_grace, free.acquire_many(places)).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    services.engine.shutdown().await.map_err(ServeError::Close)
}

fn upkeep(services: &Arc<Services>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(metrics::upkeep());
    let services = Arc::clone(services);
    tasks.spawn(async move {
        let mut ticks = tokio::time::interval(FORGET_INTERVAL);
        loop {
            ticks.tick().await;
            services.holdings.forget_idle();
            if let Some(rates) = &services.rates {
                rates.forget_idle();
            }
        }
    });
    tasks
}

async fn accept(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> io::Result<(TcpStream, IpAddr, OwnedSemaphorePermit)> {
    let place = free.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Frames are small and must not wait for each other.
    stream.set_nodelay(true)?;
    Ok((stream, peer.ip(), place))
}
