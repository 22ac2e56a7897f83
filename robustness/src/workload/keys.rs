//! Keys: a few that all writers share, in groups, so that writes meet and watchers can follow a part.

/// Everything that the load writes lies below this.
pub const PREFIX: &str = "crash/";
/// How many groups of keys there are.
pub const GROUPS: usize = 5;
/// The last write of a run. Every watcher follows it.
pub const END: &str = "crash/end";
/// Expires after everything that was written before it.
pub const LAST_TO_EXPIRE: &str = "crash/last-to-expire";

const KEYS_IN_GROUP: usize = 12;

/// What the keys of a group start with.
pub fn group_prefix(group: usize) -> String {
    format!("{PREFIX}group-{group}/")
}

/// A key that others use too.
pub(super) fn shared(random: &mut fastrand::Rng) -> String {
    format!("{}{}", group_prefix(random.usize(..GROUPS)), random.usize(..KEYS_IN_GROUP))
}

/// A key that nobody else uses.
pub(super) fn own(random: &mut fastrand::Rng, mark: &str) -> String {
    format!("{}own-{mark}", group_prefix(random.usize(..GROUPS)))
}
