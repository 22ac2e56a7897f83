//! The HTTP server: it translates between the generated surface (`charter-api`) and the engine, and decides nothing.
//!
//! ```text
//! serve (connections) ─► layers (request id, panics, metrics, time-out) ─► charter-api (checks) ─► http::<family> ─► engine
//!                                                                                    refuse: every error ─► problem
//! ```

mod app;
mod caller;
mod docs_page;
mod http;
mod layers;
mod metrics;
mod opening;
mod refuse;
mod serve;

pub use app::Services;
pub use charter_api::runtime::contract_version;
pub use serve::{ServeError, ServeOptions, serve};
