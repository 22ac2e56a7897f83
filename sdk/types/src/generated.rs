// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

#![allow(clippy::too_many_arguments, reason = "a constructor takes what the contract requires")]
#![allow(clippy::large_enum_variant, reason = "payloads are taken apart where they are read")]

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
        MissionConflict = "urn:charter:problem:mission-conflict",
        RunConflict = "urn:charter:problem:run-conflict",
        LeaseLost = "urn:charter:problem:lease-lost",
        ApprovalConflict = "urn:charter:problem:approval-conflict",
        CursorExpired = "urn:charter:problem:cursor-expired",
        PreconditionFailed = "urn:charter:problem:precondition-failed",
        ContentTooLarge = "urn:charter:problem:content-too-large",
        RangeNotSatisfiable = "urn:charter:problem:range-not-satisfiable",
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
    /// The right that the token lacks: `{family}:read` or `{family}:write`, `approval:decide`, or `read_prefix` or `write_prefix` when the
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

text! {
    /// A UUID of version 7 in lower case, given by the server and never used again.
    pub struct ApprovalId {
        meaning: "a UUID of version 7 in lower case, given by the server and never used again",
        min_length: 0,
        max_length: None,
        pattern: Some("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        excluded: [],
    }
}

text! {
    /// A UUID of version 7 in lower case, given by the server.
    pub struct RoutineId {
        meaning: "a UUID of version 7 in lower case, given by the server",
        min_length: 0,
        max_length: None,
        pattern: Some("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        excluded: [],
    }
}

text! {
    /// What is to be done, for example `deploy.production`; for a tool's call the name of the tool.
    pub struct ActionName {
        meaning: "what is to be done, for example `deploy.production`; for a tool's call the name of the tool",
        min_length: 1,
        max_length: Some(128),
        pattern: Some("^[A-Za-z0-9][A-Za-z0-9._:/-]*$"),
        excluded: [],
    }
}

text! {
    /// An action, or with a `*` at its end every action that begins so.
    pub struct ActionPattern {
        meaning: "an action, or with a `*` at its end every action that begins so",
        min_length: 1,
        max_length: Some(128),
        pattern: Some("^([A-Za-z0-9][A-Za-z0-9._:/-]*)?[*]?$"),
        excluded: [],
    }
}

closed_enum! {
    /// How much harm the action can do.
    pub enum RiskClass {
        Low = "low",
        Medium = "medium",
        High = "high",
        Critical = "critical",
    }
}

integer! {
    /// How many different people have to approve.
    pub struct Quorum(u16) in 1 ..= 16;
}

integer! {
    /// A length of time in milliseconds, from a second to thirty days.
    pub struct DeadlineLength(u32) in 1000 ..= 2592000000;
}

closed_enum! {
    /// The kind of a key (RFC 8037).
    pub enum KeyType {
        OKP = "OKP",
    }
}

closed_enum! {
    /// The curve of a key (RFC 8037).
    pub enum KeyCurve {
        Ed25519 = "Ed25519",
    }
}

closed_enum! {
    /// What a key signs with (RFC 8037).
    pub enum KeyAlgorithm {
        EdDSA = "EdDSA",
    }
}

closed_enum! {
    /// What a key is for (RFC 7517).
    pub enum KeyUse {
        Sig = "sig",
    }
}

text! {
    /// Names a key; its thumbprint by RFC 7638.
    pub struct KeyThumbprint {
        meaning: "names a key; its thumbprint by RFC 7638",
        min_length: 0,
        max_length: None,
        pattern: Some("^[A-Za-z0-9_-]{43}$"),
        excluded: [],
    }
}

text! {
    /// An Ed25519 public key in base64url.
    pub struct PublicKeyBytes {
        meaning: "an Ed25519 public key in base64url",
        min_length: 0,
        max_length: None,
        pattern: Some("^[A-Za-z0-9_-]{43}$"),
        excluded: [],
    }
}

text! {
    /// An Ed25519 signature in base64url.
    pub struct Signature {
        meaning: "an Ed25519 signature in base64url",
        min_length: 0,
        max_length: None,
        pattern: Some("^[A-Za-z0-9_-]{86}$"),
        excluded: [],
    }
}

open_enum! {
    /// Where an approval stands. `pending` waits for decisions; `approved` can be used until `valid_until`. The others are
    /// final: `denied`, `answered` with a text instead, `consumed`, `expired` because a deadline has passed, `cancelled`.
    pub enum ApprovalStatus {
        Pending = "pending",
        Approved = "approved",
        Denied = "denied",
        Answered = "answered",
        Consumed = "consumed",
        Expired = "expired",
        Cancelled = "cancelled",
    }
}

/// Who decides when nobody has by the deadline, and how long they have. What they do not decide expires.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Escalation {
    /// Who may decide.
    pub deciders: Vec<crate::Principal>,
    /// A length of time in milliseconds, from a second to thirty days.
    pub deadline_ms: crate::DeadlineLength,
}

impl Escalation {
    /// With what is required and nothing else.
    pub fn new(
        deciders: Vec<crate::Principal>,
        deadline_ms: crate::DeadlineLength,
    ) -> Self {
        Self { deciders, deadline_ms }
    }
}

/// What approvals of some actions have to be at least.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApprovalRule {
    /// An action, or with a `*` at its end every action that begins so.
    pub action: crate::ActionPattern,
    /// The least risk that such an action counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RiskClass")]
    pub risk: Option<crate::RiskClass>,
    /// Who may decide; whoever the request names must be among them. Any person when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Principal>")]
    pub deciders: Option<Vec<crate::Principal>>,
    /// How many different people have to approve at least; 1 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Quorum")]
    pub quorum: Option<crate::Quorum>,
    /// The longest that a decision may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::DeadlineLength")]
    pub deadline_ms: Option<crate::DeadlineLength>,
    /// The longest that an approval may be used after it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::DeadlineLength")]
    pub valid_ms: Option<crate::DeadlineLength>,
}

impl ApprovalRule {
    /// With what is required and nothing else.
    pub fn new(action: crate::ActionPattern) -> Self {
        Self {
            action,
            risk: None,
            deciders: None,
            quorum: None,
            deadline_ms: None,
            valid_ms: None,
        }
    }
    /// The same with `risk`.
    #[must_use]
    pub fn with_risk(mut self, risk: crate::RiskClass) -> Self {
        self.risk = Some(risk);
        self
    }
    /// The same with `deciders`.
    #[must_use]
    pub fn with_deciders(mut self, deciders: Vec<crate::Principal>) -> Self {
        self.deciders = Some(deciders);
        self
    }
    /// The same with `quorum`.
    #[must_use]
    pub fn with_quorum(mut self, quorum: crate::Quorum) -> Self {
        self.quorum = Some(quorum);
        self
    }
    /// The same with `deadline_ms`.
    #[must_use]
    pub fn with_deadline_ms(mut self, deadline_ms: crate::DeadlineLength) -> Self {
        self.deadline_ms = Some(deadline_ms);
        self
    }
    /// The same with `valid_ms`.
    #[must_use]
    pub fn with_valid_ms(mut self, valid_ms: crate::DeadlineLength) -> Self {
        self.valid_ms = Some(valid_ms);
        self
    }
}

/// The actions of a mission's runs that need an approval. The first rule whose pattern fits counts. A run that reports
/// the start of a tool with such a name has to name an approval that it has used for this very call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApprovalPolicy {
    /// Each: What approvals of some actions have to be at least.
    pub rules: Vec<crate::ApprovalRule>,
}

impl ApprovalPolicy {
    /// With what is required and nothing else.
    pub fn new(rules: Vec<crate::ApprovalRule>) -> Self {
        Self { rules }
    }
}

/// What somebody asks leave for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApprovalSpec {
    /// What is to be done, for example `deploy.production`; for a tool's call the name of the tool.
    pub action: crate::ActionName,
    /// What exactly it would be done with: any JSON, at most 64 KiB. Numbers are at most 2^53 - 1, so that no two have
    /// the same digest; larger ones are written as text.
    pub arguments: serde_json::Value,
    /// `medium` when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RiskClass")]
    pub risk: Option<crate::RiskClass>,
    /// Why, for whoever decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
    /// A JSON Schema (draft 2020-12) that edited arguments have to fit, at most 16 KiB and without references to other
    /// documents. Without it the arguments cannot be edited.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub edit_schema: Option<serde_json::Value>,
    /// Any person when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Principal>")]
    pub deciders: Option<Vec<crate::Principal>>,
    /// 1 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Quorum")]
    pub quorum: Option<crate::Quorum>,
    /// How long a decision may take; a day when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::DeadlineLength")]
    pub deadline_ms: Option<crate::DeadlineLength>,
    /// The approval expires at its deadline when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Escalation")]
    pub escalation: Option<crate::Escalation>,
    /// How long the approval can be used after it was given; an hour when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::DeadlineLength")]
    pub valid_ms: Option<crate::DeadlineLength>,
    /// The run that asks; with `epoch`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RunId")]
    pub run_id: Option<crate::RunId>,
    /// The epoch of the run's lease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Epoch")]
    pub epoch: Option<crate::Epoch>,
    /// Whether the run waits without a lease; false when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub park: Option<bool>,
    /// The routine that it is for; without `run_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RoutineId")]
    pub routine_id: Option<crate::RoutineId>,
}

impl ApprovalSpec {
    /// With what is required and nothing else.
    pub fn new(action: crate::ActionName, arguments: serde_json::Value) -> Self {
        Self {
            action,
            arguments,
            risk: None,
            reason: None,
            edit_schema: None,
            deciders: None,
            quorum: None,
            deadline_ms: None,
            escalation: None,
            valid_ms: None,
            run_id: None,
            epoch: None,
            park: None,
            routine_id: None,
        }
    }
    /// The same with `risk`.
    #[must_use]
    pub fn with_risk(mut self, risk: crate::RiskClass) -> Self {
        self.risk = Some(risk);
        self
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
    /// The same with `edit_schema`.
    #[must_use]
    pub fn with_edit_schema(mut self, edit_schema: serde_json::Value) -> Self {
        self.edit_schema = Some(edit_schema);
        self
    }
    /// The same with `deciders`.
    #[must_use]
    pub fn with_deciders(mut self, deciders: Vec<crate::Principal>) -> Self {
        self.deciders = Some(deciders);
        self
    }
    /// The same with `quorum`.
    #[must_use]
    pub fn with_quorum(mut self, quorum: crate::Quorum) -> Self {
        self.quorum = Some(quorum);
        self
    }
    /// The same with `deadline_ms`.
    #[must_use]
    pub fn with_deadline_ms(mut self, deadline_ms: crate::DeadlineLength) -> Self {
        self.deadline_ms = Some(deadline_ms);
        self
    }
    /// The same with `escalation`.
    #[must_use]
    pub fn with_escalation(mut self, escalation: crate::Escalation) -> Self {
        self.escalation = Some(escalation);
        self
    }
    /// The same with `valid_ms`.
    #[must_use]
    pub fn with_valid_ms(mut self, valid_ms: crate::DeadlineLength) -> Self {
        self.valid_ms = Some(valid_ms);
        self
    }
    /// The same with `run_id`.
    #[must_use]
    pub fn with_run_id(mut self, run_id: crate::RunId) -> Self {
        self.run_id = Some(run_id);
        self
    }
    /// The same with `epoch`.
    #[must_use]
    pub fn with_epoch(mut self, epoch: crate::Epoch) -> Self {
        self.epoch = Some(epoch);
        self
    }
    /// The same with `park`.
    #[must_use]
    pub fn with_park(mut self, park: bool) -> Self {
        self.park = Some(park);
        self
    }
    /// The same with `routine_id`.
    #[must_use]
    pub fn with_routine_id(mut self, routine_id: crate::RoutineId) -> Self {
        self.routine_id = Some(routine_id);
        self
    }
}

/// Where arguments differ from those of the last approval of the same action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ArgumentChange {
    /// Where, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What was there; left out when nothing was.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub before: Option<serde_json::Value>,
    /// What is there; left out when nothing is.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub after: Option<serde_json::Value>,
}

impl ArgumentChange {
    /// With what is required and nothing else.
    pub fn new(pointer: String) -> Self {
        Self {
            pointer,
            before: None,
            after: None,
        }
    }
    /// The same with `before`.
    #[must_use]
    pub fn with_before(mut self, before: serde_json::Value) -> Self {
        self.before = Some(before);
        self
    }
    /// The same with `after`.
    #[must_use]
    pub fn with_after(mut self, after: serde_json::Value) -> Self {
        self.after = Some(after);
        self
    }
}

closed_enum! {
    /// What somebody has decided.
    pub enum DecisionKind {
        Approve = "approve",
        Edit = "edit",
        Deny = "deny",
        Respond = "respond",
    }
}

/// A decision that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ApprovalDecided {
    /// What somebody has decided.
    pub kind: crate::DecisionKind,
    /// Who acts.
    pub by: crate::Principal,
    /// The user for whom an agent has decided; left out when a user has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Principal")]
    pub on_behalf_of: Option<crate::Principal>,
    /// Of the arguments that it is about; those that it made, when they were edited.
    pub digest: crate::Sha256,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub text: Option<crate::LongText>,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
}

impl ApprovalDecided {
    /// With what is required and nothing else.
    pub fn new(
        kind: crate::DecisionKind,
        by: crate::Principal,
        digest: crate::Sha256,
        at: crate::Timestamp,
    ) -> Self {
        Self {
            kind,
            by,
            digest,
            at,
            on_behalf_of: None,
            text: None,
        }
    }
    /// The same with `on_behalf_of`.
    #[must_use]
    pub fn with_on_behalf_of(mut self, on_behalf_of: crate::Principal) -> Self {
        self.on_behalf_of = Some(on_behalf_of);
        self
    }
    /// The same with `text`.
    #[must_use]
    pub fn with_text(mut self, text: crate::LongText) -> Self {
        self.text = Some(text);
        self
    }
}

/// A checkpoint as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Approval {
    /// A UUID of version 7 in lower case, given by the server and never used again.
    pub approval_id: crate::ApprovalId,
    /// Where an approval stands. `pending` waits for decisions; `approved` can be used until `valid_until`. The others are
    /// final: `denied`, `answered` with a text instead, `consumed`, `expired` because a deadline has passed, `cancelled`.
    pub status: crate::ApprovalStatus,
    /// What is to be done, for example `deploy.production`; for a tool's call the name of the tool.
    pub action: crate::ActionName,
    /// What exactly it is about; any JSON.
    pub arguments: serde_json::Value,
    /// The SHA-256 of the arguments in their canonical form (RFC 8785).
    pub digest: crate::Sha256,
    /// What was asked for, when it was edited.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub asked_arguments: Option<serde_json::Value>,
    /// What is different from the last approval of the same action that was used; left out when there is none, and cut off
    /// after 100 places or 64 KiB of pointers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArgumentChange>")]
    pub changes: Option<Vec<crate::ArgumentChange>>,
    /// The last approval of the same action that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ApprovalId")]
    pub previous_id: Option<crate::ApprovalId>,
    /// How much harm the action can do.
    pub risk: crate::RiskClass,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
    /// The JSON Schema that edited arguments have to fit.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub edit_schema: Option<serde_json::Value>,
    /// Any person when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Principal>")]
    pub deciders: Option<Vec<crate::Principal>>,
    /// How many different people have to approve.
    pub quorum: crate::Quorum,
    /// What was decided, oldest first; what counts is what was said of the arguments as they are.
    pub decisions: Vec<crate::ApprovalDecided>,
    /// When it has to be decided by.
    pub deadline: crate::Timestamp,
    /// What happens at the deadline; left out when that is its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Escalation")]
    pub escalation: Option<crate::Escalation>,
    /// When others were asked, because nobody had decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub escalated_at: Option<crate::Timestamp>,
    /// A length of time in milliseconds, from a second to thirty days.
    pub valid_ms: crate::DeadlineLength,
    /// When it can be used until, once it is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub valid_until: Option<crate::Timestamp>,
    /// Whether its run waits for it.
    pub parked: bool,
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RunId")]
    pub run_id: Option<crate::RunId>,
    /// A UUID of version 7 in lower case, given by the server; later missions have greater ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionId")]
    pub mission_id: Option<crate::MissionId>,
    /// Names a work item in its mission; given by whoever adds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ItemId")]
    pub item_id: Option<crate::ItemId>,
    /// A UUID of version 7 in lower case, given by the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RoutineId")]
    pub routine_id: Option<crate::RoutineId>,
    /// Who acts.
    pub requested_by: crate::Principal,
    /// What was said instead of a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub answer: Option<crate::LongText>,
    /// The call of a tool that it was used for, once the run has reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::CallId")]
    pub call_id: Option<crate::CallId>,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub cancel_reason: Option<crate::LongText>,
    /// Proves that an approval was given and used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Receipt")]
    pub receipt: Option<crate::Receipt>,
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub rev: crate::Revision,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub created_at: crate::Timestamp,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub updated_at: crate::Timestamp,
    /// When it came to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub ended_at: Option<crate::Timestamp>,
}

impl Approval {
    /// With what is required and nothing else.
    pub fn new(
        approval_id: crate::ApprovalId,
        status: crate::ApprovalStatus,
        action: crate::ActionName,
        arguments: serde_json::Value,
        digest: crate::Sha256,
        risk: crate::RiskClass,
        quorum: crate::Quorum,
        decisions: Vec<crate::ApprovalDecided>,
        deadline: crate::Timestamp,
        valid_ms: crate::DeadlineLength,
        parked: bool,
        requested_by: crate::Principal,
        rev: crate::Revision,
        created_at: crate::Timestamp,
        updated_at: crate::Timestamp,
    ) -> Self {
        Self {
            approval_id,
            status,
            action,
            arguments,
            digest,
            risk,
            quorum,
            decisions,
            deadline,
            valid_ms,
            parked,
            requested_by,
            rev,
            created_at,
            updated_at,
            asked_arguments: None,
            changes: None,
            previous_id: None,
            reason: None,
            edit_schema: None,
            deciders: None,
            escalation: None,
            escalated_at: None,
            valid_until: None,
            run_id: None,
            mission_id: None,
            item_id: None,
            routine_id: None,
            answer: None,
            call_id: None,
            cancel_reason: None,
            receipt: None,
            ended_at: None,
        }
    }
    /// The same with `asked_arguments`.
    #[must_use]
    pub fn with_asked_arguments(mut self, asked_arguments: serde_json::Value) -> Self {
        self.asked_arguments = Some(asked_arguments);
        self
    }
    /// The same with `changes`.
    #[must_use]
    pub fn with_changes(mut self, changes: Vec<crate::ArgumentChange>) -> Self {
        self.changes = Some(changes);
        self
    }
    /// The same with `previous_id`.
    #[must_use]
    pub fn with_previous_id(mut self, previous_id: crate::ApprovalId) -> Self {
        self.previous_id = Some(previous_id);
        self
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
    /// The same with `edit_schema`.
    #[must_use]
    pub fn with_edit_schema(mut self, edit_schema: serde_json::Value) -> Self {
        self.edit_schema = Some(edit_schema);
        self
    }
    /// The same with `deciders`.
    #[must_use]
    pub fn with_deciders(mut self, deciders: Vec<crate::Principal>) -> Self {
        self.deciders = Some(deciders);
        self
    }
    /// The same with `escalation`.
    #[must_use]
    pub fn with_escalation(mut self, escalation: crate::Escalation) -> Self {
        self.escalation = Some(escalation);
        self
    }
    /// The same with `escalated_at`.
    #[must_use]
    pub fn with_escalated_at(mut self, escalated_at: crate::Timestamp) -> Self {
        self.escalated_at = Some(escalated_at);
        self
    }
    /// The same with `valid_until`.
    #[must_use]
    pub fn with_valid_until(mut self, valid_until: crate::Timestamp) -> Self {
        self.valid_until = Some(valid_until);
        self
    }
    /// The same with `run_id`.
    #[must_use]
    pub fn with_run_id(mut self, run_id: crate::RunId) -> Self {
        self.run_id = Some(run_id);
        self
    }
    /// The same with `mission_id`.
    #[must_use]
    pub fn with_mission_id(mut self, mission_id: crate::MissionId) -> Self {
        self.mission_id = Some(mission_id);
        self
    }
    /// The same with `item_id`.
    #[must_use]
    pub fn with_item_id(mut self, item_id: crate::ItemId) -> Self {
        self.item_id = Some(item_id);
        self
    }
    /// The same with `routine_id`.
    #[must_use]
    pub fn with_routine_id(mut self, routine_id: crate::RoutineId) -> Self {
        self.routine_id = Some(routine_id);
        self
    }
    /// The same with `answer`.
    #[must_use]
    pub fn with_answer(mut self, answer: crate::LongText) -> Self {
        self.answer = Some(answer);
        self
    }
    /// The same with `call_id`.
    #[must_use]
    pub fn with_call_id(mut self, call_id: crate::CallId) -> Self {
        self.call_id = Some(call_id);
        self
    }
    /// The same with `cancel_reason`.
    #[must_use]
    pub fn with_cancel_reason(mut self, cancel_reason: crate::LongText) -> Self {
        self.cancel_reason = Some(cancel_reason);
        self
    }
    /// The same with `receipt`.
    #[must_use]
    pub fn with_receipt(mut self, receipt: crate::Receipt) -> Self {
        self.receipt = Some(receipt);
        self
    }
    /// The same with `ended_at`.
    #[must_use]
    pub fn with_ended_at(mut self, ended_at: crate::Timestamp) -> Self {
        self.ended_at = Some(ended_at);
        self
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ApprovalPage {
    /// Each: A checkpoint as it stands.
    pub items: Vec<crate::Approval>,
    /// The revision that all pages of this list show. A watch with `after` of it misses nothing.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl ApprovalPage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::Approval>, revision: crate::Revision) -> Self {
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

/// What somebody decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind")]
pub enum ApprovalDecision {
    /// `approve`
    #[serde(rename = "approve")]
    Approve(ApproveDecision),
    /// `edit`
    #[serde(rename = "edit")]
    Edit(EditDecision),
    /// `deny`
    #[serde(rename = "deny")]
    Deny(DenyDecision),
    /// `respond`
    #[serde(rename = "respond")]
    Respond(RespondDecision),
}

/// It may be done with exactly these arguments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApproveDecision {
    /// Of the arguments that were looked at.
    pub digest: crate::Sha256,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub comment: Option<crate::LongText>,
}

impl ApproveDecision {
    /// With what is required and nothing else.
    pub fn new(digest: crate::Sha256) -> Self {
        Self { digest, comment: None }
    }
    /// The same with `comment`.
    #[must_use]
    pub fn with_comment(mut self, comment: crate::LongText) -> Self {
        self.comment = Some(comment);
        self
    }
}

/// It may be done with other arguments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EditDecision {
    /// Of the arguments that were looked at.
    pub digest: crate::Sha256,
    /// What it may be done with instead; any JSON, at most 64 KiB.
    pub arguments: serde_json::Value,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub comment: Option<crate::LongText>,
}

impl EditDecision {
    /// With what is required and nothing else.
    pub fn new(digest: crate::Sha256, arguments: serde_json::Value) -> Self {
        Self {
            digest,
            arguments,
            comment: None,
        }
    }
    /// The same with `comment`.
    #[must_use]
    pub fn with_comment(mut self, comment: crate::LongText) -> Self {
        self.comment = Some(comment);
        self
    }
}

/// It may not be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DenyDecision {
    /// Of the arguments that were looked at.
    pub digest: crate::Sha256,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl DenyDecision {
    /// With what is required and nothing else.
    pub fn new(digest: crate::Sha256) -> Self {
        Self { digest, reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// It is not decided; the agent is told something instead, and may ask again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RespondDecision {
    /// Of the arguments that were looked at.
    pub digest: crate::Sha256,
    /// Text of any form, Markdown for example.
    pub text: crate::LongText,
}

impl RespondDecision {
    /// With what is required and nothing else.
    pub fn new(digest: crate::Sha256, text: crate::LongText) -> Self {
        Self { digest, text }
    }
}

/// What is about to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApprovalConsumption {
    /// Of the arguments that it is done with.
    pub digest: crate::Sha256,
    /// The epoch of the run's lease; required when a run has asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Epoch")]
    pub epoch: Option<crate::Epoch>,
}

impl ApprovalConsumption {
    /// With what is required and nothing else.
    pub fn new(digest: crate::Sha256) -> Self {
        Self { digest, epoch: None }
    }
    /// The same with `epoch`.
    #[must_use]
    pub fn with_epoch(mut self, epoch: crate::Epoch) -> Self {
        self.epoch = Some(epoch);
        self
    }
}

/// A request is taken back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApprovalCancellation {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
    /// The epoch of the run's lease; required of agents and services when a run has asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Epoch")]
    pub epoch: Option<crate::Epoch>,
}

impl ApprovalCancellation {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None, epoch: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
    /// The same with `epoch`.
    #[must_use]
    pub fn with_epoch(mut self, epoch: crate::Epoch) -> Self {
        self.epoch = Some(epoch);
        self
    }
}

closed_enum! {
    /// What is signed, and how; all of the receipt but its signature, in its canonical form (RFC 8785), by Ed25519.
    pub enum ReceiptFormat {
        CharterReceipt1 = "charter-receipt-1",
    }
}

/// Proves that an approval was given and used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Receipt {
    /// What is signed, and how; all of the receipt but its signature, in its canonical form (RFC 8785), by Ed25519.
    pub format: crate::ReceiptFormat,
    /// A UUID in lower case, which names one store for as long as it lives. A cursor is only good for the store that
    /// gave it.
    pub store_id: crate::StoreId,
    /// The organisation, workspace and project that a row lies in.
    pub partition: crate::Partition,
    /// A UUID of version 7 in lower case, given by the server and never used again.
    pub approval_id: crate::ApprovalId,
    /// What is to be done, for example `deploy.production`; for a tool's call the name of the tool.
    pub action: crate::ActionName,
    /// The SHA-256 of the arguments in their canonical form (RFC 8785).
    pub digest: crate::Sha256,
    /// How much harm the action can do.
    pub risk: crate::RiskClass,
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RunId")]
    pub run_id: Option<crate::RunId>,
    /// The epoch of the lease under which it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Epoch")]
    pub epoch: Option<crate::Epoch>,
    /// A UUID of version 7 in lower case, given by the server; later missions have greater ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionId")]
    pub mission_id: Option<crate::MissionId>,
    /// Names a work item in its mission; given by whoever adds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ItemId")]
    pub item_id: Option<crate::ItemId>,
    /// A UUID of version 7 in lower case, given by the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RoutineId")]
    pub routine_id: Option<crate::RoutineId>,
    /// Who acts.
    pub requested_by: crate::Principal,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub requested_at: crate::Timestamp,
    /// How many different people have to approve.
    pub quorum: crate::Quorum,
    /// The approvals that it rests on.
    pub decisions: Vec<crate::ApprovalDecided>,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub approved_at: crate::Timestamp,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub valid_until: crate::Timestamp,
    /// Who acts.
    pub consumed_by: crate::Principal,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub consumed_at: crate::Timestamp,
    /// The key that it is signed with.
    pub key_id: crate::KeyThumbprint,
    /// An Ed25519 signature in base64url.
    pub signature: crate::Signature,
}

impl Receipt {
    /// With what is required and nothing else.
    pub fn new(
        format: crate::ReceiptFormat,
        store_id: crate::StoreId,
        partition: crate::Partition,
        approval_id: crate::ApprovalId,
        action: crate::ActionName,
        digest: crate::Sha256,
        risk: crate::RiskClass,
        requested_by: crate::Principal,
        requested_at: crate::Timestamp,
        quorum: crate::Quorum,
        decisions: Vec<crate::ApprovalDecided>,
        approved_at: crate::Timestamp,
        valid_until: crate::Timestamp,
        consumed_by: crate::Principal,
        consumed_at: crate::Timestamp,
        key_id: crate::KeyThumbprint,
        signature: crate::Signature,
    ) -> Self {
        Self {
            format,
            store_id,
            partition,
            approval_id,
            action,
            digest,
            risk,
            requested_by,
            requested_at,
            quorum,
            decisions,
            approved_at,
            valid_until,
            consumed_by,
            consumed_at,
            key_id,
            signature,
            run_id: None,
            epoch: None,
            mission_id: None,
            item_id: None,
            routine_id: None,
        }
    }
    /// The same with `run_id`.
    #[must_use]
    pub fn with_run_id(mut self, run_id: crate::RunId) -> Self {
        self.run_id = Some(run_id);
        self
    }
    /// The same with `epoch`.
    #[must_use]
    pub fn with_epoch(mut self, epoch: crate::Epoch) -> Self {
        self.epoch = Some(epoch);
        self
    }
    /// The same with `mission_id`.
    #[must_use]
    pub fn with_mission_id(mut self, mission_id: crate::MissionId) -> Self {
        self.mission_id = Some(mission_id);
        self
    }
    /// The same with `item_id`.
    #[must_use]
    pub fn with_item_id(mut self, item_id: crate::ItemId) -> Self {
        self.item_id = Some(item_id);
        self
    }
    /// The same with `routine_id`.
    #[must_use]
    pub fn with_routine_id(mut self, routine_id: crate::RoutineId) -> Self {
        self.routine_id = Some(routine_id);
        self
    }
}

/// A JSON Web Key Set (RFC 7517).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ReceiptKeys {
    /// Each: An Ed25519 public key (RFC 8037).
    pub keys: Vec<crate::ReceiptKey>,
}

impl ReceiptKeys {
    /// With what is required and nothing else.
    pub fn new(keys: Vec<crate::ReceiptKey>) -> Self {
        Self { keys }
    }
}

/// An Ed25519 public key (RFC 8037).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ReceiptKey {
    /// The kind of a key (RFC 8037).
    pub kty: crate::KeyType,
    /// The curve of a key (RFC 8037).
    pub crv: crate::KeyCurve,
    /// What a key signs with (RFC 8037).
    pub alg: crate::KeyAlgorithm,
    /// What a key is for (RFC 7517).
    #[serde(rename = "use")]
    pub purpose: crate::KeyUse,
    /// Names a key; its thumbprint by RFC 7638.
    pub kid: crate::KeyThumbprint,
    /// An Ed25519 public key in base64url.
    pub x: crate::PublicKeyBytes,
}

impl ReceiptKey {
    /// With what is required and nothing else.
    pub fn new(
        kty: crate::KeyType,
        crv: crate::KeyCurve,
        alg: crate::KeyAlgorithm,
        purpose: crate::KeyUse,
        kid: crate::KeyThumbprint,
        x: crate::PublicKeyBytes,
    ) -> Self {
        Self {
            kty,
            crv,
            alg,
            purpose,
            kid,
            x,
        }
    }
}

/// What is known of a file that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Artifact {
    /// A UUID of version 7 in lower case, given by the server.
    pub artifact_id: crate::ArtifactId,
    /// A file's name, or a path of names.
    pub name: crate::ArtifactName,
    /// What it is for, in a word, for example `diff`, `report` or `file`.
    pub kind: crate::ArtifactKind,
    /// A media type (RFC 9110, section 8.3.1).
    pub media_type: crate::MediaType,
    /// A SHA-256 digest in lower case hexadecimal digits.
    pub sha256: crate::Sha256,
    /// In bytes.
    pub size: crate::Count,
    /// The run that has made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RunId")]
    pub run_id: Option<crate::RunId>,
    /// The epoch of the run's lease under which it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Epoch")]
    pub epoch: Option<crate::Epoch>,
    /// The mission that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionId")]
    pub mission_id: Option<crate::MissionId>,
    /// The work item that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ItemId")]
    pub item_id: Option<crate::ItemId>,
    /// The artifact whose bytes it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ArtifactId")]
    pub linked_from: Option<crate::ArtifactId>,
    /// The revision at which it was made; an artifact does not change.
    pub rev: crate::Revision,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub created_at: crate::Timestamp,
    /// Who acts.
    pub created_by: crate::Principal,
}

impl Artifact {
    /// With what is required and nothing else.
    pub fn new(
        artifact_id: crate::ArtifactId,
        name: crate::ArtifactName,
        kind: crate::ArtifactKind,
        media_type: crate::MediaType,
        sha256: crate::Sha256,
        size: crate::Count,
        rev: crate::Revision,
        created_at: crate::Timestamp,
        created_by: crate::Principal,
    ) -> Self {
        Self {
            artifact_id,
            name,
            kind,
            media_type,
            sha256,
            size,
            rev,
            created_at,
            created_by,
            run_id: None,
            epoch: None,
            mission_id: None,
            item_id: None,
            linked_from: None,
        }
    }
    /// The same with `run_id`.
    #[must_use]
    pub fn with_run_id(mut self, run_id: crate::RunId) -> Self {
        self.run_id = Some(run_id);
        self
    }
    /// The same with `epoch`.
    #[must_use]
    pub fn with_epoch(mut self, epoch: crate::Epoch) -> Self {
        self.epoch = Some(epoch);
        self
    }
    /// The same with `mission_id`.
    #[must_use]
    pub fn with_mission_id(mut self, mission_id: crate::MissionId) -> Self {
        self.mission_id = Some(mission_id);
        self
    }
    /// The same with `item_id`.
    #[must_use]
    pub fn with_item_id(mut self, item_id: crate::ItemId) -> Self {
        self.item_id = Some(item_id);
        self
    }
    /// The same with `linked_from`.
    #[must_use]
    pub fn with_linked_from(mut self, linked_from: crate::ArtifactId) -> Self {
        self.linked_from = Some(linked_from);
        self
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ArtifactPage {
    /// Each: What is known of a file that is kept.
    pub items: Vec<crate::Artifact>,
    /// The revision that all pages of this list show.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl ArtifactPage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::Artifact>, revision: crate::Revision) -> Self {
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

/// Another artifact of the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NewArtifactLink {
    /// A file's name, or a path of names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ArtifactName")]
    pub name: Option<crate::ArtifactName>,
    /// What it is for, in a word, for example `diff`, `report` or `file`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ArtifactKind")]
    pub kind: Option<crate::ArtifactKind>,
    /// A media type (RFC 9110, section 8.3.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MediaType")]
    pub media_type: Option<crate::MediaType>,
    /// The mission that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionId")]
    pub mission_id: Option<crate::MissionId>,
    /// The work item that it is for; with `mission_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ItemId")]
    pub item_id: Option<crate::ItemId>,
}

impl NewArtifactLink {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {
            name: None,
            kind: None,
            media_type: None,
            mission_id: None,
            item_id: None,
        }
    }
    /// The same with `name`.
    #[must_use]
    pub fn with_name(mut self, name: crate::ArtifactName) -> Self {
        self.name = Some(name);
        self
    }
    /// The same with `kind`.
    #[must_use]
    pub fn with_kind(mut self, kind: crate::ArtifactKind) -> Self {
        self.kind = Some(kind);
        self
    }
    /// The same with `media_type`.
    #[must_use]
    pub fn with_media_type(mut self, media_type: crate::MediaType) -> Self {
        self.media_type = Some(media_type);
        self
    }
    /// The same with `mission_id`.
    #[must_use]
    pub fn with_mission_id(mut self, mission_id: crate::MissionId) -> Self {
        self.mission_id = Some(mission_id);
        self
    }
    /// The same with `item_id`.
    #[must_use]
    pub fn with_item_id(mut self, item_id: crate::ItemId) -> Self {
        self.item_id = Some(item_id);
        self
    }
}

text! {
    /// Which bytes (RFC 9110, section 14.2).
    pub struct ByteRange {
        meaning: "which bytes (RFC 9110, section 14.2)",
        min_length: 1,
        max_length: Some(1024),
        pattern: None,
        excluded: [],
    }
}

text! {
    /// Entity tags of a file, or `*`.
    pub struct ContentTags {
        meaning: "entity tags of a file, or `*`",
        min_length: 1,
        max_length: Some(4096),
        pattern: None,
        excluded: [],
    }
}

text! {
    /// A file's SHA-256 digest as a strong entity tag.
    pub struct ContentTag {
        meaning: "a file's SHA-256 digest as a strong entity tag",
        min_length: 0,
        max_length: None,
        pattern: Some("^\"[0-9a-f]{64}\"$"),
        excluded: [],
    }
}

text! {
    /// Which bytes of how many (RFC 9110, section 14.4), for example `bytes 0-1023/4096`.
    pub struct ContentRange {
        meaning: "which bytes of how many (RFC 9110, section 14.4), for example `bytes 0-1023/4096`",
        min_length: 0,
        max_length: None,
        pattern: Some("^bytes ([0-9]{1,16}-[0-9]{1,16}|\\*)/[0-9]{1,16}$"),
        excluded: [],
    }
}

closed_enum! {
    /// What ranges count in.
    pub enum RangeUnit {
        Bytes = "bytes",
    }
}

closed_enum! {
    /// Whether a browser may guess another media type.
    pub enum Sniffing {
        Nosniff = "nosniff",
    }
}

text! {
    /// A UUID of version 7 in lower case, given by the server.
    pub struct ArtifactId {
        meaning: "a UUID of version 7 in lower case, given by the server",
        min_length: 0,
        max_length: None,
        pattern: Some("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        excluded: [],
    }
}

text! {
    /// A file's name, or a path of names.
    pub struct ArtifactName {
        meaning: "a file's name, or a path of names",
        min_length: 1,
        max_length: Some(255),
        pattern: Some("^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$"),
        excluded: [],
    }
}

text! {
    /// What it is for, in a word, for example `diff`, `report` or `file`.
    pub struct ArtifactKind {
        meaning: "what it is for, in a word, for example `diff`, `report` or `file`",
        min_length: 1,
        max_length: Some(64),
        pattern: Some("^[a-z][a-z0-9_-]*$"),
        excluded: [],
    }
}

text! {
    /// A SHA-256 digest in lower case hexadecimal digits.
    pub struct Sha256 {
        meaning: "a SHA-256 digest in lower case hexadecimal digits",
        min_length: 0,
        max_length: None,
        pattern: Some("^[0-9a-f]{64}$"),
        excluded: [],
    }
}

text! {
    /// A media type (RFC 9110, section 8.3.1).
    pub struct MediaType {
        meaning: "a media type (RFC 9110, section 8.3.1)",
        min_length: 3,
        max_length: Some(255),
        pattern: Some("^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( ?; ?[A-Za-z0-9_-]+=[A-Za-z0-9!#$&^_.+-]+)*$"),
        excluded: [],
    }
}

/// An artifact, as those that have made or use it name it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ArtifactLink {
    /// A UUID of version 7 in lower case, given by the server.
    pub artifact_id: crate::ArtifactId,
    /// A file's name, or a path of names.
    pub name: crate::ArtifactName,
    /// What it is for, in a word, for example `diff`, `report` or `file`.
    pub kind: crate::ArtifactKind,
    /// A SHA-256 digest in lower case hexadecimal digits.
    pub sha256: crate::Sha256,
    /// In bytes.
    pub size: crate::Count,
    /// A media type (RFC 9110, section 8.3.1).
    pub media_type: crate::MediaType,
}

impl ArtifactLink {
    /// With what is required and nothing else.
    pub fn new(
        artifact_id: crate::ArtifactId,
        name: crate::ArtifactName,
        kind: crate::ArtifactKind,
        sha256: crate::Sha256,
        size: crate::Count,
        media_type: crate::MediaType,
    ) -> Self {
        Self {
            artifact_id,
            name,
            kind,
            sha256,
            size,
            media_type,
        }
    }
}

open_enum! {
    /// A family of events.
    pub enum EventFamily {
        Resource = "resource",
        Mission = "mission",
        Run = "run",
        Artifact = "artifact",
        Approval = "approval",
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
    /// A UUID of version 7 in lower case, given by the server; later missions have greater ids.
    pub struct MissionId {
        meaning: "a UUID of version 7 in lower case, given by the server; later missions have greater ids",
        min_length: 0,
        max_length: None,
        pattern: Some("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        excluded: [],
    }
}

text! {
    /// Names a work item in its mission; given by whoever adds it.
    pub struct ItemId {
        meaning: "names a work item in its mission; given by whoever adds it",
        min_length: 1,
        max_length: Some(64),
        pattern: Some("^[A-Za-z0-9_-][A-Za-z0-9._-]*$"),
        excluded: [],
    }
}

text! {
    /// A line of text.
    pub struct Title {
        meaning: "a line of text",
        min_length: 1,
        max_length: Some(200),
        pattern: None,
        excluded: [],
    }
}

text! {
    /// Text of any form, Markdown for example.
    pub struct LongText {
        meaning: "text of any form, Markdown for example",
        min_length: 0,
        max_length: Some(20000),
        pattern: None,
        excluded: [],
    }
}

text! {
    /// Text to look for.
    pub struct SearchText {
        meaning: "text to look for",
        min_length: 1,
        max_length: Some(200),
        pattern: None,
        excluded: [],
    }
}

text! {
    /// A word that missions are found by, for example `team-atlas` or `quarter:2026-1`.
    pub struct Label {
        meaning: "a word that missions are found by, for example `team-atlas` or `quarter:2026-1`",
        min_length: 1,
        max_length: Some(64),
        pattern: Some("^[A-Za-z0-9][A-Za-z0-9._:/-]*$"),
        excluded: [],
    }
}

text! {
    /// Something that a worker can do, for example `rust` or `browser`.
    pub struct Capability {
        meaning: "something that a worker can do, for example `rust` or `browser`",
        min_length: 1,
        max_length: Some(64),
        pattern: Some("^[a-z0-9][a-z0-9._-]*$"),
        excluded: [],
    }
}

text! {
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    pub struct Role {
        meaning: "the part that a run plays",
        min_length: 1,
        max_length: Some(64),
        pattern: Some("^[a-z][a-z0-9_-]*$"),
        excluded: [],
    }
}

integer! {
    /// How many.
    pub struct Count(u64) in 0 ..= 9007199254740991;
}

integer! {
    /// A length of time in milliseconds, at most ten years.
    pub struct Milliseconds(u64) in 1 ..= 315360000000;
}

integer! {
    /// How many runs of a mission may be under way at once.
    pub struct Parallelism(u16) in 1 ..= 1000;
}

integer! {
    /// How often a work item may be tried.
    pub struct AttemptLimit(u16) in 1 ..= 100;
}

/// What a mission may use. A mission that reaches one pauses and says which; it goes on when that budget was raised and
/// it is resumed. What is left out is not limited.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionBudgets {
    /// How many runs may be started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Count")]
    pub runs: Option<crate::Count>,
    /// How often an item may be tried, rework included; 3 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::AttemptLimit")]
    pub attempts_per_item: Option<crate::AttemptLimit>,
    /// How many tokens of language models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Count")]
    pub tokens: Option<crate::Count>,
    /// Money, in millionths of whatever unit the workers report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Count")]
    pub cost_micros: Option<crate::Count>,
    /// How long after its creation the mission may go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub wall_ms: Option<crate::Milliseconds>,
    /// Until when the mission may go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub deadline: Option<crate::Timestamp>,
}

impl MissionBudgets {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {
            runs: None,
            attempts_per_item: None,
            tokens: None,
            cost_micros: None,
            wall_ms: None,
            deadline: None,
        }
    }
    /// The same with `runs`.
    #[must_use]
    pub fn with_runs(mut self, runs: crate::Count) -> Self {
        self.runs = Some(runs);
        self
    }
    /// The same with `attempts_per_item`.
    #[must_use]
    pub fn with_attempts_per_item(
        mut self,
        attempts_per_item: crate::AttemptLimit,
    ) -> Self {
        self.attempts_per_item = Some(attempts_per_item);
        self
    }
    /// The same with `tokens`.
    #[must_use]
    pub fn with_tokens(mut self, tokens: crate::Count) -> Self {
        self.tokens = Some(tokens);
        self
    }
    /// The same with `cost_micros`.
    #[must_use]
    pub fn with_cost_micros(mut self, cost_micros: crate::Count) -> Self {
        self.cost_micros = Some(cost_micros);
        self
    }
    /// The same with `wall_ms`.
    #[must_use]
    pub fn with_wall_ms(mut self, wall_ms: crate::Milliseconds) -> Self {
        self.wall_ms = Some(wall_ms);
        self
    }
    /// The same with `deadline`.
    #[must_use]
    pub fn with_deadline(mut self, deadline: crate::Timestamp) -> Self {
        self.deadline = Some(deadline);
        self
    }
}

/// What a mission has used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissionUsage {
    /// How many runs were started.
    pub runs: crate::Count,
    /// How many.
    pub tokens: crate::Count,
    /// How many.
    pub cost_micros: crate::Count,
}

impl MissionUsage {
    /// With what is required and nothing else.
    pub fn new(
        runs: crate::Count,
        tokens: crate::Count,
        cost_micros: crate::Count,
    ) -> Self {
        Self { runs, tokens, cost_micros }
    }
}

closed_enum! {
    /// Who judges what an item has come to before it counts as done.
    pub enum Gates {
        None = "none",
        Review = "review",
        Test = "test",
        Both = "both",
    }
}

closed_enum! {
    /// A judgement of an item's outcome.
    pub enum Gate {
        Review = "review",
        Test = "test",
    }
}

closed_enum! {
    /// How a mission begins; with a run of the role `planner` that adds the items, or with the items that it has.
    pub enum Entrypoint {
        Items = "items",
        Planner = "planner",
    }
}

/// What a mission is to reach, and within which bounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionSpec {
    /// A line of text.
    pub title: crate::Title,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub objective: Option<crate::LongText>,
    /// How it is told that the objective is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::LongText>")]
    pub success_criteria: Option<Vec<crate::LongText>>,
    /// Several labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Label>")]
    pub labels: Option<Vec<crate::Label>>,
    /// What a mission may use. A mission that reaches one pauses and says which; it goes on when that budget was raised and
    /// it is resumed. What is left out is not limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionBudgets")]
    pub budgets: Option<crate::MissionBudgets>,
    /// What every worker of this mission has to be able to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Capability>")]
    pub required_capabilities: Option<Vec<crate::Capability>>,
    /// `items` when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Entrypoint")]
    pub entrypoint: Option<crate::Entrypoint>,
    /// 4 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Parallelism")]
    pub parallelism: Option<crate::Parallelism>,
    /// The gates of items that do not say; `none` when it is left out. Sensitive items have both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Gates")]
    pub default_gates: Option<crate::Gates>,
    /// Which actions of its runs need an approval. It stays as it is for as long as the mission lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ApprovalPolicy")]
    pub approval_policy: Option<crate::ApprovalPolicy>,
    /// More can be added later, up to 10,000 in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::WorkItemSpec>")]
    pub items: Option<Vec<crate::WorkItemSpec>>,
}

impl MissionSpec {
    /// With what is required and nothing else.
    pub fn new(title: crate::Title) -> Self {
        Self {
            title,
            objective: None,
            success_criteria: None,
            labels: None,
            budgets: None,
            required_capabilities: None,
            entrypoint: None,
            parallelism: None,
            default_gates: None,
            approval_policy: None,
            items: None,
        }
    }
    /// The same with `objective`.
    #[must_use]
    pub fn with_objective(mut self, objective: crate::LongText) -> Self {
        self.objective = Some(objective);
        self
    }
    /// The same with `success_criteria`.
    #[must_use]
    pub fn with_success_criteria(
        mut self,
        success_criteria: Vec<crate::LongText>,
    ) -> Self {
        self.success_criteria = Some(success_criteria);
        self
    }
    /// The same with `labels`.
    #[must_use]
    pub fn with_labels(mut self, labels: Vec<crate::Label>) -> Self {
        self.labels = Some(labels);
        self
    }
    /// The same with `budgets`.
    #[must_use]
    pub fn with_budgets(mut self, budgets: crate::MissionBudgets) -> Self {
        self.budgets = Some(budgets);
        self
    }
    /// The same with `required_capabilities`.
    #[must_use]
    pub fn with_required_capabilities(
        mut self,
        required_capabilities: Vec<crate::Capability>,
    ) -> Self {
        self.required_capabilities = Some(required_capabilities);
        self
    }
    /// The same with `entrypoint`.
    #[must_use]
    pub fn with_entrypoint(mut self, entrypoint: crate::Entrypoint) -> Self {
        self.entrypoint = Some(entrypoint);
        self
    }
    /// The same with `parallelism`.
    #[must_use]
    pub fn with_parallelism(mut self, parallelism: crate::Parallelism) -> Self {
        self.parallelism = Some(parallelism);
        self
    }
    /// The same with `default_gates`.
    #[must_use]
    pub fn with_default_gates(mut self, default_gates: crate::Gates) -> Self {
        self.default_gates = Some(default_gates);
        self
    }
    /// The same with `approval_policy`.
    #[must_use]
    pub fn with_approval_policy(
        mut self,
        approval_policy: crate::ApprovalPolicy,
    ) -> Self {
        self.approval_policy = Some(approval_policy);
        self
    }
    /// The same with `items`.
    #[must_use]
    pub fn with_items(mut self, items: Vec<crate::WorkItemSpec>) -> Self {
        self.items = Some(items);
        self
    }
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WorkItemSpec {
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
    /// A line of text.
    pub title: crate::Title,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub description: Option<crate::LongText>,
    /// The items that have to be done first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ItemId>")]
    pub depends_on: Option<Vec<crate::ItemId>>,
    /// Who does it; `specialist` when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Role")]
    pub role: Option<crate::Role>,
    /// What its worker has to be able to do, beside what the mission requires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Capability>")]
    pub skills: Option<Vec<crate::Capability>>,
    /// The mission's default when it is left out; both for sensitive items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Gates")]
    pub gates: Option<crate::Gates>,
    /// Whether its output is sensitive; false when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub sensitive: Option<bool>,
    /// Whether the mission is only complete with it; true when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub required: Option<bool>,
    /// Any JSON that its worker gets, at most 16 KiB.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub inputs: Option<serde_json::Value>,
    /// The kinds of artifacts without which it does not enter its gates, or is not done if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArtifactKind>")]
    pub gate_artifacts: Option<Vec<crate::ArtifactKind>>,
    /// How long an attempt may take; as long as its lease is kept when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub time_limit_ms: Option<crate::Milliseconds>,
}

impl WorkItemSpec {
    /// With what is required and nothing else.
    pub fn new(item_id: crate::ItemId, title: crate::Title) -> Self {
        Self {
            item_id,
            title,
            description: None,
            depends_on: None,
            role: None,
            skills: None,
            gates: None,
            sensitive: None,
            required: None,
            inputs: None,
            gate_artifacts: None,
            time_limit_ms: None,
        }
    }
    /// The same with `description`.
    #[must_use]
    pub fn with_description(mut self, description: crate::LongText) -> Self {
        self.description = Some(description);
        self
    }
    /// The same with `depends_on`.
    #[must_use]
    pub fn with_depends_on(mut self, depends_on: Vec<crate::ItemId>) -> Self {
        self.depends_on = Some(depends_on);
        self
    }
    /// The same with `role`.
    #[must_use]
    pub fn with_role(mut self, role: crate::Role) -> Self {
        self.role = Some(role);
        self
    }
    /// The same with `skills`.
    #[must_use]
    pub fn with_skills(mut self, skills: Vec<crate::Capability>) -> Self {
        self.skills = Some(skills);
        self
    }
    /// The same with `gates`.
    #[must_use]
    pub fn with_gates(mut self, gates: crate::Gates) -> Self {
        self.gates = Some(gates);
        self
    }
    /// The same with `sensitive`.
    #[must_use]
    pub fn with_sensitive(mut self, sensitive: bool) -> Self {
        self.sensitive = Some(sensitive);
        self
    }
    /// The same with `required`.
    #[must_use]
    pub fn with_required(mut self, required: bool) -> Self {
        self.required = Some(required);
        self
    }
    /// The same with `inputs`.
    #[must_use]
    pub fn with_inputs(mut self, inputs: serde_json::Value) -> Self {
        self.inputs = Some(inputs);
        self
    }
    /// The same with `gate_artifacts`.
    #[must_use]
    pub fn with_gate_artifacts(
        mut self,
        gate_artifacts: Vec<crate::ArtifactKind>,
    ) -> Self {
        self.gate_artifacts = Some(gate_artifacts);
        self
    }
    /// The same with `time_limit_ms`.
    #[must_use]
    pub fn with_time_limit_ms(mut self, time_limit_ms: crate::Milliseconds) -> Self {
        self.time_limit_ms = Some(time_limit_ms);
        self
    }
}

open_enum! {
    /// Where a mission stands. `cancelling` means that runs are still under way. `completed` and `cancelled` are final.
    pub enum MissionStatus {
        Running = "running",
        Paused = "paused",
        Cancelling = "cancelling",
        Cancelled = "cancelled",
        Completed = "completed",
    }
}

open_enum! {
    /// Why a mission is paused; somebody's wish, a budget that is used up, or nothing left that could go on.
    pub enum PauseReason {
        Requested = "requested",
        Runs = "runs",
        Tokens = "tokens",
        Cost = "cost",
        WallTime = "wall_time",
        Deadline = "deadline",
        Stuck = "stuck",
    }
}

/// How many items stand where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ItemCounts {
    /// How many.
    pub total: crate::Count,
    /// How many of those that the mission is only complete with are not done.
    pub required_open: crate::Count,
    /// How many.
    pub pending: crate::Count,
    /// How many.
    pub ready: crate::Count,
    /// How many.
    pub running: crate::Count,
    /// How many.
    pub in_review: crate::Count,
    /// How many.
    pub in_test: crate::Count,
    /// How many.
    pub rework: crate::Count,
    /// How many.
    pub waiting_approval: crate::Count,
    /// How many.
    pub blocked: crate::Count,
    /// How many.
    pub done: crate::Count,
    /// How many.
    pub failed: crate::Count,
    /// How many.
    pub cancelled: crate::Count,
}

impl ItemCounts {
    /// With what is required and nothing else.
    pub fn new(
        total: crate::Count,
        required_open: crate::Count,
        pending: crate::Count,
        ready: crate::Count,
        running: crate::Count,
        in_review: crate::Count,
        in_test: crate::Count,
        rework: crate::Count,
        waiting_approval: crate::Count,
        blocked: crate::Count,
        done: crate::Count,
        failed: crate::Count,
        cancelled: crate::Count,
    ) -> Self {
        Self {
            total,
            required_open,
            pending,
            ready,
            running,
            in_review,
            in_test,
            rework,
            waiting_approval,
            blocked,
            done,
            failed,
            cancelled,
        }
    }
}

/// A mission as it stands. Its items are documents of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Mission {
    /// A UUID of version 7 in lower case, given by the server; later missions have greater ids.
    pub mission_id: crate::MissionId,
    /// A line of text.
    pub title: crate::Title,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub objective: Option<crate::LongText>,
    /// Each: Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::LongText>")]
    pub success_criteria: Option<Vec<crate::LongText>>,
    /// Several labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Label>")]
    pub labels: Option<Vec<crate::Label>>,
    /// Where a mission stands. `cancelling` means that runs are still under way. `completed` and `cancelled` are final.
    pub status: crate::MissionStatus,
    /// Why it is paused; left out when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::PauseReason")]
    pub pause_reason: Option<crate::PauseReason>,
    /// Several things that a worker can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Capability>")]
    pub required_capabilities: Option<Vec<crate::Capability>>,
    /// How many runs of a mission may be under way at once.
    pub parallelism: crate::Parallelism,
    /// Who judges what an item has come to before it counts as done.
    pub default_gates: crate::Gates,
    /// Which actions of its runs need an approval; left out when none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ApprovalPolicy")]
    pub approval_policy: Option<crate::ApprovalPolicy>,
    /// What a mission may use. A mission that reaches one pauses and says which; it goes on when that budget was raised and
    /// it is resumed. What is left out is not limited.
    pub budgets: crate::MissionBudgets,
    /// What a mission has used.
    pub usage: crate::MissionUsage,
    /// How many runs are under way.
    pub active_runs: crate::Count,
    /// How many runs were ever queued, each attempt at the same counted once.
    pub queued_runs: crate::Count,
    /// How many items stand where.
    pub items: crate::ItemCounts,
    /// How many events were applied to it.
    pub steps: crate::Count,
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub rev: crate::Revision,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub created_at: crate::Timestamp,
    /// Who acts.
    pub created_by: crate::Principal,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub updated_at: crate::Timestamp,
    /// When it was completed or cancelled; left out while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub ended_at: Option<crate::Timestamp>,
}

impl Mission {
    /// With what is required and nothing else.
    pub fn new(
        mission_id: crate::MissionId,
        title: crate::Title,
        status: crate::MissionStatus,
        parallelism: crate::Parallelism,
        default_gates: crate::Gates,
        budgets: crate::MissionBudgets,
        usage: crate::MissionUsage,
        active_runs: crate::Count,
        queued_runs: crate::Count,
        items: crate::ItemCounts,
        steps: crate::Count,
        rev: crate::Revision,
        created_at: crate::Timestamp,
        created_by: crate::Principal,
        updated_at: crate::Timestamp,
    ) -> Self {
        Self {
            mission_id,
            title,
            status,
            parallelism,
            default_gates,
            budgets,
            usage,
            active_runs,
            queued_runs,
            items,
            steps,
            rev,
            created_at,
            created_by,
            updated_at,
            objective: None,
            success_criteria: None,
            labels: None,
            pause_reason: None,
            required_capabilities: None,
            approval_policy: None,
            ended_at: None,
        }
    }
    /// The same with `objective`.
    #[must_use]
    pub fn with_objective(mut self, objective: crate::LongText) -> Self {
        self.objective = Some(objective);
        self
    }
    /// The same with `success_criteria`.
    #[must_use]
    pub fn with_success_criteria(
        mut self,
        success_criteria: Vec<crate::LongText>,
    ) -> Self {
        self.success_criteria = Some(success_criteria);
        self
    }
    /// The same with `labels`.
    #[must_use]
    pub fn with_labels(mut self, labels: Vec<crate::Label>) -> Self {
        self.labels = Some(labels);
        self
    }
    /// The same with `pause_reason`.
    #[must_use]
    pub fn with_pause_reason(mut self, pause_reason: crate::PauseReason) -> Self {
        self.pause_reason = Some(pause_reason);
        self
    }
    /// The same with `required_capabilities`.
    #[must_use]
    pub fn with_required_capabilities(
        mut self,
        required_capabilities: Vec<crate::Capability>,
    ) -> Self {
        self.required_capabilities = Some(required_capabilities);
        self
    }
    /// The same with `approval_policy`.
    #[must_use]
    pub fn with_approval_policy(
        mut self,
        approval_policy: crate::ApprovalPolicy,
    ) -> Self {
        self.approval_policy = Some(approval_policy);
        self
    }
    /// The same with `ended_at`.
    #[must_use]
    pub fn with_ended_at(mut self, ended_at: crate::Timestamp) -> Self {
        self.ended_at = Some(ended_at);
        self
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissionPage {
    /// Each: A mission as it stands. Its items are documents of their own.
    pub items: Vec<crate::Mission>,
    /// The revision that all pages of this list show. A watch with `after` of it misses nothing.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl MissionPage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::Mission>, revision: crate::Revision) -> Self {
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

open_enum! {
    /// Where a work item stands. `pending` waits for its dependencies, `ready` for a worker; `in_review` and `in_test` for a
    /// judgement; `rework` was sent back and waits for a worker; `waiting_approval` waits for a decision; `blocked` depends on an item that failed or was
    /// cancelled. `done` is final.
    pub enum ItemStatus {
        Pending = "pending",
        Ready = "ready",
        Running = "running",
        InReview = "in_review",
        InTest = "in_test",
        Rework = "rework",
        WaitingApproval = "waiting_approval",
        Blocked = "blocked",
        Done = "done",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

/// Why an item was sent back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ItemFeedback {
    /// A judgement of an item's outcome.
    pub gate: crate::Gate,
    /// Text of any form, Markdown for example.
    pub feedback: crate::LongText,
    /// The attempt that was judged.
    pub attempt: crate::Count,
    /// Who judged.
    pub by: crate::Principal,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
}

impl ItemFeedback {
    /// With what is required and nothing else.
    pub fn new(
        gate: crate::Gate,
        feedback: crate::LongText,
        attempt: crate::Count,
        by: crate::Principal,
        at: crate::Timestamp,
    ) -> Self {
        Self {
            gate,
            feedback,
            attempt,
            by,
            at,
        }
    }
}

/// A work item as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct WorkItem {
    /// A UUID of version 7 in lower case, given by the server; later missions have greater ids.
    pub mission_id: crate::MissionId,
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
    /// A line of text.
    pub title: crate::Title,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub description: Option<crate::LongText>,
    /// Each: Names a work item in its mission; given by whoever adds it.
    pub depends_on: Vec<crate::ItemId>,
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    pub role: crate::Role,
    /// Several things that a worker can do.
    pub skills: Vec<crate::Capability>,
    /// Who judges what an item has come to before it counts as done.
    pub gates: crate::Gates,
    /// Whether its output is sensitive.
    pub sensitive: bool,
    /// Whether the mission is only complete with it.
    pub required: bool,
    /// Any JSON that its worker gets.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub inputs: Option<serde_json::Value>,
    /// The kinds of artifacts without which it does not enter its gates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArtifactKind>")]
    pub gate_artifacts: Option<Vec<crate::ArtifactKind>>,
    /// How long an attempt may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub time_limit_ms: Option<crate::Milliseconds>,
    /// What its last successful attempt has made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArtifactLink>")]
    pub artifacts: Option<Vec<crate::ArtifactLink>>,
    /// Where a work item stands. `pending` waits for its dependencies, `ready` for a worker; `in_review` and `in_test` for a
    /// judgement; `rework` was sent back and waits for a worker; `waiting_approval` waits for a decision; `blocked` depends on an item that failed or was
    /// cancelled. `done` is final.
    pub status: crate::ItemStatus,
    /// Why it failed, was cancelled or is blocked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
    /// How often a worker has begun it.
    pub attempts: crate::Count,
    /// How often in a row its run has failed where it stands.
    pub failures: crate::Count,
    /// How many of its dependencies are not done.
    pub waiting_for: crate::Count,
    /// The items that depend on it.
    pub dependents: Vec<crate::ItemId>,
    /// The run that is queued or under way for it; left out when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RunId")]
    pub run_id: Option<crate::RunId>,
    /// Who did what its gates judge; left out before the first attempt has succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Principal")]
    pub produced_by: Option<crate::Principal>,
    /// What was sent back, oldest first.
    pub feedback: Vec<crate::ItemFeedback>,
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub rev: crate::Revision,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub created_at: crate::Timestamp,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub updated_at: crate::Timestamp,
}

impl WorkItem {
    /// With what is required and nothing else.
    pub fn new(
        mission_id: crate::MissionId,
        item_id: crate::ItemId,
        title: crate::Title,
        depends_on: Vec<crate::ItemId>,
        role: crate::Role,
        skills: Vec<crate::Capability>,
        gates: crate::Gates,
        sensitive: bool,
        required: bool,
        status: crate::ItemStatus,
        attempts: crate::Count,
        failures: crate::Count,
        waiting_for: crate::Count,
        dependents: Vec<crate::ItemId>,
        feedback: Vec<crate::ItemFeedback>,
        rev: crate::Revision,
        created_at: crate::Timestamp,
        updated_at: crate::Timestamp,
    ) -> Self {
        Self {
            mission_id,
            item_id,
            title,
            depends_on,
            role,
            skills,
            gates,
            sensitive,
            required,
            status,
            attempts,
            failures,
            waiting_for,
            dependents,
            feedback,
            rev,
            created_at,
            updated_at,
            description: None,
            inputs: None,
            gate_artifacts: None,
            time_limit_ms: None,
            artifacts: None,
            reason: None,
            run_id: None,
            produced_by: None,
        }
    }
    /// The same with `description`.
    #[must_use]
    pub fn with_description(mut self, description: crate::LongText) -> Self {
        self.description = Some(description);
        self
    }
    /// The same with `inputs`.
    #[must_use]
    pub fn with_inputs(mut self, inputs: serde_json::Value) -> Self {
        self.inputs = Some(inputs);
        self
    }
    /// The same with `gate_artifacts`.
    #[must_use]
    pub fn with_gate_artifacts(
        mut self,
        gate_artifacts: Vec<crate::ArtifactKind>,
    ) -> Self {
        self.gate_artifacts = Some(gate_artifacts);
        self
    }
    /// The same with `time_limit_ms`.
    #[must_use]
    pub fn with_time_limit_ms(mut self, time_limit_ms: crate::Milliseconds) -> Self {
        self.time_limit_ms = Some(time_limit_ms);
        self
    }
    /// The same with `artifacts`.
    #[must_use]
    pub fn with_artifacts(mut self, artifacts: Vec<crate::ArtifactLink>) -> Self {
        self.artifacts = Some(artifacts);
        self
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
    /// The same with `run_id`.
    #[must_use]
    pub fn with_run_id(mut self, run_id: crate::RunId) -> Self {
        self.run_id = Some(run_id);
        self
    }
    /// The same with `produced_by`.
    #[must_use]
    pub fn with_produced_by(mut self, produced_by: crate::Principal) -> Self {
        self.produced_by = Some(produced_by);
        self
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct WorkItemPage {
    /// Each: A work item as it stands.
    pub items: Vec<crate::WorkItem>,
    /// The revision that all pages of this list show.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl WorkItemPage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::WorkItem>, revision: crate::Revision) -> Self {
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

/// Something that a person or a program has decided about a mission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind")]
pub enum MissionEvent {
    /// `paused`
    #[serde(rename = "paused")]
    Paused(MissionPaused),
    /// `resumed`
    #[serde(rename = "resumed")]
    Resumed(MissionResumed),
    /// `cancel_requested`
    #[serde(rename = "cancel_requested")]
    CancelRequested(MissionCancelRequested),
    /// `budgets_changed`
    #[serde(rename = "budgets_changed")]
    BudgetsChanged(MissionBudgetsChanged),
    /// `items_added`
    #[serde(rename = "items_added")]
    ItemsAdded(MissionItemsAdded),
    /// `item_changed`
    #[serde(rename = "item_changed")]
    ItemChanged(MissionItemChanged),
    /// `item_cancelled`
    #[serde(rename = "item_cancelled")]
    ItemCancelled(MissionItemCancelled),
    /// `item_retried`
    #[serde(rename = "item_retried")]
    ItemRetried(MissionItemRetried),
    /// `gate_decided`
    #[serde(rename = "gate_decided")]
    GateDecided(MissionGateDecided),
}

/// Nothing new is begun; what is under way goes on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionPaused {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl MissionPaused {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// The mission goes on. A budget that is used up has to be raised first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionResumed {}

impl MissionResumed {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {}
    }
}

/// Nothing new is begun, and what is under way is told to stop; then the mission is cancelled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionCancelRequested {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl MissionCancelRequested {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// The budgets from now on, all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionBudgetsChanged {
    /// What a mission may use. A mission that reaches one pauses and says which; it goes on when that budget was raised and
    /// it is resumed. What is left out is not limited.
    pub budgets: crate::MissionBudgets,
}

impl MissionBudgetsChanged {
    /// With what is required and nothing else.
    pub fn new(budgets: crate::MissionBudgets) -> Self {
        Self { budgets }
    }
}

/// More work; a mission has at most 10,000 items. They may depend on each other and on those that there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionItemsAdded {
    /// Each: A piece of work.
    pub items: Vec<crate::WorkItemSpec>,
}

impl MissionItemsAdded {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::WorkItemSpec>) -> Self {
        Self { items }
    }
}

/// Why a mission is paused.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionPause {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl MissionPause {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// Nothing more is to be said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionResumption {}

impl MissionResumption {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {}
    }
}

/// Why a mission is cancelled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionCancellation {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl MissionCancellation {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// More work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NewWorkItems {
    /// Each: A piece of work.
    pub items: Vec<crate::WorkItemSpec>,
}

impl NewWorkItems {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::WorkItemSpec>) -> Self {
        Self { items }
    }
}

/// Nothing more is to be said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ItemRetry {}

impl ItemRetry {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {}
    }
}

/// Why an item is cancelled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ItemCancellation {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl ItemCancellation {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// What is to be different from now on; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WorkItemChange {
    /// A line of text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Title")]
    pub title: Option<crate::Title>,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub description: Option<crate::LongText>,
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Role")]
    pub role: Option<crate::Role>,
    /// Several things that a worker can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Capability>")]
    pub skills: Option<Vec<crate::Capability>>,
    /// Who judges what an item has come to before it counts as done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Gates")]
    pub gates: Option<crate::Gates>,
    /// Whether the mission is only complete with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub required: Option<bool>,
    /// Any JSON that its worker gets, at most 16 KiB.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub inputs: Option<serde_json::Value>,
    /// The kinds of artifacts without which it does not enter its gates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArtifactKind>")]
    pub gate_artifacts: Option<Vec<crate::ArtifactKind>>,
    /// A length of time in milliseconds, at most ten years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub time_limit_ms: Option<crate::Milliseconds>,
}

impl WorkItemChange {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {
            title: None,
            description: None,
            role: None,
            skills: None,
            gates: None,
            required: None,
            inputs: None,
            gate_artifacts: None,
            time_limit_ms: None,
        }
    }
    /// The same with `title`.
    #[must_use]
    pub fn with_title(mut self, title: crate::Title) -> Self {
        self.title = Some(title);
        self
    }
    /// The same with `description`.
    #[must_use]
    pub fn with_description(mut self, description: crate::LongText) -> Self {
        self.description = Some(description);
        self
    }
    /// The same with `role`.
    #[must_use]
    pub fn with_role(mut self, role: crate::Role) -> Self {
        self.role = Some(role);
        self
    }
    /// The same with `skills`.
    #[must_use]
    pub fn with_skills(mut self, skills: Vec<crate::Capability>) -> Self {
        self.skills = Some(skills);
        self
    }
    /// The same with `gates`.
    #[must_use]
    pub fn with_gates(mut self, gates: crate::Gates) -> Self {
        self.gates = Some(gates);
        self
    }
    /// The same with `required`.
    #[must_use]
    pub fn with_required(mut self, required: bool) -> Self {
        self.required = Some(required);
        self
    }
    /// The same with `inputs`.
    #[must_use]
    pub fn with_inputs(mut self, inputs: serde_json::Value) -> Self {
        self.inputs = Some(inputs);
        self
    }
    /// The same with `gate_artifacts`.
    #[must_use]
    pub fn with_gate_artifacts(
        mut self,
        gate_artifacts: Vec<crate::ArtifactKind>,
    ) -> Self {
        self.gate_artifacts = Some(gate_artifacts);
        self
    }
    /// The same with `time_limit_ms`.
    #[must_use]
    pub fn with_time_limit_ms(mut self, time_limit_ms: crate::Milliseconds) -> Self {
        self.time_limit_ms = Some(time_limit_ms);
        self
    }
}

/// An item is to be done differently. Not while it is under way or judged, and not when it is done; a run that is queued
/// for it takes the change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionItemChanged {
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
    /// What is to be different from now on; what is left out stays.
    pub change: crate::WorkItemChange,
}

impl MissionItemChanged {
    /// With what is required and nothing else.
    pub fn new(item_id: crate::ItemId, change: crate::WorkItemChange) -> Self {
        Self { item_id, change }
    }
}

/// An item is not to be done (any more). What depends on it is blocked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionItemCancelled {
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl MissionItemCancelled {
    /// With what is required and nothing else.
    pub fn new(item_id: crate::ItemId) -> Self {
        Self { item_id, reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// An item that failed or was cancelled is to be done after all, with all its attempts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionItemRetried {
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
}

impl MissionItemRetried {
    /// With what is required and nothing else.
    pub fn new(item_id: crate::ItemId) -> Self {
        Self { item_id }
    }
}

/// Somebody has judged an item in place of a run. Nobody judges what they did themselves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MissionGateDecided {
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
    /// A judgement of an item's outcome.
    pub gate: crate::Gate,
    /// What a gate says.
    pub verdict: crate::Verdict,
    /// What is to be done better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub feedback: Option<crate::LongText>,
}

impl MissionGateDecided {
    /// With what is required and nothing else.
    pub fn new(
        item_id: crate::ItemId,
        gate: crate::Gate,
        verdict: crate::Verdict,
    ) -> Self {
        Self {
            item_id,
            gate,
            verdict,
            feedback: None,
        }
    }
    /// The same with `feedback`.
    #[must_use]
    pub fn with_feedback(mut self, feedback: crate::LongText) -> Self {
        self.feedback = Some(feedback);
        self
    }
}

closed_enum! {
    /// What a gate says.
    pub enum Verdict {
        Pass = "pass",
        Rework = "rework",
    }
}

/// Something that is done because of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command")]
pub enum MissionCommand {
    /// `start_run`
    #[serde(rename = "start_run")]
    StartRun(StartRun),
    /// `cancel_run`
    #[serde(rename = "cancel_run")]
    CancelRun(CancelRun),
    /// `schedule_timer`
    #[serde(rename = "schedule_timer")]
    ScheduleTimer(ScheduleTimer),
    /// `persist_artifact`
    #[serde(rename = "persist_artifact")]
    PersistArtifact(PersistArtifact),
    /// `emit_notice`
    #[serde(rename = "emit_notice")]
    EmitNotice(EmitNotice),
}

/// A run is queued; for the first time, or again after an attempt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StartRun {
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    pub run_id: crate::RunId,
    /// Names a work item in its mission; given by whoever adds it.
    pub item_id: crate::ItemId,
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    pub role: crate::Role,
    /// Several things that a worker can do.
    pub skills: Vec<crate::Capability>,
    /// The gate that the run is to judge at; left out when it does the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Gate")]
    pub gate: Option<crate::Gate>,
    /// When it may be claimed; at once when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub not_before: Option<crate::Timestamp>,
}

impl StartRun {
    /// With what is required and nothing else.
    pub fn new(
        run_id: crate::RunId,
        item_id: crate::ItemId,
        role: crate::Role,
        skills: Vec<crate::Capability>,
    ) -> Self {
        Self {
            run_id,
            item_id,
            role,
            skills,
            gate: None,
            not_before: None,
        }
    }
    /// The same with `gate`.
    #[must_use]
    pub fn with_gate(mut self, gate: crate::Gate) -> Self {
        self.gate = Some(gate);
        self
    }
    /// The same with `not_before`.
    #[must_use]
    pub fn with_not_before(mut self, not_before: crate::Timestamp) -> Self {
        self.not_before = Some(not_before);
        self
    }
}

/// A run is told to stop, or taken from the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CancelRun {
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    pub run_id: crate::RunId,
}

impl CancelRun {
    /// With what is required and nothing else.
    pub fn new(run_id: crate::RunId) -> Self {
        Self { run_id }
    }
}

/// The mission is looked at again at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ScheduleTimer {
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
}

impl ScheduleTimer {
    /// With what is required and nothing else.
    pub fn new(at: crate::Timestamp) -> Self {
        Self { at }
    }
}

/// Something is kept as an artifact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PersistArtifact {
    /// What; `summary` is the mission's.
    pub name: String,
}

impl PersistArtifact {
    /// With what is required and nothing else.
    pub fn new(name: String) -> Self {
        Self { name }
    }
}

/// Somebody should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct EmitNotice {
    /// Text of any form, Markdown for example.
    pub text: crate::LongText,
}

impl EmitNotice {
    /// With what is required and nothing else.
    pub fn new(text: crate::LongText) -> Self {
        Self { text }
    }
}

/// Something about a mission that somebody should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissionNotice {
    /// A UUID of version 7 in lower case, given by the server; later missions have greater ids.
    pub mission_id: crate::MissionId,
    /// Text of any form, Markdown for example.
    pub text: crate::LongText,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
}

impl MissionNotice {
    /// With what is required and nothing else.
    pub fn new(
        mission_id: crate::MissionId,
        text: crate::LongText,
        at: crate::Timestamp,
    ) -> Self {
        Self { mission_id, text, at }
    }
}

/// What an event made of a mission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissionStep {
    /// The mission as it is now.
    pub mission: crate::Mission,
    /// The items that it changed.
    pub changed_items: Vec<crate::ItemId>,
    /// What is done because of it.
    pub commands: Vec<crate::MissionCommand>,
}

impl MissionStep {
    /// With what is required and nothing else.
    pub fn new(
        mission: crate::Mission,
        changed_items: Vec<crate::ItemId>,
        commands: Vec<crate::MissionCommand>,
    ) -> Self {
        Self {
            mission,
            changed_items,
            commands,
        }
    }
}

/// An event that was applied to a mission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissionHistoryEntry {
    /// How many events had been applied with it.
    pub step: crate::Count,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
    /// Who acts.
    pub by: crate::Principal,
    /// The event; a `MissionEvent`, or one that the server itself has applied.
    pub event: serde_json::Value,
    /// Each: Something that is done because of an event.
    pub commands: Vec<crate::MissionCommand>,
    /// The revision of its commit.
    pub revision: crate::Revision,
}

impl MissionHistoryEntry {
    /// With what is required and nothing else.
    pub fn new(
        step: crate::Count,
        at: crate::Timestamp,
        by: crate::Principal,
        event: serde_json::Value,
        commands: Vec<crate::MissionCommand>,
        revision: crate::Revision,
    ) -> Self {
        Self {
            step,
            at,
            by,
            event,
            commands,
            revision,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissionHistoryPage {
    /// Each: An event that was applied to a mission.
    pub items: Vec<crate::MissionHistoryEntry>,
    /// The revision that all pages of this list show.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl MissionHistoryPage {
    /// With what is required and nothing else.
    pub fn new(
        items: Vec<crate::MissionHistoryEntry>,
        revision: crate::Revision,
    ) -> Self {
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

text! {
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    pub struct RunId {
        meaning: "given by the server",
        min_length: 0,
        max_length: Some(45),
        pattern: Some("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}([.][0-9]{8})?$"),
        excluded: [],
    }
}

integer! {
    /// Counts the claims of a run. What is sent with an epoch that is not the newest is refused.
    pub struct Epoch(u64) in 1 ..= 9007199254740991;
}

integer! {
    /// A length of time in milliseconds, from a second to an hour.
    pub struct LeaseLength(u32) in 1000 ..= 3600000;
}

integer! {
    /// A length of time in milliseconds, at most a minute.
    pub struct WaitLength(u16) in 0 ..= 60000;
}

integer! {
    /// How many runs one claim may get.
    pub struct ClaimLimit(u16) in 1 ..= 32;
}

text! {
    /// What a worker calls itself, for people.
    pub struct WorkerName {
        meaning: "what a worker calls itself, for people",
        min_length: 1,
        max_length: Some(100),
        pattern: None,
        excluded: [],
    }
}

open_enum! {
    /// Where a run stands. `queued` waits for a worker, `running` is under a lease, `cancelling` was told to stop,
    /// `waiting_approval` waits for a decision without a lease. `succeeded`, `failed` and `cancelled` are final.
    pub enum RunStatus {
        Queued = "queued",
        Running = "running",
        WaitingApproval = "waiting_approval",
        Cancelling = "cancelling",
        Succeeded = "succeeded",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

/// A piece of work of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunSpec {
    /// A line of text.
    pub title: crate::Title,
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    pub role: crate::Role,
    /// Several things that a worker can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Capability>")]
    pub skills: Option<Vec<crate::Capability>>,
    /// Several labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Label>")]
    pub labels: Option<Vec<crate::Label>>,
    /// Any JSON that its worker gets, at most 64 KiB.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub input: Option<serde_json::Value>,
    /// When it may be claimed; at once when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub not_before: Option<crate::Timestamp>,
    /// How often it may be tried; 3 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::AttemptLimit")]
    pub max_attempts: Option<crate::AttemptLimit>,
    /// How long an attempt may take; as long as its lease is kept when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub time_limit_ms: Option<crate::Milliseconds>,
}

impl RunSpec {
    /// With what is required and nothing else.
    pub fn new(title: crate::Title, role: crate::Role) -> Self {
        Self {
            title,
            role,
            skills: None,
            labels: None,
            input: None,
            not_before: None,
            max_attempts: None,
            time_limit_ms: None,
        }
    }
    /// The same with `skills`.
    #[must_use]
    pub fn with_skills(mut self, skills: Vec<crate::Capability>) -> Self {
        self.skills = Some(skills);
        self
    }
    /// The same with `labels`.
    #[must_use]
    pub fn with_labels(mut self, labels: Vec<crate::Label>) -> Self {
        self.labels = Some(labels);
        self
    }
    /// The same with `input`.
    #[must_use]
    pub fn with_input(mut self, input: serde_json::Value) -> Self {
        self.input = Some(input);
        self
    }
    /// The same with `not_before`.
    #[must_use]
    pub fn with_not_before(mut self, not_before: crate::Timestamp) -> Self {
        self.not_before = Some(not_before);
        self
    }
    /// The same with `max_attempts`.
    #[must_use]
    pub fn with_max_attempts(mut self, max_attempts: crate::AttemptLimit) -> Self {
        self.max_attempts = Some(max_attempts);
        self
    }
    /// The same with `time_limit_ms`.
    #[must_use]
    pub fn with_time_limit_ms(mut self, time_limit_ms: crate::Milliseconds) -> Self {
        self.time_limit_ms = Some(time_limit_ms);
        self
    }
}

/// A run as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Run {
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    pub run_id: crate::RunId,
    /// The mission that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionId")]
    pub mission_id: Option<crate::MissionId>,
    /// The work item that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ItemId")]
    pub item_id: Option<crate::ItemId>,
    /// The gate that it judges at; left out when it does the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Gate")]
    pub gate: Option<crate::Gate>,
    /// A line of text.
    pub title: crate::Title,
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    pub role: crate::Role,
    /// Several things that a worker can do.
    pub skills: Vec<crate::Capability>,
    /// Several labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Label>")]
    pub labels: Option<Vec<crate::Label>>,
    /// Any JSON that its worker gets.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub input: Option<serde_json::Value>,
    /// Where a run stands. `queued` waits for a worker, `running` is under a lease, `cancelling` was told to stop,
    /// `waiting_approval` waits for a decision without a lease. `succeeded`, `failed` and `cancelled` are final.
    pub status: crate::RunStatus,
    /// When it may be claimed; left out when it may be at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub not_before: Option<crate::Timestamp>,
    /// How often it may be tried; left out for a mission's run, whose mission decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::AttemptLimit")]
    pub max_attempts: Option<crate::AttemptLimit>,
    /// A length of time in milliseconds, at most ten years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub time_limit_ms: Option<crate::Milliseconds>,
    /// How often it was claimed.
    pub attempt: crate::Count,
    /// How often an attempt ended because it waited for an approval; left out when none has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Count")]
    pub parks: Option<crate::Count>,
    /// The approval that it waits for, or waited for last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ApprovalId")]
    pub approval_id: Option<crate::ApprovalId>,
    /// The approvals that it has asked for and that have not come to their end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ApprovalId>")]
    pub open_approvals: Option<Vec<crate::ApprovalId>>,
    /// The newest epoch of its leases; 0 before the first.
    pub epoch: crate::Count,
    /// How many of its attempts have failed.
    pub failures: crate::Count,
    /// Who has claimed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Principal")]
    pub worker: Option<crate::Principal>,
    /// What that worker calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::WorkerName")]
    pub worker_name: Option<crate::WorkerName>,
    /// What a run has used.
    pub usage: crate::RunTotals,
    /// How many events it has reported.
    pub records: crate::Count,
    /// What its worker has answered; any JSON.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub output: Option<serde_json::Value>,
    /// What it says at its gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Verdict")]
    pub verdict: Option<crate::Verdict>,
    /// What is to be done better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub feedback: Option<crate::LongText>,
    /// What it has made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArtifactLink>")]
    pub artifacts: Option<Vec<crate::ArtifactLink>>,
    /// Why its last attempt failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::RunFailure")]
    pub failure: Option<crate::RunFailure>,
    /// Why it was told to stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub cancel_reason: Option<crate::LongText>,
    /// The store's one global, gapless, monotonic counter: every commit takes one. 0 is before everything.
    /// At most 2^53 - 1, so that every JSON reader holds it exactly.
    pub rev: crate::Revision,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub created_at: crate::Timestamp,
    /// Who acts.
    pub created_by: crate::Principal,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub updated_at: crate::Timestamp,
    /// When its last attempt began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub started_at: Option<crate::Timestamp>,
    /// When it came to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Timestamp")]
    pub ended_at: Option<crate::Timestamp>,
}

impl Run {
    /// With what is required and nothing else.
    pub fn new(
        run_id: crate::RunId,
        title: crate::Title,
        role: crate::Role,
        skills: Vec<crate::Capability>,
        status: crate::RunStatus,
        attempt: crate::Count,
        epoch: crate::Count,
        failures: crate::Count,
        usage: crate::RunTotals,
        records: crate::Count,
        rev: crate::Revision,
        created_at: crate::Timestamp,
        created_by: crate::Principal,
        updated_at: crate::Timestamp,
    ) -> Self {
        Self {
            run_id,
            title,
            role,
            skills,
            status,
            attempt,
            epoch,
            failures,
            usage,
            records,
            rev,
            created_at,
            created_by,
            updated_at,
            mission_id: None,
            item_id: None,
            gate: None,
            labels: None,
            input: None,
            not_before: None,
            max_attempts: None,
            time_limit_ms: None,
            parks: None,
            approval_id: None,
            open_approvals: None,
            worker: None,
            worker_name: None,
            output: None,
            verdict: None,
            feedback: None,
            artifacts: None,
            failure: None,
            cancel_reason: None,
            started_at: None,
            ended_at: None,
        }
    }
    /// The same with `mission_id`.
    #[must_use]
    pub fn with_mission_id(mut self, mission_id: crate::MissionId) -> Self {
        self.mission_id = Some(mission_id);
        self
    }
    /// The same with `item_id`.
    #[must_use]
    pub fn with_item_id(mut self, item_id: crate::ItemId) -> Self {
        self.item_id = Some(item_id);
        self
    }
    /// The same with `gate`.
    #[must_use]
    pub fn with_gate(mut self, gate: crate::Gate) -> Self {
        self.gate = Some(gate);
        self
    }
    /// The same with `labels`.
    #[must_use]
    pub fn with_labels(mut self, labels: Vec<crate::Label>) -> Self {
        self.labels = Some(labels);
        self
    }
    /// The same with `input`.
    #[must_use]
    pub fn with_input(mut self, input: serde_json::Value) -> Self {
        self.input = Some(input);
        self
    }
    /// The same with `not_before`.
    #[must_use]
    pub fn with_not_before(mut self, not_before: crate::Timestamp) -> Self {
        self.not_before = Some(not_before);
        self
    }
    /// The same with `max_attempts`.
    #[must_use]
    pub fn with_max_attempts(mut self, max_attempts: crate::AttemptLimit) -> Self {
        self.max_attempts = Some(max_attempts);
        self
    }
    /// The same with `time_limit_ms`.
    #[must_use]
    pub fn with_time_limit_ms(mut self, time_limit_ms: crate::Milliseconds) -> Self {
        self.time_limit_ms = Some(time_limit_ms);
        self
    }
    /// The same with `parks`.
    #[must_use]
    pub fn with_parks(mut self, parks: crate::Count) -> Self {
        self.parks = Some(parks);
        self
    }
    /// The same with `approval_id`.
    #[must_use]
    pub fn with_approval_id(mut self, approval_id: crate::ApprovalId) -> Self {
        self.approval_id = Some(approval_id);
        self
    }
    /// The same with `open_approvals`.
    #[must_use]
    pub fn with_open_approvals(
        mut self,
        open_approvals: Vec<crate::ApprovalId>,
    ) -> Self {
        self.open_approvals = Some(open_approvals);
        self
    }
    /// The same with `worker`.
    #[must_use]
    pub fn with_worker(mut self, worker: crate::Principal) -> Self {
        self.worker = Some(worker);
        self
    }
    /// The same with `worker_name`.
    #[must_use]
    pub fn with_worker_name(mut self, worker_name: crate::WorkerName) -> Self {
        self.worker_name = Some(worker_name);
        self
    }
    /// The same with `output`.
    #[must_use]
    pub fn with_output(mut self, output: serde_json::Value) -> Self {
        self.output = Some(output);
        self
    }
    /// The same with `verdict`.
    #[must_use]
    pub fn with_verdict(mut self, verdict: crate::Verdict) -> Self {
        self.verdict = Some(verdict);
        self
    }
    /// The same with `feedback`.
    #[must_use]
    pub fn with_feedback(mut self, feedback: crate::LongText) -> Self {
        self.feedback = Some(feedback);
        self
    }
    /// The same with `artifacts`.
    #[must_use]
    pub fn with_artifacts(mut self, artifacts: Vec<crate::ArtifactLink>) -> Self {
        self.artifacts = Some(artifacts);
        self
    }
    /// The same with `failure`.
    #[must_use]
    pub fn with_failure(mut self, failure: crate::RunFailure) -> Self {
        self.failure = Some(failure);
        self
    }
    /// The same with `cancel_reason`.
    #[must_use]
    pub fn with_cancel_reason(mut self, cancel_reason: crate::LongText) -> Self {
        self.cancel_reason = Some(cancel_reason);
        self
    }
    /// The same with `started_at`.
    #[must_use]
    pub fn with_started_at(mut self, started_at: crate::Timestamp) -> Self {
        self.started_at = Some(started_at);
        self
    }
    /// The same with `ended_at`.
    #[must_use]
    pub fn with_ended_at(mut self, ended_at: crate::Timestamp) -> Self {
        self.ended_at = Some(ended_at);
        self
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RunPage {
    /// Each: A run as it stands.
    pub items: Vec<crate::Run>,
    /// The revision that all pages of this list show. A watch with `after` of it misses nothing.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl RunPage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::Run>, revision: crate::Revision) -> Self {
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

/// What a run has used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RunTotals {
    /// How many tokens of language models.
    pub tokens: crate::Count,
    /// Money, in millionths of whatever unit the workers report.
    pub cost_micros: crate::Count,
}

impl RunTotals {
    /// With what is required and nothing else.
    pub fn new(tokens: crate::Count, cost_micros: crate::Count) -> Self {
        Self { tokens, cost_micros }
    }
}

/// What a worker can do, and how much of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunClaim {
    /// Several roles.
    pub roles: Vec<crate::Role>,
    /// Several things that a worker can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::Capability>")]
    pub skills: Option<Vec<crate::Capability>>,
    /// 1 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ClaimLimit")]
    pub limit: Option<crate::ClaimLimit>,
    /// How long each lease lasts without a heartbeat; 30 seconds when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LeaseLength")]
    pub lease_ms: Option<crate::LeaseLength>,
    /// How long to wait for a run; not at all when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::WaitLength")]
    pub wait_ms: Option<crate::WaitLength>,
    /// Only runs of this mission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::MissionId")]
    pub mission_id: Option<crate::MissionId>,
    /// What a worker calls itself, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::WorkerName")]
    pub worker_name: Option<crate::WorkerName>,
}

impl RunClaim {
    /// With what is required and nothing else.
    pub fn new(roles: Vec<crate::Role>) -> Self {
        Self {
            roles,
            skills: None,
            limit: None,
            lease_ms: None,
            wait_ms: None,
            mission_id: None,
            worker_name: None,
        }
    }
    /// The same with `skills`.
    #[must_use]
    pub fn with_skills(mut self, skills: Vec<crate::Capability>) -> Self {
        self.skills = Some(skills);
        self
    }
    /// The same with `limit`.
    #[must_use]
    pub fn with_limit(mut self, limit: crate::ClaimLimit) -> Self {
        self.limit = Some(limit);
        self
    }
    /// The same with `lease_ms`.
    #[must_use]
    pub fn with_lease_ms(mut self, lease_ms: crate::LeaseLength) -> Self {
        self.lease_ms = Some(lease_ms);
        self
    }
    /// The same with `wait_ms`.
    #[must_use]
    pub fn with_wait_ms(mut self, wait_ms: crate::WaitLength) -> Self {
        self.wait_ms = Some(wait_ms);
        self
    }
    /// The same with `mission_id`.
    #[must_use]
    pub fn with_mission_id(mut self, mission_id: crate::MissionId) -> Self {
        self.mission_id = Some(mission_id);
        self
    }
    /// The same with `worker_name`.
    #[must_use]
    pub fn with_worker_name(mut self, worker_name: crate::WorkerName) -> Self {
        self.worker_name = Some(worker_name);
        self
    }
}

/// A run under a lease, with what there is to know of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ClaimedRun {
    /// A run as it stands.
    pub run: crate::Run,
    /// Who may report on a run, and until when.
    pub lease: crate::RunLease,
    /// The mission that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Mission")]
    pub mission: Option<crate::Mission>,
    /// The work item that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::WorkItem")]
    pub item: Option<crate::WorkItem>,
}

impl ClaimedRun {
    /// With what is required and nothing else.
    pub fn new(run: crate::Run, lease: crate::RunLease) -> Self {
        Self {
            run,
            lease,
            mission: None,
            item: None,
        }
    }
    /// The same with `mission`.
    #[must_use]
    pub fn with_mission(mut self, mission: crate::Mission) -> Self {
        self.mission = Some(mission);
        self
    }
    /// The same with `item`.
    #[must_use]
    pub fn with_item(mut self, item: crate::WorkItem) -> Self {
        self.item = Some(item);
        self
    }
}

/// What a claim has got; nothing when no run came up in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ClaimedRuns {
    /// Each: A run under a lease, with what there is to know of it.
    pub runs: Vec<crate::ClaimedRun>,
}

impl ClaimedRuns {
    /// With what is required and nothing else.
    pub fn new(runs: Vec<crate::ClaimedRun>) -> Self {
        Self { runs }
    }
}

/// Who may report on a run, and until when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RunLease {
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    pub run_id: crate::RunId,
    /// Counts the claims of a run. What is sent with an epoch that is not the newest is refused.
    pub epoch: crate::Epoch,
    /// When the run passes on to another worker, unless a heartbeat comes first.
    pub expires_at: crate::Timestamp,
    /// A length of time in milliseconds, from a second to an hour.
    pub lease_ms: crate::LeaseLength,
    /// Whether the run is to stop.
    pub cancel_requested: bool,
}

impl RunLease {
    /// With what is required and nothing else.
    pub fn new(
        run_id: crate::RunId,
        epoch: crate::Epoch,
        expires_at: crate::Timestamp,
        lease_ms: crate::LeaseLength,
        cancel_requested: bool,
    ) -> Self {
        Self {
            run_id,
            epoch,
            expires_at,
            lease_ms,
            cancel_requested,
        }
    }
}

/// The worker is still there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunHeartbeat {
    /// Counts the claims of a run. What is sent with an epoch that is not the newest is refused.
    pub epoch: crate::Epoch,
}

impl RunHeartbeat {
    /// With what is required and nothing else.
    pub fn new(epoch: crate::Epoch) -> Self {
        Self { epoch }
    }
}

/// What a run does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunReport {
    /// Counts the claims of a run. What is sent with an epoch that is not the newest is refused.
    pub epoch: crate::Epoch,
    /// Each: Something that a run does.
    pub events: Vec<crate::RunEvent>,
}

impl RunReport {
    /// With what is required and nothing else.
    pub fn new(epoch: crate::Epoch, events: Vec<crate::RunEvent>) -> Self {
        Self { epoch, events }
    }
}

/// Something that a run does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind")]
pub enum RunEvent {
    /// `progress`
    #[serde(rename = "progress")]
    Progress(RunProgress),
    /// `tool_started`
    #[serde(rename = "tool_started")]
    ToolStarted(RunToolStarted),
    /// `tool_finished`
    #[serde(rename = "tool_finished")]
    ToolFinished(RunToolFinished),
    /// `log`
    #[serde(rename = "log")]
    Log(RunLog),
    /// `usage`
    #[serde(rename = "usage")]
    Usage(RunUsage),
}

/// How far it has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunProgress {
    /// What it does now.
    pub step: crate::Title,
    /// How much of it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Percent")]
    pub percent: Option<crate::Percent>,
}

impl RunProgress {
    /// With what is required and nothing else.
    pub fn new(step: crate::Title) -> Self {
        Self { step, percent: None }
    }
    /// The same with `percent`.
    #[must_use]
    pub fn with_percent(mut self, percent: crate::Percent) -> Self {
        self.percent = Some(percent);
        self
    }
}

integer! {
    /// How much of it is done.
    pub struct Percent(u16) in 0 ..= 100;
}

text! {
    /// What a tool is called.
    pub struct ToolName {
        meaning: "what a tool is called",
        min_length: 1,
        max_length: Some(200),
        pattern: None,
        excluded: [],
    }
}

text! {
    /// Tells one call of a tool from another.
    pub struct CallId {
        meaning: "tells one call of a tool from another",
        min_length: 1,
        max_length: Some(200),
        pattern: None,
        excluded: [],
    }
}

/// A tool is being called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunToolStarted {
    /// What a tool is called.
    pub tool: crate::ToolName,
    /// Tells one call of a tool from another.
    pub call_id: crate::CallId,
    /// What it is called with; any JSON, at most 64 KiB.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub arguments: Option<serde_json::Value>,
    /// The approval that was used for this call: of the same action and arguments, and for no other call. Required when
    /// the mission's policy has a rule for the tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::ApprovalId")]
    pub approval_id: Option<crate::ApprovalId>,
}

impl RunToolStarted {
    /// With what is required and nothing else.
    pub fn new(tool: crate::ToolName, call_id: crate::CallId) -> Self {
        Self {
            tool,
            call_id,
            arguments: None,
            approval_id: None,
        }
    }
    /// The same with `arguments`.
    #[must_use]
    pub fn with_arguments(mut self, arguments: serde_json::Value) -> Self {
        self.arguments = Some(arguments);
        self
    }
    /// The same with `approval_id`.
    #[must_use]
    pub fn with_approval_id(mut self, approval_id: crate::ApprovalId) -> Self {
        self.approval_id = Some(approval_id);
        self
    }
}

/// A tool has answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunToolFinished {
    /// What a tool is called.
    pub tool: crate::ToolName,
    /// Tells one call of a tool from another.
    pub call_id: crate::CallId,
    /// Whether it did what it was to.
    pub succeeded: bool,
    /// What it answered; any JSON, at most 64 KiB.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub result: Option<serde_json::Value>,
    /// Why it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub error: Option<crate::LongText>,
}

impl RunToolFinished {
    /// With what is required and nothing else.
    pub fn new(tool: crate::ToolName, call_id: crate::CallId, succeeded: bool) -> Self {
        Self {
            tool,
            call_id,
            succeeded,
            result: None,
            error: None,
        }
    }
    /// The same with `result`.
    #[must_use]
    pub fn with_result(mut self, result: serde_json::Value) -> Self {
        self.result = Some(result);
        self
    }
    /// The same with `error`.
    #[must_use]
    pub fn with_error(mut self, error: crate::LongText) -> Self {
        self.error = Some(error);
        self
    }
}

closed_enum! {
    /// How important a line is.
    pub enum LogLevel {
        Debug = "debug",
        Info = "info",
        Warn = "warn",
        Error = "error",
    }
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunLog {
    /// How important a line is.
    pub level: crate::LogLevel,
    /// Text of any form, Markdown for example.
    pub message: crate::LongText,
}

impl RunLog {
    /// With what is required and nothing else.
    pub fn new(level: crate::LogLevel, message: crate::LongText) -> Self {
        Self { level, message }
    }
}

/// What was used since the last report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunUsage {
    /// How many tokens of language models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Count")]
    pub tokens: Option<crate::Count>,
    /// Money, in millionths of whatever unit the workers report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Count")]
    pub cost_micros: Option<crate::Count>,
}

impl RunUsage {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self {
            tokens: None,
            cost_micros: None,
        }
    }
    /// The same with `tokens`.
    #[must_use]
    pub fn with_tokens(mut self, tokens: crate::Count) -> Self {
        self.tokens = Some(tokens);
        self
    }
    /// The same with `cost_micros`.
    #[must_use]
    pub fn with_cost_micros(mut self, cost_micros: crate::Count) -> Self {
        self.cost_micros = Some(cost_micros);
        self
    }
}

/// Something that a run has reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RunRecord {
    /// Given by the server. That of a mission's run is the mission's id, a dot and the run's number in its mission, in eight
    /// digits; any
    /// other is a UUID of version 7 in lower case.
    pub run_id: crate::RunId,
    /// Its place among what the run has reported, from 1.
    pub number: crate::Count,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
    /// Who acts.
    pub by: crate::Principal,
    /// The attempt that reported it.
    pub attempt: crate::Count,
    /// Something that a run does.
    pub event: crate::RunEvent,
}

impl RunRecord {
    /// With what is required and nothing else.
    pub fn new(
        run_id: crate::RunId,
        number: crate::Count,
        at: crate::Timestamp,
        by: crate::Principal,
        attempt: crate::Count,
        event: crate::RunEvent,
    ) -> Self {
        Self {
            run_id,
            number,
            at,
            by,
            attempt,
            event,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RunRecordPage {
    /// Each: Something that a run has reported.
    pub items: Vec<crate::RunRecord>,
    /// The revision that all pages of this list show.
    pub revision: crate::Revision,
    /// Where the next page starts; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Cursor")]
    pub next_cursor: Option<crate::Cursor>,
}

impl RunRecordPage {
    /// With what is required and nothing else.
    pub fn new(items: Vec<crate::RunRecord>, revision: crate::Revision) -> Self {
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

/// What a run has come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunCompletion {
    /// Counts the claims of a run. What is sent with an epoch that is not the newest is refused.
    pub epoch: crate::Epoch,
    /// Any JSON, at most 64 KiB.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::present::deserialize"
    )]
    #[schemars(with = "serde_json::Value")]
    pub output: Option<serde_json::Value>,
    /// What it says at its gate; required there, and nowhere else allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Verdict")]
    pub verdict: Option<crate::Verdict>,
    /// What is to be done better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub feedback: Option<crate::LongText>,
    /// What it has made; artifacts that were uploaded for this run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::ArtifactId>")]
    pub artifacts: Option<Vec<crate::ArtifactId>>,
    /// Work that a run of the role `planner` adds to its mission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<crate::WorkItemSpec>")]
    pub items: Option<Vec<crate::WorkItemSpec>>,
}

impl RunCompletion {
    /// With what is required and nothing else.
    pub fn new(epoch: crate::Epoch) -> Self {
        Self {
            epoch,
            output: None,
            verdict: None,
            feedback: None,
            artifacts: None,
            items: None,
        }
    }
    /// The same with `output`.
    #[must_use]
    pub fn with_output(mut self, output: serde_json::Value) -> Self {
        self.output = Some(output);
        self
    }
    /// The same with `verdict`.
    #[must_use]
    pub fn with_verdict(mut self, verdict: crate::Verdict) -> Self {
        self.verdict = Some(verdict);
        self
    }
    /// The same with `feedback`.
    #[must_use]
    pub fn with_feedback(mut self, feedback: crate::LongText) -> Self {
        self.feedback = Some(feedback);
        self
    }
    /// The same with `artifacts`.
    #[must_use]
    pub fn with_artifacts(mut self, artifacts: Vec<crate::ArtifactId>) -> Self {
        self.artifacts = Some(artifacts);
        self
    }
    /// The same with `items`.
    #[must_use]
    pub fn with_items(mut self, items: Vec<crate::WorkItemSpec>) -> Self {
        self.items = Some(items);
        self
    }
}

closed_enum! {
    /// What sort of failure it is. `lease_lost` is the server's own: the worker was not heard of any more.
    pub enum RunFailureClass {
        Retryable = "retryable",
        RateLimited = "rate_limited",
        NonRetryable = "non_retryable",
        Budget = "budget",
        Policy = "policy",
        LeaseLost = "lease_lost",
    }
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RunFailure {
    /// What sort of failure it is. `lease_lost` is the server's own: the worker was not heard of any more.
    pub class: crate::RunFailureClass,
    /// What is known of the failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub detail: Option<crate::LongText>,
    /// Which attempt.
    pub attempt: crate::Count,
    /// An instant in UTC with millisecond precision (RFC 3339).
    pub at: crate::Timestamp,
}

impl RunFailure {
    /// With what is required and nothing else.
    pub fn new(
        class: crate::RunFailureClass,
        attempt: crate::Count,
        at: crate::Timestamp,
    ) -> Self {
        Self {
            class,
            attempt,
            at,
            detail: None,
        }
    }
    /// The same with `detail`.
    #[must_use]
    pub fn with_detail(mut self, detail: crate::LongText) -> Self {
        self.detail = Some(detail);
        self
    }
}

/// An attempt has failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunFailureReport {
    /// Counts the claims of a run. What is sent with an epoch that is not the newest is refused.
    pub epoch: crate::Epoch,
    /// What sort of failure it is, as a worker can tell.
    pub class: crate::ReportedFailureClass,
    /// How long to wait at least; for `rate_limited`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::Milliseconds")]
    pub after_ms: Option<crate::Milliseconds>,
    /// What is known of the failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub detail: Option<crate::LongText>,
}

impl RunFailureReport {
    /// With what is required and nothing else.
    pub fn new(epoch: crate::Epoch, class: crate::ReportedFailureClass) -> Self {
        Self {
            epoch,
            class,
            after_ms: None,
            detail: None,
        }
    }
    /// The same with `after_ms`.
    #[must_use]
    pub fn with_after_ms(mut self, after_ms: crate::Milliseconds) -> Self {
        self.after_ms = Some(after_ms);
        self
    }
    /// The same with `detail`.
    #[must_use]
    pub fn with_detail(mut self, detail: crate::LongText) -> Self {
        self.detail = Some(detail);
        self
    }
}

closed_enum! {
    /// What sort of failure it is, as a worker can tell.
    pub enum ReportedFailureClass {
        Retryable = "retryable",
        RateLimited = "rate_limited",
        NonRetryable = "non_retryable",
        Budget = "budget",
        Policy = "policy",
    }
}

/// A run is to stop.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RunCancellation {
    /// Text of any form, Markdown for example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::LongText")]
    pub reason: Option<crate::LongText>,
}

impl RunCancellation {
    /// With what is required and nothing else.
    pub fn new() -> Self {
        Self { reason: None }
    }
    /// The same with `reason`.
    #[must_use]
    pub fn with_reason(mut self, reason: crate::LongText) -> Self {
        self.reason = Some(reason);
        self
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
        ApprovalCreated = "approval.created",
        ApprovalUpdated = "approval.updated",
        ArtifactCreated = "artifact.created",
        ArtifactDeleted = "artifact.deleted",
        MissionCreated = "mission.created",
        MissionItemUpdated = "mission.item_updated",
        MissionNotice = "mission.notice",
        MissionUpdated = "mission.updated",
        ResourceDeleted = "resource.deleted",
        ResourceUpdated = "resource.updated",
        RunCreated = "run.created",
        RunLog = "run.log",
        RunProgress = "run.progress",
        RunToolFinished = "run.tool_finished",
        RunToolStarted = "run.tool_started",
        RunUpdated = "run.updated",
        RunUsage = "run.usage",
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
    /// Somebody asks leave for an action; `data` is the whole approval, `subject` its id.
    ApprovalCreated(Approval),
    /// An approval was decided, used, escalated, or came to its end; `data` is the whole of it, `subject` its id.
    ApprovalUpdated(Approval),
    /// An artifact was made; `data` is what is known of it, `subject` its id.
    ArtifactCreated(Artifact),
    /// An artifact was deleted; `data` is what was known of it, `subject` its id.
    ArtifactDeleted(Artifact),
    /// A mission was created; `data` is the whole of it, `subject` its id.
    MissionCreated(Mission),
    /// A work item was added or has changed; `data` is the whole of it, `subject` its mission's id, a slash and its own.
    MissionItemUpdated(WorkItem),
    /// Somebody should know something about a mission; `subject` is its id.
    MissionNotice(MissionNotice),
    /// A mission has changed; `data` is the whole of it, `subject` its id.
    MissionUpdated(Mission),
    /// A resource was deleted or expired; `data` has its key and the revision of its last change, `subject` its key.
    ResourceDeleted(ResourceDeletion),
    /// A resource was created or changed; `data` is the whole of it, `subject` its key.
    ResourceUpdated(Resource),
    /// A run was queued for the first time; `data` is the whole of it, `subject` its id.
    RunCreated(Run),
    /// A run has told something to read; `subject` is its id.
    RunLog(RunRecord),
    /// A run has told how far it has come; `subject` is its id.
    RunProgress(RunRecord),
    /// A tool that a run has called has answered; `subject` is its id.
    RunToolFinished(RunRecord),
    /// A run calls a tool; `subject` is its id.
    RunToolStarted(RunRecord),
    /// A run was claimed, told to stop, ended or queued again; `data` is the whole of it, `subject` its id.
    RunUpdated(Run),
    /// A run has told what it used since its last report; `subject` is its id.
    RunUsage(RunRecord),
    /// Data of a type that this version of the contract does not know, or that does not fit what it knows.
    Unknown(serde_json::Value),
}

impl EngineEvent {
    /// The data, by the event's type. Never fails: what is not known is [`EventPayload::Unknown`].
    pub fn payload(&self) -> EventPayload {
        let payload = match &self.kind {
            EventType::ApprovalCreated => {
                Deserialize::deserialize(&self.data).map(EventPayload::ApprovalCreated)
            }
            EventType::ApprovalUpdated => {
                Deserialize::deserialize(&self.data).map(EventPayload::ApprovalUpdated)
            }
            EventType::ArtifactCreated => {
                Deserialize::deserialize(&self.data).map(EventPayload::ArtifactCreated)
            }
            EventType::ArtifactDeleted => {
                Deserialize::deserialize(&self.data).map(EventPayload::ArtifactDeleted)
            }
            EventType::MissionCreated => {
                Deserialize::deserialize(&self.data).map(EventPayload::MissionCreated)
            }
            EventType::MissionItemUpdated => {
                Deserialize::deserialize(&self.data)
                    .map(EventPayload::MissionItemUpdated)
            }
            EventType::MissionNotice => {
                Deserialize::deserialize(&self.data).map(EventPayload::MissionNotice)
            }
            EventType::MissionUpdated => {
                Deserialize::deserialize(&self.data).map(EventPayload::MissionUpdated)
            }
            EventType::ResourceDeleted => {
                Deserialize::deserialize(&self.data).map(EventPayload::ResourceDeleted)
            }
            EventType::ResourceUpdated => {
                Deserialize::deserialize(&self.data).map(EventPayload::ResourceUpdated)
            }
            EventType::RunCreated => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunCreated)
            }
            EventType::RunLog => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunLog)
            }
            EventType::RunProgress => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunProgress)
            }
            EventType::RunToolFinished => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunToolFinished)
            }
            EventType::RunToolStarted => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunToolStarted)
            }
            EventType::RunUpdated => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunUpdated)
            }
            EventType::RunUsage => {
                Deserialize::deserialize(&self.data).map(EventPayload::RunUsage)
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
            Self::ApprovalCreated => Some("urn:charter:event:approval.created:1"),
            Self::ApprovalUpdated => Some("urn:charter:event:approval.updated:1"),
            Self::ArtifactCreated => Some("urn:charter:event:artifact.created:1"),
            Self::ArtifactDeleted => Some("urn:charter:event:artifact.deleted:1"),
            Self::MissionCreated => Some("urn:charter:event:mission.created:1"),
            Self::MissionItemUpdated => Some("urn:charter:event:mission.item_updated:1"),
            Self::MissionNotice => Some("urn:charter:event:mission.notice:1"),
            Self::MissionUpdated => Some("urn:charter:event:mission.updated:1"),
            Self::ResourceDeleted => Some("urn:charter:event:resource.deleted:1"),
            Self::ResourceUpdated => Some("urn:charter:event:resource.updated:1"),
            Self::RunCreated => Some("urn:charter:event:run.created:1"),
            Self::RunLog => Some("urn:charter:event:run.log:1"),
            Self::RunProgress => Some("urn:charter:event:run.progress:1"),
            Self::RunToolFinished => Some("urn:charter:event:run.tool_finished:1"),
            Self::RunToolStarted => Some("urn:charter:event:run.tool_started:1"),
            Self::RunUpdated => Some("urn:charter:event:run.updated:1"),
            Self::RunUsage => Some("urn:charter:event:run.usage:1"),
            Self::Unknown(_) => None,
        }
    }
}

/// A document in a snapshot, by its family.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SnapshotPayload {
    /// Of the family [`EventFamily::Approval`].
    Approval(crate::Approval),
    /// Of the family [`EventFamily::Artifact`].
    Artifact(crate::Artifact),
    /// Of the family [`EventFamily::Mission`].
    Mission(crate::Mission),
    /// Of the family [`EventFamily::Resource`].
    Resource(crate::Resource),
    /// Of the family [`EventFamily::Run`].
    Run(crate::Run),
    /// A document of a family that this version of the contract does not know, or that does not fit what it knows.
    Unknown(serde_json::Value),
}

impl SnapshotItem {
    /// The document, by its family. Never fails: what is not known is [`SnapshotPayload::Unknown`].
    pub fn payload(&self) -> SnapshotPayload {
        let payload = match &self.family {
            EventFamily::Approval => {
                Deserialize::deserialize(&self.data).map(SnapshotPayload::Approval)
            }
            EventFamily::Artifact => {
                Deserialize::deserialize(&self.data).map(SnapshotPayload::Artifact)
            }
            EventFamily::Mission => {
                Deserialize::deserialize(&self.data).map(SnapshotPayload::Mission)
            }
            EventFamily::Resource => {
                Deserialize::deserialize(&self.data).map(SnapshotPayload::Resource)
            }
            EventFamily::Run => {
                Deserialize::deserialize(&self.data).map(SnapshotPayload::Run)
            }
            _ => return SnapshotPayload::Unknown(self.data.clone()),
        };
        payload.unwrap_or_else(|_| SnapshotPayload::Unknown(self.data.clone()))
    }
}

/// The schemas that schemars derives from the types, by name. A test holds them against the contract.
#[doc(hidden)]
#[allow(clippy::too_many_lines, reason = "a line for each type")]
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
    generator.subschema_for::<ApprovalId>();
    generator.subschema_for::<RoutineId>();
    generator.subschema_for::<ActionName>();
    generator.subschema_for::<ActionPattern>();
    generator.subschema_for::<RiskClass>();
    generator.subschema_for::<Quorum>();
    generator.subschema_for::<DeadlineLength>();
    generator.subschema_for::<KeyType>();
    generator.subschema_for::<KeyCurve>();
    generator.subschema_for::<KeyAlgorithm>();
    generator.subschema_for::<KeyUse>();
    generator.subschema_for::<KeyThumbprint>();
    generator.subschema_for::<PublicKeyBytes>();
    generator.subschema_for::<Signature>();
    generator.subschema_for::<ApprovalStatus>();
    generator.subschema_for::<Escalation>();
    generator.subschema_for::<ApprovalRule>();
    generator.subschema_for::<ApprovalPolicy>();
    generator.subschema_for::<ApprovalSpec>();
    generator.subschema_for::<ArgumentChange>();
    generator.subschema_for::<DecisionKind>();
    generator.subschema_for::<ApprovalDecided>();
    generator.subschema_for::<Approval>();
    generator.subschema_for::<ApprovalPage>();
    generator.subschema_for::<ApprovalDecision>();
    generator.subschema_for::<ApproveDecision>();
    generator.subschema_for::<EditDecision>();
    generator.subschema_for::<DenyDecision>();
    generator.subschema_for::<RespondDecision>();
    generator.subschema_for::<ApprovalConsumption>();
    generator.subschema_for::<ApprovalCancellation>();
    generator.subschema_for::<ReceiptFormat>();
    generator.subschema_for::<Receipt>();
    generator.subschema_for::<ReceiptKeys>();
    generator.subschema_for::<ReceiptKey>();
    generator.subschema_for::<Artifact>();
    generator.subschema_for::<ArtifactPage>();
    generator.subschema_for::<NewArtifactLink>();
    generator.subschema_for::<ByteRange>();
    generator.subschema_for::<ContentTags>();
    generator.subschema_for::<ContentTag>();
    generator.subschema_for::<ContentRange>();
    generator.subschema_for::<RangeUnit>();
    generator.subschema_for::<Sniffing>();
    generator.subschema_for::<ArtifactId>();
    generator.subschema_for::<ArtifactName>();
    generator.subschema_for::<ArtifactKind>();
    generator.subschema_for::<Sha256>();
    generator.subschema_for::<MediaType>();
    generator.subschema_for::<ArtifactLink>();
    generator.subschema_for::<EventFamily>();
    generator.subschema_for::<SnapshotItem>();
    generator.subschema_for::<StreamPosition>();
    generator.subschema_for::<MustRefetch>();
    generator.subschema_for::<StreamClosing>();
    generator.subschema_for::<ClosingReason>();
    generator.subschema_for::<MissionId>();
    generator.subschema_for::<ItemId>();
    generator.subschema_for::<Title>();
    generator.subschema_for::<LongText>();
    generator.subschema_for::<SearchText>();
    generator.subschema_for::<Label>();
    generator.subschema_for::<Capability>();
    generator.subschema_for::<Role>();
    generator.subschema_for::<Count>();
    generator.subschema_for::<Milliseconds>();
    generator.subschema_for::<Parallelism>();
    generator.subschema_for::<AttemptLimit>();
    generator.subschema_for::<MissionBudgets>();
    generator.subschema_for::<MissionUsage>();
    generator.subschema_for::<Gates>();
    generator.subschema_for::<Gate>();
    generator.subschema_for::<Entrypoint>();
    generator.subschema_for::<MissionSpec>();
    generator.subschema_for::<WorkItemSpec>();
    generator.subschema_for::<MissionStatus>();
    generator.subschema_for::<PauseReason>();
    generator.subschema_for::<ItemCounts>();
    generator.subschema_for::<Mission>();
    generator.subschema_for::<MissionPage>();
    generator.subschema_for::<ItemStatus>();
    generator.subschema_for::<ItemFeedback>();
    generator.subschema_for::<WorkItem>();
    generator.subschema_for::<WorkItemPage>();
    generator.subschema_for::<MissionEvent>();
    generator.subschema_for::<MissionPaused>();
    generator.subschema_for::<MissionResumed>();
    generator.subschema_for::<MissionCancelRequested>();
    generator.subschema_for::<MissionBudgetsChanged>();
    generator.subschema_for::<MissionItemsAdded>();
    generator.subschema_for::<MissionPause>();
    generator.subschema_for::<MissionResumption>();
    generator.subschema_for::<MissionCancellation>();
    generator.subschema_for::<NewWorkItems>();
    generator.subschema_for::<ItemRetry>();
    generator.subschema_for::<ItemCancellation>();
    generator.subschema_for::<WorkItemChange>();
    generator.subschema_for::<MissionItemChanged>();
    generator.subschema_for::<MissionItemCancelled>();
    generator.subschema_for::<MissionItemRetried>();
    generator.subschema_for::<MissionGateDecided>();
    generator.subschema_for::<Verdict>();
    generator.subschema_for::<MissionCommand>();
    generator.subschema_for::<StartRun>();
    generator.subschema_for::<CancelRun>();
    generator.subschema_for::<ScheduleTimer>();
    generator.subschema_for::<PersistArtifact>();
    generator.subschema_for::<EmitNotice>();
    generator.subschema_for::<MissionNotice>();
    generator.subschema_for::<MissionStep>();
    generator.subschema_for::<MissionHistoryEntry>();
    generator.subschema_for::<MissionHistoryPage>();
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
    generator.subschema_for::<RunId>();
    generator.subschema_for::<Epoch>();
    generator.subschema_for::<LeaseLength>();
    generator.subschema_for::<WaitLength>();
    generator.subschema_for::<ClaimLimit>();
    generator.subschema_for::<WorkerName>();
    generator.subschema_for::<RunStatus>();
    generator.subschema_for::<RunSpec>();
    generator.subschema_for::<Run>();
    generator.subschema_for::<RunPage>();
    generator.subschema_for::<RunTotals>();
    generator.subschema_for::<RunClaim>();
    generator.subschema_for::<ClaimedRun>();
    generator.subschema_for::<ClaimedRuns>();
    generator.subschema_for::<RunLease>();
    generator.subschema_for::<RunHeartbeat>();
    generator.subschema_for::<RunReport>();
    generator.subschema_for::<RunEvent>();
    generator.subschema_for::<RunProgress>();
    generator.subschema_for::<Percent>();
    generator.subschema_for::<ToolName>();
    generator.subschema_for::<CallId>();
    generator.subschema_for::<RunToolStarted>();
    generator.subschema_for::<RunToolFinished>();
    generator.subschema_for::<LogLevel>();
    generator.subschema_for::<RunLog>();
    generator.subschema_for::<RunUsage>();
    generator.subschema_for::<RunRecord>();
    generator.subschema_for::<RunRecordPage>();
    generator.subschema_for::<RunCompletion>();
    generator.subschema_for::<RunFailureClass>();
    generator.subschema_for::<RunFailure>();
    generator.subschema_for::<RunFailureReport>();
    generator.subschema_for::<ReportedFailureClass>();
    generator.subschema_for::<RunCancellation>();
    generator.subschema_for::<StoreInfo>();
    generator.subschema_for::<Versions>();
    generator.subschema_for::<Health>();
    generator.subschema_for::<HealthStatus>();
    generator.subschema_for::<AssetName>();
    generator.subschema_for::<EventType>();
    generator.subschema_for::<EngineEvent>();
    generator.take_definitions(true)
}
