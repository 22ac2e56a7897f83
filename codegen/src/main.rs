//! `generate` writes everything that follows from the contract; `generate --check` proves that it is up to date and that the
//! contract keeps what was released; `generate --freeze` makes a release of it.

use std::{path::PathBuf, process::ExitCode};

use charter_codegen::{Error, generate, releases};
use clap::Parser;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Writes everything that follows from the contract in openapi/.
#[derive(Parser)]
#[command(name = "generate")]
struct Arguments {
    /// Write nothing; fail when a generated file differs from what would be written, or when the contract breaks what a
    /// released one promises.
    #[arg(long)]
    check: bool,
    /// Freeze the contract in openapi/released/, under its version.
    #[arg(long, conflicts_with = "check")]
    freeze: bool,
    /// With --freeze: write anew what was frozen under this version; refused once there is a tag of it.
    #[arg(long, requires = "freeze")]
    replace: bool,
    /// The repository's root.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/.."))]
    root: PathBuf,
}

#[expect(clippy::print_stderr, clippy::print_stdout, reason = "a command-line program talks to a person")]
fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<String, Error> {
    let root = &arguments.root;
    let files = generate(root)?;
    if arguments.freeze {
        return releases::freeze(root, &files, today(), arguments.replace);
    }
    if arguments.check {
        let summary = files.check(root)?;
        return Ok(format!("{summary}; {}", releases::check(root, &files, today())?));
    }
    let summary = files.write(root)?;
    // Whoever is in the middle of a change wants the files all the same.
    let kept = releases::check(root, &files, today()).unwrap_or_else(|error| error.to_string());
    Ok(format!("{summary}; {kept}"))
}

#[expect(clippy::disallowed_methods, reason = "the one clock of a program that runs once")]
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}
