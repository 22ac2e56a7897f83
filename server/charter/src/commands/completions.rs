use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::Cli;
use crate::{failure::Failure, output::Output};

/// Print the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  charter completions bash > ~/.local/share/bash-completion/completions/charter")]
pub struct Completions {
    /// Which shell.
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> Result<(), Failure> {
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), "charter", &mut script);
        Output::stdout().line(String::from_utf8_lossy(&script).trim_end())
    }
}
