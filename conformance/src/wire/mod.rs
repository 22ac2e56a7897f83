//! What goes over the wire, raw: requests as they are, answers as they came, streams frame by frame.
//!
//! Paths are sent byte for byte. Most HTTP clients would resolve `..` and decode percent signs first, and then
//! nothing could be said of how a server takes them.

mod answer;
mod client;
mod failure;
mod request;
mod sse;
mod target;
mod transport;
mod watch;

pub use answer::Answer;
pub use client::Client;
pub use failure::{Failure, Outcome, all, ensure};
pub use request::RequestBuilder;
pub use sse::{Item, SseFrame, SseParser};
pub use target::{encode_path, encode_query, encode_segment};
pub use transport::{DELIBERATE, Transport, TransportError};
pub use watch::{Event, Watch};
