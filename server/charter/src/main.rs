//! `charter`: the server and the operator's command line in one binary.
//!
//! ```text
//! main ─► commands/<command> ─┬─► settings (flags, environment, file) ─► server (data directory, address, end)
//!                             └─► charter-sdk (a running server)      ─► output (tables, events, JSON lines)
//! ```

mod commands;
mod failure;
mod output;
mod server;
mod settings;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let outcome = commands::Cli::parse().run();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
