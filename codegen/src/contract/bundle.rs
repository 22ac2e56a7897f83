//! From the contract's files to one OpenAPI document that stands by itself.
//!
//! The files share one namespace. Parameters, headers and answers that are named in `components` are written out
//! where they are used, because the published examples differ from place to place; schemas stay references.

use serde_json::{Map, Value, json};

use super::{Sources, announcement::announce_deprecations, shown::shown_request};
use crate::Error;

/// The methods that an OpenAPI path item can have (OpenAPI 3.1, Path Item Object).
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// # Errors
/// When two files define the same thing or a reference leads nowhere.
pub fn bundle(sources: &Sources) -> Result<Value, Error> {
    let mut violations = Vec::new();
    let mut document = sources.root.clone();
    merge_components(&mut document, sources, &mut violations);
    add_events(&mut document, sources, &mut violations);
    let paths = paths_of(&document, sources, &mut violations);
    if !violations.is_empty() {
        return Err(Error::Profile(violations));
    }
    document["paths"] = Value::Object(paths);
    announce_deprecations(&mut document);
    if let Some(components) = document["components"].as_object_mut() {
        components.retain(|section, _| section == "schemas" || section == "securitySchemes");
    }
    Ok(document)
}

fn merge_components(document: &mut Value, sources: &Sources, violations: &mut Vec<String>) {
    for (name, file) in sources.shared.iter().chain(&sources.families) {
        for (section, entries) in file["components"].as_object().into_iter().flatten() {
            let target = &mut document["components"][section];
            if target.is_null() {
                *target = json!({});
            }
            for (key, entry) in entries.as_object().into_iter().flatten() {
                if target.get(key).is_some() {
                    violations.push(format!("{name}.yaml: components/{section}/{key} is defined twice"));
                }
                target[key] = entry.clone();
            }
        }
    }
}

/// One schema an event type with the envelope written out, the list of the types, and the union of all events.
fn add_events(document: &mut Value, sources: &Sources, violations: &mut Vec<String>) {
    let mut types = Vec::new();
    let mut union = Vec::new();
    let mut mapping = Map::new();
    for (name, file) in &sources.events {
        let (Some(title), Some(event_type)) = (file["title"].as_str(), file["x-event-type"].as_str()) else {
            violations.push(format!("events/{name}.yaml: needs `title` and `x-event-type`"));
            continue;
        };
        let mut schema = file.clone();
        flatten_all_of(&mut schema, document, violations);
        let reference = format!("#/components/schemas/{title}");
        document["components"]["schemas"][title] = schema;
        types.push(json!(event_type));
        union.push(json!({ "$ref": reference }));
        mapping.insert(event_type.to_owned(), json!(reference));
    }
    if types.is_empty() {
        return;
    }
    let schemas = &mut document["components"]["schemas"];
    schemas["EventType"] = json!({
        "description": "What happened: `{family}.{what}`. Later versions add to the list.",
        "type": "string", "x-open-enum": true, "enum": types,
    });
    schemas["EngineEvent"] = json!({
        "description": "Something that happened. Skip the types that you do not know: later versions add to them.",
        "oneOf": union, "discriminator": { "propertyName": "type", "mapping": mapping },
    });
}

fn flatten_all_of(schema: &mut Value, document: &Value, violations: &mut Vec<String>) {
    let Some(parts) = schema.as_object_mut().and_then(|object| object.shift_remove("allOf")) else { return };
    let mut properties = Map::new();
    let mut required = Vec::new();
    for part in parts.as_array().into_iter().flatten() {
        match resolve(document, part) {
            Ok(base) => {
                properties.extend(base["properties"].as_object().cloned().unwrap_or_default());
                required.extend(base["required"].as_array().cloned().unwrap_or_default());
            }
            Err(violation) => violations.push(violation),
        }
    }
    properties.extend(schema["properties"].as_object().cloned().unwrap_or_default());
    required.extend(schema["required"].as_array().cloned().unwrap_or_default());
    schema["properties"] = Value::Object(properties);
    schema["required"] = Value::Array(required);
}

fn paths_of(document: &Value, sources: &Sources, violations: &mut Vec<String>) -> Map<String, Value> {
    let mut paths = Map::new();
    for (name, file) in &sources.families {
        for (path, item) in file["paths"].as_object().into_iter().flatten() {
            let mut bundled = Map::new();
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                match write_out(document, file, item, operation, sources) {
                    Ok(operation) => {
                        bundled.insert(method.to_owned(), operation);
                    }
                    Err(violation) => violations.push(format!("{name}.yaml: {method} {path}: {violation}")),
                }
            }
            if paths.insert(path.clone(), Value::Object(bundled)).is_some() {
                violations.push(format!("{name}.yaml: {path} is defined twice"));
            }
        }
    }
    paths
}

fn write_out(
    document: &Value,
    file: &Value,
    item: &Value,
    operation: &Value,
    sources: &Sources,
) -> Result<Value, String> {
    let mut operation = operation.clone();
    operation["tags"] = json!([file["x-family"]]);
    operation["x-owner"] = file["x-owner"].clone();

    let mut parameters = Vec::new();
    for list in [&item["parameters"], &operation["parameters"]] {
        for parameter in list.as_array().into_iter().flatten() {
            parameters.push(resolve(document, parameter)?.clone());
        }
    }
    let every_answer = document["components"]["headers"].as_object().into_iter().flatten();
    let every_answer: Vec<_> = every_answer.filter(|(_, header)| header["x-every-answer"] == true).collect();
    let mut responses = Map::new();
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let mut response = resolve(document, response)?.clone();
        let mut headers = Map::new();
        for (name, header) in response["headers"].as_object().into_iter().flatten() {
            headers.insert(name.clone(), resolve(document, header)?.clone());
        }
        headers.extend(every_answer.iter().map(|(name, header)| ((*name).clone(), (*header).clone())));
        if !headers.is_empty() {
            response["headers"] = Value::Object(headers);
        }
        responses.insert(status.clone(), response);
    }
    let id = operation["operationId"].clone();
    for example in sources.examples.iter().filter(|example| example["operation"] == id) {
        let request = shown_request(&sources.examples, example);
        add_example(document, example, &request, &mut parameters, &mut operation["requestBody"], &mut responses);
    }
    if operation["requestBody"].is_null()
        && let Some(operation) = operation.as_object_mut()
    {
        operation.shift_remove("requestBody");
    }
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    operation["responses"] = Value::Object(responses);
    Ok(operation)
}

/// Shows a published example where OpenAPI has a place for it. What only shows a refusal of its input stays out of
/// the request's examples, because an example there has to fit the schema.
fn add_example(
    document: &Value,
    example: &Value,
    request: &Value,
    parameters: &mut [Value],
    body: &mut Value,
    responses: &mut Map<String, Value>,
) {
    let Some(id) = example["id"].as_str() else { return };
    let entry = |value: &Value| json!({ "summary": example["sentence"], "value": value });
    let status = &example["answer"]["status"];
    if status.as_u64().is_some_and(|status| status < 400) {
        for parameter in parameters {
            let section = if parameter["in"] == "header" { "headers" } else { parameter["in"].as_str().unwrap_or("") };
            let value = &request[section][parameter["name"].as_str().unwrap_or("")];
            let is_template = value.as_str().is_some_and(|text| text.contains('{'));
            if !value.is_null() && !is_template {
                parameter["examples"][id] = entry(&as_schema_has_it(&parameter["schema"], document, value));
            }
        }
        if !request["body"].is_null() {
            let media_type = request["content_type"].as_str().unwrap_or("application/json");
            if let Some(content) = body["content"].get_mut(media_type) {
                content["examples"][id] = entry(&request["body"]);
            }
        }
    }
    let response = responses.get_mut(&status.to_string());
    let content = response.and_then(|response| response.get_mut("content")?.as_object_mut());
    if let Some((_, content)) = content.and_then(|content| content.iter_mut().next())
        && !example["answer"]["body"].is_null()
    {
        content["examples"][id] = entry(&example["answer"]["body"]);
    }
}

/// Headers and query strings are text; an example of a parameter shows the value that the text stands for.
fn as_schema_has_it(schema: &Value, document: &Value, value: &Value) -> Value {
    let Ok(schema) = resolve(document, schema) else { return value.clone() };
    match (schema["type"].as_str(), value) {
        (Some("array"), Value::Array(_)) => value.clone(),
        (Some("array"), single) => json!([single]),
        (Some("integer"), Value::String(text)) => text.parse::<u64>().map_or_else(|_| value.clone(), Value::from),
        _ => value.clone(),
    }
}

/// What a reference leads to; anything else is itself.
pub(super) fn resolve<'a>(document: &'a Value, value: &'a Value) -> Result<&'a Value, String> {
    let Some(reference) = value["$ref"].as_str() else { return Ok(value) };
    reference
        .strip_prefix('#')
        .and_then(|pointer| document.pointer(pointer))
        .ok_or_else(|| format!("{reference} leads nowhere"))
}
