use std::{collections::BTreeMap, time::Duration};

use anyhow::anyhow;
use charter_conformance::wire::{Client, Event, Failure};
use http::Method;
use serde_json::Value;
use tokio::time::timeout;

/// What happened to a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It has this value.
    Put(Value),
    /// It is gone.
    Deleted,
}

/// One event of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// The commit that it belongs to.
    pub revision: u64,
    /// The key.
    pub key: String,
    /// What happened to it.
    pub change: Change,
}

/// Everything that a server has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// Which store it is.
    pub store_id: String,
    /// The newest revision.
    pub revision: u64,
    /// Each key with its revision and its value.
    pub documents: BTreeMap<String, (u64, Value)>,
    /// From the first revision to the newest.
    pub log: Vec<Logged>,
}

impl Logged {
    /// What a stream has shown; `None` when it is no event of a resource.
    pub fn read(event: &Event) -> Option<Self> {
        let change = match event.name.as_str() {
            "resource.updated" => Change::Put(event.data["data"]["value"].clone()),
            "resource.deleted" => Change::Deleted,
            _ => return None,
        };
        Some(Self { revision: event.revision(), key: event.subject().to_owned(), change })
    }

    /// The mark of the write that did it.
    pub fn mark(&self) -> Option<&str> {
        match &self.change {
            Change::Put(value) => value["mark"].as_str(),
            Change::Deleted => None,
        }
    }
}

impl Survey {
    /// Asks a server for all of it, as it is when the documents are listed.
    ///
    /// # Errors
    /// When it does not tell.
    pub async fn take(client: &Client) -> anyhow::Result<Self> {
        let told = |failure: Failure| anyhow!("{failure}");
        let store = client.request(Method::GET, "/v1/store").send().await.and_then(|answer| answer.expect(200));
        let store = store.map_err(told)?.json();
        let (items, listed_at) = client.list("").await.map_err(told)?;
        let document = |item: &Value| {
            let rev = item["rev"].as_u64().unwrap_or_default();
            (item["key"].as_str().unwrap_or_default().to_owned(), (rev, item["value"].clone()))
        };
        Ok(Self {
            store_id: store["store_id"].as_str().unwrap_or_default().to_owned(),
            revision: listed_at,
            documents: items.iter().map(document).collect(),
            log: read_log(client, listed_at).await?,
        })
    }

    /// The revisions at which each mark stands in the log, one for each of its keys.
    pub fn revisions_by_mark(&self) -> BTreeMap<&str, Vec<u64>> {
        let mut revisions: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for logged in &self.log {
            if let Some(mark) = logged.mark() {
                revisions.entry(mark).or_default().push(logged.revision);
            }
        }
        revisions
    }
}

/// The log from its beginning up to a revision that the store has.
async fn read_log(client: &Client, up_to: u64) -> anyhow::Result<Vec<Logged>> {
    const PATIENCE: Duration = Duration::from_secs(60);
    let read = async {
        let mut log = Vec::new();
        let mut watch = client.watch([]).header("last-event-id", "0").open().await?;
        while watch.last_id().unwrap_or_default() < up_to {
            match watch.next().await? {
                Some(event) => log.extend(Logged::read(&event)),
                None => return Err(Failure::new("the stream of the whole log ended too early")),
            }
        }
        Ok(log)
    };
    let mut log: Vec<Logged> = timeout(PATIENCE, read).await?.map_err(|failure| anyhow!("{failure}"))?;
    // What expired meanwhile.
    log.retain(|logged| logged.revision <= up_to);
    Ok(log)
}
