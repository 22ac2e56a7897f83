//! JSON Patch (RFC 6902) of a value that must stay within limits.

use charter_types::{FieldError, JsonPatchOperation, JsonPatchVerb};
use json_patch::{
    AddOperation, CopyOperation, MoveOperation, PatchOperation, RemoveOperation, ReplaceOperation, TestOperation,
    jsonptr::PointerBuf, patch_unsafe,
};
use serde_json::{Number, Value};

use super::value::{MOST_BYTES, MOST_DEPTH, check_bytes};
use crate::{EngineError, json_size::JsonSize};

/// The operations in the form that is applied.
///
/// # Errors
/// [`EngineError::Invalid`] with every operation that lacks a member which its verb needs.
pub(super) fn parse(operations: Vec<JsonPatchOperation>) -> Result<Vec<PatchOperation>, EngineError> {
    let (mut parsed, mut errors) = (Vec::with_capacity(operations.len()), Vec::new());
    for (index, operation) in operations.into_iter().enumerate() {
        match parse_operation(operation) {
            Ok(operation) => parsed.push(operation),
            Err((member, message)) => {
                errors.push(FieldError::new(format!("/{index}/{member}"), message.to_owned()));
            }
        }
    }
    if errors.is_empty() { Ok(parsed) } else { Err(EngineError::Invalid { errors }) }
}

type BadMember = (&'static str, &'static str);

fn parse_operation(operation: JsonPatchOperation) -> Result<PatchOperation, BadMember> {
    let JsonPatchOperation { op, path, from, value, .. } = operation;
    let path = pointer("path", Some(path.as_str()))?;
    let value = || value.ok_or(("value", "is required"));
    let from = || pointer("from", from.as_deref());
    Ok(match op {
        JsonPatchVerb::Add => PatchOperation::Add(AddOperation { path, value: value()? }),
        JsonPatchVerb::Remove => PatchOperation::Remove(RemoveOperation { path }),
        JsonPatchVerb::Replace => PatchOperation::Replace(ReplaceOperation { path, value: value()? }),
        JsonPatchVerb::Move => PatchOperation::Move(MoveOperation { from: from()?, path }),
        JsonPatchVerb::Copy => PatchOperation::Copy(CopyOperation { from: from()?, path }),
        JsonPatchVerb::Test => PatchOperation::Test(TestOperation { path, value: value()? }),
    })
}

fn pointer(member: &'static str, text: Option<&str>) -> Result<PointerBuf, BadMember> {
    let text = text.ok_or((member, "is required"))?;
    PointerBuf::parse(text).map_err(|_| (member, "is not a JSON pointer"))
}

/// As many bytes of sub-trees may the operations of one patch copy, move, compare and measure. A thousand of them on a
/// large value would otherwise keep a processor busy for seconds.
const MOST_WORK_BYTES: usize = 16 * 1024 * 1024;

/// How far beyond the limit, and beyond what it was when it was last measured, a value may have grown before it is
/// measured again: of the operations on a value near the limit only a few are followed by a measurement.
const MEASURED_EVERY_BYTES: usize = MOST_BYTES / 4;

/// The value with all operations carried out, one after another.
///
/// A few bytes of `copy` can double a value, and so a few dozen could fill the memory. So the size is bounded after
/// every operation. Measuring the whole value each time would make a long patch slow; an upper bound is kept instead,
/// and the value is measured only when the bound passes a limit. So the value may be somewhat over its limit between
/// operations, and also at the end: whoever stores it checks that.
///
/// # Errors
/// [`EngineError::PatchConflict`] with the operation that failed, [`EngineError::ValueTooLarge`].
pub(super) fn apply(mut value: Value, operations: &[PatchOperation]) -> Result<Value, EngineError> {
    let mut at_most = JsonSize::of(&value);
    let mut measured_above_bytes = MOST_BYTES;
    let mut work_bytes = 0;
    for (index, operation) in operations.iter().enumerate() {
        let conflict = |message: String| EngineError::PatchConflict { index, message };
        let subject = size_of_subject(&value, operation);
        work_bytes += subject.bytes;
        if work_bytes > MOST_WORK_BYTES {
            return Err(conflict("the patch is too much work: it copies, moves or compares too much".to_owned()));
        }
        at_most = size_after(at_most, subject, operation);
        apply_one(&mut value, operation).map_err(conflict)?;
        if at_most.bytes > measured_above_bytes || at_most.depth > MOST_DEPTH {
            at_most = JsonSize::of(&value);
            work_bytes += at_most.bytes;
            check_bytes(at_most.bytes)?;
            measured_above_bytes = MOST_BYTES.max(at_most.bytes + MEASURED_EVERY_BYTES);
            if at_most.depth > MOST_DEPTH {
                return Err(conflict(format!("the value would be nested more than {MOST_DEPTH} levels deep")));
            }
        }
    }
    Ok(value)
}

fn apply_one(value: &mut Value, operation: &PatchOperation) -> Result<(), String> {
    if let PatchOperation::Test(test) = operation {
        return match value.pointer(test.path.as_str()) {
            None => Err(format!("there is nothing at \"{}\"", test.path)),
            Some(found) if is_equal(found, &test.value) => Ok(()),
            Some(_) => Err(format!("the value at \"{}\" is another", test.path)),
        };
    }
    patch_unsafe(value, std::slice::from_ref(operation))
        .map_err(|error| format!("cannot be carried out at \"{}\": {}", error.path, error.kind))
}

/// What an operation adds, compares, copies or moves.
fn size_of_subject(value: &Value, operation: &PatchOperation) -> JsonSize {
    let size_at = |from: &PointerBuf| value.pointer(from.as_str()).map_or_else(JsonSize::default, JsonSize::of);
    match operation {
        PatchOperation::Remove(_) => JsonSize::default(),
        PatchOperation::Add(add) => JsonSize::of(&add.value),
        PatchOperation::Replace(replace) => JsonSize::of(&replace.value),
        PatchOperation::Test(test) => JsonSize::of(&test.value),
        PatchOperation::Copy(copy) => size_at(&copy.from),
        PatchOperation::Move(moved) => size_at(&moved.from),
    }
}

/// The most that a value can measure after an operation, when it measured at most `before`.
fn size_after(before: JsonSize, subject: JsonSize, operation: &PatchOperation) -> JsonSize {
    let (path, added_bytes) = match operation {
        PatchOperation::Remove(_) | PatchOperation::Test(_) => return before,
        PatchOperation::Add(AddOperation { path, .. })
        | PatchOperation::Replace(ReplaceOperation { path, .. })
        | PatchOperation::Copy(CopyOperation { path, .. }) => (path, subject.bytes),
        // What is moved is not added, but it may come to stand deeper.
        PatchOperation::Move(MoveOperation { path, .. }) => (path, 0),
    };
    // A member's name with every character escaped as \u00XX, its quotes, a colon and a comma.
    let name_bytes = path.last().map_or(0, |name| 6 * name.encoded().len()) + 4;
    JsonSize { bytes: before.bytes + name_bytes + added_bytes, depth: before.depth.max(path.count() + subject.depth) }
}

/// RFC 6902, section 4.6: numbers are equal when they are numerically equal, however they are written.
fn is_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || is_same_number(left, right),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let is_in_right = |(name, value)| right.get(name).is_some_and(|other| is_equal(value, other));
            left.len() == right.len() && left.iter().all(is_in_right)
        }
        _ => left == right,
    }
}

/// Two whole numbers that are written alike are found equal before; this is for a whole number and a fraction.
fn is_same_number(left: &Number, right: &Number) -> bool {
    (left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn operations(patch: &Value) -> Vec<PatchOperation> {
        let operations: Vec<JsonPatchOperation> = patch
            .as_array()
            .unwrap()
            .iter()
            .map(|operation| {
                let mut parsed: JsonPatchOperation = serde_json::from_value(operation.clone()).unwrap();
                parsed.value = operation.get("value").cloned();
                parsed
            })
            .collect();
        parse(operations).unwrap()
    }

    fn patched(value: Value, patch: &Value) -> Result<Value, EngineError> {
        apply(value, &operations(patch))
    }

    #[test]
    fn the_work_is_bounded() {
        let value = json!(vec![1; 20_000]);
        let round = [json!({"op": "copy", "from": "", "path": "/-"}), json!({"op": "remove", "path": "/20000"})];
        let patch: Vec<_> = round.into_iter().cycle().take(1000).collect();
        let refused = patched(value, &Value::Array(patch));
        assert!(matches!(refused, Err(EngineError::PatchConflict { index, .. }) if index > 0), "{refused:?}");
    }

    #[test]
    fn a_value_near_the_limit_is_not_measured_after_every_operation() {
        let value = json!({"a": "x".repeat(MOST_BYTES - 100), "n": 0});
        let patch: Vec<_> = (0..1000).map(|n| json!({"op": "replace", "path": "/n", "value": n})).collect();
        assert_eq!(patched(value, &Value::Array(patch)).unwrap()["n"], 999);
    }

    /// RFC 6902, appendix A. A.11 and A.13 are about what is not an operation at all, which is refused before.
    #[test]
    fn does_what_the_rfc_shows() {
        let cases = [
            (
                json!({"foo": "bar"}),
                json!([{"op": "add", "path": "/baz", "value": "qux"}]),
                json!({"baz": "qux", "foo": "bar"}),
            ),
            (
                json!({"foo": ["bar", "baz"]}),
                json!([{"op": "add", "path": "/foo/1", "value": "qux"}]),
                json!({"foo": ["bar", "qux", "baz"]}),
            ),
            (json!({"baz": "qux", "foo": "bar"}), json!([{"op": "remove", "path": "/baz"}]), json!({"foo": "bar"})),
            (
                json!({"foo": ["bar", "qux", "baz"]}),
                json!([{"op": "remove", "path": "/foo/1"}]),
                json!({"foo": ["bar", "baz"]}),
            ),
            (
                json!({"baz": "qux", "foo": "bar"}),
                json!([{"op": "replace", "path": "/baz", "value": "boo"}]),
                json!({"baz": "boo", "foo": "bar"}),
            ),
            (
                json!({"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}}),
                json!([{"op": "move", "from": "/foo/waldo", "path": "/qux/thud"}]),
                json!({"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}}),
            ),
            (
                json!({"foo": ["all", "grass", "cows", "eat"]}),
                json!([{"op": "move", "from": "/foo/1", "path": "/foo/3"}]),
                json!({"foo": ["all", "cows", "eat", "grass"]}),
            ),
            (
                json!({"baz": "qux", "foo": ["a", 2, "c"]}),
                json!([{"op": "test", "path": "/baz", "value": "qux"}, {"op": "test", "path": "/foo/1", "value": 2}]),
                json!({"baz": "qux", "foo": ["a", 2, "c"]}),
            ),
            (
                json!({"foo": "bar"}),
                json!([{"op": "add", "path": "/child", "value": {"grandchild": {}}}]),
                json!({"foo": "bar", "child": {"grandchild": {}}}),
            ),
            (
                json!({"/": 9, "~1": 10}),
                json!([{"op": "test", "path": "/~01", "value": 10}]),
                json!({"/": 9, "~1": 10}),
            ),
            (
                json!({"foo": ["bar"]}),
                json!([{"op": "add", "path": "/foo/-", "value": ["abc", "def"]}]),
                json!({"foo": ["bar", ["abc", "def"]]}),
            ),
            (json!({"a": 1}), json!([{"op": "add", "path": "", "value": null}]), json!(null)),
        ];
        for (value, patch, expected) in cases {
            assert_eq!(patched(value, &patch).unwrap(), expected, "{patch}");
        }
    }

    #[test]
    fn names_the_operation_that_failed() {
        let cases = [
            // RFC 6902, A.9, A.12 and A.15.
            (json!({"baz": "qux"}), json!([{"op": "test", "path": "/baz", "value": "bar"}]), 0),
            (json!({"foo": "bar"}), json!([{"op": "add", "path": "/baz/bat", "value": "qux"}]), 0),
            (json!({"/": 9, "~1": 10}), json!([{"op": "test", "path": "/~01", "value": "10"}]), 0),
            (json!({"a": 1}), json!([{"op": "remove", "path": "/a"}, {"op": "remove", "path": "/a"}]), 1),
            (json!({"a": {}}), json!([{"op": "move", "from": "/a", "path": "/a/b"}]), 0),
            (json!([1]), json!([{"op": "add", "path": "/01", "value": 1}]), 0),
            (json!([1]), json!([{"op": "copy", "from": "/1", "path": "/-"}]), 0),
        ];
        for (value, patch, failed) in cases {
            let error = patched(value, &patch).unwrap_err();
            assert!(matches!(error, EngineError::PatchConflict { index, .. } if index == failed), "{patch}: {error}");
        }
    }

    #[test]
    fn tests_numbers_by_what_they_are() {
        let test = |value| {
            patched(
                json!({"n": [1, 9_007_199_254_740_993_u64]}),
                &json!([{"op": "test", "path": "/n", "value": value}]),
            )
        };
        assert!(test(json!([1.0, 9_007_199_254_740_993_u64])).is_ok());
        assert!(test(json!([1, 9_007_199_254_740_992_u64])).is_err());
    }

    #[test]
    fn asks_for_the_members_that_a_verb_needs() {
        let patch = json!([{"op": "move", "path": "/a"}, {"op": "remove", "path": "/a"}, {"op": "test", "path": ""}]);
        let error = parse(serde_json::from_value(patch).unwrap()).unwrap_err();
        let EngineError::Invalid { errors } = error else { panic!("{error}") };
        let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/0/from", "/2/value"]);
    }

    #[test]
    fn a_copy_bomb_ends_at_the_size_limit() {
        let doubling = json!({"op": "copy", "from": "", "path": "/-"});
        let bomb = Value::Array(vec![doubling; 1000]);
        // Each copy puts the value into itself, so that it doubles and gets deeper.
        let error = patched(json!(["x".repeat(1000)]), &bomb).unwrap_err();
        assert!(matches!(error, EngineError::ValueTooLarge { bytes, .. } if bytes < 3 * MOST_BYTES), "{error}");
    }

    #[test]
    fn copies_into_each_other_end_at_the_depth_limit() {
        let step = [
            json!({"op": "copy", "from": "/a", "path": "/b/0"}),
            json!({"op": "move", "from": "/b", "path": "/a"}),
            json!({"op": "add", "path": "/b", "value": [0]}),
        ];
        let patch = Value::Array(step.iter().cycle().take(600).cloned().collect());
        let error = patched(json!({"a": [], "b": [0]}), &patch).unwrap_err();
        assert!(matches!(&error, EngineError::PatchConflict { message, .. } if message.contains("nested")), "{error}");
    }

    #[test]
    fn what_is_freed_may_be_used_again() {
        let large = json!("x".repeat(MOST_BYTES / 2));
        let patch = json!([{"op": "copy", "from": "/a", "path": "/b"}, {"op": "remove", "path": "/b"}]);
        let patch = Value::Array(patch.as_array().unwrap().iter().cycle().take(20).cloned().collect());
        assert!(patched(json!({"a": large}), &patch).is_err(), "two halves and their names are over the limit");
        let smaller = json!("x".repeat(MOST_BYTES / 2 - 32));
        assert_eq!(patched(json!({"a": smaller}), &patch).unwrap(), json!({"a": smaller}));
    }

    fn any_patch() -> impl Strategy<Value = Value> {
        let path = prop::sample::select(vec!["", "/a", "/a/b", "/a/0", "/a/-", "/b", "/b/a", "/~0", "/\u{1}"]);
        let value = prop::sample::select(vec![json!(1), json!([]), json!({}), json!({"a": [1]}), json!("\u{2}")]);
        let verb = prop::sample::select(vec!["add", "remove", "replace", "move", "copy"]);
        let operation = (verb, path.clone(), path, value)
            .prop_map(|(op, path, from, value)| json!({"op": op, "path": path, "from": from, "value": value}));
        prop::collection::vec(operation, 0..12).prop_map(Value::Array)
    }

    proptest! {
        #[test]
        fn the_bound_is_never_below_the_size(patch in any_patch()) {
            let mut value = json!({"a": [], "b": {}});
            let mut at_most = JsonSize::of(&value);
            for operation in operations(&patch) {
                let after = size_after(at_most, size_of_subject(&value, &operation), &operation);
                if apply_one(&mut value, &operation).is_err() {
                    break;
                }
                at_most = after;
                let size = JsonSize::of(&value);
                prop_assert!(size.bytes <= at_most.bytes && size.depth <= at_most.depth, "{operation} gave {value}");
            }
        }
    }
}
