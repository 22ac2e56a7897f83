use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// What can be reset in place of being closed.
pub(crate) trait Reset {
    /// From now on, to be dropped means to be reset.
    fn reset_when_dropped(&self);
}

impl Reset for TcpStream {
    fn reset_when_dropped(&self) {
        // The worst that can come of a failure is that the kernel keeps on trying for a while.
        let _ = self.set_zero_linger();
    }
}

/// A stream that is reset when it is dropped while its peer has no room for more. To close it would not do: the kernel
/// would keep what was sent to it, and offer it to the peer for minutes.
pub(super) struct CutWhenFull<S: Reset> {
    stream: S,
    is_full: bool,
}

impl<S: Reset> CutWhenFull<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, is_full: false }
    }
}

impl<S: Reset> Drop for CutWhenFull<S> {
    fn drop(&mut self) {
        if self.is_full {
            self.stream.reset_when_dropped();
        }
    }
}

impl<S: Reset + AsyncRead + Unpin> AsyncRead for CutWhenFull<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: Reset + AsyncWrite + Unpin> AsyncWrite for CutWhenFull<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.is_full = written.is_pending();
        written
    }
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.is_full = written.is_pending();
        written
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
    use std::time::Duration;

    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
        time::timeout,
    };

    use super::*;

    /// How a peer that reads too late finds a connection on which so many bytes were to be sent.
    async fn end_of(bytes: usize) -> io::Result<usize> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut peer = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let mut stream = CutWhenFull::new(listener.accept().await.unwrap().0);
        let written = timeout(Duration::from_millis(200), stream.write_all(&vec![b'x'; bytes])).await;
        assert_eq!(written.is_err(), bytes > 1000, "the buffers of both ends are full");
        drop(stream);
        let mut read = Vec::new();
        timeout(Duration::from_secs(20), peer.read_to_end(&mut read)).await.expect("the connection has ended")
    }

    #[tokio::test]
    async fn who_has_no_room_is_cut_off_and_who_has_gets_everything() {
        assert_eq!(end_of(100_000_000).await.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
        assert_eq!(end_of(1000).await.unwrap(), 1000);
    }
}
