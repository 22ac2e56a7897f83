//! The HTTP surface of the contract: for each family one trait with a method per operation, its router, and one typed
//! answer per operation.
//!
//! [`generated`] is written from `openapi/`; everything it needs to decide lives in [`runtime`]. A request is checked
//! against the contract before a method sees it, and a method cannot answer what the contract does not document.
//!
//! The crate knows nothing of storage, tokens or what the operations do.

#[rustfmt::skip]
#[allow(clippy::large_enum_variant, reason = "an answer is taken apart where it is made")]
pub mod generated;
pub mod runtime;
