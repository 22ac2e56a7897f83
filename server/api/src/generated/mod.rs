// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! One module a family.

pub mod event;

pub mod resource;

pub mod store;

pub mod system;

/// The schemas of the contract, as references.
pub mod schema {
    crate::runtime::schema_references!(
        SnapshotWanted, Replayed, Challenge, ProblemType, Problem, FieldError,
        GuardConflict, RetryAfterSeconds, Revision, Timestamp, Partition, Principal,
        EntityTag, EntityTags, StoreId, Cursor, PageLimit, IdempotencyKey, RequestId,
        EventFamily, EventFamilies, EventTypes, EventEnvelope, SnapshotItem,
        StreamPosition, MustRefetch, StreamClosing, ClosingReason, ResourceKey,
        KeyPrefix, KeyPrefixes, TimeToLive, Resource, PutResource, MergePatch, JsonPatch,
        JsonPatchOperation, JsonPatchVerb, JsonPointer, ResourcePage, DeletedResource,
        Transaction, TransactionOperation, TransactionPut, TransactionDelete,
        TransactionCheck, ExpectedRevision, TransactionResult, TransactionOutcome,
        TransactionEffect, ResourceDeletion, DeletionReason, StoreInfo, Versions, Health,
        HealthStatus, ContractDocument, AssetName, ResourceDeleted, ResourceUpdated,
        EventType, EngineEvent
    );
}

/// The deprecated operations, for [`crate::runtime::announce_deprecations`].
pub static DEPRECATED: &[crate::runtime::Deprecated] = &[];

/// The document that utoipa derives from the handlers. A test holds it against the contract.
pub fn derived_document() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    let mut document = utoipa::openapi::OpenApi::default();
    for family in [
        event::EventDocument::openapi(),
        resource::ResourceDocument::openapi(),
        store::StoreDocument::openapi(),
        system::SystemDocument::openapi(),
    ] {
        document.merge(family);
    }
    document
}
