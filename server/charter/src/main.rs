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
use mimalloc::MiMalloc;

/// A request is some hundred small allocations, made on one thread and often freed on another.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let outcome = commands::Cli::parse().run();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
