//! The steps: what a newcomer would try, over HTTP and through the SDK like anybody else.

use std::time::Duration;

use charter_sdk::{
    Client, Error,
    types::{
        EntityTags, EventType, Resource, ResourceKey, Revision, TransactionCheck, TransactionOperation, TransactionPut,
    },
};
use serde_json::{Value, json};

use super::{shell::command_line, stage::Stage};
use crate::failure::Failure;

const GREETING: &str = "project/demo/greeting";
const TODO: &str = "project/demo/todo";
const DONE: &str = "project/demo/done";
const LOCK: &str = "project/demo/lock";

/// Goes through all steps.
pub async fn tell(client: &Client, stage: &mut Stage) -> Result<(), Failure> {
    let written = write(client, stage).await?;
    two_writers(client, stage, written.rev).await?;
    let patched = change_a_part(client, stage).await?;
    together_or_not_at_all(client, stage, patched).await?;
    a_lock_that_lets_go(client, stage).await
}

async fn write(client: &Client, stage: &mut Stage) -> Result<Resource, Failure> {
    stage.step(
        "Write a document",
        &[
            "Any JSON, under a key. Each commit takes the next revision of the store,",
            "and everybody who watches sees it.",
        ],
    )?;
    let value = json!({ "text": "hello" });
    stage.command(&put_command(GREETING, &value, &[]))?;
    let answer = client.put_resource(GREETING, value).await.map_err(Error::from)?;
    stage.answer("", &answer, answer.rev)?;
    stage.events_until(answer.rev).await?;
    Ok(answer.into_inner())
}

async fn two_writers(client: &Client, stage: &mut Stage, read: Revision) -> Result<(), Failure> {
    let revision = read.to_string();
    stage.step(
        "Two writers, one winner",
        &[
            &format!("Ada and Ben have both read revision {revision}. Both write at the same time, each only if"),
            "nobody else has written since. Nobody's work is overwritten unseen.",
        ],
    )?;
    let values = ["Ada", "Ben"].map(|writer| json!({ "text": format!("hello from {writer}") }));
    for value in &values {
        stage.command(&put_command(GREETING, value, &["--if-rev", &revision]))?;
    }
    let [ada, ben] = values.map(|value| client.put_resource(GREETING, value).if_match(read));
    let (ada, ben) = tokio::join!(ada.send(), ben.send());
    let mut newest = read;
    for (who, outcome) in [("Ada: ", ada), ("Ben: ", ben)] {
        match outcome {
            Ok(answer) => {
                stage.answer(who, &answer, answer.rev)?;
                newest = answer.rev;
            }
            Err(error) => stage.refusal(who, error.into())?,
        }
    }
    stage.events_until(newest).await
}

async fn change_a_part(client: &Client, stage: &mut Stage) -> Result<Revision, Failure> {
    stage.step(
        "Change a part",
        &["A merge patch sets some members, takes away those that are null, and leaves the rest."],
    )?;
    let patch = json!({ "language": "en", "reviewed": true });
    stage.command(&command_line(["charter", "resource", "patch", GREETING, "--merge", &patch.to_string()]))?;
    let answer = client.patch_resource(GREETING).merge_patch(patch).await.map_err(Error::from)?;
    stage.answer("", &answer, answer.rev)?;
    stage.events_until(answer.rev).await?;
    Ok(answer.rev)
}

async fn together_or_not_at_all(client: &Client, stage: &mut Stage, checked: Revision) -> Result<(), Failure> {
    stage.step(
        "All together, or nothing",
        &[
            "A transaction moves a task from one list to another, provided that the greeting is",
            "still the one above. One commit, one revision: no watcher ever sees half of it.",
        ],
    )?;
    let put = |key, value| Ok::<_, Failure>(TransactionOperation::Put(TransactionPut::new(read_key(key)?, value)));
    let operations = vec![
        TransactionOperation::Check(TransactionCheck::new(read_key(GREETING)?, checked)),
        put(TODO, json!([]))?,
        put(DONE, json!(["try Charter"]))?,
    ];
    stage.command(r#"curl -H "Authorization: Bearer $(charter token show)" \"#)?;
    stage.command_continued(r#"  -H "Content-Type: application/json" \"#)?;
    stage.command_continued(&format!("  {}/v1/resources/transaction -d '{{ \"operations\": [", client.url()))?;
    let lines: Vec<_> = operations.iter().map(|operation| format!("    {}", json!(operation))).collect();
    lines.join(",\n").lines().try_for_each(|line| stage.command_continued(line))?;
    stage.command_continued("  ]}'")?;
    let answer = client.transact_resources(operations).await.map_err(Error::from)?;
    stage.answer("", &answer, answer.revision)?;
    stage.events_until(answer.revision).await
}

async fn a_lock_that_lets_go(client: &Client, stage: &mut Stage) -> Result<(), Failure> {
    stage.step(
        "A lock that lets go by itself",
        &["Whoever creates the document has the lock. If its owner dies, it expires, with an event."],
    )?;
    let value = json!("ada");
    stage.command(&put_command(LOCK, &value, &["--create", "--ttl", "2s"]))?;
    let request = client.put_resource(LOCK, value).if_none_match(EntityTags::Any).ttl_ms(Duration::from_secs(2));
    let answer = request.await.map_err(Error::from)?;
    stage.answer("", &answer, answer.rev)?;
    stage.events_until(answer.rev).await?;
    stage.remark("… and after two seconds:")?;
    stage.events_until_one(|event| event.subject == LOCK && event.kind == EventType::ResourceDeleted).await
}

fn put_command(key: &str, value: &Value, flags: &[&str]) -> String {
    let value = value.to_string();
    let words = ["charter", "resource", "put", key, &value];
    command_line(words.into_iter().chain(flags.iter().copied()))
}

fn read_key(key: &str) -> Result<ResourceKey, Failure> {
    key.parse().map_err(|error| Failure::Argument { argument: key.to_owned(), reason: format!("{error}") })
}
