use std::io;

use serde_json::Value;

use crate::EngineError;

/// How large a JSON value is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct JsonSize {
    /// Its length as JSON without white space.
    pub(crate) bytes: usize,
    /// How deep its arrays and objects are nested; 0 for everything else.
    pub(crate) depth: usize,
}

impl JsonSize {
    pub(crate) fn of(value: &Value) -> Self {
        let mut counter = Counter(0);
        // Neither the counter nor a value without foreign map keys can fail.
        let _ = serde_json::to_writer(&mut counter, value);
        Self { bytes: counter.0, depth: depth(value) }
    }
}

/// # Errors
/// [`EngineError::Invalid`] when the value is larger than that; `pointer` is where it stands in the request.
pub(crate) fn check_size(value: &Value, most_bytes: usize, pointer: &str) -> Result<(), EngineError> {
    let bytes = JsonSize::of(value).bytes;
    if bytes > most_bytes {
        let message = format!("is {bytes} bytes of JSON; at most {most_bytes}");
        return Err(EngineError::invalid(pointer, message));
    }
    Ok(())
}

/// How deep a value's arrays and objects are nested. The caller bounds it: by what is read as JSON, and by what a patch
/// may make of it.
pub(crate) fn depth(value: &Value) -> usize {
    let deepest = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(members) => members.values().map(depth).max(),
        _ => return 0,
    };
    1 + deepest.unwrap_or(0)
}

struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_what_would_be_written() {
        for value in [json!(null), json!("ü\n\""), json!([1, 2.5, {"a": [], "b": {}}])] {
            assert_eq!(JsonSize::of(&value).bytes, value.to_string().len());
        }
    }

    #[test]
    fn counts_levels() {
        let depths = [json!(1), json!([]), json!([[], {"a": [1]}])].map(|value| JsonSize::of(&value).depth);
        assert_eq!(depths, [0, 1, 3]);
    }
}
