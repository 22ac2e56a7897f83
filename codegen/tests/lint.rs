//! Every rule of the contract profile refuses what breaks it, and names the place.

use std::path::Path;

use charter_codegen::contract::{Contract, bundle, lint, load};
use serde_json::{Value, json};

fn small() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small/openapi");
    bundle(&load(&folder).unwrap()).unwrap()
}

/// Sets a member of the small contract and expects exactly this complaint to be among the lint's.
#[track_caller]
fn refuses(pointer: &str, value: Value, complaint: &str) {
    let mut document = small();
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("{parent} is not in the small contract"));
    match value {
        Value::Null => drop(parent.as_object_mut().unwrap().remove(&unescape(member)).unwrap()),
        value => parent[unescape(member)] = value,
    }
    let message = lint(&document).expect_err(complaint).to_string();
    assert!(message.contains(complaint), "{message}");
}

fn unescape(member: &str) -> String {
    member.replace("~1", "/").replace("~0", "~")
}

#[test]
fn the_small_contract_is_in_the_profile() {
    lint(&small()).unwrap();
}

#[test]
fn bytes_beside_another_media_type() {
    let content = json!({
        "application/octet-stream": { "schema": { "type": "string", "format": "binary" } },
        "application/json": { "schema": { "$ref": "#/components/schemas/NoteChange" } },
    });
    let complaint = "post /v1/notes/files: a body of application/octet-stream is the operation's only one";
    refuses("/paths/~1v1~1notes~1files/post/requestBody/content", content, complaint);
}

#[test]
fn other_versions_of_openapi() {
    refuses("/openapi", json!("3.0.3"), "openapi: must be 3.1.x");
}

#[test]
fn references_that_lead_nowhere() {
    let complaint = "/components/schemas/Note/properties/name: #/components/schemas/Nothing leads nowhere";
    refuses("/components/schemas/Note/properties/name", json!({ "$ref": "#/components/schemas/Nothing" }), complaint);
}

#[test]
fn keywords_that_a_generator_cannot_carry() {
    for keyword in [
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
    ] {
        let complaint = format!("components/schemas/Note: `{keyword}` is outside the profile");
        refuses(&format!("/components/schemas/Note/{keyword}"), json!(true), &complaint);
    }
}

#[test]
fn schemas_that_generators_would_guess_at() {
    let schemas = "/components/schemas";
    refuses(&format!("{schemas}/note_name"), json!({ "description": "x" }), "schema names are PascalCase");
    refuses(&format!("{schemas}/Note/description"), Value::Null, "components/schemas/Note: needs a description");
    refuses(&format!("{schemas}/Size/type"), json!(["integer", "null"]), "`type` must be one type");
    refuses(&format!("{schemas}/Size/maximum"), Value::Null, "an integer needs `minimum` and `maximum`");
    refuses(&format!("{schemas}/NoteName/pattern"), json!("[a-z]+"), "a pattern must be anchored");
    refuses(&format!("{schemas}/NoteName/pattern"), json!("^(?=a)a$"), "a pattern may not look around or back");
    refuses(&format!("{schemas}/Note/required"), Value::Null, "`required` must be written out");
    refuses(&format!("{schemas}/Note/required"), json!(["name", "age"]), "requires `age`, which is not among");
    refuses(&format!("{schemas}/Note/properties/bigSize"), json!({}), "property names are snake_case");
    refuses(&format!("{schemas}/Note/properties/inner"), json!({ "properties": {} }), "name an object's schema");
    refuses(&format!("{schemas}/NotePage/properties/items/items"), Value::Null, "an array needs `items`");
}

#[test]
fn unions_that_cannot_be_told_apart() {
    let union = "/components/schemas/NoteChange";
    refuses(&format!("{union}/discriminator"), Value::Null, "`oneOf` needs a discriminator with a mapping");
    refuses(&format!("{union}/oneOf"), json!([{ "type": "object" }]), "each variant of `oneOf` must be a named schema");
    refuses(&format!("{union}/discriminator/mapping/paint"), Value::Null, "the discriminator has no mapping to");
    let tag = "/components/schemas/NotePaint/properties/op";
    refuses(tag, json!({ "type": "string" }), "must require `op` with `enum: [paint]`");
    refuses("/components/schemas/NotePaint/required", json!([]), "must require `op`");
}

#[test]
fn operations_that_say_too_little() {
    let operation = "/paths/~1v1~1notes/get";
    refuses(
        &format!("{operation}/operationId"),
        json!("list_notes"),
        "get /v1/notes: needs an operationId in camelCase",
    );
    refuses(&format!("{operation}/operationId"), json!("getHealth"), "operationId `getHealth` is used twice");
    for member in ["summary", "x-since", "x-owner"] {
        refuses(&format!("{operation}/{member}"), Value::Null, &format!("get /v1/notes: needs `{member}`"));
    }
    refuses(&format!("{operation}/x-stability"), json!("solid"), "needs `x-stability`, one of stable,");
    refuses(&format!("{operation}/x-access"), json!("all"), "needs `x-access`, one of public,");
    refuses(&format!("{operation}/security"), json!([]), "`security: []` and `x-access: public` go together");
}

#[test]
fn parameters_without_a_named_schema() {
    let parameter = "/paths/~1v1~1notes/get/parameters/0";
    refuses(&format!("{parameter}/schema"), json!({ "type": "string" }), "parameter cursor: its schema must be named");
    refuses(&format!("{parameter}/required"), Value::Null, "parameter cursor: `required` must be written out");
}

#[test]
fn bodies_without_a_bound() {
    let body = "/paths/~1v1~1notes~1{name}/patch/requestBody";
    refuses(&format!("{body}/required"), json!(false), "a request body must be required");
    refuses(&format!("{body}/x-max-bytes"), Value::Null, "a request body needs `x-max-bytes`");
    let content = format!("{body}/content/application~1json/schema");
    refuses(&content, json!({ "type": "object" }), "application/json: the body's schema must be named");
}

#[test]
fn answers_that_are_not_uniform() {
    let answers = "/paths/~1v1~1notes/get/responses";
    refuses(&format!("{answers}/default"), Value::Null, "needs a `default` answer");
    refuses(&format!("{answers}/201"), json!({ "description": "x" }), "all successful answers must have the same body");
    refuses(&format!("{answers}/404"), json!({ "description": "x" }), "404: an error is an application/problem+json");
    let html = format!("{answers}/200/content/text~1html");
    refuses(&html, json!({ "schema": { "type": "string" } }), "200: one media type an answer");
}

#[test]
fn streams_that_say_too_little() {
    let stream = "/paths/~1v1~1notes~1events/get/responses/200/content/text~1event-stream";
    refuses(&format!("{stream}/schema"), json!({ "type": "string" }), "a stream's events are EngineEvents");
    refuses(&format!("{stream}/x-sse"), Value::Null, "a stream needs `x-sse`");
    refuses(&format!("{stream}/x-sse/bookmark"), json!("#/components/schemas/No"), "x-sse bookmark: #/components");
}

#[test]
fn events_that_say_too_little() {
    let event = "/components/schemas/NoteAdded";
    refuses(&format!("{event}/x-since"), Value::Null, "components/schemas/NoteAdded: needs `x-since`");
    refuses(&format!("{event}/x-version"), json!("2"), "components/schemas/NoteAdded: needs `x-version`");
    refuses(&format!("{event}/x-stability"), json!("solid"), "components/schemas/NoteAdded: needs `x-stability`");
    refuses(&format!("{event}/x-stability"), json!("deprecated"), "NoteAdded: `x-stability: deprecated` and");
}

#[test]
fn deprecations_without_dates() {
    let operation = "/paths/~1v1~1notes~1shelves~1{name}/get";
    let together = "get /v1/notes/shelves/{name}: `x-stability: deprecated` and";
    refuses(&format!("{operation}/deprecated"), Value::Null, &format!("{together} `deprecated: true` go together"));
    refuses(&format!("{operation}/x-deprecation"), Value::Null, &format!("{together} `x-deprecation` go together"));
    refuses(&format!("{operation}/x-stability"), json!("stable"), &format!("{together} `x-deprecation` go together"));
    refuses(&format!("{operation}/x-deprecation/version"), json!("1.3.0"), "`version` is later than the contract's");
    refuses(&format!("{operation}/x-deprecation/date"), Value::Null, "`x-deprecation` needs `date`");
    refuses(&format!("{operation}/x-deprecation/sunset"), Value::Null, "`x-deprecation` needs `sunset`");
    refuses(&format!("{operation}/x-deprecation/sunset"), json!("2026-07-14"), "may not be before 2026-07-15");
    refuses("/paths/~1v1~1notes/get/deprecated", json!(true), "get /v1/notes: `x-stability: deprecated` and");
}

#[test]
fn two_files_that_define_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small/openapi");
    let mut sources = load(&folder).unwrap();
    let family = sources.families[0].clone();
    sources.families.push(family);
    let message = bundle(&sources).unwrap_err().to_string();
    assert!(message.contains("components/schemas/Note is defined twice"), "{message}");
    assert!(message.contains("/v1/notes is defined twice"), "{message}");
}

#[test]
fn a_familys_document_that_is_no_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small/openapi");
    let mut sources = load(&folder).unwrap();
    sources.families[0].1["x-document"] = json!("Nothing");
    let message = Contract::read(&small(), &sources).err().unwrap().to_string();
    assert!(message.contains("families/note.yaml: x-document: there is no schema Nothing"), "{message}");
}
