//! PATCH: the value is patched before the commit, which then only checks that it is still the one that was patched.

use std::sync::Arc;

use charter_auth::Rights;
use charter_store::{CommitContext, CommitError, Document, DocumentId, Effects};
use charter_types::{JsonPatchOperation, Resource, ResourceKey, Revision};
use json_patch::PatchOperation;
use serde_json::Value;

use super::{
    Preconditions, RequestContext, Resources, StoredResource, author::Author, document_id, not_found, patch_operations,
    policy, stored, value::StorableValue, write::RawWrite,
};
use crate::{
    EngineError,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

/// Of patches that race for one document at least one succeeds in each round, so that this is how many of them can be
/// there at once without anybody being turned away.
const MOST_ATTEMPTS: u32 = 256;

/// A change of a part of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum ResourcePatch {
    /// JSON Merge Patch (RFC 7396).
    Merge(Value),
    /// JSON Patch (RFC 6902).
    Json(Vec<JsonPatchOperation>),
}

/// A patch whose operations are known to be complete.
pub(super) enum CheckedPatch {
    Merge(Value),
    Json(Vec<PatchOperation>),
}

impl CheckedPatch {
    pub(super) fn new(patch: ResourcePatch) -> Result<Self, EngineError> {
        Ok(match patch {
            ResourcePatch::Merge(patch) => Self::Merge(patch),
            ResourcePatch::Json(operations) => Self::Json(patch_operations::parse(operations)?),
        })
    }

    pub(super) fn apply(&self, mut value: Value) -> Result<Value, EngineError> {
        match self {
            Self::Merge(patch) => {
                json_patch::merge(&mut value, patch);
                Ok(value)
            }
            Self::Json(operations) => patch_operations::apply(value, operations),
        }
    }
}

/// A patched value, and of which revision.
#[derive(Clone)]
struct Plan {
    base_rev: Option<Revision>,
    value: Result<StorableValue, EngineError>,
}

/// Why a patch was not committed.
#[derive(Debug)]
enum PatchRefusal {
    /// The document is not the one that was patched any more.
    Stale,
    Final(EngineError),
}

impl From<EngineError> for PatchRefusal {
    fn from(error: EngineError) -> Self {
        Self::Final(error)
    }
}

/// What stays the same over the attempts to patch a resource.
#[derive(Clone)]
struct Target {
    id: DocumentId,
    key: ResourceKey,
    preconditions: Preconditions,
    author: Author,
}

impl Resources {
    /// Patches a resource's value. The expiry stays.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::EngineOwned`], [`EngineError::Invalid`],
    /// [`EngineError::IdempotencyConflict`], [`EngineError::NotFound`], [`EngineError::PreconditionFailed`],
    /// [`EngineError::PatchConflict`], [`EngineError::ValueTooLarge`], [`EngineError::Contended`] or
    /// [`EngineError::Store`].
    pub async fn patch(
        &self,
        rights: &Rights,
        request: RequestContext,
        key: ResourceKey,
        preconditions: Preconditions,
        patch: ResourcePatch,
    ) -> Result<Outcome<StoredResource>, EngineError> {
        policy::may_patch(rights, &key)?;
        let once = request
            .idempotency_key
            .map(|idempotency_key| Once::new(rights, &idempotency_key, fingerprint(&key, &preconditions, &patch)));
        let patch = Arc::new(CheckedPatch::new(patch)?);
        let author = Author::of_request(rights, request.request_id);
        let target = Target { id: document_id(rights, &key), key, preconditions, author };
        for _ in 0..MOST_ATTEMPTS {
            match self.try_patch(once.clone(), &target, &patch).await {
                Err(CommitError::Refused(PatchRefusal::Stale)) => {}
                Err(CommitError::Refused(PatchRefusal::Final(error))) => return Err(error),
                Err(CommitError::Store(error)) => return Err(error.into()),
                Ok(written) => return written.try_map(|written| Ok(written.read()?.resource)),
            }
        }
        Err(EngineError::Contended { key: target.key, attempts: MOST_ATTEMPTS })
    }

    async fn try_patch(
        &self,
        once: Option<Once>,
        target: &Target,
        patch: &Arc<CheckedPatch>,
    ) -> Result<Outcome<RawWrite>, CommitError<PatchRefusal>> {
        let current = self.store.get(&target.id).await?;
        let plan = Plan {
            base_rev: current.as_ref().map(|document| document.rev),
            value: match current {
                Some(document) => self.patched(document, Arc::clone(patch)).await,
                None => Err(not_found(&target.key)),
            },
        };
        let (target, reads) = (target.clone(), vec![target.id.clone()]);
        // What cannot be done is decided in the commit too: a request that is repeated is answered as the first was,
        // whatever has become of the resource since.
        self.committer.commit_once(once, reads, move |context| target.decide(context, plan)).await
    }

    async fn patched(&self, document: Document, patch: Arc<CheckedPatch>) -> Result<StorableValue, EngineError> {
        let patch = move || StorableValue::new(&patch.apply(stored::read::<Resource>(&document.body)?.value)?, "");
        self.patch_threads.run(patch).await
    }
}

impl Target {
    fn decide(&self, context: &CommitContext<'_>, plan: Plan) -> Result<(Effects, RawWrite), PatchRefusal> {
        let current = context.document(&self.id);
        if current.map(|document| document.rev) != plan.base_rev {
            return Err(PatchRefusal::Stale);
        }
        let current = self.preconditions.check_existing(current, &self.key)?;
        let mut effects = Effects::default();
        let resource =
            self.author.put(&mut effects, context, (&self.key, Some(current)), &plan.value?, current.due_at)?;
        Ok((effects, RawWrite { created: false, resource, rev: Some(context.revision()) }))
    }
}

fn fingerprint(key: &ResourceKey, preconditions: &Preconditions, patch: &ResourcePatch) -> Fingerprint {
    let request = Fingerprint::of_operation("patchResource")
        .text(key)
        .optional(preconditions.if_match.as_ref())
        .optional(preconditions.if_none_match.as_ref());
    match patch {
        ResourcePatch::Merge(patch) => request.text("merge").json(patch),
        ResourcePatch::Json(operations) => operations.iter().fold(request.text("json"), |request, operation| {
            let request = request.optional(Some(operation.op)).text(&operation.path).optional(operation.from.as_ref());
            match &operation.value {
                Some(value) => request.text("value").json(value),
                None => request.text("no value"),
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// RFC 7396, appendix A.
    #[test]
    fn merges_as_the_rfc_shows() {
        let cases = [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({"a": "b"}), json!(["c"]), json!(["c"])),
            (json!({"a": "foo"}), json!(null), json!(null)),
            (json!({"a": "foo"}), json!("bar"), json!("bar")),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!([1, 2]), json!({"a": "b", "c": null}), json!({"a": "b"})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ];
        for (value, patch, expected) in cases {
            assert_eq!(CheckedPatch::Merge(patch.clone()).apply(value).unwrap(), expected, "{patch}");
        }
    }
}
