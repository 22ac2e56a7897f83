//! From an artifact to what is stored and told.

use bytes::Bytes;
use charter_auth::Rights;
use charter_store::{BlobId, CommitContext, DocumentId, Effects, NewEvent, Write};
use charter_types::{Artifact, EventType, Partition, Principal, RequestId, Timestamp};
use serde::Serialize;

use super::{
    FAMILY,
    documents::{self, BlobLinks},
};
use crate::EngineError;

/// Who changes artifacts, where, and on which request.
#[derive(Debug, Clone)]
pub(super) struct ArtifactWriter {
    pub(super) partition: Partition,
    pub(super) principal: Principal,
    pub(super) request_id: Option<RequestId>,
}

impl ArtifactWriter {
    pub(super) fn of_request(rights: &Rights, request_id: Option<RequestId>) -> Self {
        Self { partition: rights.partition().clone(), principal: rights.principal().clone(), request_id }
    }

    pub(super) fn blob(&self, artifact: &Artifact) -> BlobId {
        BlobId { partition: self.partition.clone(), sha256: artifact.sha256.clone() }
    }

    /// The artifact, and one more that has its blob.
    pub(super) fn create(&self, context: &CommitContext<'_>, artifact: &Artifact) -> Result<Effects, EngineError> {
        let blob = documents::blob(&self.blob(artifact));
        let BlobLinks { links } = documents::read_links(context.document(&blob))?;
        let body = json(artifact)?;
        let id = documents::artifact(&self.partition, &artifact.artifact_id);
        let writes = vec![put(id, body.clone()), put(blob, json(&BlobLinks { links: links + 1 })?)];
        Ok(Effects { writes, events: vec![self.event(&EventType::ArtifactCreated, artifact, body)] })
    }

    /// No artifact, and one less that has its blob; it goes at `until` when there is none left.
    pub(super) fn delete(
        &self,
        context: &CommitContext<'_>,
        artifact: &Artifact,
        until: Timestamp,
    ) -> Result<Effects, EngineError> {
        let blob = documents::blob(&self.blob(artifact));
        let BlobLinks { links } = documents::read_links(context.document(&blob))?;
        let left = BlobLinks { links: links.saturating_sub(1) };
        let due_at = (left.links == 0).then_some(until);
        let writes = vec![
            Write::Delete { id: documents::artifact(&self.partition, &artifact.artifact_id) },
            Write::Put { id: blob, body: json(&left)?, due_at },
        ];
        Ok(Effects { writes, events: vec![self.event(&EventType::ArtifactDeleted, artifact, json(artifact)?)] })
    }

    fn event(&self, event_type: &EventType, artifact: &Artifact, data: Bytes) -> NewEvent {
        NewEvent {
            family: FAMILY.into(),
            event_type: event_type.as_str().to_owned().into(),
            partition: self.partition.clone(),
            subject: artifact.artifact_id.as_str().to_owned(),
            actor: self.principal.clone(),
            correlation_id: self.request_id.as_deref().map(str::to_owned),
            causation_id: None,
            data,
        }
    }
}

fn put(id: DocumentId, body: Bytes) -> Write {
    Write::Put { id, body, due_at: None }
}

pub(super) fn json(value: &impl Serialize) -> Result<Bytes, EngineError> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| EngineError::corrupt("an artifact", &error))
}
