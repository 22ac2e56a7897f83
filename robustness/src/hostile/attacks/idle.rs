//! Connections on which nothing happens.

use futures::future::{BoxFuture, FutureExt};

use crate::hostile::enemy::{Enemy, read_to_end, send};

/// Says nothing at all.
pub(super) fn silent(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    stops_after(enemy, "").boxed()
}

/// Begins a request and says no more.
pub(super) fn half_a_head(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    let half = enemy.random(|random| random.usize(1..60));
    stops_after(enemy, &"GET /v1/resources?prefix=large/ HTTP/1.1\r\nhost: a\r\nx-half: a head"[..half]).boxed()
}

/// Sends a request, takes the answer, and says no more.
pub(super) fn after_an_answer(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    stops_after(enemy, "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").boxed()
}

async fn stops_after(enemy: Enemy, said: &'static str) -> anyhow::Result<()> {
    let mut stream = enemy.connect().await?;
    send(&mut stream, said.as_bytes()).await;
    read_to_end(&mut stream, enemy.until_head()).await.map(|_| ())
}
