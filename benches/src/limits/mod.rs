//! What the machine, and what others, can do.

mod appends;
mod database;
pub mod etcd;
mod group_commit;
mod page_reads;
mod single_commits;

pub use appends::Appends;
pub use group_commit::{GroupCommit, Rows};
pub use page_reads::PageReads;
pub use single_commits::SingleCommits;
