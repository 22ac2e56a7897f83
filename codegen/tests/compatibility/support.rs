//! A released contract, edits of it, and what the gate says of them.

use std::path::Path;

use charter_codegen::{
    compatibility,
    contract::{bundle, lint, load},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

/// Before the small contract's one sunset.
pub const TODAY: Date = date(2026, 3, 1);

/// Places that many tests edit.
pub const LIST: &str = "/paths/~1v1~1notes/get";
pub const PATCH: &str = "/paths/~1v1~1notes~1{name}/patch";
pub const SHELF: &str = "/paths/~1v1~1notes~1shelves~1{name}/get";
pub const STREAM: &str = "/paths/~1v1~1notes~1events/get/responses/200/content/text~1event-stream";
pub const SCHEMAS: &str = "/components/schemas";

/// Sets a member, or takes it away where the value is null. Items of lists are numbered; `-` is behind the last.
pub type Edit<'a> = (&'a str, Value);

/// A kind of break, the edits that make it, and what the gate says then.
pub type Case<'a> = (&'a str, Vec<Edit<'a>>, &'a str);

/// The small contract with its provisional operation made stable, and with schemas for what clients send and what they
/// get only.
pub fn released() -> Value {
    let mut document =
        bundle(&load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small/openapi")).unwrap()).unwrap();
    let text = |more: Value| merged(json!({ "description": "x", "type": "string" }), more);
    let open = |words: Value| text(json!({ "enum": words, "x-open-enum": true }));
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let object = |properties: Value, required: Value| json!({ "description": "x", "type": "object", "required": required, "properties": properties });
    let edits = [
        (format!("{PATCH}/x-stability"), json!("stable")),
        // What clients send.
        (
            format!("{SCHEMAS}/Brush"),
            text(json!({ "minLength": 2, "maxLength": 9, "pattern": "^[a-z]*$", "x-excluded": ["none"] })),
        ),
        (format!("{SCHEMAS}/Mood"), text(json!({ "enum": ["calm", "wild"] }))),
        (format!("{SCHEMAS}/Plain"), text(json!({}))),
        (
            format!("{SCHEMAS}/Layers"),
            json!({ "description": "x", "type": "array", "minItems": 1, "maxItems": 4, "items": reference("Mood") }),
        ),
        (format!("{SCHEMAS}/Frame"), object(json!({ "wood": reference("Plain") }), json!([]))),
        (format!("{SCHEMAS}/NotePaint/properties/brush"), reference("Brush")),
        (format!("{SCHEMAS}/NotePaint/properties/layers"), reference("Layers")),
        (format!("{SCHEMAS}/NotePaint/properties/frame"), reference("Frame")),
        (
            format!("{SCHEMAS}/NotePaint/properties/width"),
            json!({ "type": "integer", "format": "int32", "minimum": 1, "maximum": 50 }),
        ),
        (
            format!("{PATCH}/parameters/-"),
            json!({ "name": "mood", "in": "query", "required": false, "style": "form", "explode": true, "schema": reference("Layers") }),
        ),
        (
            format!("{PATCH}/parameters/-"),
            json!({ "name": "If-Brush", "in": "header", "required": false, "schema": reference("Brush") }),
        ),
        // What clients get.
        (format!("{SCHEMAS}/State"), open(json!(["fresh", "stale"]))),
        (format!("{SCHEMAS}/Level"), text(json!({ "enum": ["low", "high"] }))),
        (
            format!("{SCHEMAS}/Label"),
            text(json!({ "minLength": 2, "maxLength": 9, "pattern": "^[a-z]*$", "x-excluded": ["none"] })),
        ),
        (
            format!("{SCHEMAS}/Sealed"),
            merged(
                object(json!({ "wax": reference("Label") }), json!(["wax"])),
                json!({ "additionalProperties": false }),
            ),
        ),
        (format!("{SCHEMAS}/NotePage/properties/state"), reference("State")),
        (format!("{SCHEMAS}/NotePage/properties/level"), reference("Level")),
        (format!("{SCHEMAS}/NotePage/properties/label"), reference("Label")),
        (format!("{SCHEMAS}/NotePage/properties/sealed"), reference("Sealed")),
        (
            format!("{SCHEMAS}/NotePage/properties/total"),
            json!({ "type": "integer", "format": "int32", "minimum": 0, "maximum": 50 }),
        ),
        (format!("{SCHEMAS}/NotePage/properties/change"), reference("Change")),
        (format!("{SCHEMAS}/Gone"), object(json!({ "kind": text(json!({ "enum": ["gone"] })) }), json!(["kind"]))),
        (format!("{SCHEMAS}/Moved"), object(json!({ "kind": text(json!({ "enum": ["moved"] })) }), json!(["kind"]))),
        (format!("{SCHEMAS}/Change"), union(&["Gone", "Moved"])),
    ];
    for (place, value) in &edits {
        set(&mut document, place, value.clone());
    }
    lint(&document).unwrap();
    document
}

/// One of several objects, told apart by their `kind`.
pub fn union(names: &[&str]) -> Value {
    let reference = |name: &str| format!("#/components/schemas/{name}");
    let mapping: serde_json::Map<_, _> =
        names.iter().map(|name| (name.to_lowercase(), json!(reference(name)))).collect();
    json!({
        "description": "x",
        "oneOf": names.iter().map(|name| json!({ "$ref": reference(name) })).collect::<Vec<_>>(),
        "discriminator": { "propertyName": "kind", "mapping": mapping },
    })
}

fn merged(mut object: Value, more: Value) -> Value {
    object.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
    object
}

/// The next minor version of the released contract, with edits.
pub fn edited(edits: &[Edit<'_>]) -> Value {
    let mut document = released();
    set(&mut document, "/info/version", json!("1.3.0"));
    for (place, value) in edits {
        set(&mut document, place, value.clone());
    }
    document
}

fn set(document: &mut Value, place: &str, value: Value) {
    let (parent, member) = place.rsplit_once('/').unwrap();
    let member = member.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("there is no {parent}"));
    match (parent, value) {
        (Value::Object(members), Value::Null) => {
            drop(members.shift_remove(&member).unwrap_or_else(|| panic!("no {place}")))
        }
        (Value::Object(members), value) => drop(members.insert(member, value)),
        (Value::Array(items), value) if member == "-" => items.push(value),
        (Value::Array(items), Value::Null) => drop(items.remove(member.parse().unwrap())),
        (Value::Array(items), value) => items[member.parse::<usize>().unwrap()] = value,
        (other, _) => panic!("{place}: {other} has no members"),
    }
}

pub fn breaks_on(today: Date, new: &Value) -> Vec<String> {
    compatibility::breaks(&released(), new, today).iter().map(ToString::to_string).collect()
}

/// Each case makes exactly the one break that it names.
#[track_caller]
pub fn assert_breaks(cases: &[Case<'_>]) {
    for (kind, edits, expected) in cases {
        assert_eq!(breaks_on(TODAY, &edited(edits)), [*expected], "{kind}");
    }
}

/// No case makes a break.
#[track_caller]
pub fn assert_allowed(cases: &[(&str, Vec<Edit<'_>>)]) {
    for (kind, edits) in cases {
        let new = edited(edits);
        assert_ne!(new, edited(&[]), "{kind} changes nothing");
        assert_eq!(breaks_on(TODAY, &new), Vec::<String>::new(), "{kind}");
    }
}
