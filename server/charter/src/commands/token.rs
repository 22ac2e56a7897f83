use std::{fs, io};

use charter_auth::Authority;
use clap::Subcommand;

use crate::{
    failure::Failure,
    output::Output,
    settings::{DataDirectoryFlags, Sources},
};

/// The token that opens the local server
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the operator's token, which may do everything
    #[command(after_help = "Example:\n  curl -H \"Authorization: Bearer $(charter token show)\" \
        http://127.0.0.1:7717/v1/resources")]
    Show {
        #[command(flatten)]
        place: DataDirectoryFlags,
        /// Print the path of the token's file instead.
        #[arg(long)]
        path: bool,
    },
}

impl Command {
    pub fn run(self) -> Result<(), Failure> {
        let Self::Show { place, path: only_path } = self;
        let data_dir = Sources::of_process(place.into()).resolve()?.settings.data_dir;
        let path = data_dir.join(Authority::OPERATOR_TOKEN_FILE);
        let token = fs::read_to_string(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Failure::NoToken { path: path.clone() },
            _ => Failure::io(format!("read {}", path.display()))(source),
        })?;
        let mut output = Output::stdout();
        if only_path { output.line(path.display()) } else { output.line(token.trim_end()) }
    }
}
