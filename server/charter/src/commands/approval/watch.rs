use charter_types::Revision;
use clap::Args;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::Output,
};

/// Print what happens to approvals, as it happens, until Ctrl-C
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Watch {
    /// Start with what happened after this revision; 0 is everything that is still known. Otherwise: from now on.
    #[arg(long, value_name = "REV")]
    after: Option<Revision>,
    #[command(flatten)]
    connection: Connection,
}

impl Watch {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.watch_approvals();
        if let Some(after) = self.after {
            request = request.after(after);
        }
        Output::stdout().stream(request.stream(), self.connection.json).await
    }
}
