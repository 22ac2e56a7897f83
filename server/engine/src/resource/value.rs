use serde_json::{
    Value,
    value::{RawValue, to_raw_value},
};

use charter_types::is_reserved_member;

use crate::{EngineError, json_size::depth};

/// The largest value, as JSON without white space.
pub(super) const MOST_BYTES: usize = 256 * 1024;
/// The deepest that a value's arrays and objects may be nested.
pub(super) const MOST_DEPTH: usize = 64;

/// A value within the limits, written as JSON.
#[derive(Debug, Clone)]
pub(super) struct StorableValue(Box<RawValue>);

impl StorableValue {
    /// `pointer` is where the value stands in the request.
    ///
    /// # Errors
    /// [`EngineError::ValueTooLarge`], or [`EngineError::Invalid`] when it is nested too deeply.
    pub(super) fn new(value: &Value, pointer: &str) -> Result<Self, EngineError> {
        if depth(value) > MOST_DEPTH {
            return Err(too_deep(pointer));
        }
        if has_reserved_member(value) {
            return Err(EngineError::invalid(pointer, "a member's name is reserved"));
        }
        let json = to_raw_value(value).map_err(|error| EngineError::invalid(pointer, error.to_string()))?;
        check_bytes(json.get().len())?;
        Ok(Self(json))
    }

    /// Of the engine's own making, which is within the limits.
    pub(super) fn engine_owned(json: Box<RawValue>) -> Self {
        Self(json)
    }

    pub(super) fn json(&self) -> &RawValue {
        &self.0
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.get().len()
    }
}

pub(super) fn check_bytes(bytes: usize) -> Result<(), EngineError> {
    if bytes > MOST_BYTES {
        return Err(EngineError::ValueTooLarge { bytes, limit_bytes: MOST_BYTES });
    }
    Ok(())
}

/// A patch can make names that the request's own check did not see as names.
fn has_reserved_member(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.iter().any(|(name, member)| is_reserved_member(name) || has_reserved_member(member))
        }
        Value::Array(items) => items.iter().any(has_reserved_member),
        _ => false,
    }
}

fn too_deep(pointer: &str) -> EngineError {
    EngineError::invalid(pointer, format!("is nested more than {MOST_DEPTH} levels deep"))
}
