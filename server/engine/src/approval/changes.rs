//! What is different in some arguments from others.

use charter_types::ArgumentChange;
use serde_json::Value;

/// More than a person looks at.
const MOST: usize = 100;
/// Names can be long, and each change repeats those above it.
const MOST_POINTER_BYTES: usize = 64 * 1024;

/// The places where `after` is not `before`, in the order in which they stand there.
pub(super) fn changes(before: &Value, after: &Value) -> Vec<ArgumentChange> {
    let mut found = Found { changes: Vec::new(), pointer_bytes: 0 };
    compare(Some(before), Some(after), &mut String::new(), &mut found);
    found.changes
}

struct Found {
    changes: Vec<ArgumentChange>,
    pointer_bytes: usize,
}

impl Found {
    fn has_room(&self, pointer: &str) -> bool {
        self.changes.len() < MOST && self.pointer_bytes + pointer.len() <= MOST_POINTER_BYTES
    }
}

fn compare(before: Option<&Value>, after: Option<&Value>, pointer: &mut String, found: &mut Found) {
    if before == after || !found.has_room(pointer) {
        return;
    }
    match (before, after) {
        // However they are written: they have one digest.
        (Some(Value::Number(before)), Some(Value::Number(after))) if before.as_f64() == after.as_f64() => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let gone = before.keys().filter(|name| !after.contains_key(*name));
            for name in after.keys().chain(gone) {
                let escaped = name.replace('~', "~0").replace('/', "~1");
                within(&escaped, before.get(name), after.get(name), pointer, found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for index in 0..before.len().max(after.len()) {
                within(&index.to_string(), before.get(index), after.get(index), pointer, found);
            }
        }
        (before, after) => {
            let mut change = ArgumentChange::new(pointer.clone());
            change.before = before.cloned();
            change.after = after.cloned();
            found.pointer_bytes += pointer.len();
            found.changes.push(change);
        }
    }
}

fn within(name: &str, before: Option<&Value>, after: Option<&Value>, pointer: &mut String, found: &mut Found) {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(name);
    compare(before, after, pointer, found);
    pointer.truncate(length);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_place_that_differs_is_told() {
        let before = json!({ "a": 1, "b": { "c": [1, 2, 3], "d/e": null }, "gone": true });
        let after = json!({ "a": 1, "b": { "c": [1, 5], "d/e": "x" }, "new": {} });
        let told = serde_json::to_value(changes(&before, &after)).unwrap();
        assert_eq!(
            told,
            json!([
                { "pointer": "/b/c/1", "before": 2, "after": 5 },
                { "pointer": "/b/c/2", "before": 3 },
                { "pointer": "/b/d~1e", "before": null, "after": "x" },
                { "pointer": "/new", "after": {} },
                { "pointer": "/gone", "before": true },
            ])
        );
        assert_eq!(changes(&before, &before), Vec::new());
        assert_eq!(
            serde_json::to_value(changes(&json!(1), &json!([]))).unwrap(),
            json!([{ "pointer": "", "before": 1, "after": [] }])
        );
    }

    #[test]
    fn how_a_number_is_written_is_no_change() {
        assert_eq!(changes(&json!({ "a": 1, "b": 2 }), &json!({ "a": 1.0, "b": 2.5 })).len(), 1);
    }

    #[test]
    fn long_names_are_not_repeated_for_ever() {
        let deep =
            |offset: u64| json!({ "x".repeat(30_000): (0..50).map(|number| number + offset).collect::<Vec<_>>() });
        assert_eq!(changes(&deep(0), &deep(1)).len(), 2);
    }

    #[test]
    fn no_more_are_told_than_somebody_reads() {
        let many = |offset: u64| json!((0..5_000).map(|number| number + offset).collect::<Vec<u64>>());
        assert_eq!(changes(&many(0), &many(1)).len(), MOST);
    }
}
