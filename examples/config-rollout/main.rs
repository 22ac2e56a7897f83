//! A typed configuration that is rolled out step by step: partial changes, conditions inside a document, and a step
//! that happens once although it is asked for twice.

use anyhow::{bail, ensure};
use charter_sdk::{
    Client, ResultExt,
    requests::PatchResourceError,
    types::{JsonPatchOperation, ProblemType},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

const ROLLOUT: &str = "example/config-rollout/checkout";

/// The program's own type. Documents are JSON: whatever serde can write is a value.
#[derive(Debug, Serialize, Deserialize)]
struct Rollout {
    version: String,
    percent: u8,
    regions: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paused_by: Option<String>,
    log: Vec<String>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(ROLLOUT).await.found()?;

    let rollout = Rollout {
        version: "2.1.0".to_owned(),
        percent: 5,
        regions: vec!["eu-north".to_owned()],
        paused_by: Some("ada".to_owned()),
        log: Vec::new(),
    };
    let created = client.put_resource(ROLLOUT, &rollout).if_none_match("*").await?;
    show(&client, "created").await?;

    // JSON Merge Patch: the members that are there are set, those that are null go away, all others stay.
    client.patch_resource(ROLLOUT).merge_patch(json!({ "percent": 25, "paused_by": null })).await?;
    show(&client, "resumed").await?;

    // JSON Patch: operations in order, all or none. The `test` makes it a step from 25 to 50, not just to 50: of two
    // operators who press the button at the same time, one takes the step.
    let step: Vec<JsonPatchOperation> = serde_json::from_value(json!([
        { "op": "test", "path": "/percent", "value": 25 },
        { "op": "replace", "path": "/percent", "value": 50 },
        { "op": "add", "path": "/regions/-", "value": "eu-south" },
    ]))?;
    let (first, second) = tokio::join!(
        client.patch_resource(ROLLOUT).json_patch(step.clone()).send(),
        client.patch_resource(ROLLOUT).json_patch(step).send(),
    );
    let refusal = match (first, second) {
        (Ok(_), Err(PatchResourceError::Conflict(problem))) => problem,
        (Err(PatchResourceError::Conflict(problem)), Ok(_)) => problem,
        (first, second) => bail!("one of the two steps should have been taken: {first:?}, {second:?}"),
    };
    ensure!(refusal.kind == ProblemType::PatchConflict, "refused for another reason: {refusal}");
    println!("one operator took the step, the other was told: {}", refusal.title);
    show(&client, "stepped").await?;

    // A job that may be run again after a crash names its effect itself. (A job has a name of its own; this one is
    // made from the revision, so that the program can be run again.)
    let job = format!("checkout-{}-announce", created.rev);
    let announce: Vec<JsonPatchOperation> =
        serde_json::from_value(json!([{ "op": "add", "path": "/log/-", "value": "announced 50 %" }]))?;
    let once = client.patch_resource(ROLLOUT).json_patch(announce.clone()).idempotency_key(&job).await?;
    let again = client.patch_resource(ROLLOUT).json_patch(announce).idempotency_key(&job).await?;
    ensure!(!once.replayed() && again.replayed() && once.rev == again.rev, "the job had two effects");
    println!("the job ran twice and announced once");
    show(&client, "announced").await
}

/// Reads the document as the program's own type.
async fn show(client: &Client, what: &str) -> anyhow::Result<()> {
    let resource = client.get_resource(ROLLOUT).await?;
    let Rollout { version, percent, regions, paused_by, log } = resource.value_as()?;
    let paused = paused_by.map_or_else(String::new, |who| format!(", paused by {who}"));
    println!("{what}: {version} for {percent} % in {}{paused}; log: {log:?}", regions.join(" and "));
    Ok(())
}
