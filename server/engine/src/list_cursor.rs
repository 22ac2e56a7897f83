use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use charter_store::Store;
use charter_types::{Cursor, Revision, StoreId};
use serde::{Deserialize, Serialize};

use crate::{CursorExpiry, EngineError};

/// Where the next page of a list starts; opaque to clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListCursor {
    /// The store that the list is of.
    pub(crate) store: StoreId,
    /// The revision that all pages show.
    pub(crate) revision: Revision,
    /// The prefix that the list is of.
    pub(crate) prefix: String,
    /// The last key of the page before.
    pub(crate) after: String,
}

impl ListCursor {
    pub(crate) fn encode(&self) -> Result<Cursor, EngineError> {
        let json = serde_json::to_vec(self).map_err(|error| EngineError::corrupt("a cursor", &error))?;
        Cursor::new(BASE64_URL_SAFE_NO_PAD.encode(json))
            .map_err(|error| EngineError::invalid("query/prefix", error.reason()))
    }

    /// The cursor of a list of `prefix` in this store.
    ///
    /// # Errors
    /// [`EngineError::CursorExpired`] when nothing can be gone on from it, [`EngineError::Invalid`] when it is of another
    /// list.
    pub(crate) async fn check(
        cursor: &Cursor,
        store: &dyn Store,
        store_id: &StoreId,
        prefix: &str,
    ) -> Result<Self, EngineError> {
        let reason = match Self::decode(cursor) {
            None => CursorExpiry::Foreign,
            Some(cursor) if cursor.store != *store_id => CursorExpiry::OtherStore,
            Some(cursor) if cursor.prefix != prefix => {
                return Err(EngineError::invalid("query/cursor", "is of another list"));
            }
            Some(cursor) => return Ok(cursor),
        };
        Err(EngineError::CursorExpired { oldest_revision: store.status().await?.oldest_revision, reason })
    }

    /// `None` when this is not a cursor that [`ListCursor::encode`] made.
    pub(crate) fn decode(cursor: &Cursor) -> Option<Self> {
        let json = BASE64_URL_SAFE_NO_PAD.decode(cursor.as_str()).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_is_a_cursor_of_the_contract() {
        let cursor = ListCursor {
            store: "0197a3c4-6f00-7000-8000-000000000001".parse().unwrap(),
            revision: Revision::MAX,
            prefix: "p".repeat(512),
            after: "k".repeat(512),
        };
        assert_eq!(ListCursor::decode(&cursor.encode().unwrap()), Some(cursor));
    }

    proptest! {
        #[test]
        fn any_text_is_decoded_or_not(text in "[A-Za-z0-9_-]{1,64}") {
            let _ = ListCursor::decode(&Cursor::new(text).unwrap());
        }
    }
}
