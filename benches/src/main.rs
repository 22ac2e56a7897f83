//! `charter-benches`: how fast the server is, as ratios to limits measured in the same run.
//!
//! ```text
//! rows/<row> ─┬─► servers: the real server, and a bare axum server (this program again), as processes
//!             ├─► limits:  what the machine itself can do, in this process: SQLite, fdatasync, etcd
//!             ├─► load:    the client; the same for everything that is measured
//!             └─► measure ─► report (table, JSON)
//! ```
//!
//! Absolute times are not stable on a shared machine. So every row measures its limit and the server in turns, a few
//! short rounds each, and tells the median of the ratios of neighbouring rounds. See `README.md`.

mod arguments;
mod bench;
mod limits;
mod load;
mod measure;
mod report;
mod rows;
mod servers;

use std::process::ExitCode;

use arguments::{Arguments, Mode};
use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.mode {
        Some(Mode::Bare) => servers::bare::main().map(|()| true),
        None => report::run(&arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            report::note(format_args!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
