use charter_sdk::Error;
use charter_types::{ApprovalId, Epoch, LongText};
use clap::Args;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output,
        style::{GOOD, NAME},
    },
};

/// Take a request back
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Cancel {
    /// The approval.
    approval: ApprovalId,
    /// Why.
    #[arg(long)]
    reason: Option<LongText>,
    /// The epoch of the lease, when an agent does it for its run.
    #[arg(long, env = "CHARTER_EPOCH")]
    epoch: Option<Epoch>,
    #[command(flatten)]
    connection: Connection,
}

impl Cancel {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.cancel_approval(&self.approval);
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        if let Some(epoch) = self.epoch {
            request = request.epoch(epoch);
        }
        let approval = request.await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*approval);
        }
        output.line(format!("{NAME}{}{NAME:#} is {GOOD}{}{GOOD:#}", approval.approval_id, approval.status))
    }
}
