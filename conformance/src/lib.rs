//! Proves that a running server keeps every published promise.
//!
//! ```text
//!  published examples ─┐
//!  behaviours ─────────┼─► checking proxy ─► server          every case has a proxy of its own,
//!  example programs ───┘        │                            so that what it finds belongs to that case
//!                               └─► record: violations, coverage
//! ```
//!
//! The suite knows the server from its contract alone: it speaks plain HTTP, and imports nothing of the server.

pub mod behaviours;
pub mod cases;
pub mod cli;
pub mod contract;
pub mod coverage;
pub mod deployment;
pub mod examples;
pub mod known_failures;
pub mod programs;
pub mod proxy;
pub mod release;
pub mod report;
pub mod suite;
pub mod token;
pub mod wire;
