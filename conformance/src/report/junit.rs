use quick_junit::{NonSuccessKind, Report as JunitReport, SerializeError, TestCase, TestCaseStatus, TestSuite};

use crate::{
    cases::{CaseResult, Outcome},
    suite::Report,
};

/// The run in JUnit's XML, as build servers read it: one test suite a sort of case and family.
///
/// # Errors
/// When it cannot be written as XML.
pub fn junit(report: &Report) -> Result<String, SerializeError> {
    let mut groups: Vec<(String, TestSuite)> = Vec::new();
    for result in &report.results {
        let name = format!("{}.{}", result.kind.as_str(), result.family);
        let position = groups.iter().position(|(group, _)| *group == name).unwrap_or_else(|| {
            groups.push((name.clone(), TestSuite::new(name.as_str())));
            groups.len() - 1
        });
        groups[position].1.add_test_case(case(&name, result));
    }
    let mut document = JunitReport::new("charter-conformance");
    document.add_test_suites(groups.into_iter().map(|(_, suite)| suite));
    document.to_string()
}

fn case(group: &str, result: &CaseResult) -> TestCase {
    let status = match &result.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Failed(reasons) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(reasons.first().map_or("", String::as_str));
            status.set_description(reasons.join("\n"));
            status
        }
        Outcome::Skipped(reason) | Outcome::FailedAsKnown(reason) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(reason.as_str());
            status
        }
    };
    let mut case = TestCase::new(format!("{}: {}", result.id, result.sentence), status);
    case.set_classname(group).set_time(result.duration);
    case
}
