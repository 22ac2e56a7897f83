//! The first program: write documents, read one, list them, delete one.

use charter_sdk::{Client, ResultExt};
use futures::TryStreamExt;
use serde_json::json;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // A server on this machine is found by itself; another one with CHARTER_URL and CHARTER_TOKEN.
    let client = Client::from_env()?;
    println!("using {}", client.url());

    // A document is any JSON under a key. Every write gets the next revision of the store.
    let ada = client.put_resource("example/quick-start/ada", json!({ "name": "Ada", "born": 1815 })).await?;
    println!("wrote {} at revision {}", ada.key, ada.rev);
    let grace = client.put_resource("example/quick-start/grace", json!({ "name": "Grace", "born": 1906 })).await?;
    println!("wrote {} at revision {}", grace.key, grace.rev);

    let read = client.get_resource("example/quick-start/ada").await?;
    println!("read {}, last changed by {}", read.value, read.updated_by);

    // A list comes in pages; `items` fetches each when it is wanted, and all show the same moment.
    let mut people = client.list_resources().prefix("example/quick-start/").items();
    while let Some(person) = people.try_next().await? {
        println!("listed {}: {}", person.key, person.value["name"]);
    }

    client.delete_resource("example/quick-start/ada").await?;
    // `found` makes a `None` of what would be a 404.
    match client.get_resource("example/quick-start/ada").await.found()? {
        Some(resource) => anyhow::bail!("{} is still there", resource.key),
        None => println!("deleted example/quick-start/ada"),
    }
    Ok(())
}
