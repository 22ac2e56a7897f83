use charter_sdk::Error;
use charter_types::{MissionEvent, MissionId, Revision};
use clap::Args;
use serde_json::json;

use super::list::standing;
use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{Guard, read_as, read_json},
    },
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME},
    },
};

/// Apply an event to a mission
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Event {
    /// The mission.
    mission: MissionId,
    /// The event as JSON; @FILE takes it from a file, - from standard input.
    event: String,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = r#"Examples:
  charter mission event MISSION '{"kind": "item_retried", "item_id": "draw"}'
  charter mission event MISSION '{"kind": "budgets_changed", "budgets": {"runs": 20}}' --if-rev 7"#;

impl Event {
    pub async fn run(self) -> Result<(), Failure> {
        let event = read_as("EVENT", read_json("EVENT", &self.event)?)?;
        apply(&self.connection, &self.mission, event, self.guard.if_rev).await
    }
}

/// Let a mission begin nothing new
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Pause {
    /// The mission.
    mission: MissionId,
    #[command(flatten)]
    connection: Connection,
}

impl Pause {
    pub async fn run(self) -> Result<(), Failure> {
        apply(&self.connection, &self.mission, of_kind("paused")?, None).await
    }
}

/// Let a paused mission go on
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Resume {
    /// The mission.
    mission: MissionId,
    #[command(flatten)]
    connection: Connection,
}

impl Resume {
    pub async fn run(self) -> Result<(), Failure> {
        apply(&self.connection, &self.mission, of_kind("resumed")?, None).await
    }
}

/// Cancel a mission; what is under way is told to stop
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Cancel {
    /// The mission.
    mission: MissionId,
    #[command(flatten)]
    connection: Connection,
}

impl Cancel {
    pub async fn run(self) -> Result<(), Failure> {
        apply(&self.connection, &self.mission, of_kind("cancel_requested")?, None).await
    }
}

fn of_kind(kind: &str) -> Result<MissionEvent, Failure> {
    read_as("EVENT", json!({ "kind": kind }))
}

async fn apply(
    connection: &Connection,
    mission_id: &MissionId,
    event: MissionEvent,
    if_rev: Option<Revision>,
) -> Result<(), Failure> {
    let client = connection.client()?;
    let mut request = client.apply_mission_event(mission_id, event);
    if let Some(revision) = if_rev {
        request = request.if_match(revision);
    }
    let step = request.await.map_err(Error::from)?;
    let mut output = Output::stdout();
    if connection.json {
        return output.json(&*step);
    }
    let (mission, items) = (&step.mission, step.changed_items.len());
    output.line(format!(
        "{NAME}{mission_id}{NAME:#} is {GOOD}{}{GOOD:#} {FAINT}at revision {}; {items} items changed{FAINT:#}",
        standing(mission),
        mission.rev
    ))
}
