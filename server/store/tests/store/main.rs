//! What the store promises, on the SQLite backend.

mod blobs;
mod commits;
mod compaction;
mod crash;
mod due;
mod failures;
mod log;
mod opening;
mod snapshots;
mod support;
mod time;
