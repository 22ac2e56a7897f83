//! The document that utoipa derives from the handlers says the same as the contract.

use std::collections::BTreeMap;

use charter_api::{generated::derived_document, runtime::CONTRACT_JSON};
use serde_json::{Value, json};

#[test]
fn handlers_say_what_the_contract_says() {
    let contract: Value = serde_json::from_str(CONTRACT_JSON).unwrap();
    let derived = serde_json::to_value(derived_document()).unwrap();
    let (contract, derived) = (operations(&contract), operations(&derived));
    assert_eq!(contract.keys().collect::<Vec<_>>(), derived.keys().collect::<Vec<_>>());
    for (name, operation) in &contract {
        assert_eq!(operation, &derived[name], "{name}");
    }
    assert!(contract.len() > 10, "only {} operations were compared", contract.len());
}

/// What callers rely on, of each operation, in an order of its own.
fn operations(document: &Value) -> BTreeMap<String, Value> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let summary = json!({
                "id": operation["operationId"],
                "tags": operation["tags"],
                "open": operation["security"] == json!([]) || operation["security"] == json!([{}]),
                "parameters": parameters(&operation["parameters"]),
                "body": content(&operation["requestBody"]["content"]),
                "body_required": operation["requestBody"]["required"],
                "answers": answers(&operation["responses"]),
            });
            operations.insert(format!("{method} {path}"), summary);
        }
    }
    operations
}

fn parameters(parameters: &Value) -> BTreeMap<String, Value> {
    let parameters = parameters.as_array().into_iter().flatten();
    parameters
        .map(|parameter| {
            let place = format!("{} {}", parameter["in"].as_str().unwrap(), parameter["name"].as_str().unwrap());
            (place, json!({ "required": parameter["required"], "schema": schema(&parameter["schema"]) }))
        })
        .collect()
}

fn answers(answers: &Value) -> BTreeMap<String, Value> {
    let answers = answers.as_object().into_iter().flatten();
    answers
        .map(|(status, answer)| {
            let headers = answer["headers"].as_object().into_iter().flatten();
            let headers: BTreeMap<_, _> = headers.map(|(name, header)| (name, schema(&header["schema"]))).collect();
            (status.clone(), json!({ "content": content(&answer["content"]), "headers": headers }))
        })
        .collect()
}

fn content(content: &Value) -> BTreeMap<String, Value> {
    let content = content.as_object().into_iter().flatten();
    content.map(|(media_type, content)| (media_type.clone(), schema(&content["schema"]))).collect()
}

/// The name of a schema, or the type where it has none. utoipa writes an optional parameter as a union with null.
fn schema(schema: &Value) -> Value {
    let variants = schema["oneOf"].as_array().into_iter().flatten();
    let named = variants.chain([schema]).find_map(|variant| variant.get("$ref"));
    named.unwrap_or(&schema["type"]).clone()
}
