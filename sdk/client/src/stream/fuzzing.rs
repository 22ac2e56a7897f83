//! What reads a stream, without a network: for the fuzz targets.

use std::time::Duration;

use bytes::Bytes;
use charter_types::Revision;
use eventsource_client::{Client as _, ClientBuilder, ReconnectOptions};
use futures::{FutureExt, StreamExt, future, stream};
use launchdarkly_sdk_transport::{ByteStream, HttpTransport, ResponseFuture};

use super::{
    Check, StreamError, StreamItem,
    assembly::{Assembly, Connection},
    checker::Checker,
    connection,
    frame::{Frame, RawFrame},
    source::Incoming,
};

/// What came over a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// A comment.
    Comment,
    /// A frame.
    Frame {
        /// Its name.
        event: String,
        /// Its data.
        data: String,
        /// The last `id:` of the connection.
        last_id: Option<String>,
        /// The `retry:` that came with it.
        retry: Option<Duration>,
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
    let builder = ClientBuilder::for_url("http://localhost/").expect("this is a URL");
    let builder = builder.reconnect(ReconnectOptions::reconnect(false).build());
    let frames = connection::live(builder.build_with_transport(Script(chunks)).stream());
    let received = frames.map(|incoming| match incoming {
        Incoming::Comment => Received::Comment,
        Incoming::Frame { frame, retry } => {
            Received::Frame { event: frame.event, data: frame.data, last_id: frame.last_id, retry }
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
            let Received::Frame { event, data, last_id, .. } = received else { continue };
            let raw = RawFrame { event: event.clone(), data: data.clone(), last_id: last_id.clone() };
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

/// Answers every request with a body in these chunks.
#[derive(Clone)]
struct Script(Vec<Bytes>);

impl HttpTransport for Script {
    fn request(&self, _: http::Request<Option<Bytes>>) -> ResponseFuture {
        let body: ByteStream = Box::pin(stream::iter(self.0.clone().into_iter().map(Ok)));
        Box::pin(future::ready(Ok(http::Response::new(body))))
    }
}
