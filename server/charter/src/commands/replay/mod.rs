//! `charter replay`: what became of missions, computed again.

mod against;
mod files;
mod history;
mod verdict;

use std::path::{Path, PathBuf};

use charter_orchestrator::{DefaultReducer, replay};
use charter_sdk::Client;
use charter_types::MissionId;
use clap::Args;

use self::verdict::{Finding, Verdicts};
use super::connection::{Connection, WHICH_SERVER};
use crate::failure::Failure;

/// Compute again what became of missions, and tell where that differs
///
/// A mission's state is made by a pure function of the events that were applied to it. The server keeps all of them.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Replay {
    #[command(flatten)]
    action: Action,
    /// The missions; all of them when none is named.
    #[arg(value_name = "MISSION", conflicts_with_all = ["from", "reduce"])]
    missions: Vec<MissionId>,
    /// Take the missions from files of --export rather than from a server; may be given several times.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["reduce", "export"])]
    from: Vec<PathBuf>,
    #[command(flatten)]
    connection: Connection,
}

/// What is to be done.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Action {
    /// Compare the commands and states that were recorded with those that are computed; exit 1 when they differ.
    #[arg(long)]
    check: bool,
    /// Write one mission with everything that was applied to it to a file.
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// Read an exported mission on standard input, and write what is computed from it to standard output.
    #[arg(long)]
    reduce: bool,
    /// Compare what this program computes with what another build of it does; exit 1 when they differ.
    #[arg(long, value_name = "BINARY")]
    against: Option<PathBuf>,
}

const EXAMPLES: &str = r"Examples:
  charter replay --check
  charter replay --export atlas.json 0197a3c4-6f00-7000-8000-000000000011
  charter replay --check --from atlas.json
  charter replay --against ./charter-of-tomorrow --from atlas.json";

/// Where a mission is taken from.
enum Source<'a> {
    File(&'a Path),
    Server(&'a Client, MissionId),
}

impl Replay {
    pub async fn run(self) -> Result<(), Failure> {
        let Action { check: _, export, reduce, against } = &self.action;
        if *reduce {
            return files::reduce();
        }
        if let Some(path) = export {
            return self.export(path).await;
        }
        match against {
            Some(binary) => self.judge(|log| against::compare(binary, log)).await,
            None => self.judge(|log| replay::check(&DefaultReducer, log).map_err(Into::into)).await,
        }
    }

    async fn export(&self, path: &Path) -> Result<(), Failure> {
        let [mission_id] = &self.missions[..] else {
            let reason = "name the one mission that the file is to have".to_owned();
            return Err(Failure::Argument { argument: "MISSION".to_owned(), reason });
        };
        let client = self.connection.client()?;
        files::write(path, &history::fetch(&client, mission_id).await?)
    }

    /// Tells of each mission where it differs, one after the other: a server may have many.
    async fn judge(
        &self,
        differences: impl Fn(&replay::MissionLog) -> Result<Vec<replay::Difference>, Finding>,
    ) -> Result<(), Failure> {
        let client = if self.from.is_empty() { Some(self.connection.client()?) } else { None };
        let mut verdicts = Verdicts::new(self.connection.json);
        for source in self.sources(client.as_ref()).await? {
            let name = source.name();
            match source.load().await {
                Ok(log) => verdicts.tell(&name, log.log.len(), differences(&log))?,
                Err(Failure::History { reason, .. }) => verdicts.tell(&name, 0, Err(Finding::new(reason)))?,
                Err(failure) => return Err(failure),
            }
        }
        verdicts.end()
    }

    async fn sources<'a>(&'a self, client: Option<&'a Client>) -> Result<Vec<Source<'a>>, Failure> {
        let Some(client) = client else {
            return Ok(self.from.iter().map(|path| Source::File(path)).collect());
        };
        let missions = if self.missions.is_empty() { history::all(client).await? } else { self.missions.clone() };
        Ok(missions.into_iter().map(|mission_id| Source::Server(client, mission_id)).collect())
    }
}

impl Source<'_> {
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(_, mission_id) => mission_id.to_string(),
        }
    }

    async fn load(&self) -> Result<replay::MissionLog, Failure> {
        match self {
            Self::File(path) => files::read(path),
            Self::Server(client, mission_id) => history::fetch(client, mission_id).await,
        }
    }
}
