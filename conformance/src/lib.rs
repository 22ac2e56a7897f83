//! Proves that a running server keeps every published promise.
