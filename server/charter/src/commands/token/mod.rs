mod mint;
mod show;

use clap::Subcommand;

use crate::failure::Failure;

/// The tokens that open the local server
#[derive(Debug, Subcommand)]
pub enum Command {
    Show(show::Show),
    Mint(mint::Mint),
}

impl Command {
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Show(command) => command.run(),
            Self::Mint(command) => command.run(),
        }
    }
}
