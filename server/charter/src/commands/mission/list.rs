use charter_sdk::Error;
use charter_types::{Clock, Label, Mission, MissionStatus, SearchText, SystemClock, Timestamp};
use clap::Args;
use futures::TryStreamExt;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, Table, age, printable},
};

/// List missions, oldest first
///
/// On a terminal as a table; otherwise a line each with tabs between the fields.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter mission list --status running\n  \
    charter mission list --label team-atlas --json | jq -r .mission_id\n\n{WHICH_SERVER}"))]
pub struct List {
    /// Only missions in this state: running, paused, cancelling, cancelled or completed.
    #[arg(long)]
    status: Option<MissionStatus>,
    /// Only missions with this label; all of them when it is given several times.
    #[arg(long)]
    label: Vec<Label>,
    /// Only missions that were created after this, for example 2026-01-05T09:30:00.000Z.
    #[arg(long, value_name = "TIME")]
    created_after: Option<Timestamp>,
    /// Only missions that were created before this.
    #[arg(long, value_name = "TIME")]
    created_before: Option<Timestamp>,
    /// Only missions with this text in their title or objective.
    #[arg(long)]
    text: Option<SearchText>,
    #[command(flatten)]
    connection: Connection,
}

const PAGE_LIMIT: u16 = 1000;

impl List {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.list_missions().limit(PAGE_LIMIT);
        if let Some(status) = self.status {
            request = request.status(status);
        }
        for label in self.label {
            request = request.label(label);
        }
        if let Some(time) = self.created_after {
            request = request.created_after(time);
        }
        if let Some(time) = self.created_before {
            request = request.created_before(time);
        }
        if let Some(text) = self.text {
            request = request.text(text);
        }
        let mut output = Output::stdout();
        let now = SystemClock.now();
        let mut table = Table::new(["MISSION", "STATUS", "DONE", "CREATED", "TITLE"]);
        let mut pages = request.pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            if self.connection.json {
                page.items.iter().try_for_each(|mission| output.json(mission))?;
                continue;
            }
            let rows = page.items.iter().map(|mission| {
                let created = match output.width() {
                    Some(_) => format!("{} ago", age(now, mission.created_at)),
                    None => mission.created_at.to_string(),
                };
                let done = format!("{}/{}", mission.items.done, mission.items.total);
                [mission.mission_id.to_string(), standing(mission), done, created, printable(&mission.title)]
            });
            table.print(rows.collect(), &mut output)?;
        }
        Ok(())
    }
}

/// Where a mission stands, and why.
pub fn standing(mission: &Mission) -> String {
    match &mission.pause_reason {
        Some(reason) => format!("{} ({reason})", mission.status),
        None => mission.status.to_string(),
    }
}
