//! One file a thing that is written.

mod client;
mod documents;
mod names;
mod operations;
mod rust;
mod server;
mod types;

pub use client::client;
pub use documents::documents;
pub use operations::operations;
pub use server::server;
pub use types::types;
