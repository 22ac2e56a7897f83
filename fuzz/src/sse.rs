//! Streams of server-sent events, as the SDK and the conformance suite read them.
//!
//! However the bytes are cut, the same is read; both readers read what the HTML standard says. What the SDK puts
//! together of it never goes back and delivers nothing twice.

use bytes::Bytes;
use charter_sdk::{
    stream::{
        Check, StreamItem,
        fuzzing::{Received, assemble, receive},
    },
    types::Revision,
};

use crate::reference::sse::{Said, read};

/// The suite's reader alone: the rest of the suite would make this package several times as large.
#[path = "../../conformance/src/wire/sse.rs"]
mod suite;

/// The bytes are the body of a stream.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    let said = str::from_utf8(data).ok().map(read);
    suite_reads(data, said.as_deref());
    let received = sdk_reads(data, said.as_deref());
    for check in [None, Some(Check::Order), Some(Check::Gapless)] {
        delivers_in_order(&received, check);
    }
}

/// Pieces of one to sixteen bytes, another row of them for other data.
fn pieces(data: &[u8]) -> Vec<&[u8]> {
    let mut state = data.iter().fold(data.len(), |state, byte| state.wrapping_mul(31).wrapping_add((*byte).into()));
    let (mut pieces, mut rest) = (Vec::new(), data);
    while !rest.is_empty() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (piece, after) = rest.split_at(rest.len().min(1 + (state >> 33) % 16));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn suite_reads(data: &[u8], said: Option<&[Said]>) {
    let parsed = |pieces: Vec<&[u8]>| -> Vec<suite::Item> {
        let mut parser = suite::SseParser::default();
        pieces.into_iter().flat_map(|piece| parser.push(piece)).collect()
    };
    let whole = parsed(vec![data]);
    assert_eq!(parsed(data.chunks(1).collect()), whole, "byte by byte");
    assert_eq!(parsed(pieces(data)), whole, "in pieces");
    let Some(said) = said.filter(|_| !is_read_otherwise_by_suite(data)) else { return };
    let read = whole.into_iter().filter(|item| !matches!(item, suite::Item::Unknown(_)));
    let expected = said.iter().filter(|said| **said != Said::Nothing);
    let same = |(item, said): (suite::Item, &Said)| match (&item, said) {
        (suite::Item::Comment, Said::Comment) => true,
        (suite::Item::Retry(read), Said::Retry(said)) => read == said,
        (suite::Item::Frame(frame), Said::Event { name, data, last_id }) => {
            frame.event.as_deref().unwrap_or_default() == name
                && frame.data == *data
                && frame.id.as_ref().is_none_or(|id| id == last_id)
        }
        _ => false,
    };
    assert_eq!(read.clone().count(), expected.clone().count(), "{said:?}");
    assert!(read.clone().zip(expected).all(same), "{:?}, not {said:?}", read.collect::<Vec<_>>());
}

/// Known: it takes an `id` with U+0000 and `retry: +1`, and strips more than one byte order mark. A server sends none
/// of it.
fn is_read_otherwise_by_suite(data: &[u8]) -> bool {
    let is_null_id = |line: &[u8]| line.starts_with(b"id") && line.contains(&0);
    let is_signed_retry = |line: &[u8]| line.starts_with(b"retry:+") || line.starts_with(b"retry: +");
    lines(data).any(|line| is_null_id(line) || is_signed_retry(line)) || data.starts_with("\u{feff}\u{feff}".as_bytes())
}

fn lines(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = data.strip_prefix("\u{feff}".as_bytes()).unwrap_or(data);
    text.split(|byte| matches!(byte, b'\r' | b'\n'))
}

fn sdk_reads(data: &[u8], said: Option<&[Said]>) -> Vec<Received> {
    let receive = |pieces: Vec<&[u8]>| receive(pieces.into_iter().map(Bytes::copy_from_slice).collect());
    let received = receive(data.chunks(1).collect());
    for (how, other) in [("whole", receive(vec![data])), ("in pieces", receive(pieces(data)))] {
        assert_eq!(other, received, "{how}, not byte by byte");
    }
    if let Some(said) = said {
        assert_eq!(received.iter().map(said_by_sdk).collect::<Vec<_>>(), expected_of_sdk(said));
    }
    received
}

fn said_by_sdk(received: &Received) -> Said {
    match received {
        Received::Comment => Said::Comment,
        Received::Retry(wait) => Said::Retry(u64::try_from(wait.as_millis()).expect("it came as one")),
        Received::Frame { event, data, last_id } => {
            Said::Event { name: event.clone(), data: data.clone(), last_id: last_id.clone().unwrap_or_default() }
        }
    }
}

fn expected_of_sdk(said: &[Said]) -> Vec<Said> {
    let received = said.iter().filter(|said| **said != Said::Nothing).cloned().map(|said| match said {
        // The standard's name for what has none.
        Said::Event { name, data, last_id } if name.is_empty() => {
            Said::Event { name: "message".to_owned(), data, last_id }
        }
        said => said,
    });
    received.collect()
}

/// The stream comes twice, cut at a third of it the first time: a server that starts again too early.
fn delivers_in_order(received: &[Received], check: Option<Check>) {
    let cut = &received[..received.len() / 3];
    let assembled = assemble(&[cut, received], Some(Revision::ZERO), check);
    let mut before = Revision::ZERO;
    let mut delivered = Revision::ZERO;
    for (item, position) in assembled.items {
        let position = position.expect("the start had one");
        match item {
            StreamItem::Event(event) => {
                assert!(event.revision > before, "{} after {before}", event.id);
                // Without a check, a server that tears a commit apart is believed.
                assert!(event.revision >= delivered || check.is_none(), "{} after {delivered}", event.id);
                delivered = event.revision;
            }
            StreamItem::Bookmark(revision) => assert!(revision > before, "{revision} after {before}"),
            // Whoever starts with a snapshot has no position before it.
            _ => return,
        }
        assert!(position >= before, "from {before} back to {position}");
        before = position;
    }
}
