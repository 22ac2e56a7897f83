// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! One module a family.

pub mod approval;

pub mod artifact;

pub mod event;

pub mod mission;

pub mod resource;

pub mod run;

pub mod store;

pub mod system;

/// The schemas of the contract, as references.
pub mod schema {
    crate::runtime::schema_references!(
        SnapshotWanted, Replayed, Challenge, ProblemType, Problem, FieldError,
        GuardConflict, RetryAfterSeconds, Revision, Timestamp, Partition, Principal,
        EntityTag, EntityTags, StoreId, Cursor, PageLimit, IdempotencyKey, RequestId,
        ApprovalId, ApprovalIds, RoutineId, ActionName, ActionPattern, RiskClass, Quorum,
        Deciders, DeadlineLength, KeyType, KeyCurve, KeyAlgorithm, KeyUse, KeyThumbprint,
        PublicKeyBytes, Signature, ApprovalStatus, Escalation, ApprovalRule,
        ApprovalPolicy, ApprovalSpec, ArgumentChange, DecisionKind, ApprovalDecided,
        Approval, ApprovalPage, ApprovalDecision, ApproveDecision, EditDecision,
        DenyDecision, RespondDecision, ApprovalConsumption, ApprovalCancellation,
        ReceiptFormat, Receipt, ReceiptKeys, ReceiptKey, Artifact, ArtifactPage,
        NewArtifactLink, ByteRange, ContentTags, ContentTag, ContentRange, RangeUnit,
        Disposition, Sniffing, ArtifactId, ArtifactIds, ArtifactName, ArtifactKind,
        ArtifactKinds, Sha256, MediaType, ArtifactLink, ArtifactLinks, EventFamily,
        EventFamilies, EventTypes, EventEnvelope, SnapshotItem, StreamPosition,
        MustRefetch, StreamClosing, ClosingReason, MissionId, ItemId, Title, LongText,
        SearchText, Label, Labels, Capability, Capabilities, Role, Count, Milliseconds,
        Parallelism, AttemptLimit, MissionBudgets, MissionUsage, Gates, Gate, Entrypoint,
        MissionSpec, WorkItemSpec, MissionStatus, PauseReason, ItemCounts, Mission,
        MissionPage, ItemStatus, ItemFeedback, WorkItem, WorkItemPage, MissionEvent,
        MissionPaused, MissionResumed, MissionCancelRequested, MissionBudgetsChanged,
        MissionItemsAdded, MissionPause, MissionResumption, MissionCancellation,
        NewWorkItems, ItemRetry, ItemCancellation, WorkItemChange, MissionItemChanged,
        MissionItemCancelled, MissionItemRetried, MissionGateDecided, Verdict,
        MissionCommand, StartRun, CancelRun, ScheduleTimer, PersistArtifact, EmitNotice,
        MissionNotice, MissionStep, MissionHistoryEntry, MissionHistoryPage, ResourceKey,
        KeyPrefix, KeyPrefixes, TimeToLive, Resource, PutResource, MergePatch, JsonPatch,
        JsonPatchOperation, JsonPatchVerb, JsonPointer, ResourcePage, DeletedResource,
        Transaction, TransactionOperation, TransactionPut, TransactionDelete,
        TransactionCheck, ExpectedRevision, TransactionResult, TransactionOutcome,
        TransactionEffect, ResourceDeletion, DeletionReason, RunId, Epoch, LeaseLength,
        WaitLength, ClaimLimit, Roles, WorkerName, RunStatus, RunSpec, Run, RunPage,
        RunTotals, RunClaim, ClaimedRun, ClaimedRuns, RunLease, RunHeartbeat, RunReport,
        RunEvent, RunProgress, Percent, ToolName, CallId, RunToolStarted,
        RunToolFinished, LogLevel, RunLog, RunUsage, RunRecord, RunRecordPage,
        RunCompletion, RunFailureClass, RunFailure, RunFailureReport,
        ReportedFailureClass, RunCancellation, StoreInfo, Versions, Health, HealthStatus,
        ContractDocument, AssetName, ApprovalCreated, ApprovalUpdated, ArtifactCreated,
        ArtifactDeleted, MissionCreated, MissionItemUpdated, MissionNoticed,
        MissionUpdated, ResourceDeleted, ResourceUpdated, RunCreated, RunLogged,
        RunProgressed, RunToolAnswered, RunToolCalled, RunUpdated, RunUsed, EventType,
        EngineEvent
    );
}

/// The deprecated operations, for [`crate::runtime::announce_deprecations`].
pub static DEPRECATED: &[crate::runtime::Deprecated] = &[];

/// The operations whose bodies are taken in as they come, by method and route: what limits their time is that
/// they get on.
pub static STREAMED_BODIES: &[(&str, &str)] = &[("POST", "/v1/artifacts")];

/// The document that utoipa derives from the handlers. A test holds it against the contract.
pub fn derived_document() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    let mut document = utoipa::openapi::OpenApi::default();
    for family in [
        approval::ApprovalDocument::openapi(),
        artifact::ArtifactDocument::openapi(),
        event::EventDocument::openapi(),
        mission::MissionDocument::openapi(),
        resource::ResourceDocument::openapi(),
        run::RunDocument::openapi(),
        store::StoreDocument::openapi(),
        system::SystemDocument::openapi(),
    ] {
        document.merge(family);
    }
    document
}
