//! One connection: what a slow or hostile peer can hold, and for how long.
//!
//! ```text
//! TCP ─► write time-out ─► Opening (first bytes) ─► Explained (refusals of hyper's) ─► hyper ─► Exchange ─► layers
//!                                                       HTTP/2: one task a stream, ended when its peer takes nothing ┘
//! ```

mod activity;
mod cut;
mod exchange;
mod explained;
mod lingering;
mod opening;
mod paced;
mod progress;
mod streams;
#[cfg(test)]
mod tests;

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::Router;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::conn::auto,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::watch,
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;

use activity::Activity;
use cut::{CutWhenFull, Reset};
use exchange::Exchanges;
use explained::Explained;
use lingering::Lingering;
use opening::Opening;
use progress::Progress;
use streams::StreamTasks;

/// What is read of a head at most; above what `layers::limit_head` lets through, so that what is a little too large is
/// refused there.
const MAX_HEAD_BYTES: usize = 80 * 1024;
/// What a peer may send over HTTP/2 before it is read, on all streams together.
const MAX_UNREAD_BYTES: u32 = 256 * 1024;
/// What waits in memory for a peer that takes nothing, besides the answer itself.
const MAX_SEND_BYTES: usize = 64 * 1024;
/// The requests that one HTTP/2 connection may have at once.
const MAX_CONCURRENT_STREAMS: u32 = 128;
/// How often a silent HTTP/2 peer is asked whether it is still there.
const PING_INTERVAL: Duration = Duration::from_secs(20);

/// How long a peer may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// Until its next request's head is there.
    pub(crate) head: Duration,
    /// Until it takes more of what it is sent.
    pub(crate) write: Duration,
}

/// Everything that connections have in common.
pub(crate) struct Connections {
    pub(crate) app: Router,
    pub(crate) patience: Patience,
    /// Turns true when the server stops.
    pub(crate) stopping: watch::Receiver<bool>,
}

impl Connections {
    /// Serves one connection until its end.
    pub(crate) async fn serve<S>(&self, stream: S, peer: IpAddr)
    where
        S: AsyncRead + AsyncWrite + Reset + Unpin + Send + 'static,
    {
        let mut stream = TimeoutStream::new(CutWhenFull::new(stream));
        stream.set_write_timeout(Some(self.patience.write));
        let activity = Arc::new(Activity::default());
        let progress = Arc::new(Progress::default());
        let stream = Opening::new(Box::pin(stream), self.patience.head, Arc::clone(&activity));
        let exchanges = Exchanges::new(self.app.clone(), peer, Arc::clone(&progress));
        let builder = self.builder(Arc::clone(&activity));
        let connection = builder
            .serve_connection(TokioIo::new(Explained::new(Lingering::new(stream, self.stopping.clone()))), exchanges);
        let mut connection = std::pin::pin!(connection);
        let mut stopping = self.stopping.clone();
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            // Of HTTP/1, where one answer after the other is sent: who takes nothing of it holds the connection.
            () = progress.stalled(self.patience.write) => return tracing::debug!("a peer takes nothing and is cut off"),
            () = activity.rests(self.patience.head) => {
                connection.as_mut().graceful_shutdown();
                match timeout(self.patience.write, connection).await {
                    Ok(ended) => ended,
                    Err(_) => return tracing::debug!("a peer takes nothing and is cut off"),
                }
            }
            () = async { drop(stopping.wait_for(|is_stopping| *is_stopping).await) } => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(error, "a connection ended");
        }
    }

    fn builder(&self, activity: Arc<Activity>) -> auto::Builder<StreamTasks> {
        let mut builder = auto::Builder::new(StreamTasks::new(activity, self.patience.write));
        builder.http1().timer(TokioTimer::new()).header_read_timeout(self.patience.head).max_buf_size(MAX_HEAD_BYTES);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_header_list_size(MAX_HEAD_BYTES as u32)
            .max_concurrent_streams(MAX_CONCURRENT_STREAMS)
            .initial_stream_window_size(MAX_UNREAD_BYTES)
            .initial_connection_window_size(MAX_UNREAD_BYTES)
            .max_send_buf_size(MAX_SEND_BYTES)
            .keep_alive_interval(Some(PING_INTERVAL))
            .keep_alive_timeout(self.patience.write);
        builder
    }
}
