//! Files on their way to the server and from it, as they come: none is ever held whole unless it was given so.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt as _, TryStreamExt as _};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use crate::{Error, error::NoAnswer};

/// So much of a file is read at a time.
const PART_BYTES: usize = 64 << 10;

/// What is uploaded: bytes, or where they come from.
///
/// Bytes that are in memory are sent again when an attempt fails. What is read from elsewhere is there once: it is sent
/// once.
///
/// ```no_run
/// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use charter_sdk::Upload;
///
/// client.upload_artifact("notes.txt", "Mind the gap").media_type("text/plain").await?;
/// let file = tokio::fs::File::open("survey.tar").await?;
/// client.upload_artifact("survey.tar", Upload::from_reader(file)).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Upload(reqwest::Body);

impl Upload {
    /// What can be read from here, to its end.
    pub fn from_reader(reader: impl AsyncRead + Send + Unpin + 'static) -> Self {
        Self::from_stream(futures::stream::try_unfold(reader, |mut reader| async move {
            let mut part = BytesMut::with_capacity(PART_BYTES);
            let read = reader.read_buf(&mut part).await?;
            Ok::<_, std::io::Error>((read > 0).then(|| (part.freeze(), reader)))
        }))
    }

    /// The parts of this, to its end. An error breaks the upload off.
    pub fn from_stream<E>(stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
    {
        Self(reqwest::Body::wrap_stream(stream))
    }

    pub(crate) fn into_body(self) -> reqwest::Body {
        self.0
    }
}

macro_rules! upload_from {
    ($($source:ty),*) => {
        $(impl From<$source> for Upload {
            fn from(bytes: $source) -> Self {
                Self(bytes.into())
            }
        })*
    };
}
upload_from!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

/// What is downloaded: a stream of its bytes. It ends with an error when not all of them came.
///
/// ```no_run
/// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut file = tokio::fs::File::create("survey.tar").await?;
/// let answer = client.download_artifact("0197a3c4-6f00-7000-8000-000000000021").await?;
/// answer.into_inner().write_to(&mut file).await?;
/// # Ok(())
/// # }
/// ```
pub struct Download {
    operation: &'static str,
    length: Option<u64>,
    parts: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>,
}

impl Download {
    pub(crate) fn new(operation: &'static str, response: reqwest::Response) -> Self {
        let length = response.content_length();
        Self { operation, length, parts: Box::pin(sync_wrapper::SyncStream::new(response.bytes_stream())) }
    }

    /// How many bytes are coming, as the answer says.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// All of the bytes, in memory.
    ///
    /// # Errors
    /// When not all of them came.
    pub async fn bytes(self) -> Result<Bytes, Error> {
        let mut bytes = BytesMut::new();
        let mut parts = self;
        while let Some(part) = parts.try_next().await? {
            bytes.extend_from_slice(&part);
        }
        Ok(bytes.freeze())
    }

    /// Writes the bytes as they come, and tells how many there were.
    ///
    /// # Errors
    /// When not all of them came, or one could not be written: the error's source tells which.
    pub async fn write_to(mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, std::io::Error> {
        let mut written = 0;
        while let Some(part) = self.try_next().await.map_err(std::io::Error::other)? {
            writer.write_all(&part).await?;
            written += part.len() as u64;
        }
        writer.flush().await?;
        Ok(written)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let operation = self.operation;
        let part = self.parts.poll_next_unpin(context);
        part.map(|part| part.map(|part| part.map_err(|source| NoAnswer::new(operation, source).into())))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Download").field("length", &self.length).finish_non_exhaustive()
    }
}
