use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::net::TcpListener;

/// As in the real server (`server/http/src/serve.rs`), because a timer for each head costs something.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const MAX_HEAD_BYTES: usize = 256 * 1024;

/// Serves for ever.
pub async fn serve(listener: &TcpListener, app: &Router) -> Result<()> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(MAX_HEAD_BYTES);
    loop {
        let (stream, _) = listener.accept().await.context("cannot accept a connection")?;
        stream.set_nodelay(true).context("cannot set up a connection")?;
        let connection =
            builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app.clone())).into_owned();
        tokio::spawn(async move {
            // Who hangs up is done.
            let _ = connection.await;
        });
    }
}
