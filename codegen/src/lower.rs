//! From the contract to OpenAPI 3.0.3, which is all that progenitor (and many other generators) read.
//!
//! What 3.0 cannot say is left out or said more loosely; the SDK's own emitter says it instead:
//! streams, answers that are not JSON and bodies of bytes are left out, so are 3xx answers; several media types of a body become one
//! body of any JSON with a `Content-Type` parameter; `default` answers become `4XX` and `5XX`.

use serde_json::{Map, Value, json};

use crate::contract::{BYTES, METHODS};

/// Lowers a bundled document that the lint has let through.
pub fn lower(document: &Value) -> Value {
    let mut lowered = json!({
        "openapi": "3.0.3",
        "info": info(&document["info"]),
        "paths": {},
        "components": { "schemas": {} },
    });
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method).filter(|operation| speaks_json(operation)) else { continue };
            lowered["paths"][path][method] = lower_operation(operation);
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        lowered["components"]["schemas"][name] = lower_schema(schema);
    }
    lowered
}

/// Whether the operation takes no bytes, and its successful answers are JSON: the others have no place in the lowered
/// document.
pub fn speaks_json(operation: &Value) -> bool {
    let has_bytes = operation["requestBody"]["content"].get(BYTES).is_some();
    let mut successes =
        operation["responses"].as_object().into_iter().flatten().filter(|(status, _)| status.starts_with('2'));
    !has_bytes
        && successes.all(|(_, answer)| {
            answer["content"].as_object().is_some_and(|content| content.contains_key("application/json"))
        })
}

fn info(info: &Value) -> Value {
    json!({ "title": info["title"], "version": info["version"] })
}

fn lower_operation(operation: &Value) -> Value {
    let mut lowered = json!({
        "operationId": operation["operationId"],
        "summary": operation["summary"],
        "tags": operation["tags"],
    });
    if let Some(description) = operation.get("description") {
        lowered["description"] = description.clone();
    }
    let mut parameters: Vec<Value> =
        operation["parameters"].as_array().into_iter().flatten().map(lower_parameter).collect();
    if let Some(content) = operation["requestBody"]["content"].as_object() {
        let schema = match content.values().next() {
            Some(only) if content.len() == 1 => lower_schema(&only["schema"]),
            _ => {
                let names: Vec<_> = content.keys().cloned().collect();
                parameters.push(json!({
                    "name": "Content-Type", "in": "header", "required": true,
                    "schema": { "type": "string", "description": names.join(" or ") },
                }));
                json!({})
            }
        };
        lowered["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if !parameters.is_empty() {
        lowered["parameters"] = Value::Array(parameters);
    }
    lowered["responses"] = lower_answers(&operation["responses"]);
    lowered
}

fn lower_parameter(parameter: &Value) -> Value {
    let mut lowered = Map::new();
    for member in ["name", "in", "description", "required", "style", "explode"] {
        if let Some(value) = parameter.get(member) {
            lowered.insert(member.to_owned(), value.clone());
        }
    }
    lowered.insert("schema".to_owned(), lower_schema(&parameter["schema"]));
    Value::Object(lowered)
}

/// Named error statuses fold into `4XX` and `5XX`: their body is the same.
fn lower_answers(answers: &Value) -> Value {
    let mut lowered = Map::new();
    for (status, answer) in answers.as_object().into_iter().flatten() {
        if status.starts_with('2') {
            let content = answer["content"].as_object().into_iter().flatten();
            let content: Map<_, _> = content
                .map(|(name, content)| (name.clone(), json!({ "schema": lower_schema(&content["schema"]) })))
                .collect();
            lowered.insert(status.clone(), json!({ "description": answer["description"], "content": content }));
        }
    }
    let problem = json!({
        "description": answers["default"]["description"],
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    lowered.insert("4XX".to_owned(), problem.clone());
    lowered.insert("5XX".to_owned(), problem);
    Value::Object(lowered)
}

/// In 3.0 nothing may stand beside a reference, there is no `examples` list, and extensions of ours mean nothing.
fn lower_schema(schema: &Value) -> Value {
    if let Some(reference) = schema.get("$ref") {
        return json!({ "$ref": reference });
    }
    let mut lowered = Map::new();
    for (member, value) in schema.as_object().into_iter().flatten() {
        let value = match member.as_str() {
            "properties" => value
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, property)| (name.clone(), lower_schema(property)))
                .collect::<Map<_, _>>()
                .into(),
            "items" => lower_schema(value),
            "oneOf" => value.as_array().into_iter().flatten().map(lower_schema).collect(),
            "examples" => continue,
            extension if extension.starts_with("x-") => continue,
            _ => value.clone(),
        };
        lowered.insert(member.clone(), value);
    }
    Value::Object(lowered)
}
