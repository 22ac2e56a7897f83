//! Server-sent events as the HTML standard tells to read them (section 9.2.6), with all of the text at hand.

/// What a stream says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    Comment,
    /// `retry`, in milliseconds.
    Retry(u64),
    Event {
        name: String,
        data: String,
        last_id: String,
    },
    /// The end of lines that make no event.
    Nothing,
}

/// Lines that have an end; what comes after the last is not complete.
fn lines(text: &str) -> Vec<&str> {
    let (mut lines, mut rest) = (Vec::new(), text.strip_prefix('\u{feff}').unwrap_or(text));
    while let Some(end) = rest.find(['\r', '\n']) {
        lines.push(&rest[..end]);
        rest = rest[end..].strip_prefix("\r\n").unwrap_or(&rest[end + 1..]);
    }
    lines
}

/// What has come since the last event.
#[derive(Default)]
struct Block {
    name: String,
    data: Option<String>,
    has_field: bool,
}

pub(crate) fn read(text: &str) -> Vec<Said> {
    let (mut said, mut last_id, mut block) = (Vec::new(), None, Block::default());
    for line in lines(text) {
        if line.is_empty() {
            said.extend(end_of_block(std::mem::take(&mut block), last_id.as_deref()));
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" => {
                said.push(Said::Comment);
                continue;
            }
            "event" => value.clone_into(&mut block.name),
            "data" => {
                let before = block.data.map_or_else(String::new, |data| data + "\n");
                block.data = Some(before + value);
            }
            "id" if !value.contains('\0') => last_id = Some(value.to_owned()),
            "retry" => {
                let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
                said.extend(value.parse().ok().filter(|_| is_number).map(Said::Retry));
            }
            _ => {}
        }
        block.has_field = true;
    }
    said
}

fn end_of_block(block: Block, last_id: Option<&str>) -> Option<Said> {
    let Block { name, data, has_field } = block;
    match data {
        Some(data) => Some(Said::Event { name, data, last_id: last_id.unwrap_or_default().to_owned() }),
        None if has_field => Some(Said::Nothing),
        None => None,
    }
}
