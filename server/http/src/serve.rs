//! Connections: taking them, bounding what a slow or hostile peer can hold, and letting go of them in good order.

use std::{io, sync::Arc, time::Duration};

use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use crate::{
    app::{Services, app},
    metrics,
    opening::Opening,
};

/// How connections are treated.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The most connections at once; further ones wait to be accepted.
    pub max_connections: usize,
    /// How long requests that are being answered may take to finish at shutdown.
    pub shutdown_grace: Duration,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { max_connections: 20_000, shutdown_grace: Duration::from_secs(10) }
    }
}

/// Why serving ended early.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store could not be closed in good order.
    #[error("cannot close the store")]
    Close(#[source] charter_engine::EngineError),
}

/// A head that has not arrived by then is given up.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// A peer that takes nothing for so long is cut off; what it misses it can resume.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// What waits in memory for a stream whose peer takes nothing.
const MAX_SEND_BYTES: usize = 64 * 1024;
/// What is read of a head at most; well above what `layers::limit_head` lets through.
const MAX_HEAD_BYTES: usize = 256 * 1024;

/// Serves until `stop` is ready. Then nothing new is accepted, streams end with a frame that says so, requests that are
/// being answered finish, and the store is closed.
///
/// # Errors
/// When the store cannot be closed.
pub async fn serve(
    listener: TcpListener,
    services: Services,
    options: ServeOptions,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let services = Arc::new(services);
    let app = app(&services);
    let builder = connection_builder();
    let graceful = GracefulShutdown::new();
    let upkeep = tokio::spawn(metrics::upkeep());
    let places = Arc::new(Semaphore::new(options.max_connections));
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let (stream, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, most likely: waiting is the only thing that helps.
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(WRITE_TIMEOUT));
        let service = TowerToHyperService::new(app.clone());
        let stream = Opening::new(Box::pin(stream), HEAD_TIMEOUT);
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    upkeep.abort();
    services.engine.close_streams();
    if tokio::time::timeout(options.shutdown_grace, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    services.engine.shutdown().await.map_err(ServeError::Close)
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    // Frames are small and must not wait for each other.
    stream.set_nodelay(true)?;
    Ok((stream, place))
}

fn connection_builder() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(MAX_HEAD_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(MAX_HEAD_BYTES as u32)
        .max_concurrent_streams(128)
        .max_send_buf_size(MAX_SEND_BYTES)
        .keep_alive_interval(Some(Duration::from_secs(20)))
        .keep_alive_timeout(WRITE_TIMEOUT);
    builder
}
