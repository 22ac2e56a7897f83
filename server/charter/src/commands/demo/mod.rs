//! `charter demo`: a server, a watch and a story in one terminal.

mod shell;
mod stage;
mod story;

use std::{
    fs,
    path::{Path, PathBuf},
};

use charter_sdk::Client;
use clap::Args;
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::{
    failure::Failure,
    server::{Server, StartError, StopSignals, log_for_server},
    settings::{SettingFlags, Settings, Sources},
};
use stage::Stage;

/// Show what a server does, in one terminal
///
/// Starts a server on an embedded store, watches it, and goes through what resources can do, each step with the command
/// that does the same. Then the server and the watch stay up, to be tried from another terminal, until Ctrl-C.
///
/// The data is in a temporary directory that goes away with the server, unless --data-dir names one to keep.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  charter demo\n  charter demo --data-dir ./demo-data --listen 127.0.0.1:7717")]
pub struct Demo {
    /// Keep the data in this directory.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0")]
    listen: String,
    /// Stop after the last step.
    #[arg(long)]
    exit: bool,
}

impl Demo {
    pub async fn run(self) -> Result<(), Failure> {
        // Held until the server has stopped: dropping it removes the directory.
        let (data_dir, _temporary) = self.data_directory()?;
        let settings = self.settings(&data_dir)?;
        log_for_server(&settings);
        let signals = StopSignals::catch().map_err(StartError::Signals)?;
        let server = Server::open(&settings).await?;
        let token = fs::read_to_string(server.token_file()).map_err(Failure::io("read the operator's token"))?;
        let place = server.data_dir().to_owned();
        let client = Client::builder().url(server.url()).token(token.trim_end()).build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(server.run(async {
            // That nobody is left who could ask is a reason to stop as well.
            let _ = stopped.await;
        }));
        let outcome = tokio::select! {
            outcome = self.show(&client, &place) => outcome,
            () = signals.first() => Ok(()),
        };
        drop(stop);
        serving.await.map_err(|error| Failure::io("run the server")(error.into()))??;
        outcome
    }

    async fn show(&self, client: &Client, data_dir: &Path) -> Result<(), Failure> {
        let mut stage = Stage::open(client).await?;
        stage.introduce(client.url(), data_dir, self.data_dir.is_none())?;
        story::tell(client, &mut stage).await?;
        if self.exit {
            return Ok(());
        }
        stage.invite(client.url(), data_dir)?;
        stage.watch().await
    }

    fn data_directory(&self) -> Result<(PathBuf, Option<TempDir>), Failure> {
        match &self.data_dir {
            Some(data_dir) => Ok((data_dir.clone(), None)),
            None => {
                let temporary = tempfile::Builder::new().prefix("charter-demo-").tempdir();
                let temporary = temporary.map_err(Failure::io("make a temporary directory"))?;
                Ok((temporary.path().to_owned(), Some(temporary)))
            }
        }
    }

    /// Whatever the environment says: the demonstration must not touch a real server's data.
    fn settings(&self, data_dir: &Path) -> Result<Settings, Failure> {
        let mut flags = SettingFlags::default();
        flags.values.insert("listen", self.listen.clone());
        flags.values.insert("data_dir", data_dir.to_string_lossy().into_owned());
        flags.values.insert("log", "warn".to_owned());
        Ok(Sources::only(flags).resolve()?.settings)
    }
}
