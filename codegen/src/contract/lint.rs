//! The contract profile: what of OpenAPI 3.1 the contract may use, so that every generator understands all of it.
//!
//! Each rule is one function; `RULES` is the list that `openapi/README.md` explains.

mod lifetimes;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    bundle::{METHODS, resolve},
    model::BYTES,
};
use crate::Error;

type Rule = fn(&Value, &mut Vec<String>);

const RULES: [Rule; 10] = [
    is_openapi_3_1,
    references_lead_somewhere,
    schemas_use_the_profile,
    operations_are_complete,
    parameters_are_named,
    bodies_are_bounded,
    answers_are_uniform,
    streams_are_described,
    lifetimes::events_are_complete,
    lifetimes::deprecations_are_dated,
];

/// JSON Schema keywords that one of the generators cannot carry through the chain.
const REFUSED_KEYWORDS: [&str; 16] = [
    "const",
    "if",
    "then",
    "else",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentSchemas",
    "dependentRequired",
    "prefixItems",
    "contains",
    "anyOf",
    "allOf",
    "not",
    "nullable",
];

const STABILITIES: [&str; 3] = ["stable", "provisional", "deprecated"];
const ACCESSES: [&str; 4] = ["public", "read", "write", "decide"];

/// # Errors
/// Every violation, each with its place.
pub fn lint(document: &Value) -> Result<(), Error> {
    let mut violations = Vec::new();
    for rule in RULES {
        rule(document, &mut violations);
    }
    if violations.is_empty() { Ok(()) } else { Err(Error::Profile(violations)) }
}

fn is_openapi_3_1(document: &Value, violations: &mut Vec<String>) {
    if !document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1.")) {
        violations.push("openapi: must be 3.1.x".to_owned());
    }
}

fn references_lead_somewhere(document: &Value, violations: &mut Vec<String>) {
    walk(document, "", &mut |place, value| {
        // Examples are data: what looks like a reference there is none.
        if !place.contains("/examples")
            && let Err(violation) = resolve(document, value)
        {
            violations.push(format!("{place}: {violation}"));
        }
    });
}

fn schemas_use_the_profile(document: &Value, violations: &mut Vec<String>) {
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let place = format!("components/schemas/{name}");
        if !name.starts_with(|first: char| first.is_ascii_uppercase()) || name.contains(['_', '-', '.']) {
            violations.push(format!("{place}: schema names are PascalCase"));
        }
        if !schema["description"].is_string() {
            violations.push(format!("{place}: needs a description"));
        }
        schema_is_in_profile(document, &place, schema, violations);
    }
}

fn schema_is_in_profile(document: &Value, place: &str, schema: &Value, violations: &mut Vec<String>) {
    for keyword in REFUSED_KEYWORDS {
        if schema.get(keyword).is_some() {
            let instead = if keyword == "const" { "; write `enum` with one value" } else { "" };
            violations.push(format!("{place}: `{keyword}` is outside the profile{instead}"));
        }
    }
    if schema["type"].is_array() {
        violations.push(format!("{place}: `type` must be one type; leave a member out instead of sending null"));
    }
    if schema["type"] == "integer" && !(schema["minimum"].is_i64() && schema["maximum"].is_i64()) {
        violations.push(format!("{place}: an integer needs `minimum` and `maximum`"));
    }
    if let Some(pattern) = schema["pattern"].as_str() {
        if !(pattern.starts_with('^') && pattern.ends_with('$')) {
            violations.push(format!("{place}: a pattern must be anchored with ^ and $"));
        }
        if pattern.contains("(?") || pattern.contains("\\1") {
            violations.push(format!("{place}: a pattern may not look around or back (linear-time engines)"));
        }
    }
    if schema.get("oneOf").is_some() {
        union_is_discriminated(document, place, schema, violations);
    }
    object_is_explicit(document, place, schema, violations);
    if let Some(items) = schema.get("items") {
        schema_is_in_profile(document, &format!("{place}/items"), items, violations);
    } else if schema["type"] == "array" {
        violations.push(format!("{place}: an array needs `items`"));
    }
}

fn object_is_explicit(document: &Value, place: &str, schema: &Value, violations: &mut Vec<String>) {
    let Some(properties) = schema["properties"].as_object() else { return };
    match schema["required"].as_array() {
        None => violations.push(format!("{place}: `required` must be written out")),
        Some(required) => {
            for name in required.iter().filter_map(Value::as_str).filter(|name| !properties.contains_key(*name)) {
                violations.push(format!("{place}: requires `{name}`, which is not among its properties"));
            }
        }
    }
    for (name, property) in properties {
        if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
            violations.push(format!("{place}/properties/{name}: property names are snake_case"));
        }
        if property.get("properties").is_some() {
            violations.push(format!("{place}/properties/{name}: name an object's schema in components"));
        }
        schema_is_in_profile(document, &format!("{place}/properties/{name}"), property, violations);
    }
}

fn union_is_discriminated(document: &Value, place: &str, schema: &Value, violations: &mut Vec<String>) {
    let tag = schema["discriminator"]["propertyName"].as_str();
    let mapping = schema["discriminator"]["mapping"].as_object();
    let (Some(tag), Some(mapping)) = (tag, mapping) else {
        violations.push(format!("{place}: `oneOf` needs a discriminator with a mapping"));
        return;
    };
    for variant in schema["oneOf"].as_array().into_iter().flatten() {
        let Some(reference) = variant["$ref"].as_str() else {
            violations.push(format!("{place}: each variant of `oneOf` must be a named schema"));
            continue;
        };
        let Some((value, _)) = mapping.iter().find(|(_, target)| *target == reference) else {
            violations.push(format!("{place}: the discriminator has no mapping to {reference}"));
            continue;
        };
        let Ok(variant) = resolve(document, variant) else { continue };
        let values = variant["properties"][tag]["enum"].as_array();
        let required = variant["required"].as_array().is_some_and(|required| required.iter().any(|name| name == tag));
        if !required || values.is_none_or(|values| values.len() != 1 || values[0] != *value) {
            violations.push(format!("{place}: {reference} must require `{tag}` with `enum: [{value}]`"));
        }
    }
}

fn operations_are_complete(document: &Value, violations: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for (place, operation) in operations(document) {
        match operation["operationId"].as_str() {
            Some(id) if !ids.insert(id) => violations.push(format!("{place}: operationId `{id}` is used twice")),
            Some(id) if id.starts_with(|first: char| first.is_ascii_lowercase()) && !id.contains(['_', '-']) => {}
            _ => violations.push(format!("{place}: needs an operationId in camelCase")),
        }
        for member in ["summary", "x-since", "x-owner"] {
            if !operation[member].is_string() {
                violations.push(format!("{place}: needs `{member}`"));
            }
        }
        for (member, allowed) in [("x-stability", STABILITIES.as_slice()), ("x-access", ACCESSES.as_slice())] {
            if !operation[member].as_str().is_some_and(|value| allowed.contains(&value)) {
                violations.push(format!("{place}: needs `{member}`, one of {}", allowed.join(", ")));
            }
        }
        let is_open = operation["security"].as_array().is_some_and(Vec::is_empty);
        if is_open != (operation["x-access"] == "public") {
            violations.push(format!("{place}: `security: []` and `x-access: public` go together"));
        }
    }
}

fn parameters_are_named(document: &Value, violations: &mut Vec<String>) {
    for (place, operation) in operations(document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or("?");
            if !parameter["schema"]["$ref"].is_string() {
                violations.push(format!("{place}: parameter {name}: its schema must be named in components"));
            }
            if !parameter["required"].is_boolean() {
                violations.push(format!("{place}: parameter {name}: `required` must be written out"));
            }
        }
    }
}

fn bodies_are_bounded(document: &Value, violations: &mut Vec<String>) {
    for (place, operation) in operations(document) {
        let Some(body) = operation.get("requestBody") else { continue };
        if body["required"] != true {
            violations.push(format!("{place}: a request body must be required"));
        }
        if !body["x-max-bytes"].is_u64() {
            violations.push(format!("{place}: a request body needs `x-max-bytes`"));
        }
        let content = body["content"].as_object();
        if content.is_some_and(|content| content.contains_key(BYTES) && content.len() > 1) {
            violations.push(format!("{place}: a body of {BYTES} is the operation's only one"));
        }
        for (media_type, content) in content.into_iter().flatten().filter(|(name, _)| *name != BYTES) {
            if !content["schema"]["$ref"].is_string() {
                violations.push(format!("{place}: {media_type}: the body's schema must be named in components"));
            }
        }
    }
}

fn answers_are_uniform(document: &Value, violations: &mut Vec<String>) {
    for (place, operation) in operations(document) {
        let mut success = BTreeSet::new();
        let answers = operation["responses"].as_object();
        for (status, answer) in answers.into_iter().flatten() {
            let content = answer["content"].as_object();
            let body = content.and_then(|content| content.iter().next());
            if content.is_some_and(|content| content.len() > 1) {
                violations.push(format!("{place}: {status}: one media type an answer"));
            }
            if status.starts_with('2') {
                success.insert(body.map(|(media_type, content)| (media_type.clone(), content["schema"].to_string())));
            } else if !status.starts_with('3') {
                let is_problem = body.is_some_and(|(media_type, content)| {
                    media_type == "application/problem+json"
                        && content["schema"]["$ref"] == "#/components/schemas/Problem"
                });
                if !is_problem {
                    violations.push(format!("{place}: {status}: an error is an application/problem+json Problem"));
                }
            }
        }
        if success.len() != 1 {
            violations.push(format!("{place}: all successful answers must have the same body"));
        }
        if answers.is_none_or(|answers| !answers.contains_key("default")) {
            violations.push(format!("{place}: needs a `default` answer"));
        }
    }
}

fn streams_are_described(document: &Value, violations: &mut Vec<String>) {
    for (place, operation) in operations(document) {
        for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
            let Some(stream) = answer["content"].get("text/event-stream") else { continue };
            if stream["schema"]["$ref"] != "#/components/schemas/EngineEvent" {
                violations.push(format!("{place}: {status}: a stream's events are EngineEvents"));
            }
            let Some(frames) = stream["x-sse"].as_object() else {
                violations.push(format!("{place}: {status}: a stream needs `x-sse` with its other frames"));
                continue;
            };
            for (frame, reference) in frames {
                if let Err(violation) = resolve(document, &serde_json::json!({ "$ref": reference })) {
                    violations.push(format!("{place}: {status}: x-sse {frame}: {violation}"));
                }
            }
        }
    }
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    document["paths"].as_object().into_iter().flatten().flat_map(|(path, item)| {
        METHODS
            .iter()
            .filter_map(move |method| item.get(*method).map(|operation| (format!("{method} {path}"), operation)))
    })
}

fn walk(value: &Value, place: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(place, value);
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, &format!("{place}/{name}"), visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{place}/{index}"), visit);
            }
        }
        _ => {}
    }
}
