//! Whether what is there at the end is what clients were told, and whether it fits together.

mod deeds;
mod history;
mod items;
mod runs;
mod streams;
#[cfg(test)]
mod tests;

use super::evidence::Evidence;

/// Everything that is wrong.
pub(super) fn all(evidence: &Evidence) -> Vec<String> {
    let mut findings = Vec::new();
    deeds::check(evidence, &mut findings);
    runs::check(evidence, &mut findings);
    items::check(evidence, &mut findings);
    history::check(evidence, &mut findings);
    streams::check(evidence, &mut findings);
    findings
}
