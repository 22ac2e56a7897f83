//! JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902) as the documents tell them.

use charter_types::{JsonPatchOperation, JsonPatchVerb};
use serde_json::{Map, Number, Value};

/// RFC 7396, section 2.
pub(crate) fn merge_patch(target: Value, patch: &Value) -> Value {
    let Value::Object(patch) = patch else { return patch.clone() };
    let mut target = if let Value::Object(target) = target { target } else { Map::new() };
    for (name, value) in patch {
        let before = target.shift_remove(name);
        if !value.is_null() {
            target.insert(name.clone(), merge_patch(before.unwrap_or_default(), value));
        }
    }
    Value::Object(target)
}

/// Why an operation is not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The patch itself lacks something.
    Incomplete,
    /// It does not fit the document.
    Conflict,
    /// What it means is left open, by RFC 6902 for example where the whole document is removed, be it to come back elsewhere.
    Undefined,
}

/// RFC 6902, section 4.
pub(crate) fn apply(document: &Value, operation: &JsonPatchOperation) -> Result<Value, Refused> {
    let path = steps(&operation.path);
    let given = operation.value.as_ref().ok_or(Refused::Incomplete);
    let from = operation.from.as_ref().map(|from| steps(from)).ok_or(Refused::Incomplete);
    let mut changed = document.clone();
    match &operation.op {
        JsonPatchVerb::Add => add(&mut changed, &path, given?.clone())?,
        JsonPatchVerb::Remove => {
            remove(&mut changed, &path)?;
        }
        JsonPatchVerb::Replace => *find(&mut changed, &path)? = given?.clone(),
        JsonPatchVerb::Move => {
            let from = from?;
            if from.is_empty() {
                return Err(Refused::Undefined);
            }
            if path.len() > from.len() && path.starts_with(&from) {
                find(&mut changed, &from)?;
                return Err(Refused::Conflict);
            }
            if path == from {
                find(&mut changed, &from)?;
            } else {
                let moved = remove(&mut changed, &from)?;
                add(&mut changed, &path, moved)?;
            }
        }
        JsonPatchVerb::Copy => {
            let copied = find(&mut changed, &from?)?.clone();
            add(&mut changed, &path, copied)?;
        }
        JsonPatchVerb::Test => {
            let (found, given) = (find(&mut changed, &path)?, given?);
            // Known: the product compares a whole number with a double as doubles.
            if is_equal(found, given, is_same_number) != is_equal(found, given, is_same_double) {
                return Err(Refused::Undefined);
            }
            if !is_equal(found, given, is_same_number) {
                return Err(Refused::Conflict);
            }
        }
    }
    Ok(changed)
}

/// RFC 6901, sections 3 and 4.
fn steps(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

fn index(step: &str, length: usize) -> Option<usize> {
    let is_index = step == "0" || (!step.starts_with('0') && !step.is_empty());
    let is_digits = step.bytes().all(|byte| byte.is_ascii_digit());
    let index = step.parse().ok().filter(|index| *index <= length)?;
    (is_index && is_digits).then_some(index)
}

fn find<'a>(document: &'a mut Value, path: &[String]) -> Result<&'a mut Value, Refused> {
    let Some((step, rest)) = path.split_first() else { return Ok(document) };
    let below = match document {
        Value::Object(members) => members.get_mut(step),
        Value::Array(items) => index(step, items.len()).and_then(|index| items.get_mut(index)),
        _ => None,
    };
    find(below.ok_or(Refused::Conflict)?, rest)
}

fn add(document: &mut Value, path: &[String], value: Value) -> Result<(), Refused> {
    let Some((last, parents)) = path.split_last() else {
        *document = value;
        return Ok(());
    };
    match find(document, parents)? {
        Value::Object(members) => {
            members.insert(last.clone(), value);
        }
        Value::Array(items) if last == "-" => items.push(value),
        Value::Array(items) => items.insert(index(last, items.len()).ok_or(Refused::Conflict)?, value),
        _ => return Err(Refused::Conflict),
    }
    Ok(())
}

fn remove(document: &mut Value, path: &[String]) -> Result<Value, Refused> {
    let Some((last, parents)) = path.split_last() else { return Err(Refused::Undefined) };
    let removed = match find(document, parents)? {
        Value::Object(members) => members.shift_remove(last),
        Value::Array(items) => {
            index(last, items.len()).filter(|index| *index < items.len()).map(|index| items.remove(index))
        }
        _ => None,
    };
    removed.ok_or(Refused::Conflict)
}

type SameNumber = fn(&Number, &Number) -> bool;

/// RFC 6902, section 4.6: the order of members and the spelling of numbers do not matter.
fn is_equal(left: &Value, right: &Value, same: SameNumber) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => same(left, right),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_equal(left, right, same))
        }
        (Value::Object(left), Value::Object(right)) => {
            let is_in_right = |(name, value)| right.get(name).is_some_and(|other| is_equal(value, other, same));
            left.len() == right.len() && left.iter().all(is_in_right)
        }
        _ => left == right,
    }
}

fn is_same_double(left: &Number, right: &Number) -> bool {
    if left.is_f64() || right.is_f64() { left.as_f64() == right.as_f64() } else { left == right }
}

#[expect(clippy::cast_possible_truncation, reason = "a double below 2^120 without a fraction is exact in an i128")]
fn is_same_number(left: &Number, right: &Number) -> bool {
    let whole = |number: &Number| {
        let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
        let double = number.as_f64().filter(|double| double.fract() == 0.0 && double.abs() < 2_f64.powi(120));
        integer.or(double.map(|double| double as i128))
    };
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => left == right,
        (None, None) => left.as_f64() == right.as_f64(),
        _ => false,
    }
}
