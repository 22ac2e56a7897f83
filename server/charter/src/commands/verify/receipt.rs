use std::path::PathBuf;

use charter_sdk::{Error, digest_of, verify_receipt};
use charter_types::{ReceiptKeys, StoreId};
use clap::Args;

use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::{read_as, read_json},
    },
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME, TITLE},
    },
};

/// Prove that an approval was given and used
///
/// With --keys it takes no server and no network. The exit status is 1 when the receipt proves nothing.
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter key show receipt >keys.json         # or GET /.well-known/jwks.json, once\n  \
    charter verify receipt receipt.json --keys keys.json --arguments @arguments.json\n\n{WHICH_SERVER}"))]
pub struct Receipt {
    /// The receipt's file, or - for standard input.
    file: String,
    /// A file with the keys that are trusted, as the server publishes them; otherwise the server is asked.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// What was done, as JSON, @FILE, or - for standard input: the receipt has to be for it.
    #[arg(long)]
    arguments: Option<String>,
    /// The store that it has to be of.
    #[arg(long)]
    store: Option<StoreId>,
    #[command(flatten)]
    connection: Connection,
}

impl Receipt {
    pub async fn run(self) -> Result<(), Failure> {
        let given = if self.file == "-" { self.file.clone() } else { format!("@{}", self.file) };
        let receipt: charter_types::Receipt = read_as("FILE", read_json("FILE", &given)?)?;
        let keys: ReceiptKeys = match &self.keys {
            Some(file) => read_as("--keys", read_json("--keys", &format!("@{}", file.display()))?)?,
            None => self.connection.client()?.get_receipt_keys().await?.into_inner(),
        };
        verify_receipt(&receipt, &keys).map_err(|source| Failure::Receipt { source })?;
        if let Some(arguments) = &self.arguments {
            let given = digest_of(read_json("--arguments", arguments)?).map_err(Error::from)?;
            if given != receipt.digest {
                return Err(Failure::OtherArguments { is: receipt.digest, given });
            }
        }
        if let Some(store) = self.store.filter(|store| *store != receipt.store_id) {
            let reason = format!("is {store}, and the receipt is of the store {}", receipt.store_id);
            return Err(Failure::Argument { argument: "--store".to_owned(), reason });
        }
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&receipt);
        }
        output.line(format!("{GOOD}The receipt is good.{GOOD:#}"))?;
        output.line(format!("{TITLE}{}{TITLE:#} with arguments {}", receipt.action, receipt.digest))?;
        for made in &receipt.decisions {
            let for_whom = made.on_behalf_of.as_ref().map(|user| format!(" for {user}")).unwrap_or_default();
            output.line(format!("approved by {NAME}{}{NAME:#}{for_whom} at {}", made.by, made.at))?;
        }
        output.line(format!("used by {NAME}{}{NAME:#} at {}", receipt.consumed_by, receipt.consumed_at))?;
        output.line(format!(
            "{FAINT}approval {}, store {}, {}{FAINT:#}",
            receipt.approval_id, receipt.store_id, receipt.partition
        ))
    }
}
