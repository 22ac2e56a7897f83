use std::fmt::Write;

use super::summary::counts;
use crate::{
    cases::{CaseResult, Kind, Outcome},
    contract::Contract,
    coverage::Row,
    suite::Report,
};

/// More would not help a person.
const MOST_REASONS: usize = 10;

/// The lines of one case, with a heading when it begins a new group.
pub fn case_line(before: Option<&CaseResult>, result: &CaseResult) -> String {
    let mut text = String::new();
    let same_group = |before: &CaseResult| before.kind == result.kind && before.family == result.family;
    if !before.is_some_and(same_group) {
        let kind = match result.kind {
            Kind::Example => "Published examples",
            Kind::Behaviour => "Behaviours",
            Kind::Program => "Example programs",
        };
        text.push_str(&format!("\n{kind}: {}\n", result.family));
    }
    let (mark, reasons) = match &result.outcome {
        Outcome::Passed => ("ok  ", &[][..]),
        Outcome::Failed(reasons) => ("FAIL", reasons.as_slice()),
        Outcome::Skipped(reason) => ("skip", std::slice::from_ref(reason)),
        Outcome::FailedAsKnown(reason) => ("know", std::slice::from_ref(reason)),
    };
    text.push_str(&format!("  {mark}  {}  [{}]\n", result.sentence, result.id));
    for reason in reasons.iter().take(MOST_REASONS) {
        text.push_str(&format!("        {}\n", reason.replace('\n', "\n        ")));
    }
    if reasons.len() > MOST_REASONS {
        text.push_str(&format!("        and {} more, which are in the report's files\n", reasons.len() - MOST_REASONS));
    }
    text
}

/// What comes after all cases: the coverage table, what is missing, and how it went.
pub fn closing(contract: &Contract, report: &Report) -> String {
    let mut text = String::new();
    let _ = write_closing(&mut text, contract, report);
    text
}

fn write_closing(text: &mut String, contract: &Contract, report: &Report) -> std::fmt::Result {
    let rows = report.coverage.rows(contract, &report.families);
    if report.coverage_required {
        writeln!(text, "\nCoverage: how often each documented answer and event was exercised")?;
        writeln!(text, "  {:<20} {:<18} {:>9} {:>11} {:>9}", "operation", "", "examples", "behaviours", "programs")?;
        for row in &rows {
            write_row(text, row)?;
        }
        for row in report.coverage.missing(contract, &report.families) {
            writeln!(text, "\nFAIL  {} {} is stable, and no published example exercises it", row.operation, row.what)?;
        }
    }
    for failed in report.results.iter().filter(|result| result.is_failure()) {
        writeln!(text, "\nFAIL  {} {}", failed.kind.as_str(), failed.id)?;
    }
    let counts = counts(&report.results);
    let required: Vec<&Row> = rows.iter().filter(|row| row.required).collect();
    let exercised = required.iter().filter(|row| row.counts.examples > 0).count();
    writeln!(
        text,
        "\ncontract {}, seed {}: {} passed, {} failed, {} known failures, {} skipped; \
         {exercised} of {} stable answers and events exercised by published examples",
        contract.version,
        report.seed,
        counts.passed,
        counts.failed,
        counts.failed_as_known,
        counts.skipped,
        required.len()
    )
}

fn write_row(text: &mut String, row: &Row) -> std::fmt::Result {
    let mark = if row.required && row.counts.examples == 0 { "  missing" } else { "" };
    let counts = row.counts;
    writeln!(
        text,
        "  {:<20} {:<18} {:>9} {:>11} {:>9}{mark}",
        row.operation, row.what, counts.examples, counts.behaviours, counts.programs
    )
}
