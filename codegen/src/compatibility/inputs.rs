//! What clients send: parameters and bodies.

use serde_json::Value;

use super::{Comparison, Direction, members, pointer, shown};

impl Comparison<'_> {
    pub(super) fn compare_parameters(&mut self, place: &str, old: &Value, new: &Value) {
        let (before, after) = (list(&old["parameters"]), list(&new["parameters"]));
        for parameter in before {
            let place = parameter_place(place, parameter);
            match after.iter().find(|other| is_same(parameter, other)) {
                Some(other) => self.compare_parameter(&place, parameter, other),
                // The server refuses parameters that it does not know.
                None => self.note(&place, "was removed"),
            }
        }
        for parameter in after.iter().filter(|parameter| !before.iter().any(|other| is_same(parameter, other))) {
            if parameter["required"] == true {
                self.note(&parameter_place(place, parameter), "is new and required");
            }
        }
    }

    fn compare_parameter(&mut self, place: &str, old: &Value, new: &Value) {
        self.no_longer_optional(place, old, new);
        if old["x-wildcard"] == true && new["x-wildcard"] != true {
            self.note(&pointer(place, "x-wildcard"), "the parameter no longer takes the rest of the path");
        }
        self.compare_schema(&pointer(place, "schema"), &old["schema"], &new["schema"], Direction::Request);
        self.unchanged_but(place, old, new, &["required", "x-wildcard", "schema", "name", "in", "deprecated"]);
    }

    pub(super) fn compare_body(&mut self, place: &str, old: &Value, new: &Value) {
        match (old.is_null(), new.is_null()) {
            (true, true) => return,
            (true, false) => return self.note(place, "the request has a body now"),
            (false, true) => return self.note(place, "the request no longer has a body"),
            (false, false) => {}
        }
        self.no_longer_optional(place, old, new);
        let bound = |body: &Value| body["x-max-bytes"].as_u64().unwrap_or(u64::MAX);
        if bound(new) < bound(old) {
            let (old, new) = (shown(&old["x-max-bytes"]), shown(&new["x-max-bytes"]));
            self.note(&pointer(place, "x-max-bytes"), format!("takes less: was {old} and is {new}"));
        }
        for (media_type, content) in members(&old["content"]) {
            let place = pointer(&pointer(place, "content"), media_type);
            let Some(other) = new["content"].get(media_type) else {
                self.note(&place, "is no longer taken");
                continue;
            };
            self.compare_schema(&pointer(&place, "schema"), &content["schema"], &other["schema"], Direction::Request);
            self.unchanged_but(&place, content, other, &["schema"]);
        }
        self.unchanged_but(place, old, new, &["required", "x-max-bytes", "content"]);
    }

    fn no_longer_optional(&mut self, place: &str, old: &Value, new: &Value) {
        if old["required"] != true && new["required"] == true {
            self.note(&pointer(place, "required"), "was optional and is required");
        }
    }
}

fn list(parameters: &Value) -> &[Value] {
    parameters.as_array().map_or(&[], Vec::as_slice)
}

/// Header names are the same in upper and lower case (RFC 9110, section 5.1).
fn is_same(one: &Value, other: &Value) -> bool {
    let (name, other_name) = (one["name"].as_str().unwrap_or_default(), other["name"].as_str().unwrap_or_default());
    let is_header = one["in"] == "header";
    one["in"] == other["in"] && (name == other_name || is_header && name.eq_ignore_ascii_case(other_name))
}

/// By name, because places in a list mean nothing to a reader.
fn parameter_place(place: &str, parameter: &Value) -> String {
    let text = |member: &str| parameter[member].as_str().unwrap_or_default();
    pointer(&format!("{place}/parameters/{}", text("in")), text("name"))
}
