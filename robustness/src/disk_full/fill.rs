use fastrand::Rng;

use crate::{
    load::Sizes,
    machine::{Disk, FileKind, Room},
};

const BLOCK_BYTES: u64 = 4096;

/// Who is refused room first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fill {
    /// Whoever asks first, with a few blocks left.
    FewBlocksLeft,
    /// Whoever asks first, with nothing left at all.
    NothingLeft,
    /// The write-ahead log.
    WriteAheadLog,
    /// The database, when the log is folded into it; the log, which then grows, later.
    Database,
    /// What the server writes to its error stream; and then everything.
    ServerLog,
}

impl Fill {
    /// The index of the write-ahead log is not here: it is in memory.
    pub(super) const ALL: [Self; 5] =
        [Self::FewBlocksLeft, Self::NothingLeft, Self::WriteAheadLog, Self::Database, Self::ServerLog];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::FewBlocksLeft => "but for a few blocks",
            Self::NothingLeft => "to the last block",
            Self::WriteAheadLog => "for the write-ahead log",
            Self::Database => "for the database",
            Self::ServerLog => "for the server's log",
        }
    }

    /// The room that there is from now on.
    pub(super) fn room(self, disk: &Disk, random: &mut Rng) -> Room {
        let with_spare = |blocks: u64| Some(disk.used_bytes() + blocks * BLOCK_BYTES);
        match self {
            Self::FewBlocksLeft => Room { capacity: with_spare(random.u64(1..200)), none_for: None },
            Self::NothingLeft => Room { capacity: with_spare(0), none_for: None },
            Self::WriteAheadLog => Room { capacity: None, none_for: Some(FileKind::WriteAheadLog) },
            // The log is folded in when it has 8192 pages.
            Self::Database => Room { capacity: with_spare(9000), none_for: Some(FileKind::Database) },
            Self::ServerLog => Room { capacity: with_spare(random.u64(0..30)), none_for: Some(FileKind::ServerLog) },
        }
    }

    /// What there is for a server that starts on a full disk: nothing, or enough to start. It is the same for every file,
    /// since a disk that refuses one file alone is no full disk.
    pub(super) fn room_of_a_restart(disk: &Disk, random: &mut Rng) -> Room {
        let spare_blocks = if random.bool() { 0 } else { random.u64(1..40) };
        Room { capacity: Some(disk.used_bytes() + spare_blocks * BLOCK_BYTES), none_for: None }
    }

    /// Large where it takes a long log to come to the point.
    pub(super) fn sizes(self) -> Sizes {
        match self {
            Self::Database => Sizes::LARGE,
            _ => Sizes::SMALL,
        }
    }

    /// Of what every run has to refuse room to, beside what each fill does by its name.
    pub(super) const KINDS: [FileKind; 3] = [FileKind::WriteAheadLog, FileKind::Database, FileKind::ServerLog];
}
