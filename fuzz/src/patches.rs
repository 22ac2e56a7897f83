//! Merge patches and JSON patches of any document.
//!
//! What comes out is what the RFCs say, and within the limits of a value; what is refused is refused at the operation
//! that the RFC refuses, or because the limits are really passed.

mod program;

use charter_api::runtime::fuzzing::{fits_schema, read_json};
use charter_engine::{
    EngineError, ResourcePatch,
    fuzzing::{MOST_BYTES, MOST_DEPTH, patched},
};
use charter_types::{JsonPatchOperation, is_reserved_member};
use serde_json::Value;

use crate::reference::json_patch::{self, Refused};

/// No patch that moves, copies and compares less than this may be refused for its work.
const LITTLE_WORK_BYTES: usize = 2 << 20;

/// The first line is a document, the rest a patch of it; or the first line is `program`, and a few bytes choose both.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    if let Some(program) = data.strip_prefix(b"program\n") {
        let Some((document, operations)) = program::read(program) else { return };
        return json_patch(&document, operations);
    }
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (document, patch) = (&data[..end], &data[end..]);
    let (Ok(document), Ok(patch)) = (read_json(document), read_json(patch)) else { return };
    if why_not_storable(&document).is_some() {
        return;
    }
    merge_patch(&document, &patch);
    if fits_schema("JsonPatch", &patch) {
        let operations = serde_json::from_value(patch).expect("what the contract allows can be read");
        json_patch(&document, operations);
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn has_reserved_member(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_reserved_member),
        Value::Object(members) => {
            members.iter().any(|(name, member)| is_reserved_member(name) || has_reserved_member(member))
        }
        _ => false,
    }
}

fn why_not_storable(value: &Value) -> Option<&'static str> {
    if value.to_string().len() > MOST_BYTES {
        return Some("it is too large");
    }
    if depth(value) > MOST_DEPTH {
        return Some("it is too deep");
    }
    has_reserved_member(value).then_some("a name is reserved")
}

/// What is stored is JSON, and means what was expected.
fn assert_stored(stored: &str, expected: &Value) {
    assert_eq!(&serde_json::from_str::<Value>(stored).expect("what is stored is JSON"), expected);
}

fn merge_patch(document: &Value, patch: &Value) {
    let expected = json_patch::merge_patch(document.clone(), patch);
    match (patched(document.clone(), ResourcePatch::Merge(patch.clone())), why_not_storable(&expected)) {
        (Ok(stored), None) => assert_stored(&stored, &expected),
        (Err(_), Some(_)) => {}
        (outcome, why_not) => panic!("{document} merged with {patch} gave {outcome:?}; {why_not:?}"),
    }
}

/// What the RFC makes of a patch.
struct Expected {
    /// The value, or the operation at which it ends.
    result: Result<Value, (usize, Refused)>,
    /// Whether something on the way, and not only at the end, was beyond the limits of a value.
    passed_limits: bool,
    /// As many bytes were copied, moved or compared.
    work_bytes: usize,
}

fn expected(document: &Value, operations: &[JsonPatchOperation]) -> Expected {
    let incomplete = operations.iter().position(is_incomplete);
    if let Some(index) = incomplete {
        return Expected { result: Err((index, Refused::Incomplete)), passed_limits: false, work_bytes: 0 };
    }
    let (mut value, mut passed_limits, mut work_bytes) = (document.clone(), false, 0);
    for (index, operation) in operations.iter().enumerate() {
        let before = value.to_string().len();
        work_bytes += before + operation.value.as_ref().map_or(0, |value| value.to_string().len());
        match json_patch::apply(&value, operation) {
            Ok(changed) => value = changed,
            Err(refused) => return Expected { result: Err((index, refused)), passed_limits, work_bytes },
        }
        let bytes = value.to_string().len();
        passed_limits |= bytes > MOST_BYTES || depth(&value) > MOST_DEPTH;
        // The product is less patient, so that there is nothing left to compare.
        if bytes > 4 * MOST_BYTES {
            break;
        }
    }
    Expected { result: Ok(value), passed_limits, work_bytes }
}

fn is_incomplete(operation: &JsonPatchOperation) -> bool {
    use charter_types::JsonPatchVerb::{Add, Copy, Move, Remove, Replace, Test};
    match operation.op {
        Add | Replace | Test => operation.value.is_none(),
        Move | Copy => operation.from.is_none(),
        Remove => false,
    }
}

fn json_patch(document: &Value, operations: Vec<JsonPatchOperation>) {
    let expected = expected(document, &operations);
    let outcome = patched(document.clone(), ResourcePatch::Json(operations.clone()));
    let told = || format!("{document} patched with {operations:?} gave {outcome:?}, not {:?}", expected.result);
    match (&outcome, &expected.result) {
        // The RFC does not say; that nothing breaks is all there is to see.
        (_, Err((_, Refused::Undefined))) => {}
        (Ok(stored), Ok(value)) => {
            assert_stored(stored, value);
            assert_eq!(why_not_storable(value), None, "{}", told());
        }
        (Ok(_), Err(_)) => panic!("{}", told()),
        (Err(error), result) => {
            let is_for_limits = expected.passed_limits
                || expected.work_bytes > LITTLE_WORK_BYTES
                || result.as_ref().is_ok_and(|value| why_not_storable(value).is_some());
            let is_for_the_patch = match (error, result) {
                (EngineError::Invalid { errors }, Err((index, Refused::Incomplete))) => {
                    errors.first().is_some_and(|error| error.pointer.starts_with(&format!("/{index}/")))
                }
                (EngineError::PatchConflict { index, .. }, Err((at, Refused::Conflict))) => index == at,
                _ => false,
            };
            assert!(is_for_limits || is_for_the_patch, "{}", told());
        }
    }
}
