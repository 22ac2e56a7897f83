//! hyper refuses by itself what it cannot read as a request: no HTTP, more than 100 headers, a head or a target beyond
//! its bounds. It says so with an empty answer and has no hook for another, and the contract promises a problem.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Buf as _, Bytes};
use charter_api::runtime::Refusal;
use charter_types::ProblemType;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::{layers::named_afresh, metrics};

/// A stream that puts a problem into hyper's own refusals.
pub(super) struct Explained<S> {
    stream: S,
    /// Of the problem.
    unsent: Bytes,
}

impl<S> Explained<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, unsent: Bytes::new() }
    }
}

impl<S: AsyncWrite + Unpin> Explained<S> {
    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.unsent.has_remaining() {
            let Self { stream, unsent } = self;
            let sent = ready!(Pin::new(stream).poll_write(context, unsent))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            unsent.advance(sent);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Explained<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Explained<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let Some(problem) = explain(bytes) else { return Pin::new(&mut self.stream).poll_write(context, bytes) };
        self.unsent = problem;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut filled = slices.iter().filter(|slice| !slice.is_empty());
        match (filled.next(), filled.next()) {
            (Some(only), None) => self.poll_write(context, only),
            _ => Pin::new(&mut self.stream).poll_write_vectored(context, slices),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_send(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_send(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The answer that takes the place of `written`, when that is a refusal of hyper's.
///
/// Nothing else looks like one: no refusal of ours is without a body, and no body of ours ends with an empty line.
fn explain(written: &[u8]) -> Option<Bytes> {
    let is_short_refusal = written.starts_with(b"HTTP/1.1 4") && written.ends_with(b"\r\n\r\n") && written.len() < 512;
    let head = str::from_utf8(written).ok().filter(|_| is_short_refusal)?;
    let status = head.get(9..12)?;
    let mut lines = head.lines();
    if !lines.any(|line| line.eq_ignore_ascii_case("content-length: 0")) {
        return None;
    }
    let (refusal, id) = named_afresh(match status {
        "400" => Refusal::new(ProblemType::InvalidRequest, "the request is not HTTP/1.1"),
        "414" | "431" => {
            Refusal::new(ProblemType::HeadersTooLarge, "the request has too many headers, or too long ones")
        }
        _ => return None,
    });
    let status = refusal.status();
    metrics::record_request("none", status.as_u16(), Duration::ZERO);
    let date = head.lines().find(|line| line.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("date:")));
    let body = serde_json::to_string(refusal.problem()).unwrap_or_default();
    let answer = format!(
        "HTTP/1.1 {} {}\r\ncontent-type: application/problem+json\r\nx-request-id: {id}\r\ncontent-length: {}\r\n\
         connection: close\r\n{}\r\n\r\n{body}",
        status.as_u16(),
        status.canonical_reason().unwrap_or_default(),
        body.len(),
        date.unwrap_or("cache-control: no-store"),
    );
    Some(answer.into())
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::*;

    const REFUSAL: &[u8] =
        b"HTTP/1.1 414 URI Too Long\r\nconnection: close\r\ncontent-length: 0\r\ndate: Sun, 22 Nov 2026 20:00:00 GMT\r\n\r\n";

    #[tokio::test]
    async fn a_bare_refusal_gets_a_problem() {
        let (mut peer, stream) = duplex(100);
        let mut stream = Explained::new(stream);
        let writing = async {
            stream.write_all(REFUSAL).await.unwrap();
            stream.shutdown().await.unwrap();
        };
        let mut answer = String::new();
        let reading = async {
            peer.read_to_string(&mut answer).await.unwrap();
            drop(peer);
        };
        tokio::join!(writing, reading);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\n"), "{head}");
        assert!(head.contains("date: Sun, 22 Nov 2026 20:00:00 GMT"), "{head}");
        assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
        let problem: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(problem["type"], "urn:charter:problem:headers-too-large");
        assert!(head.contains(&format!("x-request-id: {}", problem["request_id"].as_str().unwrap())), "{head}");
    }

    #[test]
    fn what_is_written_otherwise_stays() {
        for written in [
            &b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"[..],
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
            b"HTTP/1.1 400 Bad Request\r\ncontent-length: 7\r\n\r\n",
            b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n{}",
        ] {
            assert!(explain(written).is_none(), "{:?}", str::from_utf8(written));
        }
    }
}
