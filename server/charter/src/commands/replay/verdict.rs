//! What was found of each mission, told.

use std::{error::Error, fmt};

use charter_orchestrator::replay::{Difference, ReplayError};
use serde_json::json;

use crate::{
    failure::Failure,
    output::{
        Output, printable,
        style::{BAD, FAINT, GOOD, NAME},
    },
};

/// How many differences of a mission people are shown.
const MOST_SHOWN: usize = 50;

/// Why a mission could not be compared, with its causes.
#[derive(Debug)]
pub struct Finding(String);

impl Finding {
    pub fn new(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<ReplayError> for Finding {
    fn from(error: ReplayError) -> Self {
        Self(error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}")))
    }
}

/// Tells, and counts.
pub struct Verdicts {
    output: Output,
    json: bool,
    missions: usize,
    differing: usize,
}

impl Verdicts {
    pub fn new(json: bool) -> Self {
        Self { output: Output::stdout(), json, missions: 0, differing: 0 }
    }

    /// What was found of a mission to which so many events were applied.
    ///
    /// # Errors
    /// When it cannot be printed.
    pub fn tell(&mut self, name: &str, events: usize, found: Result<Vec<Difference>, Finding>) -> Result<(), Failure> {
        self.missions += 1;
        self.differing += usize::from(found.as_ref().map_or(true, |differences| !differences.is_empty()));
        if self.json {
            let (differences, problem) = match &found {
                Ok(differences) => (differences.as_slice(), None),
                Err(finding) => (&[][..], Some(finding.to_string())),
            };
            return self
                .output
                .json(&json!({ "mission": name, "events": events, "differences": differences, "problem": problem }));
        }
        let name = printable(name);
        match found {
            Err(finding) => {
                self.output.line(format!("{NAME}{name}{NAME:#} {BAD}{}{BAD:#}", printable(&finding.to_string())))
            }
            Ok(differences) if differences.is_empty() => self
                .output
                .line(format!("{NAME}{name}{NAME:#} {GOOD}the same{GOOD:#} {FAINT}after {events} events{FAINT:#}")),
            Ok(differences) => self.list(&name, &differences),
        }
    }

    fn list(&mut self, name: &str, differences: &[Difference]) -> Result<(), Failure> {
        self.output.line(format!("{NAME}{name}{NAME:#} {BAD}differs{BAD:#}"))?;
        for difference in differences.iter().take(MOST_SHOWN) {
            self.output.line(format!("  {}", printable(&difference.to_string())))?;
        }
        match differences.len().saturating_sub(MOST_SHOWN) {
            0 => Ok(()),
            more => self.output.line(format!("  {FAINT}and {more} more; --json prints all{FAINT:#}")),
        }
    }

    /// # Errors
    /// When a mission differs.
    pub fn end(self) -> Result<(), Failure> {
        let Self { missions, differing, .. } = self;
        if differing > 0 { Err(Failure::Differs { differing, missions }) } else { Ok(()) }
    }
}
