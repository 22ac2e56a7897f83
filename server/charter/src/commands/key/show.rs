use charter_auth::ReceiptKeyring;
use clap::Args;

use super::Kind;
use crate::{
    failure::Failure,
    output::Output,
    settings::{DataDirectoryFlags, Sources},
};

/// Print the public keys that receipts are verified with, as a JSON Web Key Set
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  charter key show receipt >keys.json\n  charter verify receipt receipt.json --keys keys.json"
)]
pub struct Show {
    /// Which key.
    kind: Kind,
    #[command(flatten)]
    place: DataDirectoryFlags,
}

impl Show {
    pub fn run(self) -> Result<(), Failure> {
        let Kind::Receipt = self.kind;
        let data_dir = Sources::of_process(self.place.into()).resolve()?.settings.data_dir;
        let path = data_dir.join(ReceiptKeyring::FILE);
        // It is made at the first start of a server, and by nobody else.
        if !path.is_file() {
            return Err(Failure::NoKey { path });
        }
        let keyring = ReceiptKeyring::open(&data_dir).map_err(|source| Failure::Key { source: Box::new(source) })?;
        Output::stdout().json(keyring.public())
    }
}
