use charter_conformance::wire::{Client, RequestBuilder};
use http::Method;
use serde_json::{Value, json};

use super::Action;

/// The kinds of writes, for the report and for which refusals are plausible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// PUT without precondition.
    Put,
    /// PUT with `If-Match` of the revision that was read.
    CompareAndSet,
    /// PUT with `If-None-Match: *`.
    Create,
    /// PATCH with a JSON Merge Patch.
    MergePatch,
    /// PATCH with a JSON Patch, sometimes with a `test`.
    JsonPatch,
    /// DELETE, sometimes with `If-Match`.
    Delete,
    /// A transaction of several keys, sometimes with guards.
    Transaction,
    /// PUT of something that expires.
    Expiring,
    /// PUT with an idempotency key.
    IdempotentPut,
    /// JSON Patch with an idempotency key.
    IdempotentPatch,
    /// A transaction with an idempotency key.
    IdempotentTransaction,
}

impl Kind {
    /// As a report names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Put => "PUT",
            Self::CompareAndSet => "PUT with If-Match",
            Self::Create => "PUT with If-None-Match: *",
            Self::MergePatch => "JSON Merge Patch",
            Self::JsonPatch => "JSON Patch",
            Self::Delete => "DELETE",
            Self::Transaction => "transaction",
            Self::Expiring => "PUT with ttl_ms",
            Self::IdempotentPut => "PUT with Idempotency-Key",
            Self::IdempotentPatch => "JSON Patch with Idempotency-Key",
            Self::IdempotentTransaction => "transaction with Idempotency-Key",
        }
    }

    /// Whether it is sent again until it is answered, and has one effect all the same.
    pub fn is_idempotent(self) -> bool {
        matches!(self, Self::IdempotentPut | Self::IdempotentPatch | Self::IdempotentTransaction)
    }

    /// Whether its changes go into one transaction.
    pub fn is_transaction(self) -> bool {
        matches!(self, Self::Transaction | Self::IdempotentTransaction)
    }

    /// Whether a server that does everything right can refuse it with this status.
    pub fn may_be_refused_with(self, status: u16) -> bool {
        let statuses: &[u16] = match self {
            Self::Put | Self::Expiring | Self::IdempotentPut | Self::IdempotentTransaction => &[],
            Self::CompareAndSet | Self::Create | Self::Transaction => &[412],
            Self::MergePatch | Self::IdempotentPatch => &[404],
            Self::JsonPatch => &[404, 409],
            Self::Delete => &[404, 412],
        };
        statuses.contains(&status)
    }
}

/// What is to become of one key.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// The revision that it has to have, 0 when it has to be absent; else nothing is done.
    pub if_rev: Option<u64>,
    /// What to do.
    pub action: Action,
}

/// One thing that a writer wants. What is sent again under an idempotency key is the same write.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    /// The id of its requests, and what its values say: no two writes of a run have the same.
    pub mark: String,
    /// How it is sent.
    pub kind: Kind,
    /// One change, or those of a transaction; each key once.
    pub changes: Vec<Change>,
}

impl Write {
    /// The request; equal each time.
    pub fn request(&self, client: &Client) -> RequestBuilder {
        let request = match self.changes.as_slice() {
            [change] if !self.kind.is_transaction() => self.single(client, change),
            changes => client.transaction(&changes.iter().map(operation).collect()),
        };
        let request = request.header("x-request-id", self.mark.as_str());
        if self.kind.is_idempotent() { request.header("idempotency-key", self.mark.as_str()) } else { request }
    }

    fn single(&self, client: &Client, change: &Change) -> RequestBuilder {
        let request = |method| {
            let request = client.resource(method, &change.key);
            match change.if_rev {
                Some(0) => request.header("if-none-match", "*"),
                Some(rev) => request.header("if-match", format!("\"{rev}\"")),
                None => request,
            }
        };
        match (&change.action, change.action.patch(&self.mark)) {
            (_, Some((content_type, patch))) => request(Method::PATCH).body(content_type, patch.to_string()),
            (Action::Put { value, ttl_ms }, _) => request(Method::PUT).json(&put_body(value, *ttl_ms)),
            _ => request(Method::DELETE),
        }
    }
}

fn put_body(value: &Value, ttl_ms: Option<u64>) -> Value {
    let mut body = json!({ "value": value });
    if let Some(ttl_ms) = ttl_ms {
        body["ttl_ms"] = json!(ttl_ms);
    }
    body
}

fn operation(change: &Change) -> Value {
    let mut operation = match &change.action {
        Action::Put { value, ttl_ms } => put_body(value, *ttl_ms),
        _ => json!({}),
    };
    operation["op"] = json!(match change.action {
        Action::Put { .. } => "put",
        Action::Delete => "delete",
        Action::Check | Action::Merge | Action::Append { .. } => "check",
    });
    operation["key"] = json!(change.key);
    if let Some(rev) = change.if_rev {
        operation["if_rev"] = json!(rev);
    }
    operation
}
