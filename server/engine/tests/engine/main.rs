//! What the engine promises, on the SQLite backend.

mod approvals;
mod artifacts;
mod crew;
mod expiry;
mod idempotency;
mod isolation;
mod lifecycle;
mod lists;
mod missions;
mod patches;
mod payloads;
mod preconditions;
mod resume;
mod runs;
mod snapshots_then_live;
mod streams;
mod support;
mod transactions;
mod work_payloads;
mod world;
