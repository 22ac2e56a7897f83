//! `charter mission …`

mod control;
mod create;
mod event;
mod get;
mod item;
mod items;
mod list;
mod step;
mod view;
mod watch;

use clap::Subcommand;

use crate::failure::Failure;

pub use list::standing;
pub use step::Guard;

/// Create, watch and steer missions
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(create::Create),
    List(list::List),
    Get(get::Get),
    Watch(watch::Watch),
    Items(items::Items),
    #[command(subcommand)]
    Item(item::Command),
    Event(event::Event),
    Pause(control::Pause),
    Resume(control::Resume),
    Cancel(control::Cancel),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Get(command) => command.run().await,
            Self::Watch(command) => command.run().await,
            Self::Items(command) => command.run().await,
            Self::Item(command) => command.run().await,
            Self::Event(command) => command.run().await,
            Self::Pause(command) => command.run().await,
            Self::Resume(command) => command.run().await,
            Self::Cancel(command) => command.run().await,
        }
    }
}
