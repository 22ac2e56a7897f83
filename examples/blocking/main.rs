//! The quick start for a program without an async runtime: `.send()?` instead of `.await?`, and iterators.

use charter_sdk::{ResultExt, blocking::Client, stream::StreamItem};
use serde_json::json;

const ADA: &str = "example/blocking/ada";
const GRACE: &str = "example/blocking/grace";

fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(GRACE).send().found()?;

    let ada = client.put_resource(ADA, json!({ "name": "Ada", "visits": 0 })).send()?;
    println!("wrote {} at revision {}", ada.key, ada.rev);
    client.put_resource(GRACE, json!({ "name": "Grace", "visits": 0 })).if_none_match("*").send()?;

    // No other writer's change is lost: see `optimistic-update`.
    client.update(ADA, |person: Option<serde_json::Value>| {
        let mut person = person.unwrap_or_default();
        person["visits"] = json!(person["visits"].as_u64().unwrap_or(0) + 1);
        person
    })?;
    println!("read {}", client.get_resource(ADA).send()?.value);

    for person in client.list_resources().prefix("example/blocking/").items() {
        let person = person?;
        println!("listed {}: {}", person.key, person.value["name"]);
    }

    // A watch is an iterator that waits. It has no end of its own; here it ends with what happened so far.
    let deleted = client.delete_resource(ADA).send()?;
    for item in client.watch_resources().prefix("example/blocking/").after(ada.rev).stream() {
        let StreamItem::Event(event) = item? else { continue };
        println!("watched {} of {}", event.kind, event.subject);
        if event.revision == deleted.revision {
            break;
        }
    }
    Ok(())
}
