use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// A SHA-256 over the parts of a request, in hexadecimal: equal for requests that mean the same.
///
/// Every part is preceded by its kind and length, so that no two different sequences of parts are the same bytes.
#[derive(Debug, Clone)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Of a request of the operation with this id in the contract.
    pub(crate) fn of_operation(id: &str) -> Self {
        Self(Sha256::new()).text(id)
    }

    /// With a text as the next part.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.sized(b's', text.len());
        self.0.update(text);
        self
    }

    /// With something that may be left out as the next part.
    pub(crate) fn optional(mut self, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.text(&value.to_string()),
            None => {
                self.sized(b'-', 0);
                self
            }
        }
    }

    /// With a JSON value as the next part. The order of an object's members does not matter.
    pub(crate) fn json(mut self, value: &Value) -> Self {
        self.update_json(value);
        self
    }

    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn sized(&mut self, kind: u8, size: usize) {
        self.0.update([kind]);
        self.0.update((size as u64).to_be_bytes());
    }

    fn update_json(&mut self, value: &Value) {
        match value {
            Value::Null => self.sized(b'n', 0),
            Value::Bool(value) => self.sized(b'b', usize::from(*value)),
            Value::Number(number) => {
                let text = number.to_string();
                self.sized(b'd', text.len());
                self.0.update(text);
            }
            Value::String(text) => {
                self.sized(b's', text.len());
                self.0.update(text);
            }
            Value::Array(items) => {
                self.sized(b'a', items.len());
                items.iter().for_each(|item| self.update_json(item));
            }
            Value::Object(members) => {
                self.sized(b'o', members.len());
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                for (name, value) in members {
                    self.sized(b's', name.len());
                    self.0.update(name);
                    self.update_json(value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(value: &Value) -> String {
        Fingerprint::of_operation("test").json(value).finish()
    }

    #[test]
    fn the_order_of_members_does_not_matter() {
        let (left, right) = (r#"{"a":1,"b":{"c":2,"d":3}}"#, r#"{"b":{"d":3,"c":2},"a":1}"#);
        assert_eq!(of(&serde_json::from_str(left).unwrap()), of(&serde_json::from_str(right).unwrap()));
    }

    #[test]
    fn everything_else_does() {
        let values = [
            json!(null),
            json!(false),
            json!(true),
            json!(0),
            json!(1),
            json!("1"),
            json!(""),
            json!([]),
            json!({}),
            json!([1, 2]),
            json!([2, 1]),
            json!([[1], 2]),
            json!([1, [2]]),
            json!({"a": 1}),
            json!({"a": "1"}),
            json!({"b": 1}),
            json!(["a", 1]),
            json!([{"a": 1}]),
        ];
        let fingerprints: std::collections::HashSet<_> = values.iter().map(of).collect();
        assert_eq!(fingerprints.len(), values.len());
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of =
            |parts: [Option<&str>; 2]| Fingerprint::of_operation("test").optional(parts[0]).optional(parts[1]).finish();
        assert_ne!(of([Some("ab"), Some("c")]), of([Some("a"), Some("bc")]));
        assert_ne!(of([Some("a"), None]), of([None, Some("a")]));
        assert_ne!(of([Some(""), None]), of([None, None]));
    }
}
