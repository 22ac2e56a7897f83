use bytes::Bytes;
use charter_auth::Rights;
use charter_store::{CommitContext, Document, DocumentId, Effects, NewEvent, Write};
use charter_types::{
    DeletionReason, EventType, Partition, Principal, RequestId, ResourceDeletion, ResourceKey, Timestamp,
};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::{FAMILY, RESOURCES, document::ResourceDocument, value::StorableValue};
use crate::{EngineError, work::WorkAuthor};

/// Who changes resources, where, and on which request. Turns changes into effects: the document and its event.
#[derive(Debug, Clone)]
pub(super) struct Author {
    partition: Partition,
    principal: Principal,
    request_id: Option<RequestId>,
}

impl Author {
    pub(super) fn of_request(rights: &Rights, request_id: Option<RequestId>) -> Self {
        Self { partition: rights.partition().clone(), principal: rights.principal().clone(), request_id }
    }

    /// The engine itself, in a partition.
    pub(super) fn engine(partition: Partition) -> Self {
        let principal = "service:charter".parse().expect("the engine's name is a principal");
        Self { partition, principal, request_id: None }
    }

    /// Whoever changes a run or a mission.
    pub(super) fn of_work(author: &WorkAuthor) -> Self {
        let WorkAuthor { partition, principal, request_id } = author.clone();
        Self { partition, principal, request_id }
    }

    /// Creates or replaces a resource; answers with it as it is stored.
    pub(super) fn put(
        &self,
        effects: &mut Effects,
        context: &CommitContext<'_>,
        (key, current): (&ResourceKey, Option<&Document>),
        value: &StorableValue,
        expires_at: Option<Timestamp>,
    ) -> Result<Box<RawValue>, EngineError> {
        let document = ResourceDocument {
            key,
            value: value.json(),
            rev: context.revision(),
            created_at: current.map_or(context.time(), |document| document.created_at),
            updated_at: context.time(),
            updated_by: &self.principal,
            expires_at,
        };
        let json = written(&document)?;
        let body = Bytes::copy_from_slice(json.get().as_bytes());
        let id = DocumentId::new(RESOURCES, self.partition.clone(), key.as_str());
        effects.writes.push(Write::Put { id, body: body.clone(), due_at: expires_at });
        effects.events.push(self.event(EventType::ResourceUpdated, key, body));
        Ok(json)
    }

    /// Deletes a resource.
    pub(super) fn delete(
        &self,
        effects: &mut Effects,
        (key, current): (&ResourceKey, &Document),
        reason: DeletionReason,
    ) -> Result<(), EngineError> {
        let json = written(&ResourceDeletion::new(key.clone(), current.rev, reason))?;
        effects.writes.push(Write::Delete { id: current.id.clone() });
        let data = Bytes::copy_from_slice(json.get().as_bytes());
        effects.events.push(self.event(EventType::ResourceDeleted, key, data));
        Ok(())
    }

    fn event(&self, event_type: EventType, key: &ResourceKey, data: Bytes) -> NewEvent {
        NewEvent {
            family: FAMILY.into(),
            event_type: event_type.as_str().to_owned().into(),
            partition: self.partition.clone(),
            subject: key.as_str().to_owned(),
            actor: self.principal.clone(),
            correlation_id: self.request_id.as_deref().map(str::to_owned),
            causation_id: None,
            data,
        }
    }
}

fn written(value: &impl Serialize) -> Result<Box<RawValue>, EngineError> {
    to_raw_value(value).map_err(|error| EngineError::corrupt("a resource", &error))
}
