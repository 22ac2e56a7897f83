use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
};

/// The names in a directory and the inodes behind them.
pub(super) type Entries = BTreeMap<OsString, u64>;

/// A directory: what programs see, what is on the disk for certain, and what happened between the two.
#[derive(Debug, Clone, Default)]
pub(super) struct Directory {
    seen: Entries,
    durable: Entries,
    unsynced: Vec<EntryChange>,
}

/// Something that was done to a directory. Each is there whole after a power cut, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EntryChange {
    Add { name: OsString, inode: u64 },
    Remove { name: OsString },
    Rename { from: OsString, to: OsString, inode: u64 },
}

impl Directory {
    /// A directory that is on the disk as it is.
    pub(super) fn durable(entries: Entries) -> Self {
        Self { seen: entries.clone(), durable: entries, unsynced: Vec::new() }
    }

    pub(super) fn entries(&self) -> &Entries {
        &self.seen
    }

    pub(super) fn get(&self, name: &OsStr) -> Option<u64> {
        self.seen.get(name).copied()
    }

    pub(super) fn change(&mut self, change: EntryChange) {
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
    pub(super) fn into_durable_and_unsynced(self) -> (Entries, Vec<EntryChange>) {
        (self.durable, self.unsynced)
    }
}

impl EntryChange {
    pub(super) fn apply(&self, entries: &mut Entries) {
        match self {
            Self::Add { name, inode } => {
                entries.insert(name.clone(), *inode);
            }
            Self::Remove { name } => {
                entries.remove(name);
            }
            Self::Rename { from, to, inode } => {
                entries.remove(from);
                entries.insert(to.clone(), *inode);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_durable_only_after_a_sync() {
        let mut directory = Directory::default();
        directory.change(EntryChange::Add { name: "new".into(), inode: 7 });
        directory.sync();
        directory.change(EntryChange::Rename { from: "new".into(), to: "final".into(), inode: 7 });
        assert_eq!(directory.get("final".as_ref()), Some(7));
        let (durable, unsynced) = directory.into_durable_and_unsynced();
        assert_eq!(durable, Entries::from([("new".into(), 7)]));
        assert_eq!(unsynced.len(), 1);
    }
}
