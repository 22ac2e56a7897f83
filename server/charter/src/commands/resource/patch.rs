use charter_sdk::Error;
use charter_types::{JsonPatchOperation, ResourceKey};
use clap::Args;
use serde_json::Value;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{Guard, read_json, read_key},
    },
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME},
    },
};

/// Change a part of a resource's value
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{WHICH_SERVER}"))]
pub struct Patch {
    /// The resource's key.
    #[arg(value_parser = read_key)]
    key: ResourceKey,
    #[command(flatten)]
    change: Change,
    #[command(flatten)]
    guard: Guard,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Change {
    /// Members to set, and with null to take away (RFC 7396); JSON, @FILE or -.
    #[arg(long, value_name = "JSON", allow_hyphen_values = true)]
    merge: Option<String>,
    /// A list of operations, all or none of which happen (RFC 6902); JSON, @FILE or -.
    #[arg(long, value_name = "JSON", allow_hyphen_values = true)]
    json_patch: Option<String>,
}

const EXAMPLES: &str = r#"Examples:
  charter resource patch project/atlas/readme --merge '{"title": "Atlas 2", "draft": null}'
  charter resource patch project/atlas/readme --json-patch '[{"op": "add", "path": "/tags/-", "value": "new"}]'"#;

impl Patch {
    pub async fn run(self) -> Result<(), Failure> {
        let document = self.change.read()?;
        let client = self.connection.client()?;
        let request = client.patch_resource(&self.key);
        let mut request = match document {
            Document::MergePatch(patch) => request.merge_patch(patch),
            Document::JsonPatch(operations) => request.json_patch(operations),
        };
        if let Some(revision) = self.guard.if_rev {
            request = request.if_match(revision);
        }
        let answer = request.await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*answer);
        }
        output.line(format!(
            "{GOOD}patched{GOOD:#} {NAME}{}{NAME:#} {FAINT}at revision {}{FAINT:#}",
            answer.key, answer.rev
        ))
    }
}

/// The change as it is sent.
enum Document {
    MergePatch(Value),
    JsonPatch(Vec<JsonPatchOperation>),
}

impl Change {
    fn read(&self) -> Result<Document, Failure> {
        let Some(operations) = &self.json_patch else {
            let patch = self.merge.as_deref().expect("clap refuses a patch without a change");
            return Ok(Document::MergePatch(read_json("--merge", patch)?));
        };
        serde_json::from_value(read_json("--json-patch", operations)?).map(Document::JsonPatch).map_err(|error| {
            Failure::Argument {
                argument: "--json-patch".to_owned(),
                reason: format!("is not a list of operations: {error}"),
            }
        })
    }
}
