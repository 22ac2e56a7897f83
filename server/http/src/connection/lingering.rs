use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::watch,
    time::{Sleep, sleep},
};

/// As much is read for nothing, and for so long, after the server has said its last.
const MOST_BYTES: usize = 1024 * 1024;
const LONGEST: Duration = Duration::from_secs(2);

/// A stream that waits, at its end, for its peer to end too. A peer that is still writing when the connection is closed
/// would be told that it is gone, and lose the answer that it has not read yet (RFC 9112, section 9.6).
///
/// A server that stops does not wait.
pub(super) struct Lingering<S> {
    stream: S,
    stopping: watch::Receiver<bool>,
    end: Option<End>,
}

struct End {
    read: usize,
    deadline: Pin<Box<Sleep>>,
}

impl<S> Lingering<S> {
    /// `stopping` turns true when the server stops.
    pub(super) fn new(stream: S, stopping: watch::Receiver<bool>) -> Self {
        Self { stream, stopping, end: None }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Lingering<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Lingering<S> {
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
        let Self { stream, stopping, end } = &mut *self;
        if end.is_none() {
            ready!(Pin::new(&mut *stream).poll_shutdown(context))?;
        }
        if *stopping.borrow() {
            return Poll::Ready(Ok(()));
        }
        let end = end.get_or_insert_with(|| End { read: 0, deadline: Box::pin(sleep(LONGEST)) });
        let mut nothing = [0; 4096];
        while end.read < MOST_BYTES && end.deadline.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut nothing);
            match ready!(Pin::new(&mut *stream).poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => end.read += buffer.filled().len(),
                _ => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _, duplex},
        time::Instant,
    };

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_goes_on_writing_gets_to_the_answer_and_is_let_go() {
        let (mut peer, stream) = duplex(100);
        let mut stream = Lingering::new(stream, watch::channel(false).1);
        let begun = Instant::now();
        let answering = async {
            stream.write_all(b"the answer").await.unwrap();
            stream.shutdown().await.unwrap();
            drop(stream);
        };
        let writing = async {
            peer.write_all(&[0; 5000]).await.unwrap();
            let mut answer = String::new();
            peer.read_to_string(&mut answer).await.unwrap();
            assert_eq!(answer, "the answer");
            while peer.write_all(&[0; 50]).await.is_ok() {
                sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::join!(answering, writing);
        assert!(begun.elapsed() >= LONGEST && begun.elapsed() < LONGEST * 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_is_gone_is_not_waited_for_nor_any_by_a_server_that_stops() {
        for is_stopping in [false, true] {
            let (peer, stream) = duplex(100);
            let mut stream = Lingering::new(stream, watch::channel(is_stopping).1);
            let _peer = is_stopping.then_some(peer);
            let begun = Instant::now();
            stream.shutdown().await.unwrap();
            assert!(begun.elapsed() < LONGEST);
        }
    }
}
