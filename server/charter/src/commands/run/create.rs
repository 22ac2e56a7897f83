use charter_sdk::{Client, Error, requests::CreateRun};
use charter_types::RunSpec;
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

/// Queue a run of its own, for whichever worker takes its role
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Create {
    /// What is to be done, as JSON; @FILE takes it from a file, - from standard input.
    spec: String,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = r#"Examples:
  charter run create '{"title": "Draw the maps", "role": "specialist", "input": {"sheets": 3}}'
  charter run create @run.json --json | jq -r .run_id"#;

impl Create {
    pub async fn run(self) -> Result<(), Failure> {
        let spec: RunSpec = read_as("SPEC", read_json("SPEC", &self.spec)?)?;
        let client = self.connection.client()?;
        let run = request(&client, spec).await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*run);
        }
        output.line(format!("{GOOD}queued{GOOD:#} {NAME}{}{NAME:#} {FAINT}for a {}{FAINT:#}", run.run_id, run.role))
    }
}

fn request(client: &Client, spec: RunSpec) -> CreateRun<'_> {
    let mut request = client.create_run(spec.title, spec.role);
    if let Some(skills) = spec.skills {
        request = request.skills(skills);
    }
    if let Some(labels) = spec.labels {
        request = request.labels(labels);
    }
    if let Some(input) = spec.input {
        request = request.input(input);
    }
    if let Some(time) = spec.not_before {
        request = request.not_before(time);
    }
    if let Some(limit) = spec.max_attempts {
        request = request.max_attempts(limit);
    }
    match spec.time_limit_ms {
        Some(limit) => request.time_limit_ms(limit),
        None => request,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn everything_that_a_specification_can_say_is_sent() {
        let contract: Value = serde_json::from_str(include_str!("../../../../../openapi/dist/openapi.json")).unwrap();
        let properties = contract["components"]["schemas"]["RunSpec"]["properties"].as_object().unwrap();
        for name in properties.keys() {
            assert!(include_str!("create.rs").contains(&format!("spec.{name}")), "{name} is left out");
        }
    }
}
