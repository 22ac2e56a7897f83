//! What reads a stream, without a network: for the fuzz targets.

use std::{convert::Infallible, time::Duration};

use bytes::Bytes;
use charter_types::Revision;
use futures::{FutureExt, StreamExt, stream};

use super::{
    Check, StreamError, StreamItem,
    assembly::{Assembly, Connection},
    checker::Checker,
    connection::Frames,
    frame::{Frame, RawFrame},
    source::Incoming,
};

/// What came over a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// A comment.
    Comment,
    /// How long to wait before connecting again.
    Retry(Duration),
    /// A frame.
    Frame {
        /// Its name.
        event: String,
        /// Its data.
        data: String,
        /// The last `id:` of the connection.
        last_id: Option<String>,
    },
}

/// What was put together, each item with the position once it has been delivered, and the error that ended it.
#[derive(Debug)]
pub struct Assembled {
    /// The items.
    pub items: Vec<(StreamItem, Option<Revision>)>,
    /// Why it ended, other than with its last frame.
    pub error: Option<StreamError>,
}

/// What a connection brings whose body comes in these chunks.
pub fn receive(chunks: Vec<Bytes>) -> Vec<Received> {
    let body = stream::iter(chunks.into_iter().map(Ok::<_, Infallible>));
    let received = Frames::new(body).map(|incoming| match incoming {
        Incoming::Comment => Received::Comment,
        Incoming::Retry(wait) => Received::Retry(wait),
        Incoming::Frame(RawFrame { event, data, last_id }) => {
            Received::Frame { event, data, last_id: last_id.map(|id| id.to_string()) }
        }
    });
    received.collect().now_or_never().expect("a script never has to be waited for")
}

/// What is delivered of connections that bring these frames, one after another, to a stream that starts after
/// `position`.
pub fn assemble(connections: &[&[Received]], position: Option<Revision>, check: Option<Check>) -> Assembled {
    let mut assembly = Assembly::new(position, None, check.map(Checker::new));
    let mut items = Vec::new();
    for connection in connections {
        assembly.connected();
        for received in *connection {
            let Received::Frame { event, data, last_id } = received else { continue };
            let raw =
                RawFrame { event: event.clone(), data: data.clone(), last_id: last_id.as_deref().map(Into::into) };
            let accepted = Frame::read(&raw).and_then(|frame| assembly.accept(frame));
            items.extend(std::iter::from_fn(|| assembly.next()).map(|delivery| (delivery.item, delivery.position)));
            match accepted {
                Ok(Connection::GoesOn) => {}
                Ok(Connection::Ends) => break,
                Err(error) => return Assembled { items, error: Some(error) },
            }
        }
    }
    Assembled { items, error: None }
}
