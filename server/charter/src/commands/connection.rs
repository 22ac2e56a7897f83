//! The server that a command talks to.

use std::path::PathBuf;

use charter_sdk::{Client, Endpoint};
use clap::Args;

use crate::{failure::Failure, server::log_for_client};

/// How the commands find the server, for their help.
pub const WHICH_SERVER: &str = "\
The server is the local one of --data-dir, else that of CHARTER_URL (with CHARTER_TOKEN or \
CHARTER_TOKEN_FILE), else the local one of CHARTER_DATA_DIR or ~/.local/share/charter.";

/// Which server, and how its answers are printed.
#[derive(Debug, Clone, Args)]
pub struct Connection {
    /// Talk to the local server that uses this data directory.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Print JSON, one object a line.
    #[arg(long)]
    pub json: bool,
}

impl Connection {
    /// Where the server is, and the token for it.
    ///
    /// # Errors
    /// When no server is found.
    pub fn endpoint(&self) -> Result<Endpoint, Failure> {
        log_for_client();
        Ok(match &self.data_dir {
            Some(data_dir) => Endpoint::in_directory(data_dir)?,
            None => Endpoint::discover().map_err(charter_sdk::BuildError::from)?,
        })
    }

    /// # Errors
    /// When no server is found.
    pub fn client(&self) -> Result<Client, Failure> {
        let endpoint = self.endpoint()?;
        Ok(Client::builder().url(endpoint.url).token(endpoint.token).build()?)
    }
}
