//! The command line: one subcommand for each fault.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "charter-robustness", about = "Breaks a running server in every way it must survive", version)]
struct Cli {
    #[command(subcommand)]
    fault: Fault,
}

#[derive(Debug, Subcommand)]
enum Fault {}

/// Runs what the command line asks for.
pub async fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.fault {}
}
