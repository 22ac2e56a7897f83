//! The HTTP server: it translates between the generated surface (`charter-api`) and the engine, and decides nothing.
//!
//! ```text
//! serve ─► connection (what a peer can hold) ─► layers (request id, panics, metrics, limits) ─► charter-api (checks)
//!                                                                                     http::<family> ─► engine ◄┘
//! refuse: every error ─► problem
//! ```

mod app;
mod caller;
mod connection;
mod docs_page;
mod http;
mod layers;
mod limits;
mod metrics;
mod refuse;
mod serve;

pub use app::Services;
pub use charter_api::runtime::contract_version;
pub use limits::RateLimit;
pub use serve::{ServeError, ServeOptions, serve};
