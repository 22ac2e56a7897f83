use charter_types::Revision;

/// The most writes, and the most events, of one commit.
pub(super) const PLACES_PER_COMMIT: usize = 1 << PLACE_BITS;

/// With 53 bits of revision this fills SQLite's 63 bits of positive row ids exactly.
const PLACE_BITS: u32 = 10;

/// A revision and a place in its commit as one number that grows with both: a row id, so that rows in the order of
/// their commits cost no index of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sequence(i64);

impl Sequence {
    /// The first place of a commit.
    pub(super) fn start_of(revision: Revision) -> Self {
        Self((revision.get() << PLACE_BITS).cast_signed())
    }

    /// The last place of a commit.
    pub(super) fn end_of(revision: Revision) -> Self {
        Self(Self::start_of(revision).0 | (PLACES_PER_COMMIT as i64 - 1))
    }

    /// The place `index` of a commit; `index` is below [`PLACES_PER_COMMIT`].
    pub(super) fn new(revision: Revision, index: usize) -> Self {
        debug_assert!(index < PLACES_PER_COMMIT, "the commit was checked before it was applied");
        Self(Self::start_of(revision).0 | index as i64)
    }

    /// What a row id says; `None` when it is not one of ours.
    pub(super) fn from_row_id(row_id: i64) -> Option<Self> {
        (row_id >= 0).then_some(Self(row_id))
    }

    pub(super) fn row_id(self) -> i64 {
        self.0
    }

    pub(super) fn revision(self) -> Revision {
        Revision::new(self.0.cast_unsigned() >> PLACE_BITS).expect("63 bits without the place leave 53")
    }

    pub(super) fn index(self) -> u32 {
        (self.0 & (PLACES_PER_COMMIT as i64 - 1)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_with_revision_and_place() {
        let revision = Revision::new(7).unwrap();
        let last = Sequence::new(revision, PLACES_PER_COMMIT - 1);
        assert!(Sequence::start_of(revision) < Sequence::new(revision, 1));
        assert_eq!(Sequence::end_of(revision), last);
        assert!(last < Sequence::start_of(revision.next()));
        assert_eq!((last.revision(), last.index()), (revision, 1023));
    }

    #[test]
    fn holds_the_largest_revision() {
        let last = Sequence::end_of(Revision::MAX);
        assert_eq!((last.row_id(), last.revision()), (i64::MAX, Revision::MAX));
        assert_eq!(Sequence::from_row_id(-1), None);
    }
}
