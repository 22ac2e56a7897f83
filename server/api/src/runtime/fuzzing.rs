//! What reads a request's body and checks it against the contract: for the fuzz targets.

use charter_types::FieldError;
use serde_json::Value;

use super::{contract, json};

/// # Errors
/// The place, as a JSON pointer, and what is wrong there.
pub fn read_json(bytes: &[u8]) -> Result<Value, FieldError> {
    json::parse(bytes)
}

/// Whether the contract's schema of this name allows `value`.
pub fn fits_schema(schema: &str, value: &Value) -> bool {
    contract::check(schema, "", value).is_empty()
}
