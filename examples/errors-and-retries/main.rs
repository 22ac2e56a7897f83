//! What can go wrong, what the SDK does about it by itself, and what a program still has to know.

use std::time::Duration;

use anyhow::{bail, ensure};
use charter_sdk::{
    Attempt, Client, Error, Middleware, Outcome, ResultExt, RetryPolicy,
    requests::{GetResourceError, PutResourceError},
};
use tokio::net::TcpListener;

const KEY: &str = "example/errors-and-retries/order";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(KEY).await.found()?;

    refused(&client).await?;
    not_sent(&client).await?;
    nobody_there().await?;
    no_answer(&client).await
}

/// Each operation has an error type that names the problems which the contract documents for it.
async fn refused(client: &Client) -> anyhow::Result<()> {
    match client.get_resource(KEY).await {
        Err(GetResourceError::NotFound(problem)) => println!("get: {} ({})", problem.title, problem.kind),
        other => bail!("a 404 was expected: {other:?}"),
    }
    client.put_resource(KEY, "tea").await?;
    match client.put_resource(KEY, "coffee").if_none_match("*").await {
        Err(PutResourceError::PreconditionFailed(problem)) => println!("put: {} ({})", problem.title, problem.kind),
        other => bail!("a 412 was expected: {other:?}"),
    }
    Ok(())
}

/// What the contract does not allow is not sent at all.
async fn not_sent(client: &Client) -> anyhow::Result<()> {
    let Err(error) = client.get_resource("no//such key").await else { bail!("the key is not one") };
    println!("not sent: {error}");
    ensure!(!error.may_have_been_sent(), "a key that is none was sent");
    Ok(())
}

/// What is safe to retry is retried. Here that does not help; the program learns that nothing can have happened.
async fn nobody_there() -> anyhow::Result<()> {
    // A port that was free a moment ago.
    let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let client = Client::builder()
        .url(format!("http://{address}"))
        .retry(RetryPolicy::with_retries(2))
        .middleware(PrintAttempts)
        .build()?;
    let Err(error) = client.put_resource(KEY, "cake").await.map_err(Error::from) else { bail!("somebody answered") };
    println!("nobody there: may have been sent: {}", error.may_have_been_sent());
    ensure!(!error.may_have_been_sent(), "nobody was there to send it to");
    Ok(())
}

/// The difficult case: the request went out and no answer came. It may have happened or not, and no client can know.
/// It can ask again under the same `Idempotency-Key`: that happens once, whatever happened before. (Within one call
/// the SDK does so by itself. A key of one's own makes it work across calls, processes and crashes.)
async fn no_answer(client: &Client) -> anyhow::Result<()> {
    let order = client.get_resource(KEY).await?;
    let key = format!("order-cake-{}", order.rev);

    // Takes connections and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    let impatient = Client::builder()
        .url(format!("http://{}", silent.local_addr()?))
        .attempt_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::with_retries(0))
        .build()?;
    let lost = impatient.put_resource(KEY, "cake").if_match(order.rev).idempotency_key(&key).await;
    let Err(error) = lost.map_err(Error::from) else { bail!("a silent server answered") };
    println!("no answer: timed out: {}, may have been sent: {}", error.is_timeout(), error.may_have_been_sent());
    ensure!(error.may_have_been_sent(), "it is not known that nothing happened");

    // With the key it is safe to ask as often as one likes, although the precondition holds only the first time.
    let first = client.put_resource(KEY, "cake").if_match(order.rev).idempotency_key(&key).await?;
    let second = client.put_resource(KEY, "cake").if_match(order.rev).idempotency_key(&key).await?;
    println!("asked twice more: replayed: {} and {}", first.replayed(), second.replayed());
    ensure!(first.rev == second.rev, "the order was placed twice");
    println!("one order was placed");

    // The same key for something else is a mistake, and is told.
    match client.put_resource(KEY, "pie").idempotency_key(&key).await {
        Err(PutResourceError::Conflict(problem)) => println!("key reused: {} ({})", problem.title, problem.kind),
        other => bail!("a 409 was expected: {other:?}"),
    }
    Ok(())
}

/// Own code around every attempt: counters, traces, headers.
struct PrintAttempts;

impl Middleware for PrintAttempts {
    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>) {
        let answer = outcome.status.map_or("no answer".to_owned(), |status| status.to_string());
        println!("  attempt {} of {}: {answer}", attempt.number, attempt.operation);
    }
}
