//! What every subcommand prints, and what its exit code says.
//!
//! ```text
//! crash: seed 42
//!   kills                        50
//!   VIOLATION  revision 17 (put k = v) was acknowledged and is lost
//! crash: FAILED, 1 violation; again with the same options and --seed 42
//! ```

use std::{
    fmt::Display,
    io::{self, Write},
    process::ExitCode,
};

/// More would not help a person.
const MOST_VIOLATIONS: usize = 20;
/// Of one violation.
const MOST_CHARACTERS: usize = 3000;

/// The exit code of a run that could not prove anything here.
const SKIPPED: u8 = 77;

/// The findings of one run. Its lines are printed as they are found.
#[derive(Debug)]
pub struct Report {
    name: &'static str,
    seed: u64,
    violations: usize,
    skipped: Option<String>,
    must_fail: bool,
}

impl Report {
    /// Begins a report: prints the name of the subcommand and the seed.
    pub fn begin(name: &'static str, seed: u64) -> Self {
        line(&format!("{name}: seed {seed}"));
        Self { name, seed, violations: 0, skipped: None, must_fail: false }
    }

    /// From now on the run is one that has to find violations: it proves that the checks can fail.
    pub fn must_fail(&mut self) {
        self.must_fail = true;
    }

    /// Prints something that was counted or measured.
    pub fn figure(&mut self, name: &str, value: impl Display) {
        line(&format!("  {name:<44} {value}"));
    }

    /// Prints a promise that was broken. The run fails, and may go on.
    pub fn violation(&mut self, what: impl Display) {
        self.violations += 1;
        if self.violations <= MOST_VIOLATIONS {
            line(&format!("  VIOLATION  {}", shortened(&what.to_string())));
        }
    }

    /// Says that this machine cannot do what the run needs, and why: nothing was proven.
    pub fn skip(&mut self, reason: impl Into<String>) {
        self.skipped = Some(reason.into());
    }

    /// Whether no promise was broken so far.
    pub fn is_clean(&self) -> bool {
        self.violations == 0
    }

    /// Prints the closing line, and says how the process should end: 0, 1 after any violation, or 77 when it
    /// was skipped, as test runners know it from Automake. A run that [must fail](Self::must_fail) ends with 0 after
    /// any violation, and with 1 without.
    pub fn finish(self) -> ExitCode {
        let Self { name, seed, violations, skipped, must_fail } = self;
        if let Some(reason) = skipped {
            line(&format!("{name}: SKIPPED, nothing was proven: {reason}"));
            return ExitCode::from(SKIPPED);
        }
        if must_fail && violations == 0 {
            line(&format!("{name}: FAILED, what was broken on purpose was not found; again with --seed {seed}"));
            return ExitCode::from(1);
        }
        if must_fail {
            line(&format!("{name}: ok, what was broken on purpose was found in {violations} ways"));
            return ExitCode::SUCCESS;
        }
        if violations == 0 {
            line(&format!("{name}: ok"));
            return ExitCode::SUCCESS;
        }
        if violations > MOST_VIOLATIONS {
            line(&format!("  and {} more", violations - MOST_VIOLATIONS));
        }
        let noun = if violations == 1 { "violation" } else { "violations" };
        line(&format!("{name}: FAILED, {violations} {noun}; again with the same options and --seed {seed}"));
        ExitCode::from(1)
    }
}

fn shortened(text: &str) -> String {
    let cut: String = text.chars().take(MOST_CHARACTERS).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// A closed output does not end a run: the exit code still tells how it went.
fn line(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}
