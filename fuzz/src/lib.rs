//! What must hold of everything that reads what others wrote, whatever they wrote.
//!
//! Each target is a plain function of bytes that panics when a promise is broken. The binaries in `fuzz_targets` give
//! it to libFuzzer, which looks for such bytes; a test gives it what is kept in `seeds` and `regressions`.

pub mod cursors;
pub mod json;
pub mod keys;
pub mod patches;
mod reference;
#[cfg(test)]
mod replay;
pub mod requests;
pub mod scalars;
pub mod sse;
pub mod tokens;
