//! Server-sent events, read as the HTML standard says (section 9.2.6, "Interpreting an event stream").

/// One event of a stream with the fields that it really had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SseFrame {
    /// Its name.
    pub event: Option<String>,
    /// The position that it moves the client to; `None` when it had no such field.
    pub id: Option<String>,
    /// Its data lines, joined.
    pub data: String,
}

/// One thing that a stream says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An event.
    Frame(SseFrame),
    /// A comment, which keeps the connection alive.
    Comment,
    /// How long to wait before a reconnect, in milliseconds.
    Retry(u64),
    /// A line that the standard tells clients to ignore; a server has no reason to send it.
    Unknown(String),
}

/// Takes bytes as they come and gives what is complete.
#[derive(Debug, Default)]
pub struct SseParser {
    line: Vec<u8>,
    after_carriage_return: bool,
    started: bool,
    frame: SseFrame,
    has_data: bool,
}

impl SseParser {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Item> {
        let mut items = Vec::new();
        for &byte in bytes {
            let second_half_of_line_end = byte == b'\n' && self.after_carriage_return;
            self.after_carriage_return = byte == b'\r';
            match byte {
                b'\n' if second_half_of_line_end => {}
                b'\n' | b'\r' => {
                    let line = std::mem::take(&mut self.line);
                    items.extend(self.take_line(&line));
                }
                _ => self.line.push(byte),
            }
        }
        items
    }

    fn take_line(&mut self, line: &[u8]) -> Option<Item> {
        let text = String::from_utf8_lossy(line);
        let text = text.strip_prefix('\u{feff}').filter(|_| !self.started).unwrap_or(&text);
        self.started = true;
        if text.is_empty() {
            return self.dispatch();
        }
        let (field, value) = text.split_once(':').unwrap_or((text, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" => return Some(Item::Comment),
            "event" => self.frame.event = Some(value.to_owned()),
            // The standard ignores an id with U+0000, and a time that is not all digits.
            "id" if value.contains('\0') => return Some(Item::Unknown(text.to_owned())),
            "id" => self.frame.id = Some(value.to_owned()),
            "data" => {
                if self.has_data {
                    self.frame.data.push('\n');
                }
                self.frame.data.push_str(value);
                self.has_data = true;
            }
            "retry"
                if value.bytes().all(|byte| byte.is_ascii_digit())
                    && let Ok(milliseconds) = value.parse() =>
            {
                return Some(Item::Retry(milliseconds));
            }
            _ => return Some(Item::Unknown(text.to_owned())),
        }
        None
    }

    fn dispatch(&mut self) -> Option<Item> {
        let frame = std::mem::take(&mut self.frame);
        // The standard drops an event without data.
        std::mem::take(&mut self.has_data).then_some(Item::Frame(frame))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}retry: 3000\n\n: hello\r\nevent: a\r\nid: 7\r\ndata: {\"x\":\r\ndata: 1}\r\n\r\nevent: lost\rid:9\r\rdata:ü\n\n";

    fn expected() -> Vec<Item> {
        let frame = |event: Option<&str>, id: Option<&str>, data: &str| {
            Item::Frame(SseFrame { event: event.map(Into::into), id: id.map(Into::into), data: data.into() })
        };
        vec![Item::Retry(3000), Item::Comment, frame(Some("a"), Some("7"), "{\"x\":\n1}"), frame(None, None, "ü")]
    }

    #[test]
    fn reads_all_line_ends() {
        assert_eq!(SseParser::default().push(TEXT.as_bytes()), expected());
    }

    #[test]
    fn it_does_not_matter_how_the_bytes_are_cut() {
        let mut parser = SseParser::default();
        let items: Vec<Item> = TEXT.bytes().flat_map(|byte| parser.push(&[byte])).collect();
        assert_eq!(items, expected());
    }
}
