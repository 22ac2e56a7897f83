use charter_sdk::Error;
use charter_types::{Clock, Mission, MissionId, SystemClock};
use clap::Args;
use futures::TryStreamExt;

use super::list::standing;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, Table, age, printable,
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
        let mut table = Table::new(["ITEM", "STATUS", "ATTEMPTS", "WAITS FOR", "TITLE"]);
        let mut pages = client.list_mission_items(&self.mission).limit(1000_u16).pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            let rows = page.items.iter().map(|item| {
                let waits_for = item.depends_on.iter().map(|item_id| item_id.as_str()).collect::<Vec<_>>().join(" ");
                let (item_id, status) = (item.item_id.to_string(), item.status.to_string());
                [item_id, status, item.attempts.to_string(), waits_for, printable(&item.title)]
            });
            table.print(rows.collect(), &mut output)?;
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
