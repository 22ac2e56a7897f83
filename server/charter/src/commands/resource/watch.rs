use charter_types::{KeyPrefix, Revision};
use clap::Args;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::Output,
};

/// Print what happens to resources, as it happens
///
/// Goes on by itself after the server was restarted or the network was away, without losing or repeating anything.
/// Ends with Ctrl-C.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter resource watch project/ --snapshot\n  \
    charter resource watch --after 0 --json | jq .subject\n\n{WHICH_SERVER}"))]
pub struct Watch {
    /// What the keys start with; all when left out.
    prefix: Option<KeyPrefix>,
    /// First the resources as they are, then what happens to them.
    #[arg(long, conflicts_with = "after")]
    snapshot: bool,
    /// Start with what happened after this revision; 0 is everything that is still known. Otherwise: from now on.
    #[arg(long, value_name = "REV")]
    after: Option<Revision>,
    #[command(flatten)]
    connection: Connection,
}

impl Watch {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.watch_resources();
        if let Some(prefix) = &self.prefix {
            request = request.prefix(prefix);
        }
        if let Some(after) = self.after {
            request = request.after(after);
        } else if self.snapshot {
            request = request.snapshot(true);
        }
        Output::stdout().stream(request.stream(), self.connection.json).await
    }
}
