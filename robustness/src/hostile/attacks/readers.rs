//! Answers that are asked for and not taken, over HTTP/1.

use std::time::Duration;

use anyhow::bail;
use futures::future::{BoxFuture, FutureExt};
use tokio::{
    io::AsyncReadExt,
    time::{Instant, sleep},
};

use crate::hostile::{
    enemy::{Enemy, cut_off, send},
    scene::LARGE_PREFIX,
};

/// More than the buffers of both ends hold: each answer has some megabytes.
const ANSWERS: usize = 4;

/// Asks for large lists and reads nothing.
pub(super) fn list_never_read(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        send(&mut stream, lists(&enemy).as_bytes()).await;
        cut_off(&stream, enemy.until_taken()).await
    }
    .boxed()
}

/// Asks for large lists and reads a byte now and then: always something, never enough.
pub(super) fn list_byte_by_byte(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        send(&mut stream, lists(&enemy).as_bytes()).await;
        let deadline = Instant::now() + enemy.until_taken();
        // A reset takes away what was not read yet.
        while stream.read_u8().await.is_ok() {
            if Instant::now() > deadline {
                bail!("a reader that reads byte by byte is still served");
            }
            sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }
    .boxed()
}

/// Opens a stream with a long past and reads nothing.
pub(super) fn stream_never_read(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        let request = enemy.head("GET /v1/events?after=0") + "\r\n";
        send(&mut stream, request.as_bytes()).await;
        cut_off(&stream, enemy.until_taken()).await
    }
    .boxed()
}

fn lists(enemy: &Enemy) -> String {
    (enemy.head(&format!("GET /v1/resources?prefix={LARGE_PREFIX}&limit=40")) + "\r\n").repeat(ANSWERS)
}
