//! Operations: their names, their rights, their pages.

use serde_json::Value;

use super::{Comparison, binds, members, pointer};

/// The members of an operation that have rules of their own.
const JUDGED: [&str; 13] = [
    "operationId",
    "tags",
    "x-owner",
    "x-stability",
    "x-deprecation",
    "deprecated",
    "security",
    "x-access",
    "x-pagination",
    "parameters",
    "requestBody",
    "responses",
    "servers",
];

impl Comparison<'_> {
    pub(super) fn compare_operations(&mut self) {
        for (path, item) in members(&self.old["paths"]) {
            for (method, old) in members(item).filter(|(_, operation)| binds(operation)) {
                let place = pointer(&pointer("#/paths", path), method);
                match self.new["paths"][path].get(method) {
                    Some(new) => self.compare_operation(&place, old, new),
                    None => self.compare_removal(&place, old),
                }
            }
        }
        for (path, item) in members(&self.new["paths"]) {
            for (method, new) in members(item) {
                if self.old["paths"][path].get(method).is_none() {
                    self.check_since(&pointer(&pointer("#/paths", path), method), new);
                }
            }
        }
    }

    fn compare_operation(&mut self, place: &str, old: &Value, new: &Value) {
        // The name of a method in every SDK.
        self.unchanged(&pointer(place, "operationId"), &old["operationId"], &new["operationId"]);
        // The name of its family, which a token's rights are made of.
        self.unchanged(&pointer(place, "tags"), &old["tags"], &new["tags"]);
        self.compare_lifetimes(place, old, new);
        self.compare_access(place, old, new);
        if old.get("x-pagination").is_some() {
            self.unchanged(&pointer(place, "x-pagination"), &old["x-pagination"], &new["x-pagination"]);
        }
        self.compare_parameters(place, old, new);
        self.compare_body(&pointer(place, "requestBody"), &old["requestBody"], &new["requestBody"]);
        self.compare_answers(&pointer(place, "responses"), &old["responses"], &new["responses"]);
        self.unchanged_but(place, old, new, &JUDGED);
    }

    /// Who may call it. To let everybody call it takes nothing away; any other right is one that a token may not have.
    fn compare_access(&mut self, place: &str, old: &Value, new: &Value) {
        if new["x-access"] == "public" {
            return;
        }
        self.unchanged(&pointer(place, "x-access"), &old["x-access"], &new["x-access"]);
        let before = old.get("security").unwrap_or(&self.old["security"]);
        let after = new.get("security").unwrap_or(&self.new["security"]);
        self.unchanged(&pointer(place, "security"), before, after);
    }
}
