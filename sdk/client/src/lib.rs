//! The Rust SDK of Charter.
