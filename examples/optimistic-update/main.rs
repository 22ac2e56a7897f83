//! Several writers change one document at the same time, and no change is lost.

use anyhow::ensure;
use charter_sdk::{Client, ResultExt, requests::PutResourceError};
use futures::future::try_join_all;
use serde_json::json;

const COUNTER: &str = "example/optimistic-update/counter";
const NOTE: &str = "example/optimistic-update/note";
const WRITERS: u64 = 5;
const ROUNDS: u64 = 20;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(COUNTER).await.found()?;

    let writers = (0..WRITERS).map(|_| tokio::spawn(count(client.clone())));
    for outcome in try_join_all(writers).await? {
        outcome?;
    }

    let counter = client.get_resource(COUNTER).await?;
    println!("{WRITERS} writers added 1 {ROUNDS} times each; the counter is {}", counter.value);
    ensure!(counter.value == json!(WRITERS * ROUNDS), "an increment was lost");

    by_hand(&client).await
}

async fn count(client: Client) -> anyhow::Result<()> {
    for _ in 0..ROUNDS {
        // Reads, changes and writes, but only if nobody wrote in between; else it starts again with what is there
        // now. The closure may therefore run several times: it must do nothing but make the new value.
        client.update(COUNTER, |count: Option<u64>| count.unwrap_or(0) + 1).await?;
    }
    Ok(())
}

/// What `update` does inside, for the case that a program wants to decide itself, for example by asking a person.
async fn by_hand(client: &Client) -> anyhow::Result<()> {
    client.put_resource(NOTE, "draft").await?;

    // Two editors open the same revision …
    let ada = client.get_resource(NOTE).await?;
    let ben = client.get_resource(NOTE).await?;

    // … Ada saves first …
    let saved = client.put_resource(NOTE, "Ada's text").if_match(ada.rev).await?;
    println!("Ada replaced revision {} with {}", ada.rev, saved.rev);

    // … and Ben's save is refused: it would have overwritten what he has never seen.
    match client.put_resource(NOTE, "Ben's text").if_match(ben.rev).await {
        Err(PutResourceError::PreconditionFailed(problem)) => {
            println!("Ben was refused with {}: {}", problem.status(), problem.title);
            ensure!(problem.current_rev == Some(saved.rev), "the refusal tells the revision that is there now");
        }
        Ok(_) => anyhow::bail!("Ben has overwritten Ada's text"),
        Err(error) => return Err(error.into()),
    }

    // He reads again, sees Ada's text, and writes on top of it.
    let now = client.get_resource(NOTE).await?;
    let merged = format!("{}, and Ben's", now.value_as::<String>()?);
    let saved = client.put_resource(NOTE, merged).if_match(now.rev).await?;
    println!("Ben looked again and wrote {}", saved.value);
    Ok(())
}
