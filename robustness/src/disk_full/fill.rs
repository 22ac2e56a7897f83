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
    /// The log's index, which grows when the log is long.
    LogIndex,
    /// What the server writes to its error stream; and then everything.
    ServerLog,
}

impl Fill {
    pub(super) const ALL: [Self; 6] =
        [Self::FewBlocksLeft, Self::NothingLeft, Self::WriteAheadLog, Self::Database, Self::LogIndex, Self::ServerLog];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::FewBlocksLeft => "but for a few blocks",
            Self::NothingLeft => "to the last block",
            Self::WriteAheadLog => "for the write-ahead log",
            Self::Database => "for the database",
            Self::LogIndex => "for the log's index",
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
            // The log is folded in when it has 4096 pages.
            Self::Database => Room { capacity: with_spare(4500), none_for: Some(FileKind::Database) },
            Self::LogIndex => Room { capacity: None, none_for: Some(FileKind::LogIndex) },
            Self::ServerLog => Room { capacity: with_spare(random.u64(0..30)), none_for: Some(FileKind::ServerLog) },
        }
    }

    /// Large where it takes a long log to come to the point.
    pub(super) fn sizes(self) -> Sizes {
        match self {
            Self::Database | Self::LogIndex => Sizes::LARGE,
            _ => Sizes::SMALL,
        }
    }

    /// Of what every run has to refuse room to, beside what each fill does by its name.
    pub(super) const KINDS: [FileKind; 4] =
        [FileKind::WriteAheadLog, FileKind::Database, FileKind::LogIndex, FileKind::ServerLog];
}
