use std::path::{Path, PathBuf};

use charter_sdk::{Error, Upload};
use charter_types::{ArtifactKind, ArtifactName, Epoch, ItemId, MediaType, MissionId, RunId, Sha256};
use clap::Args;

use super::size;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, printable,
        style::{FAINT, GOOD, NAME},
    },
};

/// Keep a file
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Put {
    /// The file; - is standard input.
    file: PathBuf,
    /// What to call it; the file's own name when it is left out.
    #[arg(long, required_if_eq("file", "-"))]
    name: Option<ArtifactName>,
    /// What it is for, in a word; `file` when it is left out.
    #[arg(long)]
    kind: Option<ArtifactKind>,
    /// What sort of file it is, for example text/plain; any bytes when it is left out.
    #[arg(long, value_name = "TYPE")]
    media_type: Option<MediaType>,
    /// The mission that it is for.
    #[arg(long, value_name = "ID")]
    mission: Option<MissionId>,
    /// The work item that it is for.
    #[arg(long, value_name = "ID", requires = "mission")]
    item: Option<ItemId>,
    /// The run that has made it.
    #[arg(long, value_name = "ID", requires = "epoch", conflicts_with_all = ["mission", "item"])]
    run: Option<RunId>,
    /// The epoch of the run's lease.
    #[arg(long, requires = "run")]
    epoch: Option<Epoch>,
    /// The digest that the file has to have.
    #[arg(long, value_name = "DIGEST")]
    sha256: Option<Sha256>,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = "Examples:
  charter artifact put report.pdf --kind report --media-type application/pdf
  tar c maps | charter artifact put - --name maps.tar --mission 0197a3c4-6f00-7000-8000-000000000011";

impl Put {
    pub async fn run(self) -> Result<(), Failure> {
        let name = match self.name {
            Some(name) => name,
            None => own_name(&self.file)?,
        };
        let upload = open(&self.file).await?;
        let client = self.connection.client()?;
        let mut request = client.upload_artifact(name, upload);
        if let Some(kind) = self.kind {
            request = request.kind(kind);
        }
        if let Some(media_type) = self.media_type {
            request = request.media_type(media_type);
        }
        if let Some(mission) = self.mission {
            request = request.mission_id(mission);
        }
        if let Some(item) = self.item {
            request = request.item_id(item);
        }
        if let (Some(run), Some(epoch)) = (self.run, self.epoch) {
            request = request.run_id(run).epoch(epoch);
        }
        if let Some(sha256) = self.sha256 {
            request = request.sha256(sha256);
        }
        let artifact = request.await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*artifact);
        }
        let (name, bytes) = (printable(&artifact.name), size(artifact.size.get()));
        output.line(format!(
            "{GOOD}kept{GOOD:#} {NAME}{}{NAME:#} {FAINT}{name}, {bytes}, sha256 {}{FAINT:#}",
            artifact.artifact_id, artifact.sha256
        ))
    }
}

fn own_name(file: &Path) -> Result<ArtifactName, Failure> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.parse().map_err(|error| Failure::Argument {
        argument: "FILE".to_owned(),
        reason: format!("its name is no artifact's, give one with --name: {error}"),
    })
}

async fn open(file: &Path) -> Result<Upload, Failure> {
    if file == Path::new("-") {
        return Ok(Upload::from_reader(tokio::io::stdin()));
    }
    let opened = tokio::fs::File::open(file).await;
    Ok(Upload::from_reader(opened.map_err(Failure::io(format!("open {}", file.display())))?))
}
