//! The contract as one document in each form that people and programs read, and the matrix of its promises.

use serde_json::{Value, json};

use crate::{
    Error, GeneratedFiles,
    contract::{Behaviour, Contract, Deprecation, Sources},
    lower,
};

/// Writes `openapi/dist/` and `SDK_CONTRACTS.md`.
///
/// # Errors
/// When the document cannot be written as YAML, or something is called stable and nothing verifies it.
pub fn documents(
    contract: &Contract,
    document: &Value,
    sources: &Sources,
    behaviours: &[Behaviour],
    files: &mut GeneratedFiles,
) -> Result<(), Error> {
    files.add("openapi/dist/openapi.json", pretty(document));
    files.add("openapi/dist/openapi-3.0.json", pretty(&lower(document)));
    let yaml = serde_saphyr::to_string(document)
        .map_err(|error| Error::Generator { generator: "yaml", message: error.to_string() })?;
    files.add("openapi/dist/openapi.yaml", yaml);
    files.add("openapi/dist/examples.json", pretty(&Value::Array(sources.examples.clone())));
    for event in &contract.events {
        let path = format!("openapi/dist/events/{}.v{}.schema.json", event.name, event.version);
        files.add(&path, pretty(&standalone_schema(document, &event.title)));
    }
    let unverified = unverified(contract, behaviours);
    if !unverified.is_empty() {
        return Err(Error::Profile(unverified));
    }
    files.add("SDK_CONTRACTS.md", matrix(contract, behaviours));
    Ok(())
}

/// An event's schema with everything that it refers to: it can be used without the rest of the contract.
fn standalone_schema(document: &Value, name: &str) -> Value {
    let schemas = &document["components"]["schemas"];
    let mut needed = vec![];
    collect_references(&schemas[name], schemas, &mut needed);
    let mut schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema" });
    for (member, value) in schemas[name].as_object().into_iter().flatten() {
        schema[member] = value.clone();
    }
    schema["$defs"] =
        needed.iter().map(|name| (name.clone(), schemas[name].clone())).collect::<serde_json::Map<_, _>>().into();
    localise_references(&mut schema);
    schema
}

fn collect_references(value: &Value, schemas: &Value, into: &mut Vec<String>) {
    if let Some(name) = value["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/components/schemas/"))
        && !into.iter().any(|known| known == name)
    {
        into.push(name.to_owned());
        collect_references(&schemas[name], schemas, into);
    }
    match value {
        Value::Object(members) => members.values().for_each(|member| collect_references(member, schemas, into)),
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, schemas, into)),
        _ => {}
    }
}

fn localise_references(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                *reference = reference.replace("#/components/schemas/", "#/$defs/");
            }
            members.values_mut().for_each(localise_references);
        }
        Value::Array(items) => items.iter_mut().for_each(localise_references),
        _ => {}
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

const MATRIX_HEAD: &str = "\
<!-- Generated from openapi/ and conformance/behaviours.json by `cargo run -p charter-codegen --bin generate`. Do not edit. -->

# What builders can rely on

Every operation and event type of the contract, with how stable it is, which crate answers for it, since which version
it is there, and what proves it: the ids are those in the report of the conformance suite (published examples and
behaviours).

## The promise

- **stable**: within a major version nothing is taken away or narrowed that was not deprecated first: no operation, status,
  header, member, event type or accepted input. Schemas of answers and events only grow; lists marked as open get new
  words. Clients skip what they do not know.
- **provisional**: may change with a minor version; the changelog says how to follow.
- **deprecated**: still works; answers carry `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). It stays for at least two
  minor versions and six months, until its sunset.
- Before 1.0 a minor version counts as a major one.
- Releases are frozen in [`openapi/released/`](openapi/released); a check compares the contract with the newest one and names
  everything that breaks it. What a new major version breaks is listed, each break with its reason.
- An SDK works with every server of its major version: an older one gets answers with members it does not know and skips
  them; a newer one gets a problem that says that the operation is not there. `scripts/compatibility` runs the examples
  and programs of each release against this server, and this SDK against the servers of the releases.
- The SDK's oldest supported Rust is the `rust-version` in `Cargo.toml`; raising it is a minor version.
";

fn matrix(contract: &Contract, behaviours: &[Behaviour]) -> String {
    let mut text = format!("{MATRIX_HEAD}\nContract version {}.\n", contract.version);
    for family in &contract.families {
        text +=
            &format!("\n## {}\n\n| operation | request | stability | owner | since | verification |\n", family.name);
        text += "| --- | --- | --- | --- | --- | --- |\n";
        for operation in &family.operations {
            text += &format!(
                "| `{}` | `{} {}` | {} | {} | {} | {} |\n",
                operation.id,
                operation.method.to_uppercase(),
                operation.path,
                stability(&operation.stability, operation.deprecation.as_ref()),
                operation.owner,
                operation.since,
                verifications(contract, behaviours, &operation.id),
            );
        }
    }
    text +=
        "\n## Event types\n\n| event | schema | stability | since | verification |\n| --- | --- | --- | --- | --- |\n";
    for event in &contract.events {
        text += &format!(
            "| `{0}` | [v{1}](openapi/dist/events/{0}.v{1}.schema.json) | {2} | {3} | {4} |\n",
            event.name,
            event.version,
            stability(&event.stability, event.deprecation.as_ref()),
            event.since,
            ids(examples_showing(contract, &event.name)),
        );
    }
    text
}

fn stability(word: &str, deprecation: Option<&Deprecation>) -> String {
    deprecation.map_or_else(|| word.to_owned(), |deprecation| format!("{word}, until {}", deprecation.sunset))
}

/// What is promised and not proven: also what is deprecated still works.
fn unverified(contract: &Contract, behaviours: &[Behaviour]) -> Vec<String> {
    let operations = contract.families.iter().flat_map(|family| &family.operations);
    let operations = operations
        .filter(|operation| operation.stability != "provisional")
        .filter(|operation| verifications(contract, behaviours, &operation.id).is_empty())
        .map(|operation| &operation.id);
    let events = contract
        .events
        .iter()
        .filter(|event| event.stability != "provisional" && examples_showing(contract, &event.name).next().is_none())
        .map(|event| &event.name);
    operations
        .chain(events)
        .map(|name| format!("{name} is promised, and no example or behaviour verifies it"))
        .collect()
}

fn verifications(contract: &Contract, behaviours: &[Behaviour], operation: &str) -> String {
    let examples = contract.examples.iter().filter(|example| example["operation"] == operation);
    let examples = examples.filter_map(|example| example["id"].as_str());
    let behaviours = behaviours.iter().filter(|behaviour| behaviour.operations.iter().any(|id| id == operation));
    ids(examples.chain(behaviours.map(|behaviour| behaviour.id.as_str())))
}

fn examples_showing<'a>(contract: &'a Contract, event: &'a str) -> impl Iterator<Item = &'a str> {
    contract.examples.iter().filter_map(move |example| {
        let mut frames = example["answer"]["frames"].as_array()?.iter();
        frames.any(|frame| frame["event"] == event).then(|| example["id"].as_str())?
    })
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" ")
}
