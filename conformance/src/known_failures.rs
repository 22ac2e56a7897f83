//! Cases that are known to fail, each with a reason. They have to fail: one that passes is a list out of date.

use serde::Deserialize;

use crate::cases::{CaseResult, Outcome};

const LIST: &str = include_str!("../known_failures.json");

/// A case that is known to fail.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFailure {
    /// The case's name.
    pub id: String,
    /// Why it fails, and what has to happen until it passes.
    pub reason: String,
}

/// The list that this suite was built with.
///
/// # Errors
/// When the embedded list does not have its format.
pub fn listed() -> Result<Vec<KnownFailure>, serde_json::Error> {
    serde_json::from_str(LIST)
}

/// Turns failures that are known into that, and passes that were not expected into failures.
pub fn apply(known: &[KnownFailure], result: &mut CaseResult) {
    let Some(known) = known.iter().find(|known| known.id == result.id) else { return };
    result.outcome = match std::mem::replace(&mut result.outcome, Outcome::Passed) {
        Outcome::Failed(_) => Outcome::FailedAsKnown(known.reason.clone()),
        Outcome::Passed => Outcome::Failed(vec![format!(
            "it is listed as a known failure and passes: take it off the list ({})",
            known.reason
        )]),
        other => other,
    };
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::cases::Kind;

    fn result(id: &str, outcome: Outcome) -> CaseResult {
        CaseResult {
            kind: Kind::Example,
            id: id.into(),
            family: "resource".into(),
            sentence: String::new(),
            outcome,
            duration: Duration::ZERO,
        }
    }

    #[test]
    fn a_known_failure_has_to_fail() {
        let known = [KnownFailure { id: "a".into(), reason: "not built yet".into() }];
        let outcome_of = |id, outcome| {
            let mut result = result(id, outcome);
            apply(&known, &mut result);
            result.outcome
        };
        assert_eq!(outcome_of("a", Outcome::Failed(vec!["x".into()])), Outcome::FailedAsKnown("not built yet".into()));
        assert!(matches!(outcome_of("a", Outcome::Passed), Outcome::Failed(_)));
        assert_eq!(outcome_of("b", Outcome::Passed), Outcome::Passed);
    }

    #[test]
    fn every_listed_case_exists() {
        let mut ids: Vec<String> = crate::behaviours::registry().unwrap().into_iter().map(|entry| entry.id).collect();
        ids.extend(crate::examples::published().unwrap().into_iter().map(|example| example.id));
        for known in listed().unwrap() {
            assert!(ids.contains(&known.id), "{}", known.id);
        }
    }
}
