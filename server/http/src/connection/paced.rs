use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as _, Frame, SizeHint};

use super::progress::Progress;
use crate::limits::{Holding, Taken};

/// The parts that a body is handed over in: as much has to be taken within the write time-out.
pub(super) const PART_BYTES: usize = 16 * 1024;

/// A body that is handed over in parts, each when the peer has made room for it, so that it can be told whether the peer
/// takes anything.
///
/// The last byte is a part of its own: over HTTP/2 it waits until everything before it fits into the peer's window, and
/// so hyper cannot put away a rest, together with the stream, that the peer never makes room for.
pub(super) struct Paced {
    body: Body,
    rest: Bytes,
    progress: Arc<Progress>,
    taken: Option<Taken>,
    /// What waits here of a body that comes in parts.
    waiting: Option<Holding>,
}

impl Paced {
    pub(super) fn new(body: Body, progress: Arc<Progress>, taken: Option<Taken>) -> Self {
        Self { body, rest: Bytes::new(), progress, taken, waiting: None }
    }

    fn next_part(&mut self) -> Bytes {
        let is_last = self.rest.len() <= PART_BYTES && self.body.is_end_stream();
        let bytes = if is_last { self.rest.len() - 1 } else { self.rest.len().min(PART_BYTES) };
        self.rest.split_to(bytes.max(1))
    }
}

impl hyper::body::Body for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.progress.take();
        self.waiting = None;
        while self.rest.is_empty() {
            match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(bytes) => self.rest = bytes,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                other => return other,
            }
        }
        let waiting = self.rest.len();
        if let Some(Taken::InParts(account)) = &self.taken
            && waiting > PART_BYTES
        {
            self.waiting = Some(account.hold(waiting));
        }
        let part = self.next_part();
        self.progress.offer();
        Poll::Ready(Some(Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (rest, body) = (self.rest.len() as u64, self.body.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(rest + body.lower());
        if let Some(upper) = body.upper() {
            hint.set_upper(rest + upper);
        }
        hint
    }
}

impl Drop for Paced {
    fn drop(&mut self) {
        self.progress.take();
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    async fn parts(body: Body) -> Vec<Bytes> {
        let mut paced = Paced::new(body, Arc::default(), None);
        let expected = paced.size_hint().exact();
        let mut parts = Vec::new();
        while !paced.is_end_stream() {
            let Some(frame) = paced.frame().await else { break };
            parts.push(frame.unwrap().into_data().unwrap());
        }
        let bytes: usize = parts.iter().map(Bytes::len).sum();
        assert!(expected.is_none_or(|expected| expected == bytes as u64));
        parts
    }

    #[tokio::test]
    async fn the_last_byte_comes_alone_and_nothing_is_lost() {
        for bytes in [1, 2, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES + 7] {
            let whole: Vec<u8> = (0..bytes).map(|index| (index % 251) as u8).collect();
            let parts = parts(Body::from(whole.clone())).await;
            assert_eq!(parts.concat(), whole);
            assert_eq!(parts.last().unwrap().len(), 1);
            assert!(parts.iter().all(|part| !part.is_empty() && part.len() <= PART_BYTES));
        }
        assert!(parts(Body::empty()).await.is_empty());
    }

    #[tokio::test]
    async fn a_stream_of_unknown_length_is_handed_on_as_it_comes() {
        let frames = ["one", "", "three"].map(|text| Ok::<_, std::convert::Infallible>(Bytes::from(text)));
        let parts = parts(Body::from_stream(futures::stream::iter(frames))).await;
        assert_eq!(parts, ["one", "three"]);
    }
}
