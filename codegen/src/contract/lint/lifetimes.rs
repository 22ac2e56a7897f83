//! How long what the contract promises is there.

use semver::Version;
use serde_json::Value;

use super::{STABILITIES, operations};
use crate::contract::Deprecation;

pub(super) fn events_are_complete(document: &Value, violations: &mut Vec<String>) {
    for (place, event) in events(document) {
        if !event["x-since"].is_string() {
            violations.push(format!("{place}: needs `x-since`"));
        }
        if !event["x-version"].is_u64() {
            violations.push(format!("{place}: needs `x-version`, a whole number"));
        }
        if !event["x-stability"].as_str().is_some_and(|value| STABILITIES.contains(&value)) {
            violations.push(format!("{place}: needs `x-stability`, one of {}", STABILITIES.join(", ")));
        }
    }
}

/// What is deprecated says since when and until when, so that answers can tell; nothing else does.
pub(super) fn deprecations_are_dated(document: &Value, violations: &mut Vec<String>) {
    let version = document["info"]["version"].as_str().and_then(|version| version.parse::<Version>().ok());
    for (place, part) in operations(document).chain(events(document)) {
        let is_deprecated = part["x-stability"] == "deprecated";
        if (part["deprecated"] == true) != is_deprecated {
            violations.push(format!("{place}: `x-stability: deprecated` and `deprecated: true` go together"));
        }
        if part.get("x-deprecation").is_some() != is_deprecated {
            violations.push(format!("{place}: `x-stability: deprecated` and `x-deprecation` go together"));
        } else if is_deprecated {
            match Deprecation::read(&part["x-deprecation"]) {
                Err(violation) => violations.push(format!("{place}: {violation}")),
                Ok(deprecation) if version.as_ref().is_some_and(|version| *version < deprecation.version) => {
                    violations.push(format!("{place}: `x-deprecation`: `version` is later than the contract's"));
                }
                Ok(_) => {}
            }
        }
    }
}

fn events(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    schemas
        .filter(|(_, schema)| schema.get("x-event-type").is_some())
        .map(|(name, schema)| (format!("components/schemas/{name}"), schema))
}
