//! Comparing what an example says with what came.

use serde_json::{Map, Value};

/// Members whose value belongs to the server or to the deployment: an example can only say what sort of value it is.
const SERVER_OWNED: [&str; 26] = [
    "actor",
    "causationid",
    "contract",
    "correlationid",
    "created_at",
    "current_rev",
    "detail",
    "expires_at",
    "id",
    "instance",
    "message",
    "next_cursor",
    "oldest_revision",
    "partition",
    "request_id",
    "rev",
    "revision",
    "server",
    "source",
    "store_format",
    "store_id",
    "time",
    "trace_id",
    "updated_at",
    "updated_by",
    "versions",
];

/// Members that hold what clients have written: there everything has to be exactly as it was sent.
const CLIENT_OWNED: [&str; 1] = ["value"];

/// Everything in `actual` that is not as `expected` says, each with its place.
pub fn compare(expected: &Value, actual: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare_at("", None, expected, actual, &mut differences);
    differences
}

fn compare_at(place: &str, member: Option<&str>, expected: &Value, actual: &Value, differences: &mut Vec<String>) {
    if member.is_some_and(|name| CLIENT_OWNED.contains(&name)) {
        if expected != actual {
            differences.push(format!("{place} should be {expected}, and is {actual}"));
        }
        return;
    }
    let server_owned = member.is_some_and(|name| SERVER_OWNED.contains(&name));
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => compare_members(place, expected, actual, differences),
        (Value::Array(expected), Value::Array(actual)) => {
            if expected.len() != actual.len() {
                differences.push(format!("{place} should have {} items, and has {}", expected.len(), actual.len()));
            }
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare_at(&format!("{place}/{index}"), None, expected, actual, differences);
            }
        }
        _ if server_owned => {
            if !same_sort(member, expected, actual) {
                differences.push(format!("{place} should be something like {expected}, and is {actual}"));
            }
        }
        _ if expected == actual => {}
        _ => differences.push(format!("{place} should be {expected}, and is {actual}")),
    }
}

fn compare_members(
    place: &str,
    expected: &Map<String, Value>,
    actual: &Map<String, Value>,
    differences: &mut Vec<String>,
) {
    for (name, value) in expected {
        let place = format!("{place}/{name}");
        match actual.get(name) {
            Some(actual) => compare_at(&place, Some(name), value, actual, differences),
            None => differences.push(format!("{place} is missing")),
        }
    }
    for name in actual.keys().filter(|name| !expected.contains_key(*name)) {
        // An absent cursor or expiry says something, so it may not appear unannounced.
        let telling = name == "next_cursor" || name == "expires_at" || name == "current_rev" || name == "rev";
        if telling || !SERVER_OWNED.contains(&name.as_str()) {
            differences.push(format!("{place}/{name} should not be there, and is {}", actual[name]));
        }
    }
}

fn same_sort(member: Option<&str>, expected: &Value, actual: &Value) -> bool {
    // 0 is not any revision: it says that there is no such document.
    if member == Some("current_rev") && (expected == &Value::from(0) || actual == &Value::from(0)) {
        return expected == actual;
    }
    std::mem::discriminant(expected) == std::mem::discriminant(actual)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_server_owns_needs_only_the_same_type() {
        let expected = json!({ "key": "a", "rev": 42, "updated_by": "user:local", "value": { "rev": 1 } });
        let actual =
            json!({ "key": "a", "rev": 7, "updated_by": "service:ci", "value": { "rev": 1 }, "trace_id": "x" });
        assert_eq!(compare(&expected, &actual), Vec::<String>::new());
    }

    #[test]
    fn everything_else_has_to_be_as_it_says() {
        let expected = json!({ "key": "a", "rev": 42, "value": { "rev": 1 }, "items": [1] });
        let cases = [
            (json!({ "key": "b", "rev": 42, "value": { "rev": 1 }, "items": [1] }), "/key should be"),
            (json!({ "key": "a", "rev": "42", "value": { "rev": 1 }, "items": [1] }), "/rev should be something like"),
            (json!({ "key": "a", "rev": 42, "value": { "rev": 2 }, "items": [1] }), "/value should be"),
            (json!({ "key": "a", "rev": 42, "value": { "rev": 1 }, "items": [1, 2] }), "/items should have 1"),
            (json!({ "key": "a", "rev": 42, "value": { "rev": 1 }, "items": [1], "more": 1 }), "/more should not"),
            (json!({ "key": "a", "value": { "rev": 1 }, "items": [1] }), "/rev is missing"),
            (json!({ "key": "a", "rev": 1, "value": { "rev": 1 }, "items": [1], "next_cursor": "x" }), "/next_cursor"),
        ];
        for (actual, difference) in cases {
            let differences = compare(&expected, &actual);
            assert!(differences.len() == 1 && differences[0].starts_with(difference), "{differences:?}");
        }
    }

    #[test]
    fn the_revision_zero_says_that_there_is_nothing() {
        assert!(compare(&json!({ "current_rev": 0 }), &json!({ "current_rev": 0 })).is_empty());
        assert_eq!(compare(&json!({ "current_rev": 0 }), &json!({ "current_rev": 5 })).len(), 1);
        assert_eq!(compare(&json!({ "current_rev": 5 }), &json!({ "current_rev": 0 })).len(), 1);
    }
}
