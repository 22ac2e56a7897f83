use charter_sdk::Error;
use clap::Args;

use super::connection::{Connection, WHICH_SERVER};
use crate::{
    failure::Failure,
    output::{Output, style::FAINT},
};

/// Show the server's store: its id, how far it has come, what is running
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct ShowStore {
    #[command(flatten)]
    connection: Connection,
}

impl ShowStore {
    pub async fn run(self) -> Result<(), Failure> {
        let store = self.connection.client()?.get_store().await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*store);
        }
        let rows = [
            ("store", store.store_id.to_string()),
            ("revision", store.revision.to_string()),
            ("oldest revision", store.oldest_revision.to_string()),
            ("contract", store.versions.contract.clone()),
            ("server", store.versions.server.clone()),
            ("store format", store.versions.store_format.to_string()),
        ];
        rows.iter().try_for_each(|(name, value)| output.line(format!("{FAINT}{name:<15}{FAINT:#}  {value}")))
    }
}
