//! What a mission makes of what happens to it.
//!
//! ```text
//! State + Event + Context ──► State + Commands
//! ```
//!
//! Nothing here knows a clock, a store, a network or chance: the same state, event and context always give the same
//! outcome, so that what was stored can be computed again and compared.

mod context;
mod default;
mod event;
pub mod lifecycle;
mod reducer;
mod rejection;
pub mod replay;
mod retry;
mod state;

pub use context::Context;
pub use event::{Event, FailureClass, RunEvent};
pub use reducer::{DefaultReducer, MissionReducer};
pub use rejection::Rejection;
pub use retry::{Retry, retry};
pub use state::{State, Step};
