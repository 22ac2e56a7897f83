//! Writes that are kept account of, and the comparison of the account with what a server has.
//!
//! ```text
//! writer ─► attempts with their outcomes ─► account ─┐
//! viewer ─► events that a live stream has shown ─────┼─► check ─► findings
//! survey ─► documents and log of the server now ─────┘
//! ```
//!
//! Each write has a mark of its own that its values carry, so that the log alone tells which writes have happened.

mod account;
mod check;
mod survey;
mod viewer;
mod write;
mod writer;

pub use account::{Account, Attempt, Outcome};
pub use check::check;
pub use survey::{Change, Logged, Survey};
pub use viewer::{Viewer, Viewing};
pub use write::Write;
pub use writer::{Answered, Sizes, Writer};
