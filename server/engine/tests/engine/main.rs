//! What the engine promises, on the SQLite backend.

mod expiry;
mod idempotency;
mod isolation;
mod lifecycle;
mod lists;
mod patches;
mod payloads;
mod preconditions;
mod resume;
mod snapshots_then_live;
mod streams;
mod support;
mod transactions;
