use std::fmt;

use charter_types::Revision;

/// The documents of a page in one piece of memory: a page has up to thousands of them, and most of what they would cost
/// one by one is to find room for each.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ListedDocuments {
    frame: Frame,
    keys: String,
    bodies: Vec<u8>,
    places: Vec<Place>,
}

/// What stands around the bodies of a page. Who sends them as one text has that text without copying them once more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Frame {
    /// Before the first.
    pub before: &'static str,
    /// Between two.
    pub between: &'static str,
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
    /// None yet, and room for a usual page of so many.
    pub fn new(frame: Frame, most: usize, most_bytes: usize) -> Self {
        const USUAL_BYTES: usize = 512;
        const MOST_AT_FIRST: usize = 512 << 10;
        let room = most.saturating_mul(USUAL_BYTES).min(most_bytes).min(MOST_AT_FIRST);
        let mut bodies = Vec::with_capacity(room);
        bodies.extend_from_slice(frame.before.as_bytes());
        Self { frame, bodies, ..Self::default() }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many bytes their keys and bodies have, with what stands around them.
    pub fn content_bytes(&self) -> usize {
        self.keys.len() + self.bodies.len()
    }

    /// Appends a document.
    pub fn push(&mut self, document: ListedDocument<'_>) {
        if !self.is_empty() {
            self.bodies.extend_from_slice(self.frame.between.as_bytes());
        }
        self.keys.push_str(document.key);
        self.bodies.extend_from_slice(document.body);
        self.places.push(Place { rev: document.rev, key_end: self.keys.len(), body_end: self.bodies.len() });
    }

    /// Appends all documents of another page.
    pub fn append(&mut self, others: &Self) {
        others.iter().for_each(|document| self.push(document));
    }

    /// Their bodies in their frame.
    pub fn into_framed_bodies(self) -> Vec<u8> {
        self.bodies
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
        let (key_start, body_start) = match before {
            None => (0, self.frame.before.len()),
            Some(before) => (before.key_end, before.body_end + self.frame.between.len()),
        };
        Some(ListedDocument { key: &self.keys[key_start..key_end], rev, body: &self.bodies[body_start..body_end] })
    }
}

impl fmt::Debug for ListedDocuments {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_stands_around_the_bodies_and_is_none_of_them() {
        let frame = Frame { before: "[", between: ", " };
        let bodies = ["one", "", "three"];
        for count in 0..=bodies.len() {
            let mut documents = ListedDocuments::new(frame, 1, 1);
            for body in &bodies[..count] {
                documents.push(ListedDocument { key: body, rev: Revision::ZERO, body: body.as_bytes() });
            }
            let mut others = ListedDocuments::new(frame, 0, 0);
            others.append(&documents);
            assert_eq!(others, documents);
            let shown: Vec<_> = documents.iter().map(|document| (document.key, document.body)).collect();
            let expected: Vec<_> = bodies[..count].iter().map(|body| (*body, body.as_bytes())).collect();
            assert_eq!(shown, expected);
            assert_eq!(documents.into_framed_bodies(), format!("[{}", bodies[..count].join(", ")).into_bytes());
        }
    }
}
