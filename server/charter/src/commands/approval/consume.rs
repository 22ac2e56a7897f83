use charter_sdk::{Error, digest_of};
use charter_types::{ApprovalId, Epoch};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::read_json,
    },
    failure::Failure,
    output::Output,
};

/// Use an approval for what is about to be done with exactly these arguments
///
/// Prints the receipt, one line of JSON, which `charter verify receipt` verifies. It succeeds once.
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter approval consume APPROVAL @arguments.json >receipt.json && ./deploy.sh\n\n{WHICH_SERVER}"))]
pub struct Consume {
    /// The approval.
    approval: ApprovalId,
    /// What it is done with, as JSON, @FILE, or - for standard input.
    arguments: String,
    /// The epoch of the lease, when a run has asked.
    #[arg(long, env = "CHARTER_EPOCH")]
    epoch: Option<Epoch>,
    #[command(flatten)]
    connection: Connection,
}

impl Consume {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let digest = digest_of(read_json("ARGUMENTS", &self.arguments)?).map_err(Error::from)?;
        let mut request = client.consume_approval(&self.approval, digest);
        if let Some(epoch) = self.epoch {
            request = request.epoch(epoch);
        }
        Output::stdout().json(&*request.await.map_err(Error::from)?)
    }
}
