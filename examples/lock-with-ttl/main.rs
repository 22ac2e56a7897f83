//! A lock that its holder cannot take to the grave, and that keeps a late holder from doing harm.

use std::time::Duration;

use anyhow::{Context, ensure};
use charter_sdk::{
    Client, ResultExt,
    requests::{PutResourceError, TransactResourcesError, TransactionOperation},
    stream::StreamItem,
    types::{DeletionReason, EventPayload, Resource, Revision},
};
use serde_json::json;

const LOCK: &str = "example/lock-with-ttl/lock";
const REPORT: &str = "example/lock-with-ttl/report";
const TTL: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(LOCK).await.found()?;

    let ada = acquire(&client, "ada").await?.context("nobody else has the lock")?;
    println!("ada has the lock, at revision {}", ada.rev);
    ensure!(acquire(&client, "ben").await?.is_none(), "two have the lock");
    println!("ben has to wait");

    // A holder that is alive renews in good time; each renewal is a new revision.
    let ada = renew(&client, "ada", ada.rev).await?.context("ada has the lock")?;
    println!("ada renewed it, at revision {}", ada.rev);
    ensure!(write_report(&client, "ada's first page", ada.rev).await?, "ada may write");
    println!("ada wrote under the lock");

    // Ada's machine stops here: no renewal, no release. Ben does not poll, he watches.
    wait_until_free(&client, &ada).await?;
    let ben = acquire(&client, "ben").await?.context("the lock is free")?;
    println!("ben has the lock, at revision {}", ben.rev);
    ensure!(write_report(&client, "ben's page", ben.rev).await?, "ben may write");

    // Ada wakes up and believes that she still holds it. No clock can tell her otherwise in time; the fence does.
    ensure!(!write_report(&client, "ada's second page", ada.rev).await?, "a late holder overwrote a newer one's work");
    println!("ada came back late: her write was fenced off");
    ensure!(renew(&client, "ada", ada.rev).await?.is_none(), "a late holder renewed a lost lock");

    // Only the lock that is held is released, never the next holder's.
    client.delete_resource(LOCK).if_match(ben.rev).await?;
    println!("ben released it; the report is {}", client.get_resource(REPORT).await?.value);
    Ok(())
}

/// Creates the lock if nobody has it. It deletes itself unless it is renewed.
async fn acquire(client: &Client, holder: &str) -> anyhow::Result<Option<Resource>> {
    let request = client.put_resource(LOCK, json!({ "holder": holder })).if_none_match("*").ttl_ms(TTL);
    held(request.await.map(|answer| answer.into_inner()))
}

/// Starts the TTL again, if the lock is still the one that was acquired. A program does this in the background, three
/// times in a TTL or so, and stops its work when it gets `None`.
async fn renew(client: &Client, holder: &str, rev: Revision) -> anyhow::Result<Option<Resource>> {
    let request = client.put_resource(LOCK, json!({ "holder": holder })).if_match(rev).ttl_ms(TTL);
    held(request.await.map(|answer| answer.into_inner()))
}

/// `None` when somebody else was faster.
fn held(outcome: Result<Resource, PutResourceError>) -> anyhow::Result<Option<Resource>> {
    match outcome {
        Ok(lock) => Ok(Some(lock)),
        Err(PutResourceError::PreconditionFailed(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes if the lock is still at the revision that the writer knows. The guard and the write are one commit, so that
/// the lock cannot be lost in between. A resource outside of Charter is fenced by the same number: it refuses a
/// revision that is lower than one it has seen.
async fn write_report(client: &Client, text: &str, lock: Revision) -> anyhow::Result<bool> {
    let outcome = client
        .transact_resources([TransactionOperation::check(LOCK, lock), TransactionOperation::put(REPORT, text)])
        .await;
    match outcome {
        Ok(_) => Ok(true),
        Err(TransactResourcesError::PreconditionFailed(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Waits for the event of the deletion. Starting after the lock's own revision, it cannot be missed.
async fn wait_until_free(client: &Client, lock: &Resource) -> anyhow::Result<()> {
    let mut events = client.watch_resources().prefix(LOCK).after(lock.rev).stream();
    loop {
        let StreamItem::Event(event) = events.next_item().await? else { continue };
        let EventPayload::ResourceDeleted(gone) = event.payload() else { continue };
        ensure!(gone.reason == DeletionReason::Expired, "somebody released the lock");
        let due = lock.expires_at.context("the lock has an expiry")?;
        let late_ms = event.time.unix_ms() - due.unix_ms();
        println!("ada is silent: the lock expired, {late_ms} ms after its time");
        return Ok(());
    }
}
