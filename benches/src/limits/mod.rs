//! What the machine, and what others, can do.

mod appends;
mod database;
pub mod etcd;
mod group_commit;
mod single_commits;

pub use appends::Appends;
pub use group_commit::GroupCommit;
pub use single_commits::SingleCommits;
