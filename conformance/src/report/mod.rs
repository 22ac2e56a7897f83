//! What a run has shown: for people, for build servers, for programs.

mod junit;
mod listing;
mod summary;
mod text;

use std::{fs, io, path::Path};

pub use junit::junit;
pub use listing::{Listing, listing};
pub use summary::{Summary, summary};
pub use text::{case_line, closing};

use crate::{contract::Contract, suite::Report};

/// Writes `junit.xml` and `summary.json` into a folder, which is made when it is not there.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, contract: &Contract, report: &Report) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("junit.xml"), junit(report).map_err(io::Error::other)?)?;
    let summary = serde_json::to_string_pretty(&summary(contract, report)).map_err(io::Error::other)?;
    fs::write(folder.join("summary.json"), summary + "\n")
}

/// Whether the server keeps every promise that was put to the test.
pub fn passed(contract: &Contract, report: &Report) -> bool {
    let missing = report.coverage_required && !report.coverage.missing(contract, &report.families).is_empty();
    !missing && !report.results.iter().any(crate::cases::CaseResult::is_failure)
}
