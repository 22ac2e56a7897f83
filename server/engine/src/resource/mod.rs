//! Resources: JSON documents under hierarchical keys.
//!
//! A document's body is the resource as it goes over the wire, with its revision and times in it; the very same bytes
//! are the data of its `resource.updated` event. What costs time (writing the value as JSON, patching it) is done
//! before a commit; its decision only checks and puts together.

mod author;
mod document;
mod expiry;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod list;
mod patch;
mod patch_operations;
mod patch_threads;
mod policy;
mod preconditions;
mod status;
mod stored;
mod transaction;
mod value;
mod write;

use std::sync::Arc;

use charter_auth::Rights;
use charter_store::{Collection, DocumentId, Store};
use charter_types::{EventType, IdempotencyKey, RequestId, ResourceKey, StoreId};

use crate::{EngineError, commit::Committer, stream::StreamedFamily};
use patch_threads::PatchThreads;

pub(crate) use expiry::ResourceExpiry;
pub use patch::ResourcePatch;
pub use preconditions::Preconditions;
pub(crate) use status::{put_status, read_value, status_of};
pub use stored::{StoredPage, StoredResource};
pub use write::ResourceWrite;

const FAMILY: &str = "resource";

const RESOURCES: Collection = Collection::versioned("resource");

/// What streams need to know of resources.
pub(crate) const STREAMED: StreamedFamily = StreamedFamily {
    name: FAMILY,
    collection: RESOURCES,
    document_event: EventType::ResourceUpdated,
    readable_subjects: policy::readable_keys,
};

/// What comes with a request that changes something, beside what it is to change.
#[derive(Debug, Clone, Default)]
pub struct RequestContext {
    /// Names the effect that the request is to have once.
    pub idempotency_key: Option<IdempotencyKey>,
    /// Becomes the `correlationid` of the events that the request leads to.
    pub request_id: Option<RequestId>,
}

/// The operations on resources. Each takes the rights of whoever asks, and looks at them first.
#[derive(Clone)]
pub struct Resources {
    store: Arc<dyn Store>,
    store_id: StoreId,
    committer: Committer,
    patch_threads: PatchThreads,
}

impl Resources {
    pub(crate) fn new(store: Arc<dyn Store>, store_id: StoreId, committer: Committer) -> Self {
        Self { store, store_id, committer, patch_threads: PatchThreads::one_per_processor() }
    }

    /// The resource as it is now.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn get(&self, rights: &Rights, key: &ResourceKey) -> Result<StoredResource, EngineError> {
        policy::may_read(rights, key)?;
        let document = self.store.get(&document_id(rights, key)).await?.ok_or_else(|| not_found(key))?;
        Ok(document.into())
    }
}

fn document_id(rights: &Rights, key: &ResourceKey) -> DocumentId {
    DocumentId::new(RESOURCES, rights.partition().clone(), key.as_str())
}

fn not_found(key: &ResourceKey) -> EngineError {
    EngineError::NotFound { family: FAMILY, subject: key.as_str().to_owned() }
}
