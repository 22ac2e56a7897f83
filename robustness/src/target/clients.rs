use std::time::Duration;

use anyhow::Context;
use charter_conformance::wire::Client;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

/// How long a client waits for a server to come back.
const PATIENCE: Duration = Duration::from_secs(30);
/// A request can fail while the server is up. Then the next one need not wait for a restart.
const RETRY_AFTER: Duration = Duration::from_millis(20);

/// One life of the server, from a start to its end.
#[derive(Debug, Default)]
pub(super) struct Incarnation {
    number: u64,
    client: Option<Client>,
}

impl Incarnation {
    pub(super) fn begin(&mut self, client: Client) {
        self.number += 1;
        self.client = Some(client);
    }

    pub(super) fn end(&mut self) {
        self.client = None;
    }
}

/// A server that was up a moment ago.
#[derive(Debug, Clone)]
pub struct Up {
    /// Talks to it.
    pub client: Client,
    /// Which life of it, counted from 1.
    pub incarnation: u64,
}

/// Finds the server, wherever it is at the moment. Each client has its own.
#[derive(Debug, Clone)]
pub struct Clients {
    incarnation: watch::Receiver<Incarnation>,
}

impl Clients {
    pub(super) fn new(incarnation: watch::Receiver<Incarnation>) -> Self {
        Self { incarnation }
    }

    /// The server; waits until there is one.
    ///
    /// # Errors
    /// When it does not come back in time.
    pub async fn up(&mut self) -> anyhow::Result<Up> {
        let waited = timeout(PATIENCE, self.incarnation.wait_for(|incarnation| incarnation.client.is_some())).await;
        let incarnation = waited.context("the server did not come back")?.context("the run is over")?;
        let client = incarnation.client.clone().context("the server is gone again")?;
        Ok(Up { client, incarnation: incarnation.number })
    }

    /// To be called when a request failed, before the next one.
    pub async fn pause(&mut self) {
        tokio::select! {
            _ = self.incarnation.changed() => {}
            () = sleep(RETRY_AFTER) => {}
        }
    }
}
