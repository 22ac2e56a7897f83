//! What an approval is bound to, and how its use is proved.
//!
//! An approval is of one action with exactly these arguments: with the [`digest`] of their canonical form (RFC 8785). When it
//! is used, the server signs a receipt (Ed25519, RFC 8032). Whoever has the server's published keys can [`verify`] it, with
//! no server at hand.
//!
//! ```
//! use charter_receipts::digest;
//! use serde_json::json;
//!
//! // The order of members and the way in which numbers are written make no difference; anything else does.
//! assert_eq!(digest(&json!({ "a": 1, "b": 2 }))?, digest(&json!({ "b": 2.0, "a": 1e0 }))?);
//! assert_ne!(digest(&json!({ "a": 1 }))?, digest(&json!({ "a": "1" }))?);
//! # Ok::<_, charter_receipts::InexactNumber>(())
//! ```

mod digest;
mod key;
mod signature;

pub use digest::{InexactNumber, digest};
pub use key::SigningKey;
pub use signature::{ReceiptError, verify};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

fn base64url(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes that a text stands for, when they are as many as they should be.
fn from_base64url<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}
