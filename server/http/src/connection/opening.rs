use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use super::activity::Activity;

/// What a connection that speaks HTTP/2 begins with (RFC 9113, section 3.4). Until as many bytes are there hyper has no
/// time-out running.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A stream that fails when its opening bytes do not come in time: otherwise a peer that sends nothing would hold its
/// place for ever. It tells when they are those of HTTP/2.
pub(super) struct Opening<S> {
    stream: S,
    read: usize,
    is_preface: bool,
    deadline: Pin<Box<Sleep>>,
    activity: Arc<Activity>,
}

impl<S> Opening<S> {
    pub(super) fn new(stream: S, within: Duration, activity: Arc<Activity>) -> Self {
        Self { stream, read: 0, is_preface: true, deadline: Box::pin(sleep(within)), activity }
    }

    fn look_at(&mut self, bytes: &[u8]) {
        let missing = &PREFACE[self.read..];
        let looked_at = bytes.len().min(missing.len());
        self.is_preface &= bytes[..looked_at] == missing[..looked_at];
        self.read += looked_at;
        if self.read == PREFACE.len() && self.is_preface {
            self.activity.is_http2();
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Opening<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.read >= PREFACE.len() {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending if self.deadline.as_mut().poll(context).is_ready() => {
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            polled => {
                self.look_at(&buffer.filled()[before..]);
                polled
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Opening<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::*;

    const LIMIT: Duration = Duration::from_secs(10);

    #[tokio::test(start_paused = true)]
    async fn it_tells_when_a_peer_speaks_http_2() {
        let other = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r.";
        for (opening, is_http2) in [(PREFACE, true), (other, false)] {
            let (mut peer, stream) = duplex(7);
            let activity = Arc::new(Activity::default());
            let mut stream = Opening::new(stream, LIMIT, Arc::clone(&activity));
            let mut bytes = vec![0; PREFACE.len()];
            let (written, read) = tokio::join!(peer.write_all(opening), stream.read_exact(&mut bytes));
            written.unwrap();
            read.unwrap();
            let rests = tokio::time::timeout(LIMIT * 2, activity.rests(LIMIT)).await;
            assert_eq!(rests.is_ok(), is_http2);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_sends_nothing_or_stops_in_its_opening_is_given_up() {
        for opening in [&b""[..], b"PRI * HTTP/2"] {
            let (mut peer, stream) = duplex(64);
            peer.write_all(opening).await.unwrap();
            let mut stream = Opening::new(stream, LIMIT, Arc::default());
            let error = stream.read_to_end(&mut Vec::new()).await.unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn after_its_opening_a_peer_may_be_silent() {
        let (mut peer, stream) = duplex(64);
        let mut stream = Opening::new(stream, LIMIT, Arc::default());
        peer.write_all(b"GET /v1/events HTTP/1.1\r\n").await.unwrap();
        stream.read_exact(&mut [0; 25]).await.unwrap();
        let silence = tokio::time::timeout(LIMIT * 10, stream.read_u8()).await;
        assert!(silence.is_err(), "the read goes on waiting");
    }
}
