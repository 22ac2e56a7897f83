//! Preconditions: what they let through, under contention too.

use futures::future::try_join_all;
use http::Method;
use serde_json::json;

use super::Context;
use crate::wire::{Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("create-only-has-one-winner", |context| Box::pin(create_only_has_one_winner(context))),
    ("compare-and-swap-loses-no-update", |context| Box::pin(loses_no_update(context))),
    ("entity-tags-compare-as-rfc-9110-says", |context| Box::pin(entity_tags_compare(context))),
    ("refused-writes-change-nothing", |context| Box::pin(refused_writes_change_nothing(context))),
];

async fn create_only_has_one_winner(context: &Context) -> Outcome {
    let key = context.key("lock");
    let attempts = (0..8).map(|holder| {
        let request = context.client.resource(Method::PUT, &key).header("if-none-match", "*");
        request.json(&json!({ "value": { "holder": holder } })).send()
    });
    let answers = try_join_all(attempts).await?;
    let winners: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    ensure(winners.len() == 1, || format!("{} of 8 have created the same resource", winners.len()))?;
    let rev = winners[0].number("rev")?;
    for answer in answers.into_iter().filter(|answer| answer.status != 201) {
        let current = answer.expect(412)?.number("current_rev")?;
        ensure(current == rev, || format!("a loser is told the revision {current}, and it is {rev}"))?;
    }
    Ok(())
}

async fn loses_no_update(context: &Context) -> Outcome {
    const WRITERS: u64 = 4;
    const INCREMENTS: u64 = 15;
    let key = context.key("counter");
    context.client.put(&key, &json!(0)).await?;
    let writer = async || {
        for _ in 0..INCREMENTS {
            loop {
                let read = context.client.get(&key).await?.expect(200)?;
                let next = read.json()["value"].as_u64().unwrap_or_default() + 1;
                let tag = read.header("etag").unwrap_or_default().to_owned();
                let request = context.client.resource(Method::PUT, &key).header("if-match", tag);
                let answer = request.json(&json!({ "value": next })).send().await?.expect_one_of(&[200, 412])?;
                if answer.status == 200 {
                    break;
                }
            }
        }
        Outcome::Ok(())
    };
    try_join_all((0..WRITERS).map(|_| writer())).await?;
    let total = context.client.get(&key).await?.json()["value"].clone();
    ensure(total == WRITERS * INCREMENTS, || format!("{} increments give {total}", WRITERS * INCREMENTS))
}

/// RFC 9110, section 8.8.3.2: `If-Match` compares strongly, `If-None-Match` weakly.
async fn entity_tags_compare(context: &Context) -> Outcome {
    let key = context.key("a");
    let rev = context.client.put(&key, &json!(1)).await?.number("rev")?;
    let read = |tags: String| context.client.resource(Method::GET, &key).header("if-none-match", tags).send();
    read(format!("\"{rev}\"")).await?.expect(304)?;
    read(format!("\"1\", \"{rev}\"")).await?.expect(304)?;
    read(format!("W/\"{rev}\"")).await?.expect(304)?;
    read("*".into()).await?.expect(304)?;
    read("\"other\"".into()).await?.expect(200)?;

    let delete = |tags: String| context.client.resource(Method::DELETE, &key).header("if-match", tags).send();
    delete(format!("W/\"{rev}\"")).await?.expect(412)?;
    delete("\"0\", \"other\"".into()).await?.expect(412)?;
    delete(format!("\"0\",\"{rev}\"")).await?.expect(200)?;
    delete("*".into()).await?.expect_one_of(&[404, 412]).map(|_| ())
}

async fn refused_writes_change_nothing(context: &Context) -> Outcome {
    let key = context.key("a");
    let before = context.client.put(&key, &json!({ "n": 1 })).await?.json();
    let stale = |method: Method| context.client.resource(method, &key).header("if-match", "\"0\"");
    stale(Method::PUT).json(&json!({ "value": 2 })).send().await?.expect(412)?;
    stale(Method::PATCH).body("application/merge-patch+json", "{\"n\": 2}").send().await?.expect(412)?;
    stale(Method::DELETE).send().await?.expect(412)?;
    let create = context.client.resource(Method::PUT, &key).header("if-none-match", "*");
    create.json(&json!({ "value": 2 })).send().await?.expect(412)?;
    let after = context.client.get(&key).await?.expect(200)?.json();
    ensure(after == before, || format!("after four refused writes {before} is {after}"))
}
