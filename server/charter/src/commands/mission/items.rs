use charter_sdk::Error;
use charter_types::{ItemStatus, MissionId, WorkItem};
use clap::Args;
use futures::TryStreamExt;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, Table, printable},
};

/// List the work items of a mission, by their ids
///
/// On a terminal as a table; otherwise a line each with tabs between the fields.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter mission items MISSION --status failed\n  \
    charter mission items MISSION --json | jq -r .item_id\n\n{WHICH_SERVER}"))]
pub struct Items {
    /// The mission.
    mission: MissionId,
    /// Only items in this state: pending, ready, running, in_review, in_test, rework, blocked, done, failed or cancelled.
    #[arg(long)]
    status: Option<ItemStatus>,
    #[command(flatten)]
    connection: Connection,
}

const PAGE_LIMIT: u16 = 1000;

impl Items {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.list_mission_items(&self.mission).limit(PAGE_LIMIT);
        if let Some(status) = self.status {
            request = request.status(status);
        }
        let mut output = Output::stdout();
        let mut table = items_table();
        let mut pages = request.pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            if self.connection.json {
                page.items.iter().try_for_each(|item| output.json(item))?;
            } else {
                table.print(page.items.iter().map(item_row).collect(), &mut output)?;
            }
        }
        Ok(())
    }
}

/// A table of work items.
pub fn items_table() -> Table<5> {
    Table::new(["ITEM", "STATUS", "ATTEMPTS", "WAITS FOR", "TITLE"])
}

/// A row of it.
pub fn item_row(item: &WorkItem) -> [String; 5] {
    let waits_for = item.depends_on.iter().map(|item_id| item_id.as_str()).collect::<Vec<_>>().join(" ");
    let (item_id, status) = (item.item_id.to_string(), item.status.to_string());
    [item_id, status, item.attempts.to_string(), waits_for, printable(&item.title)]
}
