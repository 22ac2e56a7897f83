//! Reading an optional member that may hold any JSON.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A member that is there, null included. serde would read null as a member that is not there.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::JsonPatchOperation;

    #[test]
    fn null_is_a_value() {
        let read = |json: Value| serde_json::from_value::<JsonPatchOperation>(json).unwrap().value;
        assert_eq!(read(json!({ "op": "add", "path": "/a", "value": null })), Some(Value::Null));
        assert_eq!(read(json!({ "op": "remove", "path": "/a" })), None);
    }
}
