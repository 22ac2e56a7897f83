//! Answers that are asked for and not taken, over HTTP/1.

use std::time::Duration;

use futures::future::{BoxFuture, FutureExt};
use tokio::time::sleep;

use crate::hostile::{
    enemy::{Enemy, cut_off, send},
    scene::LARGE_PREFIX,
};

/// More than the buffers of both ends hold: each answer has some megabytes.
const ANSWERS: usize = 3;

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
        let reading = async {
            let mut byte = [0];
            loop {
                // Nothing to read at the moment is no end.
                let _ = stream.try_read(&mut byte);
                sleep(Duration::from_millis(50)).await;
            }
        };
        // Seen beside the reading: what has come before a reset can still be read.
        tokio::select! {
            cut_off = cut_off(&stream, enemy.until_taken()) => cut_off,
            () = reading => Ok(()),
        }
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

pub(super) fn lists(enemy: &Enemy) -> String {
    (enemy.head(&format!("GET /v1/resources?prefix={LARGE_PREFIX}&limit=40")) + "\r\n").repeat(ANSWERS)
}
