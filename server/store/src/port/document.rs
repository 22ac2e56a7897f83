use bytes::Bytes;
use charter_types::{Partition, Revision, Timestamp};

/// A kind of document, for example `resource`. Declared once as a constant by the part of the domain that owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Collection {
    name: &'static str,
    versioned: bool,
}

impl Collection {
    /// A collection whose superseded versions are kept until compaction, so that the pages of a list can be one
    /// snapshot.
    pub const fn versioned(name: &'static str) -> Self {
        Self { name, versioned: true }
    }

    /// A collection of which only the newest versions are kept; cheaper to write, and listed only as it is now.
    pub const fn plain(name: &'static str) -> Self {
        Self { name, versioned: false }
    }

    /// Its name in the database; never changed once released.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Whether superseded versions are kept.
    pub const fn is_versioned(self) -> bool {
        self.versioned
    }
}

/// What a document is found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocumentId {
    /// The kind of document.
    pub collection: Collection,
    /// The partition it lies in.
    pub partition: Partition,
    /// Its key, unique in its collection and partition. Keys are ordered by their bytes.
    pub key: String,
}

impl DocumentId {
    /// The document `key` of a collection and partition.
    pub fn new(collection: Collection, partition: Partition, key: impl Into<String>) -> Self {
        Self { collection, partition, key: key.into() }
    }
}

/// A version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is found by.
    pub id: DocumentId,
    /// The revision of the commit that wrote this version.
    pub rev: Revision,
    /// When it was created. A replaced document keeps it, a deleted and recreated one does not.
    pub created_at: Timestamp,
    /// When this version was written.
    pub updated_at: Timestamp,
    /// When somebody should look at it: [`Store::due`](crate::Store::due).
    pub due_at: Option<Timestamp>,
    /// What it holds; the store never looks inside.
    pub body: Bytes,
}
