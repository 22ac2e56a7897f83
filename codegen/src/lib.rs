//! From the contract in `openapi/` to everything that follows from it.
//!
//! ```text
//! load ─► bundle ─► lint ─► model ─┬─► emit::types     sdk/types/src/generated.rs
//!                                  ├─► emit::server    server/api/src/generated/
//!                                  ├─► lower ─► emit::operations   sdk/client/src/generated/operations.rs
//!                                  ├─► emit::client    sdk/client/src/generated/client.rs
//!                                  └─► emit::documents openapi/dist/, SDK_CONTRACTS.md
//! ```
//!
//! Every step is a pure function of the one before; only [`load`](contract::load) reads files and only
//! [`GeneratedFiles`] writes them. [`compatibility`] compares the document with a released one, and [`releases`] keeps those.

pub mod compatibility;
pub mod contract;
pub mod emit;
mod error;
mod lower;
mod output;
pub mod releases;

use std::path::Path;

pub use error::Error;
pub use lower::lower;
pub use output::GeneratedFiles;

use contract::Contract;

/// Everything that follows from the contract in `root/openapi`, not yet written.
///
/// # Errors
/// When a file cannot be read, or the contract breaks its profile: then every violation is named.
pub fn generate(root: &Path) -> Result<GeneratedFiles, Error> {
    let sources = contract::load(&root.join("openapi"))?;
    let document = contract::bundle(&sources)?;
    contract::lint(&document)?;
    let contract = Contract::read(&document, &sources)?;
    let behaviours = contract::behaviours(root)?;

    let mut files = GeneratedFiles::default();
    emit::documents(&contract, &document, &sources, &behaviours, &mut files)?;
    emit::types(&contract, &mut files)?;
    emit::server(&contract, &mut files)?;
    emit::operations(&contract, &lower(&document), &mut files)?;
    emit::client(&contract, &mut files)?;
    Ok(files)
}
