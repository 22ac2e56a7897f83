//! Requests that do not come to an end.

use std::time::Duration;

use anyhow::ensure;
use futures::future::{BoxFuture, FutureExt};
use tokio::{
    io::AsyncWriteExt,
    time::{Instant, sleep},
};

use crate::hostile::enemy::{Enemy, ensure_refused, read_to_end, send};

const PAUSE: Duration = Duration::from_millis(500);
const BODY_BYTES: usize = 250_000;

/// Sends a head byte by byte.
pub(super) fn head_byte_by_byte(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        send(&mut stream, b"GET /healthz HTTP/1.1\r\nhost: a\r\nx-slow: ").await;
        trickle(&mut stream, enemy.until_head()).await?;
        Ok(())
    }
    .boxed()
}

/// Sends much of a head at once, and then no more.
pub(super) fn large_half_head(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        let head = format!("GET /healthz HTTP/1.1\r\nhost: a\r\nx-large: {}", "x".repeat(120_000));
        send(&mut stream, head.as_bytes()).await;
        read_to_end(&mut stream, enemy.until_head()).await.map(|_| ())
    }
    .boxed()
}

/// Sends nearly all of a body, and the rest byte by byte.
pub(super) fn body_byte_by_byte(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let head = enemy.head("PUT /v1/resources/mallory/slow");
        let answer = slow_body(&enemy, &head).await?;
        ensure_refused(&answer, &[408, 429])
    }
    .boxed()
}

/// The same without a token: it is not read at all.
pub(super) fn body_without_token(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let answer = slow_body(&enemy, "PUT /v1/resources/mallory/slow HTTP/1.1\r\nhost: a\r\n").await?;
        ensure_refused(&answer, &[401, 429])
    }
    .boxed()
}

async fn slow_body(enemy: &Enemy, head: &str) -> anyhow::Result<Vec<u8>> {
    let mut stream = enemy.connect().await?;
    let head = format!("{head}content-type: application/json\r\ncontent-length: {BODY_BYTES}\r\n\r\n{{\"value\":\"");
    send(&mut stream, head.as_bytes()).await;
    send(&mut stream, &[b'x'; BODY_BYTES - 1000]).await;
    trickle(&mut stream, enemy.until_body()).await
}

/// Announces more than it sends, and hangs up for its part.
pub(super) fn body_cut_short(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        let head = enemy.head("PUT /v1/resources/mallory/short");
        let request = format!("{head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{{\"value\": 1}}");
        send(&mut stream, request.as_bytes()).await;
        stream.shutdown().await?;
        let answer = read_to_end(&mut stream, enemy.until_body()).await?;
        ensure!(!answer.starts_with(b"HTTP/1.1 2"), "half a body was taken for a whole one");
        Ok(())
    }
    .boxed()
}

/// Sends a byte now and then, until the server has ended the connection; gives what it said.
async fn trickle(stream: &mut tokio::net::TcpStream, within: Duration) -> anyhow::Result<Vec<u8>> {
    let deadline = Instant::now() + within;
    let (mut reader, mut writer) = stream.split();
    let trickling = async {
        while writer.write_all(b"x").await.is_ok() {
            sleep(PAUSE).await;
        }
        // The server reads no more; it may still be heard.
        std::future::pending::<()>().await;
    };
    let mut answer = Vec::new();
    let reading = tokio::io::AsyncReadExt::read_to_end(&mut reader, &mut answer);
    let ended = tokio::select! {
        () = trickling => false,
        // However it ends: it has ended.
        _ = reading => true,
        () = tokio::time::sleep_until(deadline) => false,
    };
    ensure!(ended, "the connection is still open after {} s", within.as_secs());
    Ok(answer)
}
