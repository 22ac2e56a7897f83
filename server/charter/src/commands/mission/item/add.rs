use charter_sdk::Error;
use charter_types::{MissionId, WorkItemSpec};
use clap::Args;
use serde_json::Value;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_as, read_json},
        mission::step::{Guard, tell},
    },
    failure::Failure,
};

/// Add work items to a mission
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Add {
    /// The mission.
    mission: MissionId,
    /// An item, or a list of items, as JSON; @FILE takes it from a file, - from standard input.
    items: String,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = r#"Examples:
  charter mission item add MISSION '{"item_id": "bind", "title": "Bind the atlas", "depends_on": ["print"]}'
  charter mission item add MISSION @items.json --if-rev 7"#;

impl Add {
    pub async fn run(self) -> Result<(), Failure> {
        let items: Vec<WorkItemSpec> = match read_json("ITEMS", &self.items)? {
            Value::Array(items) => read_as("ITEMS", Value::Array(items))?,
            item => vec![read_as("ITEMS", item)?],
        };
        let client = self.connection.client()?;
        let mut request = client.add_mission_items(&self.mission, items);
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        tell(&self.connection, &*request.await.map_err(Error::from)?)
    }
}
