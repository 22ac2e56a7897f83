use std::{fs, io};

use charter_auth::Authority;
use clap::Args;

use crate::{
    failure::Failure,
    output::Output,
    settings::{DataDirectoryFlags, Sources},
};

/// Print the operator's token, which may do everything
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  curl -H \"Authorization: Bearer $(charter token show)\" \
    http://127.0.0.1:7717/v1/resources")]
pub struct Show {
    #[command(flatten)]
    place: DataDirectoryFlags,
    /// Print the path of the token's file instead.
    #[arg(long)]
    path: bool,
}

impl Show {
    pub fn run(self) -> Result<(), Failure> {
        let data_dir = Sources::of_process(self.place.into()).resolve()?.settings.data_dir;
        let path = data_dir.join(Authority::OPERATOR_TOKEN_FILE);
        let token = fs::read_to_string(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Failure::NoToken { path: path.clone() },
            _ => Failure::io(format!("read {}", path.display()))(source),
        })?;
        let mut output = Output::stdout();
        if self.path { output.line(path.display()) } else { output.line(token.trim_end()) }
    }
}
