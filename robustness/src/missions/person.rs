//! Somebody with a token of their own, who sends a request again until it is answered.

use std::time::Duration;

use anyhow::{Context, anyhow};
use charter_conformance::{
    token::{OtherPrincipal, mint},
    wire::{Answer, Client, RequestBuilder},
};
use tokio::time::sleep;

use super::deed::{Account, Deed, Kind, Told};
use crate::{
    target::{Clients, Target},
    workload::Progress,
};

/// The partition that the server's own tokens are for.
const PARTITION: &str = "local/default/default";
/// How often a request is sent at most. The server is killed less often while one request goes on.
const MOST_REQUESTS: usize = 200;
const BUSY_FOR: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(super) struct Person {
    pub(super) principal: String,
    pub(super) random: fastrand::Rng,
    pub(super) progress: Progress,
    pub(super) account: Account,
    clients: Clients,
    token: String,
    marks: usize,
}

/// What a request is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) kind: Kind,
    pub(super) run_id: &'a str,
    pub(super) epoch: u64,
    pub(super) mark: &'a str,
    /// How many times to send it when there is no answer; else nobody waits for it any longer.
    pub(super) requests: usize,
}

impl Person {
    /// # Errors
    /// When the server's root key cannot be used.
    pub(super) fn new(name: &str, target: &Target, progress: &Progress, random: fastrand::Rng) -> anyhow::Result<Self> {
        let principal = format!("agent:{name}");
        let key = std::fs::read_to_string(target.folder().join("root.key")).context("the root key cannot be read")?;
        let token =
            mint(key.trim(), &OtherPrincipal::named(principal.clone()), PARTITION).context("a token cannot be made")?;
        let (clients, progress) = (target.clients(), progress.clone());
        Ok(Self { principal, random, progress, account: Account::default(), clients, token, marks: 0 })
    }

    /// A new mark.
    pub(super) fn mark(&mut self) -> String {
        self.marks += 1;
        format!("{}-{}", self.principal.trim_start_matches("agent:"), self.marks)
    }

    /// The server as this person sees it; waits until there is one.
    ///
    /// # Errors
    /// When it does not come back.
    pub(super) async fn client(&mut self) -> anyhow::Result<Client> {
        Ok(self.clients.up().await?.client.with_token(Some(&self.token)))
    }

    /// To be called when a connection has failed.
    pub(super) async fn pause(&mut self) {
        self.clients.pause().await;
    }

    /// Sends a request until it is answered, tells what of it, and keeps account of it.
    ///
    /// # Errors
    /// When the server does not come back, or refuses what it may not refuse.
    pub(super) async fn send(
        &mut self,
        about: About<'_>,
        request: impl Fn(&Client) -> RequestBuilder,
    ) -> anyhow::Result<Told> {
        let mut deed = Deed {
            kind: about.kind,
            mark: about.mark.to_owned(),
            by: self.principal.clone(),
            run_id: about.run_id.to_owned(),
            epoch: about.epoch,
            sent_at: 0,
            answered_at: 0,
            requests: 0,
            replayed: false,
            told: Told::Nothing,
        };
        while deed.requests < about.requests.min(MOST_REQUESTS) {
            let client = self.client().await?;
            deed.sent_at = self.progress.now();
            deed.requests += 1;
            match request(&client).header("idempotency-key", about.mark).send().await {
                Ok(answer) if answer.status == 503 => sleep(BUSY_FOR).await,
                Ok(answer) => {
                    deed.answered_at = self.progress.now();
                    self.take(&mut deed, &answer)?;
                    break;
                }
                Err(_) => self.pause().await,
            }
        }
        anyhow::ensure!(deed.requests < MOST_REQUESTS, "{} was never answered", deed.shown());
        let told = deed.told.clone();
        self.account.deeds.push(deed);
        Ok(told)
    }

    fn take(&mut self, deed: &mut Deed, answer: &Answer) -> anyhow::Result<()> {
        let body = answer.json();
        deed.replayed = answer.header("idempotency-replayed") == Some("true");
        deed.told = match answer.status.as_u16() {
            200 | 201 => Told::Done(body),
            409 if deed.epoch > 0 && body["type"] == "urn:charter:problem:lease-lost" => Told::LeaseLost,
            _ => return Err(anyhow!("{} was answered {}", deed.shown(), answer.shown())),
        };
        if deed.done().is_some() && !deed.replayed {
            self.progress.acknowledge();
        }
        Ok(())
    }
}
