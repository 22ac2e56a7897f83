use std::time::Duration;

use charter_sdk::{Client, Error};
use charter_types::{ApprovalId, ApprovalStatus};
use clap::Args;
use futures::TryStreamExt;
use tokio::time::timeout;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::read_duration,
    },
    failure::Failure,
    output::{
        Output,
        style::{GOOD, NAME},
    },
};

/// Wait until an approval is decided
///
/// The exit status is 0 when it was approved, and 1 when it came to another end or to none in time.
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Wait {
    /// The approval.
    approval: ApprovalId,
    /// At most so long: 30s, 12h.
    #[arg(long, value_name = "TIME", value_parser = read_duration)]
    timeout: Option<Duration>,
    #[command(flatten)]
    connection: Connection,
}

impl Wait {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        until_decided(&client, &self.approval, self.timeout, self.connection.json).await
    }
}

/// Waits until the approval is not pending any more, and prints it.
///
/// # Errors
/// When it was not approved, or not in time.
pub async fn until_decided(
    client: &Client,
    approval_id: &ApprovalId,
    longest: Option<Duration>,
    as_json: bool,
) -> Result<(), Failure> {
    let decided = decided(client, approval_id);
    match longest {
        None => decided.await?,
        Some(longest) => timeout(longest, decided)
            .await
            .map_err(|_| Failure::TimedOut { what: format!("a decision about the approval {approval_id}") })??,
    }
    let approval = client.get_approval(approval_id).await.map_err(Error::from)?.into_inner();
    if as_json {
        Output::stdout().json(&approval)?;
    }
    match &approval.status {
        ApprovalStatus::Approved if as_json => Ok(()),
        ApprovalStatus::Approved => Output::stdout()
            .line(format!("{NAME}{approval_id}{NAME:#} is {GOOD}approved{GOOD:#}, arguments {}", approval.digest)),
        status => Err(Failure::NotApproved { approval_id: approval_id.clone(), status: status.clone() }),
    }
}

async fn decided(client: &Client, approval_id: &ApprovalId) -> Result<(), Failure> {
    // What happens between the look and the watch is in the watch.
    let before = client.get_store().await.map_err(Error::from)?.revision;
    let approval = client.get_approval(approval_id).await.map_err(Error::from)?;
    if approval.status != ApprovalStatus::Pending {
        return Ok(());
    }
    let mut stream = client.watch_approvals().after(before).stream();
    while let Some(item) = stream.try_next().await? {
        let told = crate::output::event_to_json(&item);
        let is_it = |event: &serde_json::Value| event["subject"] == approval_id.as_str();
        if told.iter().any(|event| is_it(event) && event["data"]["status"] != "pending") {
            return Ok(());
        }
    }
    Ok(())
}
