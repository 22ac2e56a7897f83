use charter_sdk::Error;
use charter_types::ArtifactId;
use clap::Args;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, printable,
        style::{BAD, FAINT, NAME},
    },
};

/// Delete an artifact
///
/// Its bytes go as well, after a while, when no other artifact has the same.
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter artifact delete 0197a3c4-6f00-7000-8000-000000000021\n\n{WHICH_SERVER}"))]
pub struct Delete {
    /// The artifact.
    artifact: ArtifactId,
    #[command(flatten)]
    connection: Connection,
}

impl Delete {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let artifact = client.delete_artifact(&self.artifact).await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*artifact);
        }
        output.line(format!(
            "{BAD}deleted{BAD:#} {NAME}{}{NAME:#} {FAINT}{}{FAINT:#}",
            artifact.artifact_id,
            printable(&artifact.name)
        ))
    }
}
