use serde::Serialize;
use serde_json::Value;

use crate::{
    cases::{CaseResult, Outcome},
    contract::Contract,
    coverage::Row,
    suite::Report,
};

/// The run for programs.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// Whether everything is as it should be.
    pub passed: bool,
    /// The version of the contract that was checked.
    pub contract_version: String,
    /// The version of this suite.
    pub suite_version: &'static str,
    /// What the server says of its versions.
    pub server_versions: Value,
    /// The families that were asked for.
    pub families: Vec<String>,
    /// Where random choices started.
    pub seed: u64,
    /// How many cases ended how.
    pub counts: Counts,
    /// What was exercised.
    pub coverage: CoverageSummary,
    /// Every case.
    pub cases: Vec<CaseSummary>,
}

/// How many cases ended how.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// As they should.
    pub passed: usize,
    /// Not as they should.
    pub failed: usize,
    /// Not run.
    pub skipped: usize,
    /// Failed, as is known.
    pub failed_as_known: usize,
}

/// What was exercised.
#[derive(Debug, Serialize)]
pub struct CoverageSummary {
    /// Whether everything that is stable has to be exercised.
    pub required: bool,
    /// The table.
    pub rows: Vec<Row>,
    /// What is stable and no published example exercised.
    pub missing: Vec<Row>,
}

/// A case.
#[derive(Debug, Serialize)]
pub struct CaseSummary {
    /// Its name.
    pub id: String,
    /// What sort of case it is.
    pub kind: &'static str,
    /// The family it belongs to.
    pub family: String,
    /// What it proves.
    pub sentence: String,
    /// `passed`, `failed`, `skipped` or `failed_as_known`.
    pub outcome: &'static str,
    /// Why it did not pass.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
}

/// The run for programs.
pub fn summary(contract: &Contract, report: &Report) -> Summary {
    Summary {
        passed: super::passed(contract, report),
        contract_version: contract.version.clone(),
        suite_version: env!("CARGO_PKG_VERSION"),
        server_versions: report.server_versions.clone(),
        families: report.families.iter().cloned().collect(),
        seed: report.seed,
        counts: counts(&report.results),
        coverage: CoverageSummary {
            required: report.coverage_required,
            rows: report.coverage.rows(contract, &report.families),
            missing: report.coverage.missing(contract, &report.families),
        },
        cases: report.results.iter().map(case).collect(),
    }
}

pub(super) fn counts(results: &[CaseResult]) -> Counts {
    let mut counts = Counts::default();
    for result in results {
        match result.outcome {
            Outcome::Passed => counts.passed += 1,
            Outcome::Failed(_) => counts.failed += 1,
            Outcome::Skipped(_) => counts.skipped += 1,
            Outcome::FailedAsKnown(_) => counts.failed_as_known += 1,
        }
    }
    counts
}

fn case(result: &CaseResult) -> CaseSummary {
    let (outcome, reasons) = match &result.outcome {
        Outcome::Passed => ("passed", Vec::new()),
        Outcome::Failed(reasons) => ("failed", reasons.clone()),
        Outcome::Skipped(reason) => ("skipped", vec![reason.clone()]),
        Outcome::FailedAsKnown(reason) => ("failed_as_known", vec![reason.clone()]),
    };
    CaseSummary {
        id: result.id.clone(),
        kind: result.kind.as_str(),
        family: result.family.clone(),
        sentence: result.sentence.clone(),
        outcome,
        reasons,
        duration_ms: u64::try_from(result.duration.as_millis()).unwrap_or(u64::MAX),
    }
}
