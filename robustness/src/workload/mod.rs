//! Mixed load by writers that keep account of everything they asked for and everything they were told.
//!
//! ```text
//! Planner ──► Write ──► Writer sends it ──► Record        what was asked, when, and what came of it
//!   random, what is there                 └─► Progress    counts what was acknowledged
//! ```

mod action;
mod attempt;
mod keys;
mod planner;
mod progress;
mod record;
mod write;
mod writer;

pub use action::{Action, Document};
pub use attempt::{Reply, send};
pub use keys::{END, GROUPS, LAST_TO_EXPIRE, PREFIX, group_prefix};
pub use planner::{Planner, Wish};
pub use progress::Progress;
pub use record::{Outcome, Record, Replay};
pub use write::{Change, Kind, Write};
pub use writer::{Account, Writer};
