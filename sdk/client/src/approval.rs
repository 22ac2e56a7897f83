//! What approvals are bound to, and how their use is proved: see [`charter_receipts`].

use charter_types::Sha256;
use serde::Serialize;
use serde_json::Value;

use crate::InvalidInput;

/// The digest that an approval of these arguments is bound to: SHA-256 of their canonical form (RFC 8785).
///
/// ```
/// use charter_sdk::digest_of;
/// use serde_json::json;
///
/// assert_eq!(digest_of(json!({ "a": 1, "b": 2 }))?, digest_of(json!({ "b": 2.0, "a": 1 }))?);
/// # Ok::<_, charter_sdk::InvalidInput>(())
/// ```
///
/// # Errors
/// When they are not JSON, or have a number beyond 2^53 - 1.
pub fn digest_of(arguments: impl Serialize) -> Result<Sha256, InvalidInput> {
    let arguments: Value = serde_json::to_value(arguments).map_err(|error| invalid(error.to_string()))?;
    charter_receipts::digest(&arguments).map_err(|error| invalid(error.to_string()))
}

fn invalid(reason: String) -> InvalidInput {
    InvalidInput { operation: "consumeApproval", parameter: "arguments", reason }
}
