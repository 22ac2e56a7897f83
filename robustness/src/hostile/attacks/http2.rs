//! Hostile HTTP/2.

use std::time::Duration;

use anyhow::{Context, ensure};
use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt, try_join_all};
use h2::{Reason, client::Builder};
use http::Request;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::{Instant, sleep, timeout},
};

use super::floods::{DURATION, PAUSE};
use crate::hostile::{
    enemy::{Enemy, read_to_end, send},
    scene::LARGE_PREFIX,
};

/// How many streams a connection has at once.
pub(super) const STREAMS: usize = 24;
/// What a client says first: the preface (RFC 9113, section 3.4) and empty settings.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

const DATA_IS_NEXT: u8 = 0x4;
const HEADERS: u8 = 0x1;
const RST_STREAM: u8 = 0x3;
const CONTINUATION: u8 = 0x9;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let [_, a, b, c] = u32::try_from(payload.len()).unwrap_or_default().to_be_bytes();
    [&[a, b, c, kind, flags], &stream.to_be_bytes()[..], payload].concat()
}

/// `GET http://a/healthz`, written with HPACK's static table (RFC 7541, appendix A).
fn small_request() -> Vec<u8> {
    [&[0x82, 0x86, 0x41, 1, b'a', 0x44, 8][..], b"/healthz"].concat()
}

/// Says that it speaks HTTP/2, and no more.
pub(super) fn idle(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        send(&mut stream, PREFACE).await;
        read_to_end(&mut stream, enemy.until_head() + enemy.patience.write).await.map(|_| ())
    }
    .boxed()
}

/// Opens streams and resets them at once, until it is cut off; and again.
pub(super) fn rapid_reset(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let begun = Instant::now();
        while begun.elapsed() < DURATION {
            let mut stream = enemy.connect().await?;
            send(&mut stream, PREFACE).await;
            let (mut reader, mut writer) = stream.split();
            let resetting = async {
                for wave in 0.. {
                    let resets: Vec<u8> = (0..100).flat_map(|of| reset_at_once((wave * 100 + of) * 2 + 1)).collect();
                    // Nobody listens any more, soon after the server has said so.
                    let _ = writer.write_all(&resets).await;
                    sleep(PAUSE / 4).await;
                }
            };
            let mut said = Vec::new();
            let cut_off = tokio::select! {
                () = resetting => false,
                // However it ends: it has ended.
                _ = reader.read_to_end(&mut said) => true,
                () = sleep(enemy.until_head()) => false,
            };
            ensure!(cut_off, "thousands of streams could be opened and reset");
            sleep(PAUSE).await;
        }
        Ok(())
    }
    .boxed()
}

fn reset_at_once(stream: u32) -> Vec<u8> {
    const END_OF_STREAM: u8 = 0x1;
    let opened = frame(HEADERS, DATA_IS_NEXT | END_OF_STREAM, stream, &small_request());
    [opened, frame(RST_STREAM, 0, stream, &8_u32.to_be_bytes())].concat()
}

/// A head in ever more frames.
pub(super) fn endless_head(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let begun = Instant::now();
        // A header that is not to be remembered, of a name with 1 and a value with 100 letters.
        let header = [&[0x10, 1, b'x', 100][..], &[b'y'; 100]].concat();
        let more = frame(CONTINUATION, 0, 1, &header.repeat(100));
        while begun.elapsed() < DURATION {
            let mut stream = enemy.connect().await?;
            send(&mut stream, PREFACE).await;
            send(&mut stream, &frame(HEADERS, 0, 1, &small_request())).await;
            let endless = async {
                while stream.write_all(&more).await.is_ok() {
                    sleep(Duration::from_millis(1)).await;
                }
            };
            let cut_off = timeout(enemy.until_head(), endless).await;
            ensure!(cut_off.is_ok(), "a head without an end is still read after {} s", enemy.until_head().as_secs());
            sleep(PAUSE).await;
        }
        Ok(())
    }
    .boxed()
}

/// Asks for large lists and makes no room for them.
pub(super) fn lists_without_window(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    without_window(enemy, format!("/v1/resources?prefix={LARGE_PREFIX}")).boxed()
}

/// Opens streams with a long past and makes no room for them.
pub(super) fn streams_without_window(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    without_window(enemy, "/v1/events?after=0".to_owned()).boxed()
}

async fn without_window(enemy: Enemy, target: String) -> anyhow::Result<()> {
    let mut builder = Builder::new();
    let window = enemy.random(|random| random.u32(0..100));
    let (send, connection) = builder.initial_window_size(window).handshake::<_, Bytes>(enemy.connect().await?).await?;
    let connection = tokio::spawn(connection);
    let streams = (0..STREAMS).map(|_| reset_by_the_server(&enemy, send.clone(), &target));
    timeout(enemy.until_taken(), try_join_all(streams)).await.context("streams without a window are still open")??;
    // Idle now, and closed for it.
    let within = enemy.until_head() + enemy.patience.write;
    timeout(within, connection).await.context("an idle HTTP/2 connection is still open")?.map_or(Ok(()), |_| Ok(()))
}

async fn reset_by_the_server(enemy: &Enemy, send: h2::client::SendRequest<Bytes>, target: &str) -> anyhow::Result<()> {
    let request = Request::get(format!("http://a{target}")).header("authorization", format!("Bearer {}", enemy.token));
    let (response, _) = send.ready().await?.send_request(request.body(())?, true)?;
    let mut body = response.await?.into_body();
    loop {
        match body.data().await {
            Some(Ok(_)) => {}
            Some(Err(error)) if error.reason() == Some(Reason::CANCEL) => return Ok(()),
            Some(Err(error)) => return Err(error).context("the stream was to be reset"),
            None => return Ok(()),
        }
    }
}
