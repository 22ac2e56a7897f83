//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::rows;

/// Measures the server against limits of the same machine, in turns, and prints a ratio for each row.
///
/// Exit status: 0 when everything was measured, 1 when --require is given and something was not reached, 2 when it
/// could not be measured.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Arguments {
    #[command(subcommand)]
    pub mode: Option<Mode>,
    /// Only these rows.
    #[arg(long, value_name = "ROW", value_parser = rows::names())]
    pub only: Vec<String>,
    /// Fewer and shorter rounds: to see whether it works, not to judge.
    #[arg(long)]
    pub quick: bool,
    /// How many rounds of each side [default: 5; 3 with --quick].
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub rounds: Option<u32>,
    /// Fail when a row does not reach what it should.
    #[arg(long)]
    pub require: bool,
    /// The server's binary [default: the one beside this program].
    #[arg(long, env = "CHARTER_BIN", value_name = "FILE")]
    pub binary: Option<PathBuf>,
    /// A folder on the disk that is to be measured [default: the one that this program is in].
    #[arg(long, value_name = "DIR")]
    pub disk: Option<PathBuf>,
    /// A folder in memory.
    #[arg(long, value_name = "DIR", default_value = "/dev/shm")]
    pub memory: PathBuf,
    /// Write the figures to this file.
    #[arg(long, value_name = "FILE", default_value = "target/benches.json")]
    pub json: PathBuf,
    /// Repeat the random choices of an earlier run.
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
}

/// What else this program can be.
#[derive(Debug, Clone, Subcommand)]
pub enum Mode {
    /// The bare axum server that others are compared with; started by the rows.
    #[command(hide = true)]
    Bare,
}
