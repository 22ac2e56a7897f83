use charter_sdk::Error;
use charter_types::{Clock, Mission, MissionId, SystemClock};
use clap::Args;
use futures::TryStreamExt;

use super::{
    items::{item_row, items_table},
    list::standing,
};
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, age, printable,
        style::{FAINT, NAME, TITLE},
    },
};

/// Show a mission and its work items
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter mission get 0197a3c4-6f00-7000-8000-000000000011\n\n{WHICH_SERVER}"))]
pub struct Get {
    /// The mission.
    mission: MissionId,
    #[command(flatten)]
    connection: Connection,
}

impl Get {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mission = client.get_mission(&self.mission).await.map_err(Error::from)?.into_inner();
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&mission);
        }
        output.line(format!("{TITLE}{}{TITLE:#}", printable(&mission.title)))?;
        output.line(format!("{FAINT}{}{FAINT:#}", about(&mission)))?;
        if let Some(objective) = &mission.objective {
            objective.lines().try_for_each(|line| output.line(printable(line)))?;
        }
        let mut table = items_table();
        let mut pages = client.list_mission_items(&self.mission).limit(1000_u16).pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            table.print(page.items.iter().map(item_row).collect(), &mut output)?;
        }
        Ok(())
    }
}

fn about(mission: &Mission) -> String {
    let created = age(SystemClock.now(), mission.created_at);
    let Mission { mission_id, items, usage, created_by, .. } = mission;
    format!(
        "{NAME}{mission_id}{NAME:#}{FAINT}  {}, {} of {} items done, {} runs, created {created} ago by {created_by}",
        standing(mission),
        items.done,
        items.total,
        usage.runs
    )
}
