use std::fmt;

use charter_types::Revision;

/// The documents of a page, back to back: a page has up to thousands of them, and most of what they would cost one by one
/// is to find room for each.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ListedDocuments {
    keys: String,
    bodies: Vec<u8>,
    places: Vec<Place>,
}

/// Where the key and the body of a document end; they begin where those of the document before it do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    rev: Revision,
    key_end: usize,
    body_end: usize,
}

/// A document of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedDocument<'a> {
    /// Its key, unique in its collection and partition.
    pub key: &'a str,
    /// The revision of the commit that wrote this version.
    pub rev: Revision,
    /// What it holds; the store never looks inside.
    pub body: &'a [u8],
}

impl ListedDocuments {
    /// How many they are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many bytes their keys and bodies have.
    pub fn content_bytes(&self) -> usize {
        self.keys.len() + self.bodies.len()
    }

    /// Appends a document.
    pub fn push(&mut self, document: ListedDocument<'_>) {
        self.keys.push_str(document.key);
        self.bodies.extend_from_slice(document.body);
        self.places.push(Place { rev: document.rev, key_end: self.keys.len(), body_end: self.bodies.len() });
    }

    /// Appends all documents of another page.
    pub fn append(&mut self, others: &Self) {
        others.iter().for_each(|document| self.push(document));
    }

    /// The documents in their order.
    pub fn iter(&self) -> impl Iterator<Item = ListedDocument<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The last document.
    pub fn last(&self) -> Option<ListedDocument<'_>> {
        self.len().checked_sub(1).and_then(|index| self.get(index))
    }

    fn get(&self, index: usize) -> Option<ListedDocument<'_>> {
        let Place { rev, key_end, body_end } = *self.places.get(index)?;
        let before = index.checked_sub(1).map(|before| self.places[before]);
        let (key_start, body_start) = before.map_or((0, 0), |before| (before.key_end, before.body_end));
        Some(ListedDocument { key: &self.keys[key_start..key_end], rev, body: &self.bodies[body_start..body_end] })
    }
}

impl fmt::Debug for ListedDocuments {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}
