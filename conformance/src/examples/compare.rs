//! Comparing what an example says with what came.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use crate::contract::Contract;

/// Members whose value belongs to the server or to the deployment: an example can only say what sort of value it is.
const SERVER_OWNED: [&str; 54] = [
    "actor",
    "approval_id",
    "approved_at",
    "artifact_id",
    "at",
    "by",
    "causationid",
    "changes",
    "consumed_at",
    "consumed_by",
    "contract",
    "correlationid",
    "created_at",
    "created_by",
    "current_rev",
    "deadline",
    "detail",
    "ended_at",
    "escalated_at",
    "expires_at",
    "id",
    "instance",
    "key_id",
    "keys",
    "kid",
    "linked_from",
    "message",
    "mission_id",
    "next_cursor",
    "not_before",
    "oldest_revision",
    "open_approvals",
    "partition",
    "previous_id",
    "request_id",
    "requested_at",
    "requested_by",
    "rev",
    "revision",
    "run_id",
    "server",
    "signature",
    "source",
    "started_at",
    "store_format",
    "store_id",
    "time",
    "trace_id",
    "updated_at",
    "updated_by",
    "valid_until",
    "versions",
    "worker",
    "x",
];

/// Members that hold what clients have written: there everything has to be exactly as it was sent.
const CLIENT_OWNED: [&str; 1] = ["value"];

/// Everything in `actual` that is not as `expected` says, each with its place. Members that the contract does not know
/// are skipped.
pub fn compare(contract: &Contract, expected: &Value, actual: &Value) -> Vec<String> {
    let mut comparison = Comparison { contract, differences: Vec::new() };
    comparison.compare_at("", None, expected, actual);
    comparison.differences
}

struct Comparison<'a> {
    contract: &'a Contract,
    differences: Vec<String>,
}

impl Comparison<'_> {
    fn compare_at(&mut self, place: &str, member: Option<&str>, expected: &Value, actual: &Value) {
        if member.is_some_and(|name| CLIENT_OWNED.contains(&name)) {
            if expected != actual {
                self.differences.push(format!("{place} should be {expected}, and is {actual}"));
            }
            return;
        }
        let server_owned = member.is_some_and(|name| SERVER_OWNED.contains(&name));
        match (expected, actual) {
            (Value::Object(expected), Value::Object(actual)) => self.compare_members(place, expected, actual),
            // How many there are is the deployment's, too.
            (Value::Array(expected), Value::Array(actual)) if server_owned => {
                if actual.is_empty() != expected.is_empty() {
                    self.differences.push(format!("{place} should have items, and has {}", actual.len()));
                }
                for (index, actual) in actual.iter().enumerate() {
                    let expected = expected.get(index).or(expected.last()).unwrap_or(actual);
                    self.compare_at(&format!("{place}/{index}"), None, expected, actual);
                }
            }
            (Value::Array(expected), Value::Array(actual)) => {
                if expected.len() != actual.len() {
                    self.differences.push(format!(
                        "{place} should have {} items, and has {}",
                        expected.len(),
                        actual.len()
                    ));
                }
                for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                    self.compare_at(&format!("{place}/{index}"), None, expected, actual);
                }
            }
            _ if server_owned => {
                if !same_sort(member, expected, actual) {
                    self.differences.push(format!("{place} should be something like {expected}, and is {actual}"));
                }
            }
            _ if expected == actual => {}
            _ if member == Some("subject") && same_subject(expected, actual) => {}
            _ => self.differences.push(format!("{place} should be {expected}, and is {actual}")),
        }
    }

    fn compare_members(&mut self, place: &str, expected: &Map<String, Value>, actual: &Map<String, Value>) {
        for (name, value) in expected {
            let place = format!("{place}/{name}");
            match actual.get(name) {
                Some(actual) => self.compare_at(&place, Some(name), value, actual),
                None => self.differences.push(format!("{place} is missing")),
            }
        }
        let contract = self.contract;
        for name in actual.keys().filter(|name| !expected.contains_key(*name) && contract.knows_member(name)) {
            // An absent cursor or expiry says something, so it may not appear unannounced.
            let telling = name == "next_cursor" || name == "expires_at" || name == "current_rev" || name == "rev";
            if telling || !SERVER_OWNED.contains(&name.as_str()) {
                self.differences.push(format!("{place}/{name} should not be there, and is {}", actual[name]));
            }
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

/// A subject can have ids in it, which belong to the server.
fn same_subject(expected: &Value, actual: &Value) -> bool {
    static UUID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").expect("the pattern is a literal that is tested")
    });
    let without_ids = |value: &Value| UUID.replace_all(value.as_str().unwrap_or_default(), "{id}").into_owned();
    without_ids(expected) == without_ids(actual)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::contract::document;

    fn compare(expected: &Value, actual: &Value) -> Vec<String> {
        super::compare(&Contract::embedded().unwrap(), expected, actual)
    }

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

    #[test]
    fn a_later_server_may_answer_members_that_this_contract_does_not_know() {
        let contract = Contract::embedded().unwrap().kept_by_later_servers(&document().unwrap()).unwrap();
        let compare = |actual: Value| super::compare(&contract, &json!({ "key": "a" }), &actual);
        assert_eq!(compare(json!({ "key": "a", "moon": "full" })), Vec::<String>::new());
        assert_eq!(compare(json!({ "key": "a", "value": 1 })), ["/value should not be there, and is 1"]);
        assert_eq!(compare(json!({ "moon": "full" })), ["/key is missing"]);
    }
}
