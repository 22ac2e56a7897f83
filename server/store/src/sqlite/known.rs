use std::collections::{HashMap, hash_map::Entry};

use rusqlite::Connection;

use super::{
    cache::DocumentCache,
    documents::{self, Current},
};
use crate::{DocumentId, StoreError};

/// What a batch of commits knows of documents: what it has read of them, and what it has made of them.
#[derive(Default)]
pub(super) struct Known {
    documents: HashMap<DocumentId, Fact>,
}

struct Fact {
    /// `None` when there is no such document.
    current: Option<Current>,
    is_changed: bool,
}

impl Known {
    /// The newest version of a document, which the batch's own commits may have written.
    pub(super) fn read(
        &mut self,
        connection: &Connection,
        cache: &DocumentCache,
        id: &DocumentId,
    ) -> Result<Option<&Current>, StoreError> {
        let fact = match self.documents.entry(id.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let current = match cache.get(id) {
                    Some(current) => Some(current),
                    None => documents::get(connection, id)?,
                };
                unknown.insert(Fact { current, is_changed: false })
            }
        };
        Ok(fact.current.as_ref())
    }

    /// A document is this from now on.
    pub(super) fn change(&mut self, id: &DocumentId, current: Option<Current>) {
        let fact = Fact { current, is_changed: true };
        match self.documents.get_mut(id) {
            Some(known) => *known = fact,
            None => _ = self.documents.insert(id.clone(), fact),
        }
    }

    pub(super) fn changed(&self) -> impl Iterator<Item = &DocumentId> {
        self.documents.iter().filter(|(_, fact)| fact.is_changed).map(|(id, _)| id)
    }

    /// The documents that were changed and are there.
    pub(super) fn into_changed(self) -> impl Iterator<Item = (DocumentId, Current)> {
        let changed = self.documents.into_iter().filter(|(_, fact)| fact.is_changed);
        changed.filter_map(|(id, fact)| Some((id, fact.current?)))
    }
}
