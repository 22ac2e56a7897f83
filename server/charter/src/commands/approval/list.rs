use charter_sdk::Error;
use charter_types::{
    ActionName, Approval, ApprovalStatus, Clock, MissionId, Principal, RiskClass, RoutineId, RunId, SystemClock,
    Timestamp,
};
use clap::Args;
use futures::TryStreamExt;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, Table, until},
};

/// List what waits for somebody, oldest first
///
/// On a terminal as a table; otherwise a line each with tabs between the fields.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter approval list --decider user:ada\n  \
    charter approval list --all --action deploy.production --json | jq -r .receipt\n\n{WHICH_SERVER}"))]
pub struct List {
    /// Those in this state instead: approved, denied, answered, consumed, expired or cancelled.
    #[arg(long, conflicts_with = "all")]
    status: Option<ApprovalStatus>,
    /// Those in every state.
    #[arg(long)]
    all: bool,
    /// Only those of this mission's runs.
    #[arg(long)]
    mission: Option<MissionId>,
    /// Only those that this run has asked for.
    #[arg(long)]
    run: Option<RunId>,
    /// Only those of this routine.
    #[arg(long)]
    routine: Option<RoutineId>,
    /// Only those of this action.
    #[arg(long)]
    action: Option<ActionName>,
    /// Only those of this risk: low, medium, high or critical.
    #[arg(long)]
    risk: Option<RiskClass>,
    /// Only those that this principal may decide, or has decided.
    #[arg(long)]
    decider: Option<Principal>,
    /// Only those that have to be decided before this instant, as 2026-01-05T09:30:00.000Z.
    #[arg(long, value_name = "INSTANT")]
    before: Option<Timestamp>,
    #[command(flatten)]
    connection: Connection,
}

const PAGE_LIMIT: u16 = 1000;

impl List {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.list_approvals().limit(PAGE_LIMIT);
        if !self.all {
            request = request.status(self.status.unwrap_or(ApprovalStatus::Pending));
        }
        if let Some(mission_id) = self.mission {
            request = request.mission_id(mission_id);
        }
        if let Some(run_id) = self.run {
            request = request.run_id(run_id);
        }
        if let Some(routine_id) = self.routine {
            request = request.routine_id(routine_id);
        }
        if let Some(action) = self.action {
            request = request.action(action);
        }
        if let Some(risk) = self.risk {
            request = request.risk(risk);
        }
        if let Some(decider) = self.decider {
            request = request.decider(decider);
        }
        if let Some(before) = self.before {
            request = request.deadline_before(before);
        }
        let mut output = Output::stdout();
        let now = SystemClock.now();
        let mut table = Table::new(["APPROVAL", "STATUS", "RISK", "DEADLINE", "ASKED BY", "ACTION"]);
        let mut pages = request.pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            if self.connection.json {
                page.items.iter().try_for_each(|approval| output.json(approval))?;
                continue;
            }
            let is_terminal = output.width().is_some();
            let rows = page.items.iter().map(|approval| row(approval, now, is_terminal));
            table.print(rows.collect(), &mut output)?;
        }
        Ok(())
    }
}

fn row(approval: &Approval, now: Timestamp, is_terminal: bool) -> [String; 6] {
    let deadline = if is_terminal { until(now, approval.deadline) } else { approval.deadline.to_string() };
    let (approval_id, status) = (approval.approval_id.to_string(), approval.status.to_string());
    let (risk, requester) = (approval.risk.to_string(), approval.requested_by.to_string());
    [approval_id, status, risk, deadline, requester, approval.action.to_string()]
}
