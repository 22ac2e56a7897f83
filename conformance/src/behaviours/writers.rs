//! Writers that keep account of what the server has acknowledged.

use futures::future::try_join_all;
use serde_json::json;
use tokio::time::{Duration, Instant, interval};

use crate::wire::{Client, Failure, Outcome};

/// How long writers go on when the server does not answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait before the next attempt.
const RETRY_EVERY: Duration = Duration::from_millis(20);

/// A write that the server has acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Acknowledged {
    pub revision: u64,
    pub key: String,
    /// What was written; no two writes of a run write the same.
    pub mark: String,
}

/// What several writers have done.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// In the order of their revisions.
    pub acknowledged: Vec<Acknowledged>,
    /// What was sent and not answered: it may have happened or not.
    pub unanswered: Vec<String>,
}

/// Several writers at once, each with so many writes, to keys that they share.
///
/// # Errors
/// When the server refuses a write, or does not come back in time.
pub(super) async fn write(client: &Client, prefix: &str, writers: usize, writes_each: usize) -> Outcome<Account> {
    let all = (0..writers).map(|writer| one_writer(client, prefix, writer, writes_each));
    let mut account = Account::default();
    for part in try_join_all(all).await? {
        account.acknowledged.extend(part.acknowledged);
        account.unanswered.extend(part.unanswered);
    }
    account.acknowledged.sort();
    Ok(account)
}

async fn one_writer(client: &Client, prefix: &str, writer: usize, writes: usize) -> Outcome<Account> {
    const SHARED_KEYS: usize = 5;
    let mut account = Account::default();
    let mut retry = interval(RETRY_EVERY);
    let mut deadline = Instant::now() + PATIENCE;
    let mut attempt = 0;
    while account.acknowledged.len() < writes {
        let key = format!("{prefix}key-{}", attempt % SHARED_KEYS);
        let mark = format!("{writer}-{attempt}");
        attempt += 1;
        let request = client.resource(http::Method::PUT, &key).json(&json!({ "value": { "mark": mark } }));
        match request.send().await {
            Ok(answer) if answer.status.is_success() => {
                account.acknowledged.push(Acknowledged { revision: answer.number("rev")?, key, mark });
                deadline = Instant::now() + PATIENCE;
            }
            Ok(answer) if !answer.status.is_server_error() => {
                return Err(Failure::new(format!("{} answered {}", answer.request, answer.shown())));
            }
            result => {
                account.unanswered.push(mark);
                if Instant::now() > deadline {
                    let last = result.map_or_else(|failure| failure.to_string(), |answer| answer.shown());
                    return Err(Failure::new(format!("the server did not come back: {last}")));
                }
                retry.tick().await;
            }
        }
    }
    Ok(account)
}

/// The last write of a run: whoever has seen it has seen everything before.
///
/// # Errors
/// When the server refuses it.
pub(super) async fn write_end(client: &Client, prefix: &str) -> Outcome<u64> {
    client.put(&format!("{prefix}{END}"), &json!("end")).await?.number("rev")
}

/// The name of the key that [`write_end`] writes.
pub(super) const END: &str = "end";
