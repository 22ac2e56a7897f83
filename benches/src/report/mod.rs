//! Running the rows, and telling what came of them.

mod json;
mod table;

use std::{
    fmt, fs,
    io::{self, Write as _},
};

use anyhow::{Context as _, Result};

use crate::{
    arguments::Arguments,
    bench::Bench,
    measure::Finding,
    rows::{Outcome, ROWS, Row},
};

/// What came of a row.
#[derive(Debug)]
pub struct Measured {
    pub row: &'static Row,
    pub outcome: Outcome,
    /// The machine's load average of the last minute, when the row was done.
    pub load: f64,
}

/// Measures the rows that are asked for; false when --require is given and something was not reached.
///
/// # Errors
/// When a row cannot be measured.
pub fn run(arguments: &Arguments) -> Result<bool> {
    let bench = Bench::new(arguments)?;
    note(format_args!("--seed {}, {} rounds of {:?}", bench.seed, bench.rounds, bench.round));
    let is_asked_for = |row: &&Row| arguments.only.is_empty() || arguments.only.iter().any(|name| name == row.name);
    let mut all = Vec::new();
    for row in ROWS.iter().filter(is_asked_for) {
        note(format_args!("\n{}: {}", row.name, row.title));
        let outcome = row.run(&bench).with_context(|| format!("{} cannot be measured", row.name))?;
        if let Outcome::Skipped(reason) = &outcome {
            note(format_args!("skipped: {reason}"));
        }
        all.push(Measured { row, outcome, load: load_average() });
    }
    print(format_args!("{}", table::Table(&all)));
    json::write(&arguments.json, &bench, &all)?;
    Ok(!arguments.require || all.iter().all(Measured::is_reached))
}

impl Measured {
    fn is_reached(&self) -> bool {
        match &self.outcome {
            Outcome::Measured(findings) => findings.iter().all(Finding::is_reached),
            Outcome::Skipped(_) => true,
        }
    }
}

/// Of the last minute; zero where the operating system does not tell.
fn load_average() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or_default()
}

/// Tells what is going on.
pub fn note(text: fmt::Arguments<'_>) {
    // Who does not listen misses nothing.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes to the output.
pub fn print(text: fmt::Arguments<'_>) {
    let mut output = io::stdout().lock();
    // Who does not listen misses nothing.
    let _ = write!(output, "{text}");
    let _ = output.flush();
}
