//! What clients get: statuses, headers, bodies, the frames of streams.

use serde_json::Value;

use super::{Comparison, Direction, members, pointer};
use crate::contract::announces_deprecation;

impl Comparison<'_> {
    pub(super) fn compare_answers(&mut self, place: &str, old: &Value, new: &Value) {
        for (status, answer) in members(old) {
            let place = pointer(place, status);
            match new.get(status) {
                Some(other) => self.compare_answer(&place, answer, other),
                None => self.note(&place, "was removed"),
            }
        }
        for (status, _) in members(new).filter(|(status, _)| old.get(status.as_str()).is_none()) {
            // What is neither named nor successful was a problem of any status before, and is one now.
            if status.starts_with(['1', '2', '3']) {
                self.note(&pointer(place, status), "is a new successful status");
            }
        }
    }

    fn compare_answer(&mut self, place: &str, old: &Value, new: &Value) {
        self.compare_headers(&pointer(place, "headers"), &old["headers"], &new["headers"]);
        let content_place = pointer(place, "content");
        for (media_type, content) in members(&old["content"]) {
            let place = pointer(&content_place, media_type);
            match new["content"].get(media_type) {
                Some(other) => self.compare_content(&place, content, other),
                None => self.note(&place, "was removed"),
            }
        }
        for (media_type, _) in members(&new["content"]).filter(|(name, _)| old["content"].get(name.as_str()).is_none())
        {
            self.note(&pointer(&content_place, media_type), "is a body that clients do not know");
        }
        self.unchanged_but(place, old, new, &["headers", "content"]);
    }

    fn compare_headers(&mut self, place: &str, old: &Value, new: &Value) {
        for (name, header) in members(old).filter(|(_, header)| !announces_deprecation(header)) {
            let place = pointer(place, name);
            let Some((_, other)) = members(new).find(|(other, _)| other.eq_ignore_ascii_case(name)) else {
                self.note(&place, "was removed");
                continue;
            };
            if header["required"] == true && other["required"] != true {
                self.note(&pointer(&place, "required"), "was always there and is optional");
            }
            self.compare_schema(&pointer(&place, "schema"), &header["schema"], &other["schema"], Direction::Answer);
            self.unchanged_but(&place, header, other, &["required", "schema", "x-every-answer", "deprecated"]);
        }
    }

    fn compare_content(&mut self, place: &str, old: &Value, new: &Value) {
        self.compare_schema(&pointer(place, "schema"), &old["schema"], &new["schema"], Direction::Answer);
        let frames = pointer(place, "x-sse");
        // Clients skip frames of names that they do not know.
        for (name, reference) in members(&old["x-sse"]) {
            let place = pointer(&frames, name);
            match new["x-sse"].get(name) {
                Some(other) => {
                    let (old, new) = (as_schema(reference), as_schema(other));
                    self.compare_schema(&place, &old, &new, Direction::Answer);
                }
                None => self.note(&place, "was removed"),
            }
        }
        self.unchanged_but(place, old, new, &["schema", "x-sse"]);
    }
}

fn as_schema(reference: &Value) -> Value {
    serde_json::json!({ "$ref": reference })
}
