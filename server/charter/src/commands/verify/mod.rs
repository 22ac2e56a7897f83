//! `charter verify …`

mod receipt;

use clap::Subcommand;

use crate::failure::Failure;

/// Prove what happened
#[derive(Debug, Subcommand)]
pub enum Command {
    Receipt(receipt::Receipt),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Receipt(command) => command.run().await,
        }
    }
}
