//! `generate` writes everything that follows from the contract; `generate --check` proves that it is up to date.

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;

/// Writes everything that follows from the contract in openapi/.
#[derive(Parser)]
#[command(name = "generate")]
struct Arguments {
    /// Write nothing; fail when a generated file differs from what would be written.
    #[arg(long)]
    check: bool,
    /// The repository's root.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/.."))]
    root: PathBuf,
}

#[expect(clippy::print_stderr, clippy::print_stdout, reason = "a command-line program talks to a person")]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = charter_codegen::generate(&arguments.root).and_then(|files| match arguments.check {
        true => files.check(&arguments.root),
        false => files.write(&arguments.root),
    });
    match outcome {
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
