//! The command line: one subcommand for each fault.
//!
//! A fault is a module with `Arguments` and `run`; here it takes a line in `Fault` and a line in `Fault::run`.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Parser, Subcommand};

use crate::{crash, disk_full, hostile, linearizability, missions, power_loss, report::Report, startup};

#[derive(Debug, Parser)]
#[command(name = "charter-robustness", about = "Breaks a running server in every way it must survive", version)]
struct Cli {
    #[command(subcommand)]
    fault: Fault,
}

#[derive(Debug, Subcommand)]
enum Fault {
    Crash(crash::Arguments),
    DiskFull(disk_full::Arguments),
    Hostile(hostile::Arguments),
    Linearizability(linearizability::Arguments),
    Missions(missions::Arguments),
    PowerLoss(power_loss::Arguments),
    Startup(startup::Arguments),
}

impl Fault {
    async fn run(self) -> anyhow::Result<Report> {
        match self {
            Self::Crash(arguments) => crash::run(arguments).await,
            Self::DiskFull(arguments) => disk_full::run(arguments).await,
            Self::Hostile(arguments) => hostile::run(arguments).await,
            Self::Linearizability(arguments) => linearizability::run(arguments).await,
            Self::Missions(arguments) => missions::run(arguments).await,
            Self::PowerLoss(arguments) => power_loss::run(arguments).await,
            Self::Startup(arguments) => startup::run(arguments).await,
        }
    }
}

/// What every subcommand takes; flatten it into its `Arguments`.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Repeat the random choices of an earlier run.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// The server's binary; else CHARTER_BIN, else the one next to this program.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

impl Common {
    /// The seed that was given, or a new one. Ask once a run: [`Report::begin`] prints it.
    pub fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(|| fastrand::u64(..))
    }

    /// The server's binary.
    ///
    /// # Errors
    /// When there is none.
    pub fn binary(&self) -> anyhow::Result<PathBuf> {
        let given = self.binary.clone().or_else(|| std::env::var_os("CHARTER_BIN").map(PathBuf::from));
        let beside = || Some(std::env::current_exe().ok()?.parent()?.join("charter"));
        let binary = given.or_else(beside).filter(|path| path.is_file());
        binary.context("there is no server binary: build it, or set CHARTER_BIN, or give --binary")
    }
}

/// Runs what the command line asks for: 0 when every promise was kept, 1 when not, 2 when it cannot run,
/// 77 when it was skipped.
pub async fn main() -> ExitCode {
    match Cli::parse().fault.run().await {
        Ok(report) => report.finish(),
        Err(error) => {
            // Nobody is left to tell when the error stream is closed.
            let _ = writeln!(io::stderr(), "charter-robustness: {error:#}");
            ExitCode::from(2)
        }
    }
}
