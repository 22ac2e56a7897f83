use std::{collections::BTreeSet, fmt};

use serde::Serialize;
use serde_json::Value;

/// Where two JSON values are not the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// A JSON pointer (RFC 6901).
    pub path: String,
    /// What should be there, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Value>,
    /// What is there, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string);
        write!(out, "{}: expected {}, found {}", self.path, shown(&self.expected), shown(&self.found))
    }
}

/// Every innermost place where the values differ, in the order of their paths.
pub fn differences(expected: &Value, found: &Value) -> Vec<Difference> {
    let mut different = Vec::new();
    compare(&mut String::new(), Some(expected), Some(found), &mut different);
    different
}

/// The values are as deep as JSON that was read, which has a limit.
fn compare(path: &mut String, expected: Option<&Value>, found: Option<&Value>, different: &mut Vec<Difference>) {
    match (expected, found) {
        (Some(expected), Some(found)) if expected == found => {}
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
            for name in names {
                let token = name.replace('~', "~0").replace('/', "~1");
                within(path, &token, expected.get(name), found.get(name), different);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) => {
            for index in 0..expected.len().max(found.len()) {
                within(path, &index.to_string(), expected.get(index), found.get(index), different);
            }
        }
        _ => different.push(Difference { path: path.clone(), expected: expected.cloned(), found: found.cloned() }),
    }
}

fn within(
    path: &mut String,
    token: &str,
    expected: Option<&Value>,
    found: Option<&Value>,
    different: &mut Vec<Difference>,
) {
    let length = path.len();
    path.push('/');
    path.push_str(token);
    compare(path, expected, found, different);
    path.truncate(length);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(expected: &Value, found: &Value) -> Vec<String> {
        differences(expected, found).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_same_differs_nowhere() {
        let value = json!({ "a": [1, { "b": null }], "c": "text" });
        assert_eq!(differences(&value, &value), []);
    }

    #[test]
    fn every_place_is_named() {
        let expected = json!({ "a/b": { "~": 1 }, "list": [1, 2, 3], "gone": null, "same": true });
        let found = json!({ "a/b": { "~": 2 }, "list": [1, { "two": 2 }], "new": [], "same": true });
        assert_eq!(
            shown(&expected, &found),
            [
                "/a~1b/~0: expected 1, found 2",
                "/gone: expected null, found nothing",
                "/list/1: expected 2, found {\"two\":2}",
                "/list/2: expected 3, found nothing",
                "/new: expected nothing, found []",
            ]
        );
        assert_eq!(shown(&json!(1), &json!("1")), [": expected 1, found \"1\""]);
    }
}
