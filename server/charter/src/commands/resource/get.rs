use charter_sdk::Error;
use charter_types::{Clock, Resource, ResourceKey, SystemClock};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::read_key,
    },
    failure::Failure,
    output::{Output, age, printable, style::FAINT},
};

/// Print a resource's value
///
/// On a terminal a line with its revision comes first.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter resource get project/atlas/readme\n  \
    charter resource get project/atlas/readme --json | jq .rev\n\n{WHICH_SERVER}"))]
pub struct Get {
    /// The resource's key.
    #[arg(value_parser = read_key)]
    key: ResourceKey,
    #[command(flatten)]
    connection: Connection,
}

impl Get {
    pub async fn run(self) -> Result<(), Failure> {
        let resource = self.connection.client()?.get_resource(&self.key).await.map_err(Error::from)?.into_inner();
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&resource);
        }
        let value = format!("{:#}", resource.value);
        if output.width().is_none() {
            return output.line(value);
        }
        output.line(format!("{FAINT}{}{FAINT:#}", about(&resource)))?;
        value.lines().try_for_each(|line| output.line(printable(line)))
    }
}

fn about(resource: &Resource) -> String {
    let now = SystemClock.now();
    let Resource { rev, updated_at, updated_by, expires_at, .. } = resource;
    let mut about = format!("revision {rev}, {} ago by {updated_by}", age(now, *updated_at));
    if let Some(expires_at) = expires_at {
        about += &format!(", expires in {}", age(*expires_at, now));
    }
    about
}
