//! What must hold for everything that a run leaves behind. Each check answers with the promises that were broken.

mod answers;
mod database;
mod expiry;
mod order;
mod replay;
mod stories;
mod writes;

#[cfg(test)]
mod sample;

pub use expiry::{Lateness, lateness};

use super::evidence::Evidence;

/// All promises that were broken.
pub fn all(evidence: &Evidence) -> Vec<String> {
    let told = evidence.stories.iter().flat_map(|story| story.findings.iter().cloned());
    let mut findings: Vec<String> = told.collect();
    findings.extend(database::check(&evidence.database));
    findings.extend(writes::check(evidence));
    findings.extend(order::check(evidence));
    findings.extend(replay::check(evidence));
    findings.extend(answers::check(evidence));
    findings.extend(expiry::check(evidence));
    findings.extend(stories::check(evidence));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_kept_everything_has_no_findings() {
        assert_eq!(all(&sample::evidence()), Vec::<String>::new());
    }

    #[test]
    fn what_watchers_themselves_found_counts() {
        let mut evidence = sample::evidence();
        evidence.stories[0].findings.push("a stream moved back".into());
        assert_eq!(all(&evidence), ["a stream moved back"]);
    }
}
