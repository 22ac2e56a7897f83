use charter_sdk::Error;
use charter_types::{LongText, MissionId};
use clap::Args;

use super::step::{Guard, tell};
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
};

/// Let a mission begin nothing new
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Pause {
    /// The mission.
    mission: MissionId,
    /// Why.
    #[arg(long)]
    reason: Option<LongText>,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

impl Pause {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.pause_mission(&self.mission);
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}

/// Let a paused mission go on
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Resume {
    /// The mission.
    mission: MissionId,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

impl Resume {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.resume_mission(&self.mission);
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}

/// Cancel a mission; what is under way is told to stop
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Cancel {
    /// The mission.
    mission: MissionId,
    /// Why.
    #[arg(long)]
    reason: Option<LongText>,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

impl Cancel {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.cancel_mission(&self.mission);
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}
