//! The commands, one file each.

mod approval;
mod artifact;
mod completions;
mod config;
mod connection;
mod demo;
mod input;
mod key;
mod mission;
mod replay;
mod resource;
mod run;
mod serve;
mod store;
mod token;
mod verify;
mod worker;

use clap::{Parser, Subcommand};

use crate::{
    failure::{EXIT_STATUSES, Failure},
    output::style,
};

/// Mission control for work done by AI agents: the server, and a command line for it.
#[derive(Debug, Parser)]
#[command(name = "charter", version, styles = style::HELP, after_help = EXIT_STATUSES, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    #[command(subcommand)]
    Resource(resource::Command),
    #[command(subcommand)]
    Mission(mission::Command),
    #[command(subcommand)]
    Run(run::Command),
    Worker(Box<worker::Worker>),
    #[command(hide = true)]
    WorkerSupervisor(worker::supervisor::Supervisor),
    Replay(replay::Replay),
    #[command(subcommand)]
    Approval(Box<approval::Command>),
    #[command(subcommand)]
    Verify(verify::Command),
    #[command(subcommand)]
    Artifact(artifact::Command),
    Store(store::ShowStore),
    #[command(subcommand)]
    Token(token::Command),
    #[command(subcommand)]
    Key(key::Command),
    Config(config::Config),
    Completions(completions::Completions),
}

impl Cli {
    /// Does what the command line says.
    ///
    /// # Errors
    /// When it cannot be done.
    pub fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Config(command) => command.run(),
            Command::Token(command) => command.run(),
            Command::Key(command) => command.run(),
            Command::Completions(command) => command.run(),
            Command::Serve(command) => block_on(command.run()),
            Command::Demo(command) => block_on(command.run()),
            Command::Resource(command) => block_on(command.run()),
            Command::Mission(command) => block_on(command.run()),
            Command::Run(command) => block_on(command.run()),
            Command::Worker(command) => block_on(command.run()),
            Command::WorkerSupervisor(command) => block_on_one_thread(command.run()),
            Command::Replay(command) => block_on(command.run()),
            Command::Approval(command) => block_on(command.run()),
            Command::Verify(command) => block_on(command.run()),
            Command::Artifact(command) => block_on(command.run()),
            Command::Store(command) => block_on(command.run()),
        }
    }
}

fn block_on(command: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(Failure::io("start the program's threads"))?.block_on(command)
}

/// For a process of which there may be many, and which does little.
fn block_on_one_thread(command: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(Failure::io("start the program"))?.block_on(command)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
