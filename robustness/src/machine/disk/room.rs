use std::{collections::BTreeMap, ffi::OsStr};

use fuser::Errno;

/// The unit in which files take room.
pub(super) const BLOCK_BYTES: u64 = 4096;

/// What a file is to the server, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// SQLite's database.
    Database,
    /// SQLite's write-ahead log.
    WriteAheadLog,
    /// What the server writes to its error stream.
    ServerLog,
    /// Any other: keys, tokens, locks, rollback journals, temporary files.
    Other,
}

impl FileKind {
    /// What a file of this name is.
    pub fn of(name: &OsStr) -> Self {
        let name = name.to_string_lossy();
        match &*name {
            name if name.ends_with(".sqlite3") => Self::Database,
            name if name.ends_with(".sqlite3-wal") => Self::WriteAheadLog,
            "server.log" => Self::ServerLog,
            _ => Self::Other,
        }
    }
}

/// How much room there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// What all files may take together, in bytes; `None` is without end.
    pub capacity: Option<u64>,
    /// Files of this kind may not grow at all: they came last for what was left.
    pub none_for: Option<FileKind>,
}

/// The room that is used, and who was refused more.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) room: Room,
    pub(super) refusals: BTreeMap<FileKind, u64>,
}

/// The blocks of a file of this many bytes, with one for its inode.
pub(super) fn blocks(length: usize) -> u64 {
    (length as u64).div_ceil(BLOCK_BYTES) + 1
}

impl Ledger {
    /// How long a file may become of `length` bytes that wants `wanted`, when all files take `used` blocks.
    pub(super) fn longest(&self, kind: FileKind, length: usize, wanted: usize, used: u64) -> usize {
        let free = self.free(kind, used);
        let own = (length as u64).div_ceil(BLOCK_BYTES);
        if (wanted as u64).div_ceil(BLOCK_BYTES).saturating_sub(own) <= free {
            return wanted;
        }
        usize::try_from((own + free) * BLOCK_BYTES).unwrap_or(usize::MAX)
    }

    /// # Errors
    /// When there is no room for one file more.
    pub(super) fn take_inode(&mut self, kind: FileKind, used: u64) -> Result<(), Errno> {
        if self.free(kind, used) == 0 { Err(self.refuse(kind)) } else { Ok(()) }
    }

    pub(super) fn refuse(&mut self, kind: FileKind) -> Errno {
        *self.refusals.entry(kind).or_default() += 1;
        Errno::ENOSPC
    }

    /// Free blocks.
    pub(super) fn free(&self, kind: FileKind, used: u64) -> u64 {
        match self.room {
            Room { none_for: Some(refused), .. } if refused == kind => 0,
            Room { capacity: Some(capacity), .. } => (capacity / BLOCK_BYTES).saturating_sub(used),
            Room { capacity: None, .. } => u64::MAX / BLOCK_BYTES / 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_grows_to_the_last_free_block() {
        let block = BLOCK_BYTES as usize;
        let mut ledger = Ledger::default();
        assert_eq!(ledger.longest(FileKind::Database, 1, 99 * block, 1000), 99 * block);
        ledger.room.capacity = Some(10 * BLOCK_BYTES);
        assert_eq!(ledger.longest(FileKind::Database, 1, 3 * block, 8), 3 * block);
        assert_eq!(ledger.longest(FileKind::Database, 1, 4 * block, 8), 3 * block);
        assert_eq!(ledger.longest(FileKind::Database, 1, block, 10), block);
        ledger.room = Room { capacity: None, none_for: Some(FileKind::Database) };
        assert_eq!(ledger.longest(FileKind::Database, 1, 4 * block, 8), block);
        assert_eq!(ledger.longest(FileKind::WriteAheadLog, 1, 4 * block, 8), 4 * block);
    }
}
