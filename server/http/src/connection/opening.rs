use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// As many bytes tell which version of HTTP a connection speaks (RFC 9113, section 3.4). Until they are there hyper has
/// no time-out running.
const OPENING_BYTES: usize = 24;

/// A stream that fails when its opening bytes do not come in time: otherwise a peer that sends nothing would hold its
/// place for ever.
pub(crate) struct Opening<S> {
    stream: S,
    read: usize,
    deadline: Pin<Box<Sleep>>,
}

impl<S> Opening<S> {
    pub(crate) fn new(stream: S, within: Duration) -> Self {
        Self { stream, read: 0, deadline: Box::pin(sleep(within)) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Opening<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.read >= OPENING_BYTES {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending if self.deadline.as_mut().poll(context).is_ready() => {
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            polled => {
                self.read += buffer.filled().len() - before;
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
    async fn a_peer_that_sends_nothing_or_stops_in_its_opening_is_given_up() {
        for opening in [&b""[..], b"PRI * HTTP/2"] {
            let (mut peer, stream) = duplex(64);
            peer.write_all(opening).await.unwrap();
            let mut stream = Opening::new(stream, LIMIT);
            let error = stream.read_to_end(&mut Vec::new()).await.unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn after_its_opening_a_peer_may_be_silent() {
        let (mut peer, stream) = duplex(64);
        let mut stream = Opening::new(stream, LIMIT);
        peer.write_all(b"GET /v1/events HTTP/1.1\r\n").await.unwrap();
        stream.read_exact(&mut [0; 25]).await.unwrap();
        let silence = tokio::time::timeout(LIMIT * 10, stream.read_u8()).await;
        assert!(silence.is_err(), "the read goes on waiting");
    }
}
