//! What every request passes on its way in and every answer on its way out.

mod drain;
mod identify;
mod limit_head;
mod limit_time;
mod observe;
mod panic;

pub(crate) use drain::drain;
pub(crate) use identify::{REQUEST_ID, identify};
pub(crate) use limit_head::limit_head;
pub(crate) use limit_time::limit_time;
pub(crate) use observe::observe;
pub(crate) use panic::panic_to_problem;
