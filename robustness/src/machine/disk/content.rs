/// The bytes of a file: what programs see, what is on the disk for certain, and what happened between the two.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    seen: Vec<u8>,
    durable: Vec<u8>,
    unsynced: Vec<Change>,
}

/// Something that was done to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    SetLength(usize),
}

impl Content {
    /// A file that is on the disk as it is.
    pub(super) fn durable(bytes: Vec<u8>) -> Self {
        Self { seen: bytes.clone(), durable: bytes, unsynced: Vec::new() }
    }

    /// What programs see.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.seen
    }

    /// At most `size` bytes from `offset`; fewer at the file's end.
    pub(super) fn read(&self, offset: usize, size: usize) -> &[u8] {
        let begin = offset.min(self.seen.len());
        let end = offset.saturating_add(size).min(self.seen.len());
        &self.seen[begin..end]
    }

    pub(super) fn change(&mut self, change: Change) {
        change.apply(&mut self.seen);
        self.unsynced.push(change);
    }

    /// What was done until now is on the disk for certain.
    pub(super) fn sync(&mut self) {
        for change in self.unsynced.drain(..) {
            change.apply(&mut self.durable);
        }
    }

    pub(super) fn is_synced(&self) -> bool {
        self.unsynced.is_empty()
    }

    /// What is on the disk for certain, and what may be there or not.
    pub(super) fn into_durable_and_unsynced(self) -> (Vec<u8>, Vec<Change>) {
        (self.durable, self.unsynced)
    }
}

impl Change {
    /// Bytes that were never written are zero.
    pub(super) fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*offset..end].copy_from_slice(bytes);
            }
            Self::SetLength(length) => file.resize(*length, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_durable_only_after_a_sync() {
        let mut content = Content::default();
        content.change(Change::Write { offset: 2, bytes: b"abc".to_vec() });
        assert_eq!(content.bytes(), b"\0\0abc");
        assert_eq!(content.clone().into_durable_and_unsynced().0, b"");
        content.sync();
        content.change(Change::SetLength(3));
        content.change(Change::Write { offset: 4, bytes: b"x".to_vec() });
        assert_eq!(content.bytes(), b"\0\0a\0x");
        assert_eq!(content.read(2, 2), b"a\0");
        assert_eq!(content.read(4, 100), b"x");
        assert_eq!(content.read(9, 1), b"");
        let (durable, unsynced) = content.into_durable_and_unsynced();
        assert_eq!((durable.as_slice(), unsynced.len()), (b"\0\0abc".as_slice(), 2));
    }
}
