//! What every request passes on its way in and every answer on its way out.

mod identify;
mod limit_time;
mod observe;
mod panic;

pub(crate) use identify::{REQUEST_ID, identify};
pub(crate) use limit_time::limit_time;
pub(crate) use observe::observe;
pub(crate) use panic::panic_to_problem;
