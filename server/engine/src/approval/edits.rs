//! Whether edited arguments are what whoever asked can do something with.
//!
//! The schema comes from whoever asked, who may mean harm: its patterns run in linear time, it reaches no other document, and
//! it is not larger with all its references written out than what can be looked at at once.

use charter_types::FieldError;
use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use crate::EngineError;

/// How many schemas within the schema there may be, each reference counting as what it refers to.
const MOST_SCHEMAS: usize = 4_096;
/// How many references may lie within each other.
const DEEPEST: usize = 32;
const MOST_ERRORS: usize = 16;
const MOST_PATTERN_BYTES: usize = 1 << 20;

/// # Errors
/// [`EngineError::Invalid`] at `/edit_schema`.
pub(super) fn check_schema(schema: &Value) -> Result<(), EngineError> {
    compile(schema).map(drop).map_err(|message| EngineError::invalid("/edit_schema", message))
}

/// # Errors
/// [`EngineError::Invalid`] with each place of the arguments that does not fit.
pub(super) fn check_arguments(schema: &Value, arguments: &Value) -> Result<(), EngineError> {
    let validator = compile(schema).map_err(|message| EngineError::invalid("/edit_schema", message))?;
    let errors: Vec<FieldError> = validator
        .iter_errors(arguments)
        .take(MOST_ERRORS)
        .map(|error| FieldError::new(format!("/arguments{}", error.instance_path()), cut(&error.to_string())))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(EngineError::Invalid { errors }) }
}

/// What is wrong with arguments is told in words that may quote them.
fn cut(message: &str) -> String {
    message.chars().take(300).collect()
}

fn compile(schema: &Value) -> Result<Validator, String> {
    if !schema.is_object() && !schema.is_boolean() {
        return Err("is no JSON Schema: it has to be an object, true or false".to_owned());
    }
    let mut left = MOST_SCHEMAS;
    check_references(schema, schema, &mut Vec::new(), &mut left)?;
    let patterns = PatternOptions::regex().size_limit(MOST_PATTERN_BYTES).dfa_size_limit(MOST_PATTERN_BYTES);
    let options = jsonschema::options().with_draft(Draft::Draft202012).with_pattern_options(patterns);
    options.build(schema).map_err(|error| format!("is no JSON Schema: {}", cut(&error.to_string())))
}

/// Counts what there is with all references written out.
fn check_references<'a>(
    root: &'a Value,
    value: &'a Value,
    within: &mut Vec<&'a str>,
    left: &mut usize,
) -> Result<(), String> {
    *left = left.checked_sub(1).ok_or("is too large with its references written out")?;
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| check_references(root, item, within, left)),
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("$ref", Value::String(reference)) => follow(root, reference, within, left)?,
                    ("$id" | "$anchor" | "$dynamicRef" | "$dynamicAnchor" | "$recursiveRef" | "$schema", _) => {
                        return Err(format!("{name} is not taken: only $ref to a place in the schema itself is"));
                    }
                    _ => check_references(root, member, within, left)?,
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn follow<'a>(root: &'a Value, reference: &'a str, within: &mut Vec<&'a str>, left: &mut usize) -> Result<(), String> {
    let pointer = reference.strip_prefix('#').ok_or("refers to another document")?;
    let target = root.pointer(pointer).ok_or_else(|| format!("refers to {}, which is not there", cut(reference)))?;
    if within.contains(&pointer) {
        return Err(format!("refers from {} to itself", cut(reference)));
    }
    if within.len() >= DEEPEST {
        return Err(format!("has more than {DEEPEST} references within each other"));
    }
    within.push(pointer);
    check_references(root, target, within, left)?;
    within.pop();
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(schema: &Value) -> String {
        match check_schema(schema) {
            Err(EngineError::Invalid { errors }) => errors[0].message.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        let schema = json!({
            "type": "object", "required": ["service"], "additionalProperties": false,
            "properties": { "service": { "$ref": "#/$defs/name" }, "count": { "type": "integer", "maximum": 3 } },
            "$defs": { "name": { "type": "string", "pattern": "^[a-z]+$" } },
        });
        assert!(check_schema(&schema).is_ok());
        assert!(check_arguments(&schema, &json!({ "service": "atlas", "count": 3 })).is_ok());
        let error = check_arguments(&schema, &json!({ "service": "Atlas", "count": 4 })).unwrap_err();
        let EngineError::Invalid { errors } = error else { panic!("{error:?}") };
        let mut pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/arguments/count", "/arguments/service"]);
    }

    #[test]
    fn what_is_no_schema_is_refused() {
        for schema in [json!(3), json!({ "type": "nonsense" }), json!({ "pattern": "(" }), json!({ "minimum": "1" })] {
            assert!(check_schema(&schema).is_err(), "{schema}");
        }
    }

    #[test]
    fn schemas_reach_nothing_but_themselves_and_end() {
        for schema in [
            json!({ "$ref": "https://example.org/schema.json" }),
            json!({ "$ref": "file:///etc/passwd" }),
            json!({ "$id": "https://example.org/" }),
            json!({ "properties": { "a": { "$ref": "#" } } }),
            json!({ "$defs": { "a": { "$ref": "#/$defs/b" }, "b": { "$ref": "#/$defs/a" } }, "$ref": "#/$defs/a" }),
            json!({ "$ref": "#/$defs/nowhere" }),
        ] {
            refused(&schema);
        }
        // Each level refers to the next twice: 2^30 schemas, written out.
        let mut definitions = json!({ "d30": true });
        for level in 0..30 {
            let next = json!({ "$ref": format!("#/$defs/d{}", level + 1) });
            definitions[format!("d{level}")] = json!({ "allOf": [next, next] });
        }
        assert_eq!(
            refused(&json!({ "$ref": "#/$defs/d0", "$defs": definitions })),
            "is too large with its references written out"
        );
    }

    #[test]
    fn patterns_run_in_linear_time() {
        let schema = json!({ "type": "string", "pattern": "^(a+)+$" });
        let text = format!("{}!", "a".repeat(60_000));
        assert!(check_arguments(&schema, &json!(text)).is_err());
        assert!(refused(&json!({ "pattern": "(?=a)" })).contains("no JSON Schema"));
        assert!(check_schema(&json!({ "pattern": "(((a{1000}){1000}){1000})" })).is_err());
    }
}
