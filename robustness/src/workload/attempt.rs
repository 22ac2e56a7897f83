use std::time::Duration;

use charter_conformance::wire::{Answer, RequestBuilder};
use tokio::time::timeout;

/// What a client learns from one request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// The server said what it did.
    Answer(Answer),
    /// The connection broke, or the client gave up: the request may have had its effect or not, and may yet.
    Nothing,
}

/// Sends a request. Now and then the client gives up within a moment and hangs up.
pub async fn send(request: RequestBuilder, random: &mut fastrand::Rng) -> Reply {
    const HANGS_UP_ONCE_IN: u32 = 40;
    const MOST_PATIENCE_MICROSECONDS: u64 = 20_000;
    let answer = if random.u32(..HANGS_UP_ONCE_IN) == 0 {
        let patience = Duration::from_micros(random.u64(..MOST_PATIENCE_MICROSECONDS));
        timeout(patience, request.send()).await.ok()
    } else {
        Some(request.send().await)
    };
    match answer {
        Some(Ok(answer)) => Reply::Answer(answer),
        Some(Err(_)) | None => Reply::Nothing,
    }
}
