//! Much of what has to be refused, again and again for a while.

use std::{sync::atomic::Ordering, time::Duration};

use anyhow::{Context, ensure};
use futures::future::{BoxFuture, FutureExt};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::{Instant, sleep, timeout},
};

use crate::hostile::{
    enemy::{Enemy, ensure_refused, read_to_end, send, start},
    scene::{LARGE_PREFIX, RATE_BURST, RATE_PER_SECOND},
};

/// How long a flood goes on.
pub(super) const DURATION: Duration = Duration::from_secs(2);
/// Between two waves: the attackers must not take the whole machine from those whom they attack.
pub(super) const PAUSE: Duration = Duration::from_millis(20);
/// In which a refusal has to come.
const REFUSED_WITHIN: Duration = Duration::from_secs(20);

/// Sends one request after the other, each over a connection of its own, and wants each to be refused like this.
async fn refused_again_and_again(enemy: Enemy, request: Vec<u8>, status: u16) -> anyhow::Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < DURATION {
        let mut stream = enemy.connect().await?;
        send(&mut stream, &request).await;
        let answer = read_to_end(&mut stream, REFUSED_WITHIN).await?;
        ensure_refused(&answer, &[status])?;
        sleep(PAUSE).await;
    }
    Ok(())
}

/// A head beyond everything that is read of one.
pub(super) fn large_heads(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    let head = format!("GET /healthz HTTP/1.1\r\nhost: a\r\nx-large: {}\r\n\r\n", "x".repeat(400_000));
    refused_again_and_again(enemy, head.into(), 431).boxed()
}

/// More headers than are read.
pub(super) fn many_headers(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    let headers: String = (0..2000).map(|number| format!("x-{number}: 1\r\n")).collect();
    refused_again_and_again(enemy, format!("GET /healthz HTTP/1.1\r\nhost: a\r\n{headers}\r\n").into(), 431).boxed()
}

/// A body that says how large it is.
pub(super) fn large_bodies(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    const BYTES: usize = 2_000_000;
    let head =
        enemy.head("PUT /v1/resources/mallory/large") + "connection: close\r\ncontent-type: application/json\r\n";
    let body = "x".repeat(BYTES);
    let request = format!("{head}content-length: {BYTES}\r\n\r\n{body}");
    let refused = async move {
        let begun = Instant::now();
        while begun.elapsed() < DURATION {
            let mut stream = enemy.connect().await?;
            send(&mut stream, request.as_bytes()).await;
            let answer = read_to_end(&mut stream, REFUSED_WITHIN).await?;
            // The one or the other limit.
            ensure_refused(&answer, &[413, 429])?;
            sleep(PAUSE).await;
        }
        Ok(())
    };
    refused.boxed()
}

/// A body that goes on for as long as the server lets it.
pub(super) fn endless_chunks(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let mut stream = enemy.connect().await?;
        let head = enemy.head("PUT /v1/resources/mallory/endless") + "content-type: application/json\r\n";
        send(&mut stream, format!("{head}transfer-encoding: chunked\r\n\r\n").as_bytes()).await;
        let chunk = format!("{:x}\r\n{}\r\n", 10_000, "x".repeat(10_000));
        let (mut reader, mut writer) = stream.split();
        let sending = async {
            while writer.write_all(chunk.as_bytes()).await.is_ok() {
                sleep(Duration::from_millis(2)).await;
            }
            std::future::pending::<()>().await;
        };
        let mut answer = Vec::new();
        let ended = tokio::select! {
            () = sending => false,
            // However it ends: it has ended.
            _ = reader.read_to_end(&mut answer) => true,
            () = sleep(REFUSED_WITHIN) => false,
        };
        ensure!(ended, "a body without an end is still read after {} s", REFUSED_WITHIN.as_secs());
        // A reset may take the answer away from a client that goes on sending.
        if answer.is_empty() { Ok(()) } else { ensure_refused(&answer, &[408, 413, 429]) }
    }
    .boxed()
}

/// Many requests in one go; each has its answer.
pub(super) fn pipelined(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    const REQUESTS: usize = 100;
    async move {
        let begun = Instant::now();
        let requests = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n".repeat(REQUESTS - 1)
            + "GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        while begun.elapsed() < DURATION {
            let mut stream = enemy.connect().await?;
            send(&mut stream, requests.as_bytes()).await;
            let answers = read_to_end(&mut stream, REFUSED_WITHIN).await?;
            let count = String::from_utf8_lossy(&answers).matches("HTTP/1.1 200 OK").count();
            ensure!(count == REQUESTS, "{count} of {REQUESTS} requests in a row were answered");
            sleep(PAUSE).await;
        }
        Ok(())
    }
    .boxed()
}

/// Bodies that are no JSON, or too much of it.
pub(super) fn nonsense(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let deep = [b"{\"value\":".as_slice(), &[b'['; 100_000]].concat();
        let bodies: [&[u8]; 5] = [
            &deep,
            b"{\"value\": \"\xff\xfe\"}",
            b"{\"value\": 1e999999}",
            b"{\"value\": 1, \"value\": 2}",
            b"\0\0\0\0",
        ];
        let begun = Instant::now();
        while begun.elapsed() < DURATION {
            for body in bodies {
                let head = enemy.head("PUT /v1/resources/mallory/nonsense") + "content-type: application/json\r\n";
                let head = format!("{head}connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
                let mut stream = enemy.connect().await?;
                send(&mut stream, &[head.as_bytes(), body].concat()).await;
                let answer = read_to_end(&mut stream, REFUSED_WITHIN).await?;
                ensure_refused(&answer, &[400, 429])?;
                sleep(PAUSE).await;
            }
        }
        Ok(())
    }
    .boxed()
}

/// Bodies that take many times as much memory once they are understood.
pub(super) fn growing_bodies(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let body = format!("{{\"value\":[{}0]}}", "0,".repeat(130_000));
        let key = enemy.random(|random| random.u32(..));
        let head =
            enemy.head(&format!("PUT /v1/resources/mallory/growing/{key}")) + "content-type: application/json\r\n";
        let request = format!("{head}connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let begun = Instant::now();
        while begun.elapsed() < DURATION {
            let mut stream = enemy.connect_with_room().await?;
            send(&mut stream, request.as_bytes()).await;
            let answer = read_to_end(&mut stream, REFUSED_WITHIN).await?;
            let is_known =
                ["200", "201", "408", "429"].iter().any(|status| answer.get(9..12) == Some(status.as_bytes()));
            ensure!(is_known, "a large body is answered {:?}", start(&answer));
            sleep(PAUSE).await;
        }
        Ok(())
    }
    .boxed()
}

/// Tokens that were never good, each another.
pub(super) fn forged_tokens(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let counts = ask_again_and_again(&enemy, |enemy| {
            let place = enemy.random(|random| random.usize(0..enemy.token.len() - 8));
            let mut token = enemy.token.to_string();
            token.replace_range(place..place + 4, &enemy.random(|random| format!("{:04}", random.u16(..10_000))));
            format!("GET /v1/store HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\n\r\n")
        })
        .await?;
        ensure!(counts.iter().all(|(status, _)| [401, 429].contains(status)), "forged tokens were answered {counts:?}");
        Ok(())
    }
    .boxed()
}

/// A good token, more often than the rate of its principal allows: no more is served.
pub(super) fn more_than_the_rate(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let begun = Instant::now();
        let counts = ask_again_and_again(&enemy, |enemy| enemy.head("GET /v1/store") + "\r\n").await?;
        ensure!(counts.iter().all(|(status, _)| [200, 429].contains(status)), "too many were answered {counts:?}");
        let own: usize = counts.iter().filter(|(status, _)| *status == 200).map(|(_, count)| count).sum();
        let served = enemy.served.fetch_add(own, Ordering::Relaxed) + own;
        let seconds = begun.elapsed().as_secs_f64() + 1.0;
        let most = RATE_BURST + (RATE_PER_SECOND as f64 * seconds) as usize;
        ensure!(served <= most, "{served} requests were served within {seconds:.1} s, and {most} are the most");
        Ok(())
    }
    .boxed()
}

/// Large lists, which are read, again and again.
pub(super) fn large_lists(enemy: Enemy) -> BoxFuture<'static, anyhow::Result<()>> {
    async move {
        let request = enemy.head(&format!("GET /v1/resources?prefix={LARGE_PREFIX}&limit=40"));
        let request = request + "connection: close\r\n\r\n";
        let begun = Instant::now();
        while begun.elapsed() < DURATION {
            let mut stream = enemy.connect_with_room().await?;
            send(&mut stream, request.as_bytes()).await;
            let answer = read_to_end(&mut stream, REFUSED_WITHIN).await?;
            if !answer.starts_with(b"HTTP/1.1 200 ") {
                ensure_refused(&answer, &[429])?;
                sleep(PAUSE).await;
            }
        }
        Ok(())
    }
    .boxed()
}

/// Sends requests in waves over one connection; how often it was answered with which status.
async fn ask_again_and_again(enemy: &Enemy, request: impl Fn(&Enemy) -> String) -> anyhow::Result<Vec<(u16, usize)>> {
    const WAVE: usize = 60;
    let mut stream = BufReader::new(enemy.connect().await?);
    let mut counts = std::collections::BTreeMap::new();
    let begun = Instant::now();
    while begun.elapsed() < DURATION {
        let wave: String = (0..WAVE).map(|_| request(enemy)).collect();
        stream.get_mut().write_all(wave.as_bytes()).await?;
        for _ in 0..WAVE {
            let status = timeout(REFUSED_WITHIN, read_answer(&mut stream)).await.context("no answer")??;
            *counts.entry(status).or_insert(0) += 1;
        }
        sleep(PAUSE).await;
    }
    Ok(counts.into_iter().collect())
}

/// Reads one answer to its end and gives its status.
async fn read_answer(stream: &mut BufReader<TcpStream>) -> anyhow::Result<u16> {
    let (mut status, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        ensure!(stream.read_line(&mut line).await? > 0, "the server has hung up");
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if status.is_none() {
            status = line.get(9..12).and_then(|text| text.parse().ok());
        }
        if let Some(text) = line.strip_prefix("content-length:") {
            length = text.trim().parse()?;
        }
    }
    stream.read_exact(&mut vec![0; length]).await?;
    status.context("the answer has no status")
}
