use charter_sdk::Error;
use charter_types::{Clock, ItemId, Label, MissionId, Principal, Role, Run, RunStatus, SystemClock, Timestamp};
use clap::Args;
use futures::TryStreamExt;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, Table, age, printable},
};

/// List runs, those of a mission together, oldest first
///
/// On a terminal as a table; otherwise a line each with tabs between the fields.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter run list --status running\n  \
    charter run list --mission MISSION --json | jq -r .run_id\n\n{WHICH_SERVER}"))]
pub struct List {
    /// Only runs of this mission.
    #[arg(long)]
    mission: Option<MissionId>,
    /// Only runs for work items of this name.
    #[arg(long)]
    item: Option<ItemId>,
    /// Only runs in this state: queued, running, cancelling, succeeded, failed or cancelled.
    #[arg(long)]
    status: Option<RunStatus>,
    /// Only runs for this role.
    #[arg(long)]
    role: Option<Role>,
    /// Only runs with this label; all of them when it is given several times.
    #[arg(long)]
    label: Vec<Label>,
    /// Only runs that this principal has claimed last.
    #[arg(long)]
    worker: Option<Principal>,
    #[command(flatten)]
    connection: Connection,
}

const PAGE_LIMIT: u16 = 1000;

impl List {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.list_runs().limit(PAGE_LIMIT);
        if let Some(mission_id) = self.mission {
            request = request.mission_id(mission_id);
        }
        if let Some(item_id) = self.item {
            request = request.item_id(item_id);
        }
        if let Some(status) = self.status {
            request = request.status(status);
        }
        if let Some(role) = self.role {
            request = request.role(role);
        }
        for label in self.label {
            request = request.label(label);
        }
        if let Some(worker) = self.worker {
            request = request.worker(worker);
        }
        let mut output = Output::stdout();
        let now = SystemClock.now();
        let mut table = Table::new(["RUN", "STATUS", "ROLE", "ATTEMPT", "UPDATED", "TITLE"]);
        let mut pages = request.pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            if self.connection.json {
                page.items.iter().try_for_each(|run| output.json(run))?;
                continue;
            }
            let is_terminal = output.width().is_some();
            let rows = page.items.iter().map(|run| row(run, now, is_terminal));
            table.print(rows.collect(), &mut output)?;
        }
        Ok(())
    }
}

fn row(run: &Run, now: Timestamp, is_terminal: bool) -> [String; 6] {
    let updated = if is_terminal { format!("{} ago", age(now, run.updated_at)) } else { run.updated_at.to_string() };
    let (run_id, status, role) = (run.run_id.to_string(), run.status.to_string(), run.role.to_string());
    [run_id, status, role, run.attempt.to_string(), updated, printable(&run.title)]
}
