//! `charter resource …`

mod delete;
mod get;
mod list;
mod patch;
mod put;
mod watch;

use clap::Subcommand;

use crate::failure::Failure;

/// Read, write and watch resources
#[derive(Debug, Subcommand)]
pub enum Command {
    Get(get::Get),
    Put(put::Put),
    List(list::List),
    Watch(watch::Watch),
    Patch(patch::Patch),
    Delete(delete::Delete),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Get(command) => command.run().await,
            Self::Put(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Watch(command) => command.run().await,
            Self::Patch(command) => command.run().await,
            Self::Delete(command) => command.run().await,
        }
    }
}
