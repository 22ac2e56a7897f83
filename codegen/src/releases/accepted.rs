//! Breaks that a new line of versions makes knowingly: each is listed with its reason, and has to be made.

use std::path::Path;

use serde_json::Value;

use crate::{Error, compatibility::Break, contract};

const FILE: &str = "openapi/accepted-breaks.yaml";

/// The breaks that are accepted, as the check prints them.
///
/// # Errors
/// When the list is there and does not have its format.
pub(super) fn read(root: &Path) -> Result<Vec<String>, Error> {
    let path = root.join(FILE);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let list = contract::yaml(&path)?;
    let entries = list["breaks"].as_array();
    let entries = entries.ok_or_else(|| Error::Release(vec![format!("{FILE}: needs a list under `breaks`")]))?;
    entries.iter().map(read_entry).collect()
}

fn read_entry(entry: &Value) -> Result<String, Error> {
    match (entry["break"].as_str(), entry["reason"].as_str()) {
        (Some(text), Some(reason)) if !reason.trim().is_empty() => Ok(text.to_owned()),
        _ => Err(Error::Release(vec![format!("{FILE}: each entry needs `break` and `reason`: {entry}")])),
    }
}

/// What is wrong with the breaks that are made and the list of those that are accepted.
pub(super) fn judge(breaks: &[Break], accepted: &[String], same_line: bool) -> Vec<String> {
    let made: Vec<String> = breaks.iter().map(Break::to_string).collect();
    let mut wrong: Vec<String> = made.iter().filter(|made| same_line || !accepted.contains(made)).cloned().collect();
    for entry in accepted {
        if !made.contains(entry) {
            wrong.push(format!("{FILE}: `{entry}` is not made: take it off the list"));
        } else if same_line {
            wrong.push(format!("{FILE}: `{entry}` cannot be accepted within a line of versions"));
        }
    }
    wrong
}
