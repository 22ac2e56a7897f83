use charter_auth::ReceiptKeyring;
use clap::Args;

use super::Kind;
use crate::{
    failure::Failure,
    output::{
        Output,
        style::{GOOD, NAME},
    },
    settings::{DataDirectoryFlags, Sources},
};

/// Replace a key; what was signed with the old one stays good
///
/// A server that is running signs with the new key after its next start.
#[derive(Debug, Args)]
pub struct Rotate {
    /// Which key.
    kind: Kind,
    #[command(flatten)]
    place: DataDirectoryFlags,
}

impl Rotate {
    pub fn run(self) -> Result<(), Failure> {
        let Kind::Receipt = self.kind;
        let data_dir = Sources::of_process(self.place.into()).resolve()?.settings.data_dir;
        let path = data_dir.join(ReceiptKeyring::FILE);
        if !path.is_file() {
            return Err(Failure::NoKey { path });
        }
        let keyring = ReceiptKeyring::rotate(&data_dir).map_err(|source| Failure::Key { source: Box::new(source) })?;
        let keys = &keyring.public().keys;
        let new = keys.first().map(|key| key.kid.as_str()).unwrap_or_default();
        Output::stdout().line(format!(
            "receipts are signed with {NAME}{new}{NAME:#} from the next start on; {GOOD}{} older keys stay good{GOOD:#}",
            keys.len().saturating_sub(1)
        ))
    }
}
