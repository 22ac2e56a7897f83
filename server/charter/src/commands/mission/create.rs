use charter_sdk::{Client, Error, requests::CreateMission};
use charter_types::MissionSpec;
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_as, read_json},
    },
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME},
    },
};

/// Create a mission, which starts at once
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Create {
    /// What the mission is to reach, as JSON; @FILE takes it from a file, - from standard input.
    spec: String,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = r#"Examples:
  charter mission create @mission.json
  charter mission create '{"title": "Print the atlas", "items": [{"item_id": "draw", "title": "Draw the maps"}]}'"#;

impl Create {
    pub async fn run(self) -> Result<(), Failure> {
        let spec: MissionSpec = read_as("SPEC", read_json("SPEC", &self.spec)?)?;
        let client = self.connection.client()?;
        let mission = request(&client, spec).await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*mission);
        }
        output.line(format!(
            "{GOOD}created{GOOD:#} {NAME}{}{NAME:#} {FAINT}with {} items{FAINT:#}",
            mission.mission_id, mission.items.total
        ))
    }
}

fn request(client: &Client, spec: MissionSpec) -> CreateMission<'_> {
    let mut request = client.create_mission(spec.title);
    if let Some(objective) = spec.objective {
        request = request.objective(objective);
    }
    if let Some(criteria) = spec.success_criteria {
        request = request.success_criteria(criteria);
    }
    if let Some(labels) = spec.labels {
        request = request.labels(labels);
    }
    if let Some(budgets) = spec.budgets {
        request = request.budgets(budgets);
    }
    if let Some(capabilities) = spec.required_capabilities {
        request = request.required_capabilities(capabilities);
    }
    if let Some(entrypoint) = spec.entrypoint {
        request = request.entrypoint(entrypoint);
    }
    if let Some(parallelism) = spec.parallelism {
        request = request.parallelism(parallelism);
    }
    if let Some(gates) = spec.default_gates {
        request = request.default_gates(gates);
    }
    if let Some(policy) = spec.approval_policy {
        request = request.approval_policy(policy);
    }
    match spec.items {
        Some(items) => request.items(items),
        None => request,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn everything_that_a_specification_can_say_is_sent() {
        let contract: Value = serde_json::from_str(include_str!("../../../../../openapi/dist/openapi.json")).unwrap();
        let properties = contract["components"]["schemas"]["MissionSpec"]["properties"].as_object().unwrap();
        for name in properties.keys() {
            assert!(include_str!("create.rs").contains(&format!("spec.{name}")), "{name} is left out");
        }
    }
}
