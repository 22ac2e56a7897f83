use charter_sdk::Error;
use charter_types::{Clock, KeyPrefix, SystemClock};
use clap::Args;
use futures::TryStreamExt;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, ResourceList},
};

/// List resources, all of them as of one revision
///
/// On a terminal as a table; otherwise a line each: key, revision, time, author and value between tabs.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter resource list project/\n  \
    charter resource list --json | jq -r .key\n\n{WHICH_SERVER}"))]
pub struct List {
    /// What the keys start with; all when left out.
    prefix: Option<KeyPrefix>,
    #[command(flatten)]
    connection: Connection,
}

/// The most that the contract gives at a time.
const PAGE_LIMIT: u16 = 1000;

impl List {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut request = client.list_resources().limit(PAGE_LIMIT);
        if let Some(prefix) = &self.prefix {
            request = request.prefix(prefix);
        }
        let mut output = Output::stdout();
        let mut list = ResourceList::new(SystemClock.now());
        let mut pages = request.pages();
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            if self.connection.json {
                page.items.iter().try_for_each(|resource| output.json(resource))?;
            } else {
                list.print(&page.items, &mut output)?;
            }
        }
        Ok(())
    }
}
