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
    let expected = said.iter().filter(|said| !matches!(said, Said::Nothing { .. }));
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

/// Known: it takes an `id` with U+0000, and strips more than one byte order mark. A server sends none of it.
fn is_read_otherwise_by_suite(data: &[u8]) -> bool {
    let is_null_id = |line: &[u8]| line.starts_with(b"id") && line.contains(&0);
    has_signed_retry(data) || lines(data).any(is_null_id) || data.starts_with("\u{feff}\u{feff}".as_bytes())
}

/// Known: both readers take `retry: +1`.
fn has_signed_retry(data: &[u8]) -> bool {
    lines(data).any(|line| line.starts_with(b"retry:+") || line.starts_with(b"retry: +"))
}

fn lines(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = data.strip_prefix("\u{feff}".as_bytes()).unwrap_or(data);
    text.split(|byte| matches!(byte, b'\r' | b'\n'))
}

fn sdk_reads(data: &[u8], said: Option<&[Said]>) -> Vec<Received> {
    let receive = |pieces: Vec<&[u8]>| receive(pieces.into_iter().map(Bytes::copy_from_slice).collect());
    let received = receive(data.chunks(1).collect());
    for (how, other) in [("whole", receive(vec![data])), ("in pieces", receive(pieces(data)))] {
        // A line that cannot be read ends the connection, and with it goes what came in the same piece.
        let is_cut_short = said.is_none_or(|said| said.contains(&Said::Nothing { is_bare: true }));
        assert!(received.starts_with(&other), "{how}: {other:?}, byte by byte: {received:?}");
        assert!(is_cut_short || other == received, "{how}: {other:?}, byte by byte: {received:?}");
    }
    if let Some(said) = said.filter(|_| !is_read_otherwise_by_sdk(data)) {
        assert_eq!(received.iter().map(name_and_data).collect::<Vec<_>>(), expected_of_sdk(said));
    }
    received
}

/// Known: a field of the name `comment` is a comment to it. A server sends none.
fn is_read_otherwise_by_sdk(data: &[u8]) -> bool {
    let is_comment = |line: &[u8]| line.strip_prefix(b"comment").is_some_and(|rest| matches!(rest, [] | [b':', ..]));
    has_signed_retry(data) || lines(data).any(is_comment)
}

/// A comment, or a frame's name, data and last id. When to connect again is not looked at: of a `retry` without data
/// the SDK's reader says nothing.
fn name_and_data(received: &Received) -> Option<(&str, &str, &str)> {
    match received {
        Received::Comment => None,
        Received::Frame { event, data, last_id, .. } => Some((event, data, last_id.as_deref().unwrap_or_default())),
    }
}

/// The SDK's reader gives up at lines that say nothing at all; the server never sends such.
fn expected_of_sdk(said: &[Said]) -> Vec<Option<(&str, &str, &str)>> {
    let before_end = said.iter().take_while(|said| **said != Said::Nothing { is_bare: true });
    let received = before_end.filter_map(|said| match said {
        Said::Comment => Some(None),
        // The standard's name for what has none.
        Said::Event { name, data, last_id } if name.is_empty() => {
            Some(Some(("message", data.as_str(), last_id.as_str())))
        }
        Said::Event { name, data, last_id } => Some(Some((name.as_str(), data.as_str(), last_id.as_str()))),
        Said::Retry(_) | Said::Nothing { .. } => None,
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
