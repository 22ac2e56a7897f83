use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};
use charter_store::{Frame, ListQuery, ListedDocuments, Store, StoreError};
use charter_types::{Partition, Revision};
use serde_json::value::RawValue;

use super::{
    family::StreamedFamily,
    frame::{RawSnapshotItem, control},
    scope::Scope,
};

const PAGE_DOCUMENTS: usize = 256;
const PAGE_BYTES: usize = 256 * 1024;

/// The documents of a scope at one revision, page by page.
pub(super) struct Snapshot {
    partition: Partition,
    revision: Revision,
    to_list: VecDeque<(&'static StreamedFamily, String)>,
    after_key: Option<String>,
}

impl Snapshot {
    pub(super) fn new(scope: &Scope, revision: Revision) -> Self {
        let to_list = scope.documents().map(|(family, prefix)| (family, prefix.to_owned())).collect();
        Self { partition: scope.partition().clone(), revision, to_list, after_key: None }
    }

    /// The next documents as `snapshot` frames; `None` after the last.
    ///
    /// # Errors
    /// [`StoreError::Compacted`] when the revision is not kept any more.
    pub(super) async fn next_chunk(&mut self, store: &dyn Store) -> Result<Option<Bytes>, StoreError> {
        while let Some((family, prefix)) = self.to_list.front() {
            let query = ListQuery {
                collection: family.collection,
                partition: self.partition.clone(),
                prefix: prefix.clone(),
                after_key: self.after_key.take(),
                limit: PAGE_DOCUMENTS,
                max_bytes: PAGE_BYTES,
                at: Some(self.revision),
                frame: Frame::default(),
            };
            let page = store.list(query).await?;
            let chunk = chunk(family, &page.documents)?;
            match page.documents.last() {
                Some(last) if page.more => self.after_key = Some(last.key.to_owned()),
                _ => _ = self.to_list.pop_front(),
            }
            if !chunk.is_empty() {
                return Ok(Some(chunk));
            }
        }
        Ok(None)
    }
}

/// The frames have no id: a resume in the middle of a snapshot would miss the rest of it.
fn chunk(family: &StreamedFamily, documents: &ListedDocuments) -> Result<Bytes, StoreError> {
    let mut chunk = BytesMut::new();
    for document in documents.iter() {
        let data: &RawValue = serde_json::from_slice(document.body)
            .map_err(|error| StoreError::Corrupt { finding: format!("a document is not JSON: {error}") })?;
        let item = RawSnapshotItem { family: family.name, subject: document.key, revision: document.rev, data };
        chunk.extend_from_slice(&control("snapshot", &item, None));
    }
    Ok(chunk.freeze())
}
