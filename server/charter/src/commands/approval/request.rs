use std::{path::PathBuf, time::Duration};

use charter_sdk::Error;
use charter_types::{
    ActionName, DeadlineLength, Epoch, Escalation, LongText, Principal, Quorum, RiskClass, RoutineId, RunId,
};
use clap::Args;

use super::wait;
use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_duration, read_json},
    },
    failure::Failure,
    output::{
        Output,
        style::{GOOD, NAME},
    },
};

/// Ask leave for an action with exactly these arguments
///
/// In a program that `charter worker` runs it is asked for its run, under the lease that it has.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter approval request deploy.production '{{\"version\": 7}}' --risk high --wait 1h\n  \
    charter approval request deploy.production @arguments.json --park\n\n{WHICH_SERVER}"))]
pub struct Request {
    /// What is to be done, for example deploy.production.
    action: ActionName,
    /// What it would be done with, as JSON, @FILE, or - for standard input.
    arguments: String,
    /// How much harm it can do: low, medium, high or critical.
    #[arg(long)]
    risk: Option<RiskClass>,
    /// Why, for whoever decides.
    #[arg(long)]
    reason: Option<LongText>,
    /// A file with the JSON Schema that edited arguments have to fit; without it they cannot be edited.
    #[arg(long, value_name = "FILE")]
    edit_schema: Option<PathBuf>,
    /// Who may decide; any person when it is left out.
    #[arg(long = "decider", value_name = "PRINCIPAL")]
    deciders: Vec<Principal>,
    /// How many different people have to approve.
    #[arg(long)]
    quorum: Option<Quorum>,
    /// How long a decision may take: 30s, 12h.
    #[arg(long, value_name = "TIME", value_parser = read_duration)]
    deadline: Option<Duration>,
    /// How long it can be used once it is approved.
    #[arg(long, value_name = "TIME", value_parser = read_duration)]
    valid: Option<Duration>,
    /// Who decides when nobody has by the deadline, which they then have once more.
    #[arg(long = "escalate-to", value_name = "PRINCIPAL", requires = "deadline")]
    escalate_to: Vec<Principal>,
    /// The run that asks.
    #[arg(long, env = "CHARTER_RUN_ID", requires = "epoch")]
    run: Option<RunId>,
    /// The epoch of its lease.
    #[arg(long, env = "CHARTER_EPOCH", requires = "run")]
    epoch: Option<Epoch>,
    /// Give the lease up until it is decided: then end, and find the approval's id in the run's next attempt.
    #[arg(long, conflicts_with = "wait")]
    park: bool,
    /// The routine that it is for.
    #[arg(long, conflicts_with = "run")]
    routine: Option<RoutineId>,
    /// Wait at most so long until it is decided; the exit status is 1 when it was not approved.
    #[arg(long, value_name = "TIME", value_parser = read_duration)]
    wait: Option<Duration>,
    #[command(flatten)]
    connection: Connection,
}

impl Request {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let arguments = read_json("ARGUMENTS", &self.arguments)?;
        let mut request = client.request_approval(&self.action, arguments);
        if let Some(risk) = self.risk {
            request = request.risk(risk);
        }
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        if let Some(file) = &self.edit_schema {
            request = request.edit_schema(read_json("--edit-schema", &format!("@{}", file.display()))?);
        }
        if !self.deciders.is_empty() {
            request = request.deciders(&self.deciders);
        }
        if let Some(quorum) = self.quorum {
            request = request.quorum(quorum);
        }
        if let Some(deadline) = self.deadline {
            let deadline = length("--deadline", deadline)?;
            request = request.deadline_ms(deadline);
            if !self.escalate_to.is_empty() {
                request = request.escalation(Escalation::new(self.escalate_to, deadline));
            }
        }
        if let Some(valid) = self.valid {
            request = request.valid_ms(length("--valid", valid)?);
        }
        if let Some((run_id, epoch)) = self.run.zip(self.epoch) {
            request = request.run_id(run_id).epoch(epoch);
        }
        if let Some(routine_id) = self.routine {
            request = request.routine_id(routine_id);
        }
        if self.park {
            request = request.park(true);
        }
        let approval = request.await.map_err(Error::from)?.into_inner();
        if let Some(longest) = self.wait {
            return wait::until_decided(&client, &approval.approval_id, Some(longest), self.connection.json).await;
        }
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&approval);
        }
        let (id, status) = (&approval.approval_id, &approval.status);
        output.line(format!("{NAME}{id}{NAME:#} is {GOOD}{status}{GOOD:#}, arguments {}", approval.digest))
    }
}

fn length(argument: &str, time: Duration) -> Result<DeadlineLength, Failure> {
    let length = u32::try_from(time.as_millis()).ok().and_then(|milliseconds| DeadlineLength::new(milliseconds).ok());
    let reason = || "must be from a second to thirty days".to_owned();
    length.ok_or_else(|| Failure::Argument { argument: argument.to_owned(), reason: reason() })
}
