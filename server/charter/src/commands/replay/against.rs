//! What another build of this program computes.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
};

use charter_orchestrator::{
    DefaultReducer,
    replay::{Difference, MissionLog, differences, replay},
};

use super::verdict::Finding;

/// Where the other build computes something else from the mission than this one.
///
/// # Errors
/// When one of them cannot compute it.
pub fn compare(binary: &Path, log: &MissionLog) -> Result<Vec<Difference>, Finding> {
    let ours = as_json(&replay(&DefaultReducer, log)?)?;
    let Output { status, stdout, stderr } = reduce(binary, as_json(log)?.to_string())?;
    if !status.success() {
        let told = String::from_utf8_lossy(&stderr);
        return Err(Finding::new(format!("{} failed: {}", binary.display(), told.trim())));
    }
    let theirs = serde_json::from_slice(&stdout)
        .map_err(|error| Finding::new(format!("{} did not answer with a mission: {error}", binary.display())))?;
    Ok(differences(&ours, &theirs))
}

fn reduce(binary: &Path, text: String) -> Result<Output, Finding> {
    let cannot = |error: std::io::Error| Finding::new(format!("cannot run {}: {error}", binary.display()));
    let mut command = Command::new(binary);
    command.args(["replay", "--reduce"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(cannot)?;
    let stdin = child.stdin.take();
    // Beside reading: neither waits for the other when the pipes are full. A program that reads no more says why itself.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(text.as_bytes())));
    let output = child.wait_with_output().map_err(cannot)?;
    drop(writer.join());
    Ok(output)
}

fn as_json(log: &MissionLog) -> Result<serde_json::Value, Finding> {
    serde_json::to_value(log).map_err(|error| Finding::new(error.to_string()))
}
