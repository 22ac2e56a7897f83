//! `charter approval …`

mod cancel;
mod consume;
mod decide;
mod list;
mod picture;
mod request;
mod show;
mod wait;
mod watch;

use clap::Subcommand;

use crate::failure::Failure;

/// Ask for approvals, decide them and use them
#[derive(Debug, Subcommand)]
pub enum Command {
    List(list::List),
    Show(show::Show),
    Approve(decide::Approve),
    Edit(decide::Edit),
    Deny(decide::Deny),
    Respond(decide::Respond),
    Request(Box<request::Request>),
    Wait(wait::Wait),
    Consume(consume::Consume),
    Cancel(cancel::Cancel),
    Watch(watch::Watch),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::Approve(command) => command.run().await,
            Self::Edit(command) => command.run().await,
            Self::Deny(command) => command.run().await,
            Self::Respond(command) => command.run().await,
            Self::Request(command) => command.run().await,
            Self::Wait(command) => command.run().await,
            Self::Consume(command) => command.run().await,
            Self::Cancel(command) => command.run().await,
            Self::Watch(command) => command.run().await,
        }
    }
}
