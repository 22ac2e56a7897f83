use charter_types::{Partition, Revision};

use super::{Collection, EventRecord, Frame, ListedDocuments};

/// Which documents to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// The kind of document.
    pub collection: Collection,
    /// The partition to list.
    pub partition: Partition,
    /// Only keys that start with exactly this; empty for all.
    pub prefix: String,
    /// Only keys after this one: the last key of the page before.
    pub after_key: Option<String>,
    /// The most documents to answer with.
    pub limit: usize,
    /// The most bytes of keys and bodies to answer with; the first document comes whatever its size.
    pub max_bytes: usize,
    /// The state at this revision, or as it is now. Of a [plain](Collection::plain) collection only the newest state is
    /// kept, so that any earlier revision is compacted.
    pub at: Option<Revision>,
    /// What stands around the bodies.
    pub frame: Frame,
}

/// A part of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// The documents in the order of their keys' bytes.
    pub documents: ListedDocuments,
    /// The revision that they are the state at.
    pub revision: Revision,
    /// Whether documents follow after the last of these.
    pub more: bool,
}

/// Which events to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogQuery {
    /// Only events after this revision.
    pub after: Revision,
    /// Only events of this partition.
    pub partition: Option<Partition>,
    /// The most commits to read events of.
    pub limit_commits: usize,
    /// The most bytes of subjects and data to answer with; the first commit comes whole whatever its size.
    pub max_bytes: usize,
}

/// A part of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage {
    /// The events in order, in whole commits.
    pub events: Vec<EventRecord>,
    /// Everything up to this revision has been read: where to go on. It moves also over commits without matching
    /// events.
    pub read_to: Revision,
    /// The newest revision when the log was read; the reader has caught up when `read_to` is the same.
    pub head: Revision,
}
