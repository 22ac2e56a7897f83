//! `charter mission …`

mod create;
mod event;
mod get;
mod list;
mod watch;

use clap::Subcommand;

use crate::failure::Failure;

/// Create, watch and steer missions
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(create::Create),
    List(list::List),
    Get(get::Get),
    Watch(watch::Watch),
    Event(event::Event),
    Pause(event::Pause),
    Resume(event::Resume),
    Cancel(event::Cancel),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Get(command) => command.run().await,
            Self::Watch(command) => command.run().await,
            Self::Event(command) => command.run().await,
            Self::Pause(command) => command.run().await,
            Self::Resume(command) => command.run().await,
            Self::Cancel(command) => command.run().await,
        }
    }
}
