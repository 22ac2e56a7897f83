use charter_sdk::Error;
use charter_types::{ArtifactId, Clock, SystemClock};
use clap::Args;

use super::size;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, age, printable,
        style::{FAINT, NAME, TITLE},
    },
};

/// Show what is known of an artifact
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter artifact get 0197a3c4-6f00-7000-8000-000000000021\n\n{WHICH_SERVER}"))]
pub struct Get {
    /// The artifact.
    artifact: ArtifactId,
    #[command(flatten)]
    connection: Connection,
}

impl Get {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let artifact = client.get_artifact(&self.artifact).await.map_err(Error::from)?.into_inner();
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&artifact);
        }
        output.line(format!("{TITLE}{}{TITLE:#}", printable(&artifact.name)))?;
        let created = age(SystemClock.now(), artifact.created_at);
        output.line(format!(
            "{NAME}{}{NAME:#}{FAINT}  {}, {}, {}, made {created} ago by {}{FAINT:#}",
            artifact.artifact_id,
            artifact.kind,
            printable(&artifact.media_type),
            size(artifact.size.get()),
            artifact.created_by
        ))?;
        output.line(format!("sha256 {}", artifact.sha256))?;
        let owners = [
            ("run", artifact.run_id.as_deref()),
            ("mission", artifact.mission_id.as_deref()),
            ("item", artifact.item_id.as_deref()),
            ("linked from", artifact.linked_from.as_deref()),
        ];
        let known = owners.into_iter().filter_map(|(what, id)| Some((what, id?)));
        for (what, id) in known {
            output.line(format!("{what} {id}"))?;
        }
        Ok(())
    }
}
