//! Where artifacts lie in the store, and how they are read from there.

use charter_store::{BlobId, Document, DocumentId};
use charter_types::{Artifact, ArtifactId, Partition};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{ARTIFACTS, BLOBS};
use crate::EngineError;

/// How many artifacts have a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BlobLinks {
    pub(super) links: u64,
}

pub(super) fn artifact(partition: &Partition, artifact_id: &ArtifactId) -> DocumentId {
    DocumentId::new(ARTIFACTS, partition.clone(), artifact_id.as_str())
}

pub(super) fn blob(id: &BlobId) -> DocumentId {
    DocumentId::new(BLOBS, id.partition.clone(), id.sha256.as_str())
}

/// The blob that a document of [`BLOBS`] is about.
pub(super) fn blob_of(document: &DocumentId) -> Option<BlobId> {
    let sha256 = document.key.parse().ok()?;
    Some(BlobId { partition: document.partition.clone(), sha256 })
}

pub(super) fn read_artifact(document: &Document) -> Result<Artifact, EngineError> {
    read(document, "an artifact")
}

pub(super) fn read_links(document: Option<&Document>) -> Result<BlobLinks, EngineError> {
    document.map_or(Ok(BlobLinks { links: 0 }), |document| read(document, "a blob's links"))
}

pub(super) fn read<T: DeserializeOwned>(document: &Document, what: &str) -> Result<T, EngineError> {
    serde_json::from_slice(&document.body).map_err(|error| EngineError::corrupt(what, &error))
}
