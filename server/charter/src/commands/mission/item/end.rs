use charter_sdk::Error;
use charter_types::{ItemId, LongText, MissionId};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        mission::step::{Guard, tell},
    },
    failure::Failure,
};

/// Do an item that failed or was cancelled after all
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Retry {
    /// The mission.
    mission: MissionId,
    /// The item.
    item: ItemId,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

impl Retry {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.retry_mission_item(&self.mission, &self.item);
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}

/// Cancel an item, and its run; what depends on it is blocked
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Cancel {
    /// The mission.
    mission: MissionId,
    /// The item.
    item: ItemId,
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
        let mut request = client.cancel_mission_item(&self.mission, &self.item);
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}
