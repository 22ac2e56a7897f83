//! `charter key …`

mod rotate;
mod show;

use clap::{Subcommand, ValueEnum};

use crate::failure::Failure;

/// The keys of a data directory
#[derive(Debug, Subcommand)]
pub enum Command {
    Show(show::Show),
    Rotate(rotate::Rotate),
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// What receipts of approvals are signed with.
    Receipt,
}

impl Command {
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Show(command) => command.run(),
            Self::Rotate(command) => command.run(),
        }
    }
}
