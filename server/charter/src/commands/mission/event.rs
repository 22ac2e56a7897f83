use charter_sdk::Error;
use charter_types::{MissionEvent, MissionId};
use clap::Args;

use super::step::{Guard, tell};
use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_as, read_json},
    },
    failure::Failure,
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
  charter mission event MISSION '{"kind": "gate_decided", "item_id": "draw", "gate": "review", "verdict": "pass"}'
  charter mission event MISSION '{"kind": "budgets_changed", "budgets": {"runs": 20}}' --if-rev 7"#;

impl Event {
    pub async fn run(self) -> Result<(), Failure> {
        let event: MissionEvent = read_as("EVENT", read_json("EVENT", &self.event)?)?;
        let client = self.connection.client()?;
        let mut request = client.apply_mission_event(&self.mission, event);
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}
