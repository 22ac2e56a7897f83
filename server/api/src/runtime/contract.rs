//! The contract inside the server: the document it serves and the validators it checks requests with.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

use charter_types::FieldError;
use jsonschema::{ValidationError, Validator, error::ValidationErrorKind};
use serde_json::{Value, json};

use super::Refusal;

/// The contract as one JSON document.
pub const CONTRACT_JSON: &str = include_str!("../../../../openapi/dist/openapi.json");
/// The contract as one YAML document.
pub const CONTRACT_YAML: &str = include_str!("../../../../openapi/dist/openapi.yaml");

static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::read);

/// The version of the contract that the server keeps.
pub fn contract_version() -> &'static str {
    &CONTRACT.version
}

/// Checks a value against a named schema of the contract; pointers are below `place`.
pub(super) fn check(schema: &str, place: &str, value: &Value) -> Vec<FieldError> {
    let validator = CONTRACT.validator(schema);
    if validator.is_valid(value) {
        return Vec::new();
    }
    let mut errors: Vec<FieldError> = Vec::new();
    for error in validator.iter_errors(value).flat_map(|error| field_errors(place, &error)) {
        if errors.len() == Refusal::MOST_ERRORS {
            break;
        }
        // Each variant of a union finds the same fault with what is none of them.
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
    errors
}

/// What is missing and what is too much is named itself, not what it is missing from.
fn field_errors(place: &str, error: &ValidationError<'_>) -> Vec<FieldError> {
    let at = |member: &str| format!("{place}{}/{}", error.instance_path(), pointer_step(member));
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            vec![FieldError::new(at(property.as_str().unwrap_or_default()), "is required".to_owned())]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|member| FieldError::new(at(member), "is not a member that is known here".to_owned()))
            .collect(),
        // Masked: what the client sent may be a secret, and it may be long.
        _ => vec![FieldError::new(format!("{place}{}", error.instance_path()), error.masked().to_string())],
    }
}

/// A member's name as a step of a JSON pointer (RFC 6901, section 4).
pub(super) fn pointer_step(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}

struct Contract {
    version: String,
    definitions: Value,
    validators: HashMap<String, OnceLock<Validator>>,
}

impl Contract {
    fn read() -> Self {
        let document: Value = serde_json::from_str(CONTRACT_JSON).expect("the generator wrote the document as JSON");
        let mut definitions = document["components"]["schemas"].clone();
        make_local(&mut definitions);
        let names = definitions.as_object().into_iter().flat_map(|schemas| schemas.keys());
        Self {
            version: document["info"]["version"].as_str().unwrap_or_default().to_owned(),
            validators: names.map(|name| (name.clone(), OnceLock::new())).collect(),
            definitions,
        }
    }

    fn validator(&self, name: &str) -> &Validator {
        self.validators[name].get_or_init(|| {
            let schema = json!({ "$ref": format!("#/$defs/{name}"), "$defs": self.definitions });
            jsonschema::draft202012::new(&schema).expect("the contract's lint let the schema through")
        })
    }
}

/// References become local, excluded values are excluded in JSON Schema's own way, and unions are checked by their tag: `oneOf` alone could only say that no variant fits,
/// not what is wrong in the one that was meant.
fn make_local(value: &mut Value) {
    if let Some(reference) = value["$ref"].as_str() {
        value["$ref"] = json!(reference.replace("#/components/schemas/", "#/$defs/"));
    }
    if let Some(tag) = value["discriminator"]["propertyName"].as_str().map(str::to_owned) {
        *value = union_by_tag(&tag, &value["discriminator"]["mapping"]);
    }
    if let Some(excluded) = value.get("x-excluded").cloned() {
        value["not"] = json!({ "enum": excluded });
    }
    match value {
        Value::Object(members) => members.values_mut().for_each(make_local),
        Value::Array(items) => items.iter_mut().for_each(make_local),
        _ => {}
    }
}

fn union_by_tag(tag: &str, mapping: &Value) -> Value {
    let variants: Vec<_> = mapping.as_object().into_iter().flatten().collect();
    let names: Vec<_> = variants.iter().map(|(name, _)| name).collect();
    let branches: Vec<_> = variants
        .iter()
        .map(|(name, reference)| {
            let is_meant = json!({ "properties": { tag: { "const": name } }, "required": [tag] });
            json!({ "if": is_meant, "then": { "$ref": reference } })
        })
        .collect();
    json!({ "type": "object", "required": [tag], "properties": { tag: { "enum": names } }, "allOf": branches })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_compiles() {
        for name in CONTRACT.validators.keys() {
            CONTRACT.validator(name);
        }
    }

    #[test]
    fn says_what_is_wrong_in_the_variant_that_was_meant() {
        let body =
            json!({ "operations": [{ "op": "put", "key": "a" }, { "op": "check", "key": "a//b", "if_rev": -1 }] });
        let errors = check("Transaction", "", &body);
        let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/operations/0/value", "/operations/1/key", "/operations/1/if_rev"], "{errors:?}");
    }

    #[test]
    fn excluded_values_are_refused() {
        assert_eq!(check("ResourceKey", "path/key", &json!("events"))[0].pointer, "path/key");
        assert!(check("ResourceKey", "path/key", &json!("events/a")).is_empty());
    }

    #[test]
    fn an_unknown_tag_names_the_tag() {
        let errors = check("Transaction", "", &json!({ "operations": [{ "op": "drop", "key": "a" }] }));
        assert_eq!(errors[0].pointer, "/operations/0/op");
    }

    #[test]
    fn never_repeats_what_was_sent() {
        let errors = check("PutResource", "", &json!({ "value": 1, "ttl_ms": "hunter2" }));
        assert!(!errors.is_empty() && errors.iter().all(|error| !error.message.contains("hunter2")), "{errors:?}");
    }
}
