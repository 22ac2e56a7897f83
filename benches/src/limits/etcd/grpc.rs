//! gRPC as it is on the wire: HTTP/2 requests whose bodies are messages, each behind a byte that says that it is not
//! compressed and four that tell its length.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail, ensure};
use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use h2::{RecvStream, SendStream, client::SendRequest};
use http::Request;
use prost::Message;
use tokio::net::TcpStream;

const HEAD_BYTES: usize = 5;
/// Enough for all that a watch has missed: nobody waits for a window to open.
const WINDOW_BYTES: u32 = 1 << 20;

pub struct Grpc {
    requests: SendRequest<Bytes>,
    address: SocketAddr,
}

/// A request whose answer is being read.
pub struct Call {
    answer: RecvStream,
    buffer: BytesMut,
    /// What was not ended goes on as long as this is there.
    _request: SendStream<Bytes>,
}

impl Grpc {
    /// # Errors
    /// When nobody listens there.
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true).context("cannot set up a connection")?;
        let mut builder = h2::client::Builder::new();
        builder.initial_window_size(WINDOW_BYTES).initial_connection_window_size(WINDOW_BYTES);
        let (requests, connection) = builder.handshake(stream).await.context("cannot speak HTTP/2")?;
        // It ends with the last of its requests; what goes wrong is seen by them.
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self { requests, address })
    }

    /// Sends a message; `is_last` says that there will be no other.
    ///
    /// # Errors
    /// When the connection breaks or the method refuses.
    pub async fn call(&mut self, method: &str, message: &impl Message, is_last: bool) -> Result<Call> {
        let request = Request::post(format!("http://{}{method}", self.address))
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .body(())
            .context("cannot build a request")?;
        let mut requests = self.requests.clone().ready().await.context("etcd takes no request")?;
        let (answer, mut body) = requests.send_request(request, false).context("cannot send a request")?;
        let mut bytes = BytesMut::new();
        bytes.put_u8(0);
        bytes.put_u32(message.encoded_len().try_into().context("a message is too long")?);
        message.encode(&mut bytes)?;
        body.send_data(bytes.freeze(), is_last).context("cannot send a message")?;
        let answer = answer.await.context("etcd does not answer")?;
        if answer.status() != 200 || answer.headers().contains_key("grpc-status") {
            bail!("etcd refuses {method}: {:?}", answer.headers());
        }
        Ok(Call { answer: answer.into_body(), buffer: BytesMut::new(), _request: body })
    }
}

impl Call {
    /// The next message.
    ///
    /// # Errors
    /// When there is none.
    pub async fn next<M: Message + Default>(&mut self) -> Result<M> {
        loop {
            if let Some(message) = self.take()? {
                return M::decode(message).context("a message of etcd cannot be read");
            }
            let bytes = self.answer.data().await.context("an answer of etcd has ended")?;
            let bytes = bytes.context("an answer of etcd broke off")?;
            self.answer.flow_control().release_capacity(bytes.len()).context("cannot go on reading")?;
            self.buffer.extend_from_slice(&bytes);
        }
    }

    /// The bytes of the next message, when it is whole.
    fn take(&mut self) -> Result<Option<Bytes>> {
        let Some(head) = self.buffer.first_chunk::<HEAD_BYTES>() else { return Ok(None) };
        ensure!(head[0] == 0, "etcd compresses its messages");
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        if self.buffer.len() < HEAD_BYTES + length {
            return Ok(None);
        }
        self.buffer.advance(HEAD_BYTES);
        Ok(Some(self.buffer.split_to(length).freeze()))
    }
}
