use charter_sdk::{Client, Error, requests::UpdateMissionItem};
use charter_types::{ItemId, MissionId, WorkItemChange};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_as, read_json},
        mission::step::{Guard, tell},
    },
    failure::Failure,
};

/// Change a work item that nobody is at
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Update {
    /// The mission.
    mission: MissionId,
    /// The item.
    item: ItemId,
    /// What is to be different, as JSON; @FILE takes it from a file, - from standard input.
    change: String,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = r#"Examples:
  charter mission item update MISSION draw '{"role": "cartographer", "skills": ["colour"]}'
  charter mission item update MISSION draw '{"required": false}' --if-rev 7"#;

impl Update {
    pub async fn run(self) -> Result<(), Failure> {
        let change: WorkItemChange = read_as("CHANGE", read_json("CHANGE", &self.change)?)?;
        let client = self.connection.client()?;
        let mut request = request(&client, &self.mission, &self.item, change);
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}

fn request<'a>(
    client: &'a Client,
    mission_id: &MissionId,
    item_id: &ItemId,
    change: WorkItemChange,
) -> UpdateMissionItem<'a> {
    let mut request = client.update_mission_item(mission_id, item_id);
    if let Some(title) = change.title {
        request = request.title(title);
    }
    if let Some(description) = change.description {
        request = request.description(description);
    }
    if let Some(role) = change.role {
        request = request.role(role);
    }
    if let Some(skills) = change.skills {
        request = request.skills(skills);
    }
    if let Some(gates) = change.gates {
        request = request.gates(gates);
    }
    if let Some(required) = change.required {
        request = request.required(required);
    }
    if let Some(inputs) = change.inputs {
        request = request.inputs(inputs);
    }
    if let Some(kinds) = change.gate_artifacts {
        request = request.gate_artifacts(kinds);
    }
    match change.time_limit_ms {
        Some(limit) => request.time_limit_ms(limit),
        None => request,
    }
}
