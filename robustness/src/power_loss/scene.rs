use fastrand::Rng;

use crate::{
    load::Sizes,
    machine::{Moment, Unsynced},
};

/// What goes on when the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Scene {
    /// The data directory is being made, or the very first writes come.
    FirstStart,
    /// Small writes from several clients.
    Load,
    /// Large ones, so that the write-ahead log is folded into the database.
    Checkpoint,
    /// The server recovers from the cut before.
    Restart,
    /// The server was asked to stop.
    Stop,
    /// The process alone died in mid-write, was started again and read; then the power went.
    AfterCrash,
}

impl Scene {
    pub(super) const ALL: [Self; 6] =
        [Self::FirstStart, Self::Load, Self::Checkpoint, Self::Restart, Self::Stop, Self::AfterCrash];

    /// A first start, sometimes cut twice, and then each other scene once, in any order.
    pub(super) fn of_a_life(random: &mut Rng) -> Vec<Self> {
        let mut later = Self::ALL[1..].to_vec();
        random.shuffle(&mut later);
        let again = random.bool().then_some(Self::Restart);
        [Self::FirstStart].into_iter().chain(again).chain(later).collect()
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::FirstStart => "in a first start",
            Self::Load => "under load",
            Self::Checkpoint => "under large writes",
            Self::Restart => "in a restart",
            Self::Stop => "in a stop",
            Self::AfterCrash => "after a crash",
        }
    }

    /// When the power goes, counted from the scene's beginning.
    pub(super) fn moment(self, random: &mut Rng) -> Moment {
        match self {
            Self::FirstStart => Moment::Change(random.u64(1..160)),
            Self::Restart => Moment::Change(random.u64(1..30)),
            Self::Stop => Moment::Change(random.u64(1..60)),
            Self::Load if random.bool() => Moment::Sync(random.u64(1..40)),
            Self::Load => Moment::Change(random.u64(1..900)),
            Self::Checkpoint if random.u32(..4) > 0 => Moment::DatabaseWrite(random.u64(1..600)),
            Self::Checkpoint => Moment::Change(random.u64(1..9000)),
            Self::AfterCrash => Moment::Sync(random.u64(1..40)),
        }
    }

    /// What may be left of what was not synced when the power went.
    pub(super) fn unsynced(self, random: &mut Rng) -> Unsynced {
        match self {
            Self::AfterCrash => Unsynced::Lost,
            _ if random.u32(..3) == 0 => Unsynced::Lost,
            _ => Unsynced::ByChance,
        }
    }

    pub(super) fn sizes(self) -> Sizes {
        match self {
            Self::Checkpoint => Sizes::LARGE,
            _ => Sizes::SMALL,
        }
    }
}
