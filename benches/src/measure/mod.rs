//! Samples, what is made of them, and the clocks that they come from.

mod clocks;
mod finding;
mod latencies;
mod own;
mod round;

pub use clocks::{Meter, memory_kib};
pub use finding::{Finding, Reach};
pub use latencies::Latencies;
pub use own::OwnWork;
pub use round::{Round, Side, in_turns};
