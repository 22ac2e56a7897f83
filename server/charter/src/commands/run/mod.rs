//! `charter run …`

mod cancel;
mod create;
mod get;
mod list;
mod logs;
mod record;
mod watch;

use clap::Subcommand;

use crate::failure::Failure;

pub use record::what;

/// Queue, watch and cancel runs
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(create::Create),
    List(list::List),
    Get(get::Get),
    Watch(watch::Watch),
    Logs(logs::Logs),
    Cancel(cancel::Cancel),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Get(command) => command.run().await,
            Self::Watch(command) => command.run().await,
            Self::Logs(command) => command.run().await,
            Self::Cancel(command) => command.run().await,
        }
    }
}
