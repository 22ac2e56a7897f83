//! `charter mission item …`

mod add;
mod end;
mod get;
mod update;

use clap::Subcommand;

use crate::failure::Failure;

/// Show, add and change work items
#[derive(Debug, Subcommand)]
pub enum Command {
    Get(get::Get),
    Add(add::Add),
    Update(update::Update),
    Retry(end::Retry),
    Cancel(end::Cancel),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Get(command) => command.run().await,
            Self::Add(command) => command.run().await,
            Self::Update(command) => command.run().await,
            Self::Retry(command) => command.run().await,
            Self::Cancel(command) => command.run().await,
        }
    }
}
