use bytes::Bytes;
use charter_store::{Document, Frame, ListedDocuments};
use charter_types::{Cursor, Resource, ResourcePage, Revision};
use serde::de::DeserializeOwned;

use crate::EngineError;

/// A resource as it is stored: JSON already, to the byte what the contract's [`Resource`] is written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResource {
    /// The revision of its last change.
    pub rev: Revision,
    /// The JSON.
    pub json: Bytes,
}

impl StoredResource {
    /// The resource in parts.
    ///
    /// # Errors
    /// [`EngineError::Store`] when it is damaged.
    pub fn read(&self) -> Result<Resource, EngineError> {
        read(&self.json)
    }
}

impl StoredResource {
    /// A document of another family in parts.
    pub(crate) fn read_as<T: DeserializeOwned>(&self, what: &str) -> Result<T, EngineError> {
        serde_json::from_slice(&self.json).map_err(|error| EngineError::corrupt(what, &error))
    }
}

impl From<Document> for StoredResource {
    fn from(document: Document) -> Self {
        Self { rev: document.rev, json: document.body }
    }
}

/// A page of resources: JSON already, to the byte what the contract's [`ResourcePage`] is written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPage {
    /// The JSON.
    pub json: Bytes,
}

impl StoredPage {
    /// What makes the bodies of documents a page.
    pub(crate) const FRAME: Frame = Frame { before: "{\"items\":[", between: "," };

    /// The documents have [`Self::FRAME`] around them.
    pub(crate) fn new(documents: ListedDocuments, revision: Revision, next_cursor: Option<&Cursor>) -> Self {
        let mut json = documents.into_framed_bodies();
        json.extend_from_slice(format!("],\"revision\":{revision}").as_bytes());
        if let Some(cursor) = next_cursor {
            // A cursor is base64: nothing in it needs escaping.
            json.extend_from_slice(format!(",\"next_cursor\":\"{}\"", cursor.as_str()).as_bytes());
        }
        json.push(b'}');
        // There was room for a usual page. What a slow client makes the server hold is counted by its length.
        if json.capacity() / 2 > json.len() {
            json.shrink_to_fit();
        }
        Self { json: json.into() }
    }

    /// The page in parts.
    ///
    /// # Errors
    /// [`EngineError::Store`] when a resource is damaged.
    pub fn read(&self) -> Result<ResourcePage, EngineError> {
        read(&self.json)
    }
}

pub(super) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, EngineError> {
    serde_json::from_slice(json).map_err(|error| EngineError::corrupt("a resource", &error))
}

#[cfg(test)]
mod tests {
    use charter_store::ListedDocument;
    use charter_types::Timestamp;

    use super::*;

    #[test]
    fn a_page_is_written_like_the_contracts() {
        let time = Timestamp::from_unix_ms(1);
        let resources = ["a", "b"].map(|key| {
            let author = "user:ada".parse().unwrap();
            Resource::new(key.parse().unwrap(), serde_json::json!({}), Revision::ZERO.next(), time, time, author)
        });
        let (revision, cursor) = (Revision::new(9).unwrap(), Cursor::new("eyJhIjoxfQ").unwrap());
        for (count, cursor) in [(0, None), (1, None), (2, Some(cursor))] {
            let mut documents = ListedDocuments::new(StoredPage::FRAME, 2, 100);
            for resource in &resources[..count] {
                let (key, body) = (resource.key.as_str(), serde_json::to_vec(resource).unwrap());
                documents.push(ListedDocument { key, rev: resource.rev, body: &body });
            }
            let page = StoredPage::new(documents, revision, cursor.as_ref());
            let mut expected = ResourcePage::new(resources[..count].to_vec(), revision);
            if let Some(cursor) = cursor {
                expected = expected.with_next_cursor(cursor);
            }
            assert_eq!(page.json, serde_json::to_vec(&expected).unwrap());
            assert_eq!(page.read().unwrap(), expected);
        }
    }
}
