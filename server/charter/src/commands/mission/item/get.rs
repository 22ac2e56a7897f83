use charter_sdk::Error;
use charter_types::{ItemId, MissionId, WorkItem};
use clap::Args;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, printable,
        style::{FAINT, TITLE},
    },
};

/// Show a work item
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Get {
    /// The mission.
    mission: MissionId,
    /// The item.
    item: ItemId,
    #[command(flatten)]
    connection: Connection,
}

impl Get {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let item = client.get_mission_item(&self.mission, &self.item).await.map_err(Error::from)?.into_inner();
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&item);
        }
        output.line(format!("{TITLE}{}{TITLE:#}", printable(&item.title)))?;
        for (name, value) in fields(&item).into_iter().filter(|(_, value)| !value.is_empty()) {
            output.line(format!("{FAINT}{name:<11}{FAINT:#}  {}", printable(&value)))?;
        }
        for feedback in &item.feedback {
            let told = format!("{}: {} ({})", feedback.gate, feedback.feedback, feedback.by);
            output.line(format!("{FAINT}sent back  {FAINT:#}  {}", printable(&told)))?;
        }
        let description = item.description.iter().flat_map(|text| text.lines());
        description.map(printable).try_for_each(|line| output.line(line))
    }
}

fn fields(item: &WorkItem) -> [(&'static str, String); 9] {
    let text = |value: Option<String>| value.unwrap_or_default();
    [
        ("item", item.item_id.to_string()),
        ("status", item.status.to_string()),
        ("reason", text(item.reason.as_ref().map(ToString::to_string))),
        ("role", item.role.to_string()),
        ("skills", words(&item.skills)),
        ("gates", item.gates.to_string()),
        ("depends on", words(&item.depends_on)),
        ("attempts", item.attempts.to_string()),
        ("run", text(item.run_id.as_ref().map(ToString::to_string))),
    ]
}

fn words(words: &[impl ToString]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
