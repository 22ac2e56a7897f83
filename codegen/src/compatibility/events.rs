//! Event types: a schema only ever grows, and its version with it.

use serde_json::Value;

use super::{Comparison, Direction, binds, members, pointer};

impl Comparison<'_> {
    pub(super) fn compare_events(&mut self) {
        let (before, after) = (events(self.old), events(self.new));
        for (schema, old) in before.iter().filter(|(_, event)| binds(event)) {
            let place = pointer("#/components/schemas", schema);
            match after.iter().find(|(_, event)| event["x-event-type"] == old["x-event-type"]) {
                Some((name, new)) => {
                    if name != schema {
                        self.note(&place, format!("the schema's name is now {name}"));
                    }
                    self.compare_event(&place, old, new);
                }
                None => self.compare_removal(&place, old),
            }
        }
        for (schema, new) in &after {
            if !before.iter().any(|(_, event)| event["x-event-type"] == new["x-event-type"]) {
                self.check_since(&pointer("#/components/schemas", schema), new);
            }
        }
    }

    fn compare_event(&mut self, place: &str, old: &Value, new: &Value) {
        self.compare_lifetimes(place, old, new);
        let number = |event: &Value| event["x-version"].as_u64().unwrap_or_default();
        if number(new) < number(old) {
            let (old, new) = (number(old), number(new));
            self.note(&pointer(place, "x-version"), format!("went down from {old} to {new}"));
        }
        self.compare_definition(place, old, new, Direction::Answer);
    }
}

/// The schemas of a document's events, by their names.
fn events(document: &Value) -> Vec<(&String, &Value)> {
    members(&document["components"]["schemas"]).filter(|(_, schema)| schema.get("x-event-type").is_some()).collect()
}
