use charter_sdk::Error;
use charter_types::ResourceKey;
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{Guard, read_key},
    },
    failure::Failure,
    output::{
        Output,
        style::{BAD, FAINT, NAME},
    },
};

/// Delete a resource
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter resource delete project/atlas/readme --if-rev 7\n\n{WHICH_SERVER}"))]
pub struct Delete {
    /// The resource's key.
    #[arg(value_parser = read_key)]
    key: ResourceKey,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

impl Delete {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.delete_resource(&self.key);
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        let answer = request.await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*answer);
        }
        output.line(format!(
            "{BAD}deleted{BAD:#} {NAME}{}{NAME:#} {FAINT}at revision {}; its last change was {}{FAINT:#}",
            answer.key, answer.revision, answer.rev
        ))
    }
}
