//! Server-sent events as the HTML standard tells to read them (section 9.2.6).

use std::{mem, str::Utf8Error, sync::Arc, time::Duration};

use bytes::{Buf, Bytes};

use super::{frame::RawFrame, source::Incoming};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads the body of one connection as it comes. A chunk is gone through once, where it is; only a line that is cut
/// by the end of a chunk is put together.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    chunk: Bytes,
    /// The line that the chunks before have begun.
    begun: Vec<u8>,
    /// A line feed that comes next belongs to the carriage return before it.
    after_carriage_return: bool,
    is_past_first_line: bool,
    event: Vec<u8>,
    data: Option<Vec<u8>>,
    last_id: Option<Arc<str>>,
}

impl Reader {
    /// Takes the next chunk. All that is in the one before has to be read.
    pub(crate) fn push(&mut self, chunk: Bytes) {
        debug_assert!(self.chunk.is_empty(), "a chunk is read to its end before the next comes");
        self.chunk = chunk;
    }

    /// What is complete; `None` when the next chunk has to come first.
    ///
    /// # Errors
    /// When a frame is not text. A stream that has such a thing is of no more use.
    pub(crate) fn next(&mut self) -> Result<Option<Incoming>, Utf8Error> {
        let mut chunk = mem::take(&mut self.chunk);
        let mut rest = &*chunk;
        let read = loop {
            match self.next_line(&mut rest) {
                Ok(Some(None)) => {}
                Ok(Some(incoming)) => break Ok(incoming),
                Ok(None) => break Ok(None),
                Err(error) => break Err(error),
            }
        };
        let is_read = chunk.len() - rest.len();
        chunk.advance(is_read);
        self.chunk = chunk;
        read
    }

    /// Takes a line off `rest`, and tells what it brings; `None` when it has no end yet.
    fn next_line(&mut self, rest: &mut &[u8]) -> Result<Option<Option<Incoming>>, Utf8Error> {
        if self.after_carriage_return && !rest.is_empty() {
            self.after_carriage_return = false;
            *rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        let Some(end) = memchr::memchr2(b'\n', b'\r', rest) else {
            self.begun.extend_from_slice(mem::take(rest));
            return Ok(None);
        };
        let line = &rest[..end];
        self.after_carriage_return = rest[end] == b'\r';
        *rest = &rest[end + 1..];
        if self.begun.is_empty() {
            return self.line(line).map(Some);
        }
        let mut whole = mem::take(&mut self.begun);
        whole.extend_from_slice(line);
        self.line(&whole).map(Some)
    }

    fn line(&mut self, line: &[u8]) -> Result<Option<Incoming>, Utf8Error> {
        let is_first = !mem::replace(&mut self.is_past_first_line, true);
        let line = line.strip_prefix(BYTE_ORDER_MARK).filter(|_| is_first).unwrap_or(line);
        if line.is_empty() {
            return self.end_of_frame();
        }
        let colon = memchr::memchr(b':', line);
        let (field, value) = colon.map_or((line, &[][..]), |colon| (&line[..colon], &line[colon + 1..]));
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match field {
            b"" => return Ok(Some(Incoming::Comment)),
            b"event" => value.clone_into(&mut self.event),
            b"data" => self.add_data(value),
            b"id" if !value.contains(&0) => self.last_id = Some(str::from_utf8(value)?.into()),
            b"retry" => return Ok(milliseconds(value).map(Incoming::Retry)),
            _ => {}
        }
        Ok(None)
    }

    fn add_data(&mut self, value: &[u8]) {
        match &mut self.data {
            Some(data) => {
                data.push(b'\n');
                data.extend_from_slice(value);
            }
            None => self.data = Some(value.to_owned()),
        }
    }

    /// What has no data is no frame, but its `id` counts.
    fn end_of_frame(&mut self) -> Result<Option<Incoming>, Utf8Error> {
        let event = mem::take(&mut self.event);
        let Some(data) = self.data.take() else { return Ok(None) };
        let event = if event.is_empty() { b"message".to_vec() } else { event };
        let text = |bytes| String::from_utf8(bytes).map_err(|error| error.utf8_error());
        let frame = RawFrame { event: text(event)?, data: text(data)?, last_id: self.last_id.clone() };
        Ok(Some(Incoming::Frame(frame)))
    }
}

/// Digits and nothing else.
fn milliseconds(value: &[u8]) -> Option<Duration> {
    let digits = str::from_utf8(value).ok().filter(|_| value.iter().all(u8::is_ascii_digit))?;
    digits.parse().ok().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BODY: &str = "\u{feff}retry: 3000\n\n: hello\r\nevent: a\r\nid: 7\r\ndata: {\"x\":\r\ndata: 1}\r\n\r\n\
                        event: lost\rid:9\r\rcomment\ndata:\u{fc}\n\nid: a\0b\nretry: +1\nretry:\ndata\n\ndata: cut";

    fn read(chunks: impl IntoIterator<Item = Vec<u8>>) -> Vec<Incoming> {
        let mut reader = Reader::default();
        let mut read = Vec::new();
        for chunk in chunks {
            reader.push(chunk.into());
            read.extend(std::iter::from_fn(|| reader.next().unwrap()));
        }
        read
    }

    #[test]
    fn a_stream_is_read_as_the_standard_tells() {
        let frame = |event: &str, data: &str, id: &str| {
            let (event, data, last_id) = (event.to_owned(), data.to_owned(), Some(id.into()));
            Incoming::Frame(RawFrame { event, data, last_id })
        };
        let expected = [
            Incoming::Retry(Duration::from_secs(3)),
            Incoming::Comment,
            frame("a", "{\"x\":\n1}", "7"),
            frame("message", "\u{fc}", "9"),
            frame("message", "", "9"),
        ];
        assert_eq!(read([BODY.into()]), expected);
    }

    #[test]
    fn what_is_not_text_is_an_error() {
        for body in [&b"data: \xff\n\n"[..], b"event: \xff\ndata: 1\n\n", b"id: \xff\n"] {
            let mut reader = Reader::default();
            reader.push(Bytes::from_static(body));
            assert!(reader.next().is_err(), "{body:?}");
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_the_bytes_are_cut(mut cuts in prop::collection::vec(0..BODY.len(), 0..40)) {
            cuts.extend([0, BODY.len()]);
            cuts.sort_unstable();
            let chunks = cuts.windows(2).map(|cut| BODY.as_bytes()[cut[0]..cut[1]].to_owned());
            prop_assert_eq!(read(chunks), read([BODY.into()]));
        }
    }
}
