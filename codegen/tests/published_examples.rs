//! What the contract shows fits what the contract says.

use std::path::Path;

use charter_codegen::contract::{Sources, bundle, load};
use serde_json::{Value, json};

fn contract() -> (Sources, Value) {
    let sources = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi")).unwrap();
    let document = bundle(&sources).unwrap();
    (sources, document)
}

/// Complains of what does not fit a schema of the document.
fn misfits(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let schema = json!({ "allOf": [schema], "components": document["components"] });
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn examples_of_events_fit_their_schemas() {
    let (sources, document) = contract();
    assert!(!sources.events.is_empty());
    for (name, event) in &sources.events {
        let examples = event["examples"].as_array().unwrap();
        assert!(!examples.is_empty(), "{name} has no example");
        let schema = json!({ "$ref": format!("#/components/schemas/{}", event["title"].as_str().unwrap()) });
        for example in examples {
            assert_eq!(misfits(&document, &schema, example), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn examples_of_operations_fit_their_schemas() {
    let (_, document) = contract();
    let mut count = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let contents = operation["responses"].as_object().unwrap().values().chain([&operation["requestBody"]]);
            let contents = contents.flat_map(|holder| holder["content"].as_object().into_iter().flatten());
            for holder in parameters.chain(contents.map(|(_, content)| content)) {
                for (id, example) in holder["examples"].as_object().into_iter().flatten() {
                    let misfits = misfits(&document, &holder["schema"], &example["value"]);
                    assert_eq!(misfits, Vec::<String>::new(), "{method} {path}: {id}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 50, "only {count} examples were checked");
}

#[test]
fn examples_are_of_operations_that_there_are_and_have_names_of_their_own() {
    let (sources, document) = contract();
    let operations: Vec<_> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
        .map(|operation| &operation["operationId"])
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    for example in &sources.examples {
        assert!(operations.contains(&&example["operation"]), "{}: there is no such operation", example["id"]);
        assert!(ids.insert(example["id"].as_str().unwrap()), "{} stands twice", example["id"]);
        assert!(example["sentence"].is_string(), "{} has no sentence", example["id"]);
    }
}
