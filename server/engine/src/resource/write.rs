//! PUT and DELETE.

use bytes::Bytes;
use charter_auth::Rights;
use charter_store::Effects;
use charter_types::{DeletedResource, DeletionReason, PutResource, Resource, ResourceKey, Revision};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    Preconditions, RequestContext, Resources, StoredResource, author::Author, document_id, policy, stored,
    value::StorableValue,
};
use crate::{
    EngineError,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

/// What a write made.
#[derive(Debug, Clone, PartialEq)]
pub struct ResourceWrite {
    /// The resource as it is now.
    pub resource: StoredResource,
    /// Whether there was none before.
    pub created: bool,
}

/// A [`ResourceWrite`] in the form in which it is recorded.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RawWrite {
    pub(super) created: bool,
    pub(super) resource: Box<RawValue>,
    /// Not recorded: the resource tells it too.
    #[serde(skip)]
    pub(super) rev: Option<Revision>,
}

impl RawWrite {
    pub(super) fn read(self) -> Result<ResourceWrite, EngineError> {
        let rev = match self.rev {
            Some(rev) => rev,
            None => stored::read::<Resource>(self.resource.get().as_bytes())?.rev,
        };
        let json: Box<str> = self.resource.into();
        let resource = StoredResource { rev, json: Bytes::from(json.into_boxed_bytes()) };
        Ok(ResourceWrite { resource, created: self.created })
    }
}

impl Resources {
    /// Creates or replaces a resource. Without a time to live the resource has no expiry, also when it had one before.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::EngineOwned`], [`EngineError::ValueTooLarge`],
    /// [`EngineError::Invalid`], [`EngineError::IdempotencyConflict`], [`EngineError::PreconditionFailed`] or
    /// [`EngineError::Store`].
    pub async fn put(
        &self,
        rights: &Rights,
        request: RequestContext,
        key: ResourceKey,
        preconditions: Preconditions,
        body: PutResource,
    ) -> Result<Outcome<ResourceWrite>, EngineError> {
        policy::may_write(rights, &key)?;
        let value = StorableValue::new(&body.value, "/value")?;
        let once = request.idempotency_key.map(|idempotency_key| {
            let fingerprint = Fingerprint::of_operation("putResource")
                .text(&key)
                .optional(preconditions.if_match.as_ref())
                .optional(preconditions.if_none_match.as_ref())
                .optional(body.ttl_ms)
                .json(&body.value);
            Once::new(rights, &idempotency_key, fingerprint)
        });
        let author = Author::of_request(rights, request.request_id);
        let id = document_id(rights, &key);
        let written = self.committer.commit_once(once, vec![id.clone()], move |context| {
            let current = context.document(&id);
            preconditions.check(current)?;
            let expires_at = body.ttl_ms.map(|ttl| context.time().plus_ms(ttl.get().cast_signed()));
            let mut effects = Effects::default();
            let resource = author.put(&mut effects, context, (&key, current), &value, expires_at)?;
            Ok::<_, EngineError>((
                effects,
                RawWrite { created: current.is_none(), resource, rev: Some(context.revision()) },
            ))
        });
        written.await?.try_map(RawWrite::read)
    }

    /// Deletes a resource.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::EngineOwned`], [`EngineError::NotFound`],
    /// [`EngineError::PreconditionFailed`] or [`EngineError::Store`].
    pub async fn delete(
        &self,
        rights: &Rights,
        request: RequestContext,
        key: ResourceKey,
        preconditions: Preconditions,
    ) -> Result<Outcome<DeletedResource>, EngineError> {
        policy::may_write(rights, &key)?;
        let once = request.idempotency_key.map(|idempotency_key| {
            let fingerprint = Fingerprint::of_operation("deleteResource")
                .text(&key)
                .optional(preconditions.if_match.as_ref())
                .optional(preconditions.if_none_match.as_ref());
            Once::new(rights, &idempotency_key, fingerprint)
        });
        let author = Author::of_request(rights, request.request_id);
        let id = document_id(rights, &key);
        let deleted = self.committer.commit_once(once, vec![id.clone()], move |context| {
            let current = preconditions.check_existing(context.document(&id), &key)?;
            let mut effects = Effects::default();
            author.delete(&mut effects, (&key, current), DeletionReason::Deleted)?;
            Ok::<_, EngineError>((effects, DeletedResource::new(key, current.rev, context.revision())))
        });
        Ok(deleted.await?)
    }
}
