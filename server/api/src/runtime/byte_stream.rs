//! Bytes of any kind, in and out, as they come.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use charter_types::{FieldError, ProblemType};
use futures::{Stream, StreamExt as _, TryStreamExt as _};

use super::Refusal;

/// A request's body that is taken in as it comes; it ends with an error when it is longer than the operation takes.
pub struct ByteStream(Pin<Box<dyn Stream<Item = Result<Bytes, BrokenBody>> + Send>>);

/// Why there is no more of a request's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BrokenBody {
    /// It is longer than the operation takes.
    #[error("the body may have at most {most} bytes")]
    TooLarge {
        /// The most bytes that the operation takes.
        most: usize,
    },
    /// The client did not send it to its end.
    #[error("the body broke off")]
    BrokeOff,
}

impl From<BrokenBody> for Refusal {
    fn from(broken: BrokenBody) -> Self {
        match broken {
            BrokenBody::TooLarge { .. } => Self::new(ProblemType::ContentTooLarge, broken.to_string()),
            BrokenBody::BrokeOff => Self::invalid(vec![FieldError::new(String::new(), broken.to_string())]),
        }
    }
}

impl ByteStream {
    /// A body that may have `most` bytes.
    pub fn new(body: axum::body::Body, most: usize) -> Self {
        let mut left = most;
        let parts = body.into_data_stream().map_err(|_| BrokenBody::BrokeOff).map(move |part| {
            let part = part?;
            left = left.checked_sub(part.len()).ok_or(BrokenBody::TooLarge { most })?;
            Ok(part)
        });
        Self(Box::pin(parts))
    }

    pub(super) fn empty() -> Self {
        Self::new(axum::body::Body::empty(), 0)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, BrokenBody>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ByteStream")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(parts: &[&'static str], most: usize) -> Result<usize, BrokenBody> {
        let parts: Vec<_> = parts.iter().map(|part| Ok::<_, BrokenBody>(Bytes::from_static(part.as_bytes()))).collect();
        let body = axum::body::Body::from_stream(futures::stream::iter(parts));
        ByteStream::new(body, most).try_fold(0, |sum, part| async move { Ok(sum + part.len()) }).await
    }

    #[tokio::test]
    async fn a_body_may_be_as_long_as_its_limit_and_no_longer() {
        assert_eq!(read(&["abc", "de"], 5).await, Ok(5));
        assert_eq!(read(&["abc", "def"], 5).await, Err(BrokenBody::TooLarge { most: 5 }));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_not_a_whole_one() {
        let parts = [Ok(Bytes::from_static(b"abc")), Err(std::io::Error::other("gone"))];
        let body = axum::body::Body::from_stream(futures::stream::iter(parts));
        let read: Vec<_> = ByteStream::new(body, 5).collect().await;
        assert_eq!(read[1], Err(BrokenBody::BrokeOff));
    }
}
