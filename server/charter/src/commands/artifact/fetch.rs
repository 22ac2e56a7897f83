use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use charter_sdk::{Client, Download, Error};
use charter_types::ArtifactId;
use clap::Args;
use tokio::fs;

use super::size;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME},
    },
};

/// Fetch an artifact's file
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Fetch {
    /// The artifact.
    artifact: ArtifactId,
    /// Where to put it, - for standard output; as the last part of its name, here, when it is left out.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file that may be there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = "Examples:
  charter artifact fetch 0197a3c4-6f00-7000-8000-000000000021
  charter artifact fetch 0197a3c4-6f00-7000-8000-000000000021 --output - | tar x";

impl Fetch {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        if self.output.as_deref() == Some(Path::new("-")) {
            let download = client.download_artifact(&self.artifact).await.map_err(Error::from)?;
            return download.into_inner().write_to(&mut tokio::io::stdout()).await.map(drop).map_err(Failure::Output);
        }
        let path = match self.output {
            Some(path) => path,
            None => own_name(&client, &self.artifact).await?,
        };
        if !self.force && fs::try_exists(&path).await.map_err(Failure::io(format!("look for {}", path.display())))? {
            let reason = format!("{} is there already; --force replaces it", path.display());
            return Err(Failure::Argument { argument: "--output".to_owned(), reason });
        }
        let download = client.download_artifact(&self.artifact).await.map_err(Error::from)?;
        let written =
            save(download.into_inner(), &path).await.map_err(Failure::io(format!("fetch {}", path.display())))?;
        let mut output = Output::stdout();
        if self.connection.json {
            let (artifact_id, file) = (self.artifact.as_str(), path.display().to_string());
            return output.json(&serde_json::json!({ "artifact_id": artifact_id, "file": file, "size": written }));
        }
        let bytes = size(written);
        output.line(format!("{GOOD}fetched{GOOD:#} {NAME}{}{NAME:#} {FAINT}{bytes}{FAINT:#}", path.display()))
    }
}

/// A file's name without folders: what somebody called it does not say where it goes on this machine.
async fn own_name(client: &Client, artifact: &ArtifactId) -> Result<PathBuf, Failure> {
    let artifact = client.get_artifact(artifact).await.map_err(Error::from)?;
    Ok(PathBuf::from(artifact.name.rsplit('/').next().unwrap_or_default()))
}

/// Under another name until all of it is there.
async fn save(download: Download, path: &Path) -> std::io::Result<u64> {
    let mut partial = OsString::from(path);
    partial.push(".part");
    let mut file = fs::File::create(&partial).await?;
    let written = match download.write_to(&mut file).await {
        Ok(written) => written,
        Err(error) => {
            // What stays of it is told by its name.
            let _ = fs::remove_file(&partial).await;
            return Err(error);
        }
    };
    fs::rename(&partial, path).await?;
    Ok(written)
}
