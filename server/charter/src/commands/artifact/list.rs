use charter_sdk::Error;
use charter_types::{ArtifactKind, Clock, ItemId, MissionId, RunId, Sha256, SystemClock};
use clap::Args;
use futures::TryStreamExt;

use super::size;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, Table, age, printable},
};

/// List artifacts, oldest first
///
/// On a terminal as a table; otherwise a line each with tabs between the fields.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter artifact list --kind report\n  \
    charter artifact list --mission 0197a3c4-6f00-7000-8000-000000000011 --json | jq -r .artifact_id\n\n{WHICH_SERVER}"))]
pub struct List {
    /// Only artifacts of this mission.
    #[arg(long, value_name = "ID")]
    mission: Option<MissionId>,
    /// Only artifacts of work items of this name.
    #[arg(long, value_name = "ID")]
    item: Option<ItemId>,
    /// Only artifacts that this run has made.
    #[arg(long, value_name = "ID")]
    run: Option<RunId>,
    /// Only artifacts of this kind.
    #[arg(long)]
    kind: Option<ArtifactKind>,
    /// Only artifacts with these bytes.
    #[arg(long, value_name = "DIGEST")]
    sha256: Option<Sha256>,
    #[command(flatten)]
    connection: Connection,
}

const PAGE_LIMIT: u16 = 1000;

impl List {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.list_artifacts().limit(PAGE_LIMIT);
        if let Some(mission) = self.mission {
            request = request.mission_id(mission);
        }
        if let Some(item) = self.item {
            request = request.item_id(item);
        }
        if let Some(run) = self.run {
            request = request.run_id(run);
        }
        if let Some(kind) = self.kind {
            request = request.kind(kind);
        }
        if let Some(sha256) = self.sha256 {
            request = request.sha256(sha256);
        }
        let mut output = Output::stdout();
        let now = SystemClock.now();
        let mut table = Table::new(["ARTIFACT", "KIND", "SIZE", "CREATED", "NAME"]);
        let mut pages = request.pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            if self.connection.json {
                page.items.iter().try_for_each(|artifact| output.json(artifact))?;
                continue;
            }
            let rows = page.items.iter().map(|artifact| {
                let (created, bytes) = match output.width() {
                    Some(_) => (format!("{} ago", age(now, artifact.created_at)), size(artifact.size.get())),
                    None => (artifact.created_at.to_string(), artifact.size.to_string()),
                };
                let (artifact_id, kind) = (artifact.artifact_id.to_string(), artifact.kind.to_string());
                [artifact_id, kind, bytes, created, printable(&artifact.name)]
            });
            table.print(rows.collect(), &mut output)?;
        }
        Ok(())
    }
}
