use charter_sdk::Error;
use charter_types::ApprovalId;
use clap::Args;

use super::picture::picture;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::Output,
};

/// Show an approval, with what is different from what the action was last done with
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter approval show 0197a3c4-6f00-7000-8000-000000000031\n\n{WHICH_SERVER}"))]
pub struct Show {
    /// The approval.
    approval: ApprovalId,
    #[command(flatten)]
    connection: Connection,
}

impl Show {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let approval = client.get_approval(&self.approval).await.map_err(Error::from)?.into_inner();
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&approval);
        }
        picture(&approval).into_iter().try_for_each(|line| output.line(line))
    }
}
