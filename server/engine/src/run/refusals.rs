//! Why nothing was done, as the engine says it.

use charter_types::{Run, RunId};

use super::FAMILY;
use crate::EngineError;

pub(crate) fn no_run(run_id: &RunId) -> EngineError {
    EngineError::NotFound { family: FAMILY, subject: run_id.as_str().to_owned() }
}

pub(super) fn state(run: &Run, what: &str) -> EngineError {
    EngineError::RunConflict { message: format!("the run {} is {} and cannot be {what}", run.run_id, run.status) }
}
