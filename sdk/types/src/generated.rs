// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

#![allow(clippy::too_many_arguments, reason = "a constructor takes what the contract requires")]

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use crate::newtype::{integer, text};
use crate::word::{closed_enum, open_enum};

open_enum! {
    /// What sort of problem it is. Stable; later versions add to the list.
    pub enum ProblemType {
        InvalidRequest = "urn:charter:problem:invalid-request",
        Unauthenticated = "urn:charter:problem:unauthenticated",
        Forbidden = "urn:charter:problem:forbidden",
        NotFound = "urn:charter:problem:not-found",
        MethodNotAllowed = "urn:charter:problem:method-not-allowed",
        IdempotencyConflict = "urn:charter:problem:idempotency-conflict",
        PatchConflict = "urn:charter:problem:patch-conflict",
        CursorExpired = "urn:charter:problem:cursor-expired",
        PreconditionFailed = "urn:charter:problem:precondition-failed",
        ContentTooLarge = "urn:charter:problem:content-too-large",
        UnsupportedMediaType = "urn:charter:problem:unsupported-media-type",
        HeadersTooLarge = "urn:charter:problem:headers-too-large",
        RequestTimeout = "urn:charter:problem:request-timeout",
        RateLimited = "urn:charter:problem:rate-limited",
        Internal = "urn:charter:problem:internal",
        Unavailable = "urn:charter:problem:unavailable",
        StorageFull = "urn:charter:problem:storage-full",
    }
}

/// What went wrong, for people and for programs (RFC 9457).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Problem {
    /// What sort of problem it is. Stable; later versions add to the list.
    #[serde(rename = "type")]
    pub kind: crate::ProblemType,
    /// The sort of problem, in words that do not change.
    pub title: String,
    /// The HTTP status of the answer.
    #[schemars(range(min = 400i64, max = 599i64))]
    pub status: u16,
    /// What went wrong this time and what to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub detail: Option<String>,
    /// Names this occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub instance: Option<String>,
    /// Printable ASCII without spaces, which names one request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RequestId")]
    pub request_id: Option<crate::RequestId>,
    /// Each thing that was wrong with the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::FieldError>")]
    pub errors: Option<Vec<crate::FieldError>>,
    /// The revision that the document has now; 0 when there is no such document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Revision")]
    pub current_rev: Option<crate::Revision>,
    /// Each guard of a transaction that did not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::GuardConflict>")]
    pub conflicts: Option<Vec<crate::GuardConflict>>,
    /// The oldest revision that a stream or a list can still go on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Revision")]
    pub oldest_revision: Option<crate::Revision>,
    /// The right that the token lacks: `{family}:read` or `{family}:write`, or `read_prefix` or `write_prefix` when the
    /// key is outside of what the token reads or writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub missing: Option<String>,
}

impl Problem {
    /// With what is required and nothing else.
    pub fn new(kind: crate::ProblemType, title: String, status: u16) -> Self {
        Self {
            kind,
            title,
            status,
            detail: None,
            instance: None,
            request_id: None,
            errors: None,
            current_rev: None,
            conflicts: None,
            oldest_revision: None,
            missing: None,
        }
    }
    /// The same with `detail`.
    #[must_use]
    pub fn with_detail(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }
    /// The same with `instance`.
    #[must_use]
    pub fn with_instance(mut self, instance: String) -> Self {
        self.instance = Some(instance);
        self
    }
    /// The same with `request_id`.
    #[must_use]
    pub fn with_request_id(mut self, request_id: crate::RequestId) -> Self {
        self.request_id = Some(request_id);
        self
    }
    /// The same with `errors`.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<crate::FieldError>) -> Self {
        self.errors = Some(errors);
        self
    }
    /// The same with `current_rev`.
    #[must_use]
    pub fn with_current_rev(mut self, current_rev: crate::Revision) -> Self {
        self.current_rev = Some(current_rev);
        self
    }
    /// The same with `conflicts`.
    #[must_use]
    pub fn with_conflicts(mut self, conflicts: Vec<crate::GuardConflict>) -> Self {
        self.conflicts = Some(conflicts);
        self
    }
    /// The same with `oldest_revision`.
    #[must_use]
    pub fn with_oldest_revision(mut self, oldest_revision: crate::Revision) -> Self {
        self.oldest_revision = Some(oldest_revision);
        self
    }
    /// The same with `missing`.
    #[must_use]
    pub fn with_missing(mut self, missing: String) -> Self {
        self.missing = Some(missing);
        self
    }
}

/// One thing that was wrong with a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FieldError {
    /// Where: a JSON pointer (RFC 6901) into the body, or `query/NAME`, `path/NAME`, `header/NAME`
    /// for a parameter.
    pub pointer: String,
    /// What was wrong there.
    pub message: String,
}

impl FieldError {
    /// With what is required and nothing else.
    pub fn new(pointer: String, message: String) -> Self {
        Self { pointer, message }
    }
}

/// A guard that did not hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct GuardConflict {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// The revision that the document has now; 0 when there is no such document.
    pub current_rev: crate::Revision,
}

impl GuardConflict {
    /// With what is required and nothing else.
    pub fn new(key: crate::ResourceKey, current_rev: crate::Revision) -> Self {
        Self { key, current_rev }
    }
}

integer! {
    /// Seconds to wait.
    pub struct RetryAfterSeconds(u32) in 1 ..= 86400;
}

text! {
    /// A UUID in lower case, which names one store for as long as it lives. A cursor is only good for the store that
    /// gave it.
    pub struct StoreId {
        meaning: "a UUID in lower case, which names one store for as long as it lives",
        min_length: 0,
        max_length: None,
        pattern: Some("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        excluded: [],
    }
}

text! {
    /// Where the next page starts, as the page before gave it. Opaque; good for as long as the log reaches back to its
    /// revision. One that the server cannot go on from, whatever the reason, is a 410: list afresh.
    pub struct Cursor {
        meaning: "where the next page starts, as the page before gave it",
        min_length: 1,
        max_length: Some(2048),
        pattern: Some("^[A-Za-z0-9_-]+$"),
        excluded: [],
    }
}

integer! {
    /// The most items that a page may have. A page may have fewer and still not be the last.
    pub struct PageLimit(u16) in 1 ..= 1000;
}

text! {
    /// Printable ASCII without spaces, which names one intended effect of the client.
    pub struct IdempotencyKey {
        meaning: "printable ASCII without spaces, which names one intended effect of the client",
        min_length: 1,
        max_length: Some(255),
        pattern: Some("^[!-~]+$"),
        excluded: [],
    }
}

text! {
    /// Printable ASCII without spaces, which names one request in the server's log.
    pub struct RequestId {
        meaning: "printable ASCII without spaces, which names one request in the server's log",
        min_length: 1,
        max_length: Some(128),
        pattern: Some("^[!-~]+$"),
        excluded: [],
    }
}

open_enum! {
    /// A family of events.
    pub enum EventFamily {
        Resource = "resource",
    }
}

/// A document as it was at the revision of the `synced` frame that follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SnapshotItem {
    /// A family of events.
    pub family: crate::EventFamily,
    /// The document's name; a resource's key.
    pub subject: String,
    /// The revision of its last change.
    pub revision: crate::Revision,
    /// The document; of the resource family a `Resource`.
    pub data: serde_json::Value,
}

impl SnapshotItem {
    /// With what is required and nothing else.
    pub fn new(
        family: crate::EventFamily,
        subject: String,
        revision: crate::Revision,
        data: serde_json::Value,
    ) -> Self {
        Self {
            family,
            subject,
            revision,
            data,
        }
    }
}

/// Everything up to here has been sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StreamPosition {
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub revision: crate::Revision,
}

impl StreamPosition {
    /// With what is required and nothing else.
    pub fn new(revision: crate::Revision) -> Self {
        Self { revision }
    }
}

/// The log no longer reaches back to this stream's position. Fetch afresh.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MustRefetch {
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub oldest_revision: crate::Revision,
}

impl MustRefetch {
    /// With what is required and nothing else.
    pub fn new(oldest_revision: crate::Revision) -> Self {
        Self { oldest_revision }
    }
}

/// The server ends the stream. It can be resumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StreamClosing {
    /// Why the server ends a stream.
    pub reason: crate::ClosingReason,
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub revision: crate::Revision,
}

impl StreamClosing {
    /// With what is required and nothing else.
    pub fn new(reason: crate::ClosingReason, revision: crate::Revision) -> Self {
        Self { reason, revision }
    }
}

open_enum! {
    /// Why the server ends a stream.
    pub enum ClosingReason {
        ShuttingDown = "shutting_down",
        SlowConsumer = "slow_consumer",
        TokenExpired = "token_expired",
    }
}

text! {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub struct ResourceKey {
        meaning: "1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes",
        min_length: 1,
        max_length: Some(512),
        pattern: Some("^\\.*[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/\\.*[A-Za-z0-9_~-][A-Za-z0-9._~-]*){0,7}$"),
        excluded: ["events" , "transaction"],
    }
}

text! {
    /// What a key starts with, of `A-Z a-z 0-9 . _ ~ - /`. End it with `/` to mean whole segments.
    pub struct KeyPrefix {
        meaning: "what a key starts with, of `A-Z a-z 0-9 . _ ~ - /`",
        min_length: 0,
        max_length: Some(512),
        pattern: Some("^[A-Za-z0-9._~/-]*$"),
        excluded: [],
    }
}

integer! {
    /// How many milliseconds from now the resource lives; at most ten years. It is deleted, with an event,
    /// within a second after that.
    pub struct TimeToLive(u64) in 1 ..= 315360000000;
}

/// A JSON document under a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Resource {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// Any JSON, at most 256 KiB as it is stored, arrays and objects at most 64 deep. Numbers are 64-bit integers or
    /// doubles: what has more digits loses them, so send it as text. A member's name may not start with
    /// `$serde_json::private::`.
    pub value: serde_json::Value,
    /// The revision of the last change.
    pub rev: crate::Revision,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub created_at: crate::Timestamp,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub updated_at: crate::Timestamp,
    /// Who made the last change.
    pub updated_by: crate::Principal,
    /// When it will be deleted by itself; left out when it will not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub expires_at: Option<crate::Timestamp>,
}

impl Resource {
    /// With what is required and nothing else.
    pub fn new(
        key: crate::ResourceKey,
        value: serde_json::Value,
        rev: crate::Revision,
        created_at: crate::Timestamp,
        updated_at: crate::Timestamp,
        updated_by: crate::Principal,
    ) -> Self {
        Self {
            key,
            value,
            rev,
            created_at,
            updated_at,
            updated_by,
            expires_at: None,
        }
    }
    /// The same with `expires_at`.
    #[must_use]
    pub fn with_expires_at(mut self, expires_at: crate::Timestamp) -> Self {
        self.expires_at = Some(expires_at);
        self
    }
}

/// What a resource is to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PutResource {
    /// Any JSON, at most 256 KiB as it is stored, arrays and objects at most 64 deep.
    pub value: serde_json::Value,
    /// How many milliseconds from now the resource lives; at most ten years. It is deleted, with an event,
    /// within a second after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::TimeToLive")]
    pub ttl_ms: Option<crate::TimeToLive>,
}

impl PutResource {
    /// With what is required and nothing else.
    pub fn new(value: serde_json::Value) -> Self {
        Self { value, ttl_ms: None }
    }
    /// The same with `ttl_ms`.
    #[must_use]
    pub fn with_ttl_ms(mut self, ttl_ms: crate::TimeToLive) -> Self {
        self.ttl_ms = Some(ttl_ms);
        self
    }
}

/// One operation of a JSON Patch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonPatchOperation {
    /// What an operation of a JSON Patch does.
    pub op: crate::JsonPatchVerb,
    /// A place in a JSON document (RFC 6901).
    pub path: crate::JsonPointer,
    /// Where `move` and `copy` take from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::JsonPointer")]
    pub from: Option<crate::JsonPointer>,
    /// What `add`, `replace` and `test` mean.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub value: Option<serde_json::Value>,
}

impl JsonPatchOperation {
    /// With what is required and nothing else.
    pub fn new(op: crate::JsonPatchVerb, path: crate::JsonPointer) -> Self {
        Self {
            op,
            path,
            from: None,
            value: None,
        }
    }
    /// The same with `from`.
    #[must_use]
    pub fn with_from(mut self, from: crate::JsonPointer) -> Self {
        self.from = Some(from);
        self
    }
    /// The same with `value`.
    #[must_use]
    pub fn with_value(mut self, value: serde_json::Value) -> Self {
        self.value = Some(value);
        self
    }
}

closed_enum! {
    /// What an operation of a JSON Patch does.
    pub enum JsonPatchVerb {
        Add = "add",
        Remove = "remove",
        Replace = "replace",
        Move = "move",
        Copy = "copy",
        Test = "test",
    }
}

text! {
    /// A place in a JSON document (RFC 6901).
    pub struct JsonPointer {
        meaning: "a place in a JSON document (RFC 6901)",
        min_length: 0,
        max_length: Some(4096),
        pattern: Some("^(/([^/~]|~[01])*)*$"),
        excluded: [],
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ResourcePage {
    /// Each: A JSON document under a key.
    pub items: Vec<crate::Resource>,
    /// The revision that all pages of this list show. A watch with `after` of it misses nothing.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl ResourcePage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::Resource>, revision: crate::Revision) -> Self {
        Self {
            items,
            revision,
            next_cursor: None,
        }
    }
    /// The same with `next_cursor`.
    #[must_use]
    pub fn with_next_cursor(mut self, next_cursor: crate::Cursor) -> Self {
        self.next_cursor = Some(next_cursor);
        self
    }
}

/// What was deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct DeletedResource {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// The revision of its last change before.
    pub rev: crate::Revision,
    /// The revision at which it was deleted.
    pub revision: crate::Revision,
}

impl DeletedResource {
    /// With what is required and nothing else.
    pub fn new(
        key: crate::ResourceKey,
        rev: crate::Revision,
        revision: crate::Revision,
    ) -> Self {
        Self { key, rev, revision }
    }
}

/// Guards and writes that hold and happen together or not at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Transaction {
    /// Each: One part of a transaction.
    pub operations: Vec<crate::TransactionOperation>,
}

impl Transaction {
    /// With what is required and nothing else.
    pub fn new(operations: Vec<crate::TransactionOperation>) -> Self {
        Self { operations }
    }
}

/// One part of a transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op")]
pub enum TransactionOperation {
    /// `put`
    #[serde(rename = "put")]
    Put(TransactionPut),
    /// `delete`
    #[serde(rename = "delete")]
    Delete(TransactionDelete),
    /// `check`
    #[serde(rename = "check")]
    Check(TransactionCheck),
}

/// Creates or replaces a resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TransactionPut {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// Any JSON, at most 256 KiB as it is stored, arrays and objects at most 64 deep.
    pub value: serde_json::Value,
    /// How many milliseconds from now the resource lives; at most ten years. It is deleted, with an event,
    /// within a second after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::TimeToLive")]
    pub ttl_ms: Option<crate::TimeToLive>,
    /// The revision that the resource must have; 0 when it must not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Revision")]
    pub if_rev: Option<crate::Revision>,
}

impl TransactionPut {
    /// With what is required and nothing else.
    pub fn new(key: crate::ResourceKey, value: serde_json::Value) -> Self {
        Self {
            key,
            value,
            ttl_ms: None,
            if_rev: None,
        }
    }
    /// The same with `ttl_ms`.
    #[must_use]
    pub fn with_ttl_ms(mut self, ttl_ms: crate::TimeToLive) -> Self {
        self.ttl_ms = Some(ttl_ms);
        self
    }
    /// The same with `if_rev`.
    #[must_use]
    pub fn with_if_rev(mut self, if_rev: crate::Revision) -> Self {
        self.if_rev = Some(if_rev);
        self
    }
}

/// Deletes a resource; changes nothing when there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TransactionDelete {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// The revision that the resource must have; 0 when it must not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Revision")]
    pub if_rev: Option<crate::Revision>,
}

impl TransactionDelete {
    /// With what is required and nothing else.
    pub fn new(key: crate::ResourceKey) -> Self {
        Self { key, if_rev: None }
    }
    /// The same with `if_rev`.
    #[must_use]
    pub fn with_if_rev(mut self, if_rev: crate::Revision) -> Self {
        self.if_rev = Some(if_rev);
        self
    }
}

/// Only a guard. The token needs the right to read or to write the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TransactionCheck {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// The revision that the resource must have; 0 when it must not exist.
    pub if_rev: crate::Revision,
}

impl TransactionCheck {
    /// With what is required and nothing else.
    pub fn new(key: crate::ResourceKey, if_rev: crate::Revision) -> Self {
        Self { key, if_rev }
    }
}

/// What a transaction did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TransactionResult {
    /// The revision of everything it wrote; when it wrote nothing, the one that the guards held at.
    pub revision: crate::Revision,
    /// One for each operation, in their order.
    pub results: Vec<crate::TransactionOutcome>,
}

impl TransactionResult {
    /// With what is required and nothing else.
    pub fn new(
        revision: crate::Revision,
        results: Vec<crate::TransactionOutcome>,
    ) -> Self {
        Self { revision, results }
    }
}

/// What one operation of a transaction did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TransactionOutcome {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// What became of a resource.
    pub effect: crate::TransactionEffect,
    /// The revision that the resource has now; left out when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Revision")]
    pub rev: Option<crate::Revision>,
}

impl TransactionOutcome {
    /// With what is required and nothing else.
    pub fn new(key: crate::ResourceKey, effect: crate::TransactionEffect) -> Self {
        Self { key, effect, rev: None }
    }
    /// The same with `rev`.
    #[must_use]
    pub fn with_rev(mut self, rev: crate::Revision) -> Self {
        self.rev = Some(rev);
        self
    }
}

open_enum! {
    /// What became of a resource.
    pub enum TransactionEffect {
        Created = "created",
        Replaced = "replaced",
        Deleted = "deleted",
        Unchanged = "unchanged",
    }
}

/// The data of `resource.deleted`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ResourceDeletion {
    /// 1 to 8 segments of `A-Z a-z 0-9 . _ ~ -`, joined by `/`, at most 512 bytes. A segment of dots only is
    /// refused, because HTTP clients take it for a relative path; so are the two words that name operations.
    pub key: crate::ResourceKey,
    /// The revision of its last change before.
    pub rev: crate::Revision,
    /// Why a resource is gone.
    pub reason: crate::DeletionReason,
}

impl ResourceDeletion {
    /// With what is required and nothing else.
    pub fn new(
        key: crate::ResourceKey,
        rev: crate::Revision,
        reason: crate::DeletionReason,
    ) -> Self {
        Self { key, rev, reason }
    }
}

open_enum! {
    /// Why a resource is gone.
    pub enum DeletionReason {
        Deleted = "deleted",
        Expired = "expired",
    }
}

/// A store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StoreInfo {
    /// A UUID in lower case, which names one store for as long as it lives. A cursor is only good for the store that
    /// gave it.
    pub store_id: crate::StoreId,
    /// The revision of the last commit.
    pub revision: crate::Revision,
    /// The oldest revision that a stream or a list can go on from.
    pub oldest_revision: crate::Revision,
    /// What is running.
    pub versions: crate::Versions,
}

impl StoreInfo {
    /// With what is required and nothing else.
    pub fn new(
        store_id: crate::StoreId,
        revision: crate::Revision,
        oldest_revision: crate::Revision,
        versions: crate::Versions,
    ) -> Self {
        Self {
            store_id,
            revision,
            oldest_revision,
            versions,
        }
    }
}

/// What is running.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Versions {
    /// The version of the contract that the server keeps.
    pub contract: String,
    /// The version of the server.
    pub server: String,
    /// The version of the store's format on disk.
    #[schemars(range(min = 1i64, max = 1000000i64))]
    pub store_format: u32,
}

impl Versions {
    /// With what is required and nothing else.
    pub fn new(contract: String, server: String, store_format: u32) -> Self {
        Self {
            contract,
            server,
            store_format,
        }
    }
}

/// How the server is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Health {
    /// How the server is, in a word.
    pub status: crate::HealthStatus,
}

impl Health {
    /// With what is required and nothing else.
    pub fn new(status: crate::HealthStatus) -> Self {
        Self { status }
    }
}

open_enum! {
    /// How the server is, in a word.
    pub enum HealthStatus {
        Ok = "ok",
    }
}

text! {
    /// A file's name, of `A-Z a-z 0-9 . _ -`.
    pub struct AssetName {
        meaning: "a file's name, of `A-Z a-z 0-9 . _ -`",
        min_length: 1,
        max_length: Some(128),
        pattern: Some("^[A-Za-z0-9._-]+$"),
        excluded: [],
    }
}

open_enum! {
    /// What happened: `{family}.{what}`. Later versions add to the list.
    pub enum EventType {
        ResourceDeleted = "resource.deleted",
        ResourceUpdated = "resource.updated",
    }
}

/// Something that happened. Skip the types that you do not know: later versions add to them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct EngineEvent {
    /// The version of CloudEvents.
    pub specversion: String,
    /// The revision and the event's place in its commit, for example `42-0`. Unique within the source.
    #[schemars(extend("pattern" = "^[0-9]+-[0-9]+$"))]
    pub id: String,
    /// The store, as `urn:charter:store:{store_id}`.
    pub source: String,
    /// What it happened to; a resource's key.
    pub subject: String,
    /// When.
    pub time: crate::Timestamp,
    /// The schema of `data` and its version, as `urn:charter:event:{type}:{version}`.
    pub dataschema: String,
    /// The commit's revision.
    pub revision: crate::Revision,
    /// The organisation, workspace and project that a row lies in.
    pub partition: crate::Partition,
    /// Who did it.
    pub actor: crate::Principal,
    /// The request that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub correlationid: Option<String>,
    /// The event that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub causationid: Option<String>,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: crate::EventType,
    /// What there is to know about it; `payload` reads it by type.
    pub data: serde_json::Value,
}

impl EngineEvent {
    /// With what is required and nothing else.
    pub fn new(
        specversion: String,
        id: String,
        source: String,
        subject: String,
        time: crate::Timestamp,
        dataschema: String,
        revision: crate::Revision,
        partition: crate::Partition,
        actor: crate::Principal,
        kind: crate::EventType,
        data: serde_json::Value,
    ) -> Self {
        Self {
            specversion,
            id,
            source,
            subject,
            time,
            dataschema,
            revision,
            partition,
            actor,
            kind,
            data,
            correlationid: None,
            causationid: None,
        }
    }
    /// The same with `correlationid`.
    #[must_use]
    pub fn with_correlationid(mut self, correlationid: String) -> Self {
        self.correlationid = Some(correlationid);
        self
    }
    /// The same with `causationid`.
    #[must_use]
    pub fn with_causationid(mut self, causationid: String) -> Self {
        self.causationid = Some(causationid);
        self
    }
}

/// An event's data, by its type.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum EventPayload {
    /// A resource was deleted or expired; `data` has its key and the revision of its last change, `subject` its key.
    ResourceDeleted(ResourceDeletion),
    /// A resource was created or changed; `data` is the whole of it, `subject` its key.
    ResourceUpdated(Resource),
    /// Data of a type that this version of the contract does not know, or that does not fit what it knows.
    Unknown(serde_json::Value),
}

impl EngineEvent {
    /// The data, by the event's type. Never fails: what is not known is [`EventPayload::Unknown`].
    pub fn payload(&self) -> EventPayload {
        let payload = match &self.kind {
            EventType::ResourceDeleted => {
                Deserialize::deserialize(&self.data).map(EventPayload::ResourceDeleted)
            }
            EventType::ResourceUpdated => {
                Deserialize::deserialize(&self.data).map(EventPayload::ResourceUpdated)
            }
            EventType::Unknown(_) => return EventPayload::Unknown(self.data.clone()),
        };
        payload.unwrap_or_else(|_| EventPayload::Unknown(self.data.clone()))
    }
}

impl EventType {
    /// The name and version of the schema of such an event's data.
    pub fn data_schema(&self) -> Option<&'static str> {
        match self {
            Self::ResourceDeleted => Some("urn:charter:event:resource.deleted:1"),
            Self::ResourceUpdated => Some("urn:charter:event:resource.updated:1"),
            Self::Unknown(_) => None,
        }
    }
}

/// A document in a snapshot, by its family.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SnapshotPayload {
    /// Of the family [`EventFamily::Resource`].
    Resource(crate::Resource),
    /// A document of a family that this version of the contract does not know, or that does not fit what it knows.
    Unknown(serde_json::Value),
}

impl SnapshotItem {
    /// The document, by its family. Never fails: what is not known is [`SnapshotPayload::Unknown`].
    pub fn payload(&self) -> SnapshotPayload {
        let payload = match &self.family {
            EventFamily::Resource => {
                Deserialize::deserialize(&self.data).map(SnapshotPayload::Resource)
            }
            _ => return SnapshotPayload::Unknown(self.data.clone()),
        };
        payload.unwrap_or_else(|_| SnapshotPayload::Unknown(self.data.clone()))
    }
}

/// The schemas that schemars derives from the types, by name. A test holds them against the contract.
#[doc(hidden)]
pub fn derived_schemas() -> serde_json::Map<String, serde_json::Value> {
    let mut generator = schemars::SchemaGenerator::default();
    generator.subschema_for::<ProblemType>();
    generator.subschema_for::<Problem>();
    generator.subschema_for::<FieldError>();
    generator.subschema_for::<GuardConflict>();
    generator.subschema_for::<RetryAfterSeconds>();
    generator.subschema_for::<StoreId>();
    generator.subschema_for::<Cursor>();
    generator.subschema_for::<PageLimit>();
    generator.subschema_for::<IdempotencyKey>();
    generator.subschema_for::<RequestId>();
    generator.subschema_for::<EventFamily>();
    generator.subschema_for::<SnapshotItem>();
    generator.subschema_for::<StreamPosition>();
    generator.subschema_for::<MustRefetch>();
    generator.subschema_for::<StreamClosing>();
    generator.subschema_for::<ClosingReason>();
    generator.subschema_for::<ResourceKey>();
    generator.subschema_for::<KeyPrefix>();
    generator.subschema_for::<TimeToLive>();
    generator.subschema_for::<Resource>();
    generator.subschema_for::<PutResource>();
    generator.subschema_for::<JsonPatchOperation>();
    generator.subschema_for::<JsonPatchVerb>();
    generator.subschema_for::<JsonPointer>();
    generator.subschema_for::<ResourcePage>();
    generator.subschema_for::<DeletedResource>();
    generator.subschema_for::<Transaction>();
    generator.subschema_for::<TransactionOperation>();
    generator.subschema_for::<TransactionPut>();
    generator.subschema_for::<TransactionDelete>();
    generator.subschema_for::<TransactionCheck>();
    generator.subschema_for::<TransactionResult>();
    generator.subschema_for::<TransactionOutcome>();
    generator.subschema_for::<TransactionEffect>();
    generator.subschema_for::<ResourceDeletion>();
    generator.subschema_for::<DeletionReason>();
    generator.subschema_for::<StoreInfo>();
    generator.subschema_for::<Versions>();
    generator.subschema_for::<Health>();
    generator.subschema_for::<HealthStatus>();
    generator.subschema_for::<AssetName>();
    generator.subschema_for::<EventType>();
    generator.subschema_for::<EngineEvent>();
    generator.take_definitions(true)
}
