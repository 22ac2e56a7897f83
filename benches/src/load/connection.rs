use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail, ensure};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// More than any answer has.
const MOST_HEADERS: usize = 16;
const BUFFER_BYTES: usize = 64 * 1024;

/// A connection that speaks as much HTTP/1.1 as is needed: one request after the other, answers with a
/// `Content-Length`.
#[derive(Debug)]
pub struct Connection {
    pub stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, as it lies in its connection's buffer.
#[derive(Debug)]
pub struct Answer<'a> {
    pub status: u16,
    pub body: &'a [u8],
    head: &'a [u8],
}

/// Where the parts of an answer are.
struct Layout {
    status: u16,
    head_bytes: usize,
    body_bytes: usize,
}

impl Connection {
    /// # Errors
    /// When nobody listens there.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true).context("cannot set up a connection")?;
        Ok(Self { stream, buffer: Vec::with_capacity(BUFFER_BYTES) })
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When the connection breaks, or the answer is not one.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request).await.context("cannot send a request")?;
        self.buffer.clear();
        let layout = loop {
            let read = self.stream.read_buf(&mut self.buffer).await.context("cannot read an answer")?;
            ensure!(read > 0, "a server hung up instead of answering");
            if let Some(layout) = parse_head(&self.buffer)? {
                break layout;
            }
        };
        let end = layout.head_bytes + layout.body_bytes;
        self.buffer.reserve(end.saturating_sub(self.buffer.len()));
        while self.buffer.len() < end {
            let read = self.stream.read_buf(&mut self.buffer).await.context("cannot read an answer")?;
            ensure!(read > 0, "a server hung up in the middle of an answer");
        }
        ensure!(self.buffer.len() == end, "a server sent more than an answer");
        let (head, body) = self.buffer.split_at(layout.head_bytes);
        Ok(Answer { status: layout.status, head, body })
    }

    /// The same, for requests that have to succeed.
    ///
    /// # Errors
    /// When they do not.
    pub async fn expect(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        let answer = self.exchange(request).await?;
        if !(200..300).contains(&answer.status) {
            bail!("a server answered {}: {}", answer.status, String::from_utf8_lossy(answer.body));
        }
        Ok(answer)
    }
}

/// `None` when the head is not whole.
fn parse_head(bytes: &[u8]) -> Result<Option<Layout>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head_bytes) = response.parse(bytes).context("an answer is not HTTP/1.1")? else {
        return Ok(None);
    };
    let status = response.code.context("an answer has no status")?;
    let length = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.context("an answer has no Content-Length")?.value;
    let body_bytes = str::from_utf8(length).ok().and_then(|length| length.parse().ok());
    Ok(Some(Layout { status, head_bytes, body_bytes: body_bytes.context("an answer's Content-Length is no number")? }))
}

impl Answer<'_> {
    /// The names, in lower case, and values of its headers.
    ///
    /// # Errors
    /// When it is not text.
    pub fn headers(&self) -> Result<Vec<(String, String)>> {
        parse_headers(self.head)
    }
}

/// The names, in lower case, and values of an answer's headers.
///
/// # Errors
/// When it is not text.
pub fn parse_headers(head: &[u8]) -> Result<Vec<(String, String)>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    response.parse(head).context("an answer is not HTTP/1.1")?;
    let headers = response.headers.iter().map(|header| {
        let value = str::from_utf8(header.value).context("a header is not UTF-8")?;
        Ok((header.name.to_ascii_lowercase(), value.to_owned()))
    });
    headers.collect()
}

/// The revision that a member of an answer's body tells.
///
/// # Errors
/// When there is none.
pub fn revision(answer: &Answer<'_>, member: &str) -> Result<u64> {
    let member = format!("\"{member}\":");
    let at = memchr::memmem::find(answer.body, member.as_bytes()).context("an answer tells no revision")?;
    let rest = &answer.body[at + member.len()..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Ok(str::from_utf8(&rest[..digits])?.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_when_it_is_whole() {
        let head = b"HTTP/1.1 201 Created\r\nContent-Length: 12\r\n\r\n";
        assert!(parse_head(&head[..20]).unwrap().is_none());
        let layout = parse_head(head).unwrap().unwrap();
        assert_eq!((layout.status, layout.head_bytes, layout.body_bytes), (201, head.len(), 12));
        assert!(parse_head(b"HTTP/1.1 204 No Content\r\n\r\n").is_err());
    }
}
