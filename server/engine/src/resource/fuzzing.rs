//! What reads cursors and patches, without a store: for the fuzz targets.

use charter_types::{Cursor, Revision, StoreId};
use serde_json::Value;

use super::{
    ResourcePatch,
    patch::CheckedPatch,
    value::{self, StorableValue},
};
use crate::{EngineError, list_cursor::ListCursor};

/// The largest value, as JSON without white space.
pub const MOST_BYTES: usize = value::MOST_BYTES;
/// The deepest that a value's arrays and objects may be nested.
pub const MOST_DEPTH: usize = value::MOST_DEPTH;

/// What a list's cursor says: the store, the revision, the prefix, and the last key of the page before.
pub type CursorParts = (StoreId, Revision, String, String);

/// # Errors
/// When the parts are too long for a cursor.
pub fn encode_cursor((store, revision, prefix, after): CursorParts) -> Result<Cursor, EngineError> {
    ListCursor { store, revision, prefix, after }.encode()
}

/// `None` when this is no list's cursor.
pub fn decode_cursor(cursor: &Cursor) -> Option<CursorParts> {
    let ListCursor { store, revision, prefix, after } = ListCursor::decode(cursor)?;
    Some((store, revision, prefix, after))
}

/// The patched value as it would be stored.
///
/// # Errors
/// What a request with this patch is refused for.
pub fn patched(value: Value, patch: ResourcePatch) -> Result<String, EngineError> {
    let patched = CheckedPatch::new(patch)?.apply(value)?;
    Ok(StorableValue::new(&patched, "")?.json().get().to_owned())
}
