use std::{fs, path::Path, thread};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::Measured;
use crate::{bench::Bench, measure::Finding, rows::Outcome};

/// Writes all findings, with every sample, for programs.
///
/// ```text
/// { seed, rounds, round_ms, processors,
///   rows: [{ row, title, load_average, skipped?, findings: [{
///     measure, unit, limit, reach: {at_least|at_most: NUMBER} | "told", is_reached,
///     outcome: {median, lowest, highest},      ratios, or values where nothing is compared
///     samples: [{limit, ours}] }] }] }
/// ```
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, bench: &Bench, all: &[Measured]) -> Result<()> {
    let document = json!({
        "seed": bench.seed,
        "rounds": bench.rounds,
        "round_ms": bench.round.as_millis() as u64,
        "processors": thread::available_parallelism().map_or(0, usize::from),
        "rows": all.iter().map(row).collect::<Vec<_>>(),
    });
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, format!("{document:#}\n")).with_context(|| format!("cannot write {}", path.display()))
}

fn row(measured: &Measured) -> Value {
    let mut row = json!({ "row": measured.row.name, "title": measured.row.title, "load_average": measured.load });
    match &measured.outcome {
        Outcome::Measured(findings) => row["findings"] = findings.iter().map(finding).collect(),
        Outcome::Skipped(reason) => row["skipped"] = reason.as_str().into(),
    }
    row
}

fn finding(finding: &Finding) -> Value {
    json!({
        "measure": finding.measure,
        "unit": finding.unit,
        "limit": finding.limit,
        "reach": finding.reach,
        "is_reached": finding.is_reached(),
        "outcome": finding.outcome(),
        "samples": finding.samples,
    })
}
