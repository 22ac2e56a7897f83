use charter_store::{Collection, Document, Effects, StoreError};
use charter_types::{DeletionReason, ResourceKey};

use super::{RESOURCES, author::Author};
use crate::{EngineError, expiry::Expiring};

/// A resource whose time is over is deleted, with an event.
pub(crate) struct ResourceExpiry;

impl Expiring for ResourceExpiry {
    fn collection(&self) -> Collection {
        RESOURCES
    }

    fn expire(&self, document: &Document, effects: &mut Effects) -> Result<(), EngineError> {
        let key = ResourceKey::new(document.id.key.as_str())
            .map_err(|error| StoreError::Corrupt { finding: format!("a resource's key: {error}") })?;
        let author = Author::engine(document.id.partition.clone());
        author.delete(effects, (&key, document), DeletionReason::Expired)
    }
}
