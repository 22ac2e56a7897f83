//! Missions in files, and on standard input and output.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use charter_orchestrator::{DefaultReducer, replay, replay::MissionLog};

use super::verdict::Finding;
use crate::{
    failure::Failure,
    output::{Output, printable},
};

/// # Errors
/// When the file cannot be read, or has something else.
pub fn read(path: &Path) -> Result<MissionLog, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::io(format!("read {}", path.display())))?;
    parse(&path.display().to_string(), &text)
}

/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, log: &MissionLog) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(log).map_err(|error| Failure::Output(error.into()))?;
    fs::write(path, text + "\n").map_err(Failure::io(format!("write {}", path.display())))?;
    Output::stdout().line(format!("wrote {} with {} events", printable(&path.display().to_string()), log.log.len()))
}

/// Computes the mission on standard input.
///
/// # Errors
/// When there is none, it cannot be computed, or the outcome cannot be printed.
pub fn reduce() -> Result<(), Failure> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(Failure::io("read standard input"))?;
    let recorded = parse("standard input", &text)?;
    let computed = replay::replay(&DefaultReducer, &recorded);
    let computed = computed.map_err(|error| Failure::History {
        mission_id: recorded.mission_id.clone(),
        reason: format!("cannot be computed: {}", Finding::from(error)),
    })?;
    Output::stdout().json(&computed)
}

fn parse(place: &str, text: &str) -> Result<MissionLog, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Argument {
        argument: place.to_owned(),
        reason: format!("is not an exported mission: {error}"),
    })
}
