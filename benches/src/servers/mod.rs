//! The processes that are measured.

mod answer;
pub mod bare;
mod charter;
mod process;

use std::net::SocketAddr;

pub use answer::Canned;
pub use bare::{BarePlan, BareServer};
pub use charter::CharterServer;

/// What a client has to know of a server.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its process.
    pub pid: u32,
    /// The token that every request carries, to the bare server too: requests have the same bytes.
    pub token: String,
}
