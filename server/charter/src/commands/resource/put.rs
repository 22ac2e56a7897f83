use std::time::Duration;

use charter_sdk::Error;
use charter_types::{EntityTags, ResourceKey, Revision};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_duration, read_json, read_key},
    },
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME},
    },
};

/// Create or replace a resource
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Put {
    /// The resource's key.
    #[arg(value_parser = read_key)]
    key: ResourceKey,
    /// The value as JSON; @FILE takes it from a file, - from standard input.
    #[arg(allow_hyphen_values = true)]
    value: String,
    /// How long the resource lives, for example 30s or 12h; for ever when left out.
    #[arg(long, value_name = "DURATION", value_parser = read_duration)]
    ttl: Option<Duration>,
    /// Only if the resource has this revision; 0: only if there is no such resource.
    #[arg(long, value_name = "REV")]
    if_rev: Option<Revision>,
    /// Only if there is no such resource.
    #[arg(long, conflicts_with = "if_rev")]
    create: bool,
    #[command(flatten)]
    connection: Connection,
}

const EXAMPLES: &str = r#"Examples:
  charter resource put project/atlas/readme '{"title": "Atlas"}'
  charter resource put project/atlas/readme @readme.json --if-rev 7
  charter resource put project/atlas/lock '"me"' --ttl 30s --create"#;

impl Put {
    pub async fn run(self) -> Result<(), Failure> {
        let value = read_json("VALUE", &self.value)?;
        let client = self.connection.client()?;
        let mut request = client.put_resource(&self.key, value);
        if let Some(ttl) = self.ttl {
            request = request.ttl_ms(ttl);
        }
        request = match self.if_rev {
            _ if self.create => request.if_none_match(EntityTags::Any),
            Some(Revision::ZERO) => request.if_none_match(EntityTags::Any),
            Some(revision) => request.if_match(revision),
            None => request,
        };
        let answer = request.await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*answer);
        }
        let what = if answer.status() == 201 { "created" } else { "replaced" };
        output.line(format!(
            "{GOOD}{what}{GOOD:#} {NAME}{}{NAME:#} {FAINT}at revision {}{FAINT:#}",
            answer.key, answer.rev
        ))
    }
}
