//! Schemas: what they are called, what sort of value they describe, and what they are made of.

use serde_json::Value;

use super::{Comparison, Direction, members, pointer, texts};
use crate::contract::Schema;

/// What the generator derives from all event types, stable or not: each type is compared by itself.
const DERIVED: [&str; 2] = ["EventType", "EngineEvent"];

/// The keywords that have rules of their own.
const JUDGED: [&str; 24] = [
    "$ref",
    "minimum",
    "minLength",
    "minItems",
    "maximum",
    "maxLength",
    "maxItems",
    "pattern",
    "enum",
    "x-open-enum",
    "x-excluded",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "oneOf",
    "discriminator",
    "deprecated",
    "x-rust-type",
    "x-event-type",
    "x-version",
    "x-stability",
    "x-deprecation",
    "x-owner",
];

impl Comparison<'_> {
    pub(super) fn compare_schema(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        match (old["$ref"].as_str(), new["$ref"].as_str()) {
            (None, None) => self.compare_definition(place, old, new, direction),
            (Some(before), Some(after)) if before == after => {
                self.unchanged_but(place, old, new, &JUDGED);
                self.compare_named(before, direction);
            }
            // The names of schemas are the names of types in every SDK.
            _ => self.unchanged(&pointer(place, "$ref"), &old["$ref"], &new["$ref"]),
        }
    }

    fn compare_named(&mut self, reference: &str, direction: Direction) {
        let Some(name) = reference.strip_prefix("#/components/schemas/") else { return };
        if DERIVED.contains(&name) || !self.compared.insert((name.to_owned(), direction)) {
            return;
        }
        let place = pointer("#/components/schemas", name);
        let (old, new) = (&self.old["components"]["schemas"][name], &self.new["components"]["schemas"][name]);
        self.compare_definition(&place, old, new, direction);
    }

    /// Compares what two schemas say, once it is clear that they are the same one.
    pub(super) fn compare_definition(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        let (before, after) = (sort(old), sort(new));
        if before != after {
            self.note(place, format!("was {before} and is {after}"));
            return;
        }
        self.compare_limits(place, old, new, direction);
        self.compare_words(place, old, new, direction);
        self.compare_members(place, old, new, direction);
        self.compare_variants(place, old, new, direction);
        if old.get("items").is_some() && new.get("items").is_some() {
            self.compare_schema(&pointer(place, "items"), &old["items"], &new["items"], direction);
        }
        self.unchanged_but(place, old, new, &JUDGED);
    }

    fn compare_members(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        self.compare_closedness(place, old, new, direction);
        let was_required = |name: &str| texts(&old["required"]).any(|required| required == name);
        let is_required = |name: &str| texts(&new["required"]).any(|required| required == name);
        for (name, member) in members(&old["properties"]) {
            let place = pointer(&pointer(place, "properties"), name);
            let Some(other) = new["properties"].get(name) else {
                self.note(&place, "was removed");
                continue;
            };
            match direction {
                Direction::Request if is_required(name) && !was_required(name) => {
                    self.note(&place, "was optional and is required");
                }
                Direction::Answer if was_required(name) && !is_required(name) => {
                    self.note(&place, "was always there and is optional");
                }
                _ => {}
            }
            self.compare_schema(&place, member, other, direction);
        }
        for (name, _) in members(&new["properties"]).filter(|(name, _)| old["properties"].get(name.as_str()).is_none())
        {
            let place = pointer(&pointer(place, "properties"), name);
            let was_closed = old["additionalProperties"] == false;
            match direction {
                Direction::Request if is_required(name) => self.note(&place, "is new and required"),
                Direction::Request if !was_closed => {
                    self.note(&place, "is new, and clients could send anything of this name");
                }
                Direction::Answer if was_closed => {
                    self.note(&place, "is new, and clients refuse what they do not know")
                }
                _ => {}
            }
        }
    }

    fn compare_closedness(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        let place = pointer(place, "additionalProperties");
        match (&old["additionalProperties"], &new["additionalProperties"]) {
            (before, after) if before == after => {}
            (Value::Null | Value::Bool(true), Value::Bool(false)) => {
                if direction == Direction::Request {
                    self.note(&place, "members that are not listed are no longer taken");
                }
            }
            (Value::Bool(false), Value::Null | Value::Bool(true)) => {
                if direction == Direction::Answer {
                    self.note(&place, "members that are not listed may come");
                }
            }
            (Value::Null, Value::Bool(true)) | (Value::Bool(true), Value::Null) => {}
            (before, after) => self.unchanged(&place, before, after),
        }
    }

    fn compare_variants(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        let place = pointer(place, "discriminator");
        let (old, new) = (&old["discriminator"], &new["discriminator"]);
        self.unchanged_but(&place, old, new, &["mapping"]);
        let place = pointer(&place, "mapping");
        for (tag, reference) in members(&old["mapping"]) {
            match new["mapping"].get(tag) {
                Some(other) => {
                    let (old, new) = (serde_json::json!({ "$ref": reference }), serde_json::json!({ "$ref": other }));
                    self.compare_schema(&pointer(&place, tag), &old, &new, direction);
                }
                None => self.note(&pointer(&place, tag), "was removed"),
            }
        }
        for (tag, _) in members(&new["mapping"]).filter(|(tag, _)| old["mapping"].get(tag.as_str()).is_none()) {
            if direction == Direction::Answer {
                self.note(&pointer(&place, tag), "is a variant that clients do not know");
            }
        }
    }
}

/// What sort of value a schema describes, as the generators see it.
fn sort(schema: &Value) -> String {
    match Schema::read(schema) {
        Schema::External(path) => format!("the hand-written type {path}"),
        Schema::Any => "any JSON".to_owned(),
        Schema::Boolean => "true or false".to_owned(),
        Schema::Plain | Schema::Text(_) => "a text".to_owned(),
        Schema::Integer(_) => "an integer".to_owned(),
        Schema::Enum { .. } => "a list of words".to_owned(),
        Schema::List(_) => "a list".to_owned(),
        Schema::Named(name) => format!("another name for {name}"),
        Schema::Object { .. } => "an object".to_owned(),
        Schema::Union { .. } => "one of several objects".to_owned(),
    }
}
