//! What holds across the end of a server process, sudden or asked for.

use futures::future::try_join_all;
use http::Method;
use serde_json::json;

use super::{
    Context,
    follow::{compare, follow, reconnect},
    ttl::{ensure_expired, put_expiring},
    writers::{write, write_end},
};
use crate::wire::{Failure, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("watch-survives-kill-and-restart", |context| Box::pin(watch_survives_kill(context))),
    ("acknowledged-is-on-disk", |context| Box::pin(acknowledged_is_on_disk(context))),
    ("expiry-survives-a-restart", |context| Box::pin(expiry_survives(context))),
    ("idempotency-survives-a-restart", |context| Box::pin(idempotency_survives(context))),
    ("a-stop-ends-streams-so-that-they-resume", |context| Box::pin(stop_ends_streams(context))),
];

async fn watch_survives_kill(context: &Context) -> Outcome {
    const KILLS: u64 = 3;
    let server = context.own_server()?;
    let start = context.client.revision().await?;
    let writers = async {
        let account = write(&context.client, &context.prefix, 4, 120).await?;
        write_end(&context.client, &context.prefix).await?;
        Ok::<_, Failure>(account)
    };
    let killer = async {
        for kill in 1..=KILLS {
            // In the middle of the writing: after so many of its events have been seen.
            let mut watch = reconnect(&context.client, &context.prefix, start).await?;
            watch.until(|frame| frame.revision() >= start + kill * 90).await?;
            server.kill().await?;
            server.start_again().await?;
        }
        Ok(())
    };
    let watchers = (0..6).map(|watcher| follow(&context.client, &context.prefix, start, context.random(watcher)));
    let (account, (), stories) = futures::try_join!(writers, killer, try_join_all(watchers))?;
    for story in &stories {
        compare(story, &account)?;
    }
    Ok(())
}

async fn acknowledged_is_on_disk(context: &Context) -> Outcome {
    let server = context.own_server()?;
    let store = |name: &'static str| async move {
        let answer = context.client.request(Method::GET, "/v1/store").send().await?.expect(200)?;
        Outcome::Ok(answer.json()[name].clone())
    };
    let store_id = store("store_id").await?;
    for round in 0..3 {
        let account = write(&context.client, &context.key(&format!("{round}/")), 4, 5).await?;
        server.kill().await?;
        server.start_again().await?;
        let (items, revision) = context.client.list(&context.key(&format!("{round}/"))).await?;
        let newest = account.acknowledged.last().map_or(0, |write| write.revision);
        ensure(revision >= newest, || {
            format!("after kill -9 the store is at {revision}, and had acknowledged {newest}")
        })?;
        for write in &account.acknowledged {
            let newest_of_key = items.iter().find(|item| item["key"] == write.key.as_str());
            let kept = newest_of_key.is_some_and(|item| item["rev"].as_u64() >= Some(write.revision));
            ensure(kept, || format!("after kill -9 the write {write:?} is lost"))?;
        }
    }
    let after = store("store_id").await?;
    ensure(after == store_id, || format!("the store's id was {store_id}, and is {after}"))
}

async fn expiry_survives(context: &Context) -> Outcome {
    let server = context.own_server()?;
    let (key, start) = (context.key("short"), context.client.revision().await?);
    let resource = put_expiring(context, &key, 700).await?;
    server.kill().await?;
    server.start_again().await?;
    let mut watch = reconnect(&context.client, &context.prefix, start).await?;
    let event = watch.until(|frame| frame.name == "resource.deleted").await?;
    ensure_expired(&event, &resource)?;
    context.client.get(&key).await?.expect(404).map(|_| ())
}

async fn idempotency_survives(context: &Context) -> Outcome {
    let server = context.own_server()?;
    let send = || {
        let request = context.client.resource(Method::PUT, &context.key("once")).header("idempotency-key", "restart-1");
        request.json(&json!({ "value": 1 })).send()
    };
    let first = send().await?.expect(201)?;
    server.kill().await?;
    server.start_again().await?;
    let again = send().await?.expect(201)?;
    let replayed = again.header("idempotency-replayed") == Some("true") && again.body == first.body;
    ensure(replayed, || format!("after a restart the same request is answered {}", again.shown()))
}

async fn stop_ends_streams(context: &Context) -> Outcome {
    let server = context.own_server()?;
    let first = context.client.put(&context.key("first"), &json!(1)).await?.number("rev")?;
    let mut watch = reconnect(&context.client, &context.prefix, 0).await?;
    let seen = watch.next_logged().await?.map(|event| event.revision());
    ensure(seen == Some(first), || format!("the stream begins with revision {seen:?}"))?;
    let reader = async {
        let closing = watch.until(|frame| frame.name == "closing").await?;
        ensure(closing.data["reason"] == "shutting_down", || format!("the stream closes with {}", closing.data))?;
        let after = watch.next().await?;
        ensure(after.is_none(), || format!("after the end of the stream came {after:?}"))
    };
    futures::try_join!(server.stop(), reader)?;
    server.start_again().await?;
    let second = context.client.put(&context.key("second"), &json!(2)).await?.number("rev")?;
    let position = watch.last_id().unwrap_or_default();
    let mut resumed = reconnect(&context.client, &context.prefix, position).await?;
    let event = resumed.next_logged().await?.map(|event| event.revision());
    ensure(event == Some(second), || {
        format!("resumed after {position}, the stream goes on with {event:?}, not {second}")
    })
}
