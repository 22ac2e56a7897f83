use charter_sdk::Error;
use charter_types::{LongText, RunId};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        mission::Guard,
    },
    failure::Failure,
    output::{
        Output,
        style::{GOOD, NAME},
    },
};

/// Cancel a run; one that is under way is told to stop
///
/// A run of a mission that was stopped so is queued again: to be rid of it, cancel its item.
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Cancel {
    /// The run.
    run: RunId,
    /// Why.
    #[arg(long)]
    reason: Option<LongText>,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

impl Cancel {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.cancel_run(&self.run);
        if let Some(reason) = self.reason {
            request = request.reason(reason);
        }
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        let run = request.await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*run);
        }
        output.line(format!("{NAME}{}{NAME:#} is {GOOD}{}{GOOD:#}", run.run_id, run.status))
    }
}
