//! Why nothing was done, as the engine says it.

use charter_orchestrator::Rejection;
use charter_types::{ItemId, MissionId};

use super::FAMILY;
use crate::EngineError;

pub(crate) fn no_mission(mission_id: &MissionId) -> EngineError {
    EngineError::NotFound { family: FAMILY, subject: mission_id.as_str().to_owned() }
}

pub(crate) fn no_item(item_id: &ItemId) -> EngineError {
    EngineError::NotFound { family: "work item", subject: item_id.as_str().to_owned() }
}

/// `pointer` is where in the request the items are that are wrong in themselves.
pub(crate) fn rejected(rejection: &Rejection, pointer: &str) -> EngineError {
    match rejection {
        Rejection::UnknownItem { .. }
        | Rejection::DuplicateItem { .. }
        | Rejection::Cycle { .. }
        | Rejection::TooMuch { .. } => EngineError::invalid(pointer, rejection.to_string()),
        _ => EngineError::MissionConflict { message: rejection.to_string() },
    }
}
