use std::io::{Write, stdout};

use clap::Args;

use crate::{
    failure::Failure,
    server::{Server, StartError, StopSignals, log_for_server},
    settings::{SettingFlags, Sources},
};

/// Run the server
///
/// Prints `listening on URL` when it is ready, and writes `endpoint.json` into the data directory, which is how clients
/// on the same machine find it. SIGTERM and SIGINT (Ctrl-C) stop it: requests that have begun are finished, streams end
/// with a frame to resume from. A second signal ends it at once.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Serve {
    #[command(flatten)]
    flags: SettingFlags,
}

const EXAMPLES: &str = "\
A setting is taken from its flag, else from the environment, else from the TOML file, else it has its default. \
In the file it is called as its flag, with underscores. `charter config` prints the outcome.

Examples:
  charter serve
  charter serve --listen 127.0.0.1:0 --data-dir ./data
  CHARTER_LOG=debug charter serve --log-format json
  charter serve --config /etc/charter.toml

Exit status:
  0  stopped in good order
  1  failed while running, or could not be stopped in good order
  2  wrong usage: flags, configuration, an address that wants --allow-remote
  3  the address cannot be listened on, for example because another program does
  4  the data directory cannot be used, for example because another server does";

impl Serve {
    pub async fn run(self) -> Result<(), Failure> {
        let settings = Sources::of_process(self.flags).resolve()?.settings;
        log_for_server(&settings);
        let signals = StopSignals::catch().map_err(StartError::Signals)?;
        let server = Server::open(&settings).await?;
        tracing::info!(listen = %server.address(), data_dir = %server.data_dir().display(), "ready");
        // Whoever started the server may not read what it prints: no reason to stop.
        let _ = writeln!(stdout(), "listening on http://{}", server.address());
        server.run(signals.first()).await?;
        tracing::info!("stopped");
        Ok(())
    }
}
