use charter_store::{Store, StoreError};

use crate::{CursorExpiry, EngineError};

/// What a read at a revision failed with, as it concerns the cursor that the revision came from.
pub(crate) async fn expired(store: &dyn Store, error: StoreError) -> EngineError {
    match error {
        StoreError::Compacted { oldest } => {
            EngineError::CursorExpired { oldest_revision: oldest, reason: CursorExpiry::Compacted }
        }
        StoreError::Ahead { .. } => match store.status().await {
            Ok(status) => {
                EngineError::CursorExpired { oldest_revision: status.oldest_revision, reason: CursorExpiry::Ahead }
            }
            Err(error) => error.into(),
        },
        error => error.into(),
    }
}
