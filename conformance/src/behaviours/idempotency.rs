//! Idempotency keys: one effect, however often and however fast a request is sent again.

use futures::future::try_join_all;
use http::Method;
use serde_json::json;

use super::{Context, follow::reconnect, writers::write_end};
use crate::wire::{Answer, Failure, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("concurrent-retries-have-one-effect", |context| Box::pin(concurrent_retries_have_one_effect(context))),
    ("a-replay-is-the-first-answer", |context| Box::pin(a_replay_is_the_first_answer(context))),
    ("a-refused-request-leaves-no-trace", |context| Box::pin(a_refused_request_leaves_no_trace(context))),
    ("an-idempotency-key-names-one-request", |context| Box::pin(names_one_request(context))),
];

fn idempotency_key() -> String {
    format!("conformance-{}", uuid::Uuid::now_v7())
}

async fn concurrent_retries_have_one_effect(context: &Context) -> Outcome {
    let start = context.client.revision().await?;
    let name = idempotency_key();
    let operations = json!([{ "op": "put", "key": context.key("once"), "value": 1 }]);
    let attempts = (0..8).map(|_| context.client.transaction(&operations).header("idempotency-key", &name).send());
    let mut answers = Vec::new();
    for answer in try_join_all(attempts).await? {
        answers.push(answer.expect_one_of(&[200, 409])?);
    }
    let done: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 200).collect();
    let first_hand = done.iter().filter(|answer| answer.header("idempotency-replayed").is_none()).count();
    ensure(first_hand == 1, || format!("{first_hand} of {} answers are no replays", done.len()))?;
    let same = done.iter().all(|answer| answer.body == done[0].body);
    ensure(same, || "the answers to one request differ".to_owned())?;

    let end = write_end(&context.client, &context.prefix).await?;
    let mut watch = reconnect(&context.client, &context.prefix, start).await?;
    let mut events = 0;
    loop {
        let event = watch.next_logged().await?.ok_or_else(|| Failure::new("the stream ended"))?;
        if event.revision() == end {
            break;
        }
        events += 1;
    }
    ensure(events == 1, || format!("eight times the same request had {events} effects"))
}

async fn a_replay_is_the_first_answer(context: &Context) -> Outcome {
    let (key, name) = (context.key("a"), idempotency_key());
    let send = || {
        let request = context.client.resource(Method::PUT, &key).header("idempotency-key", &name);
        request.json(&json!({ "value": { "n": 1 } })).send()
    };
    let first = send().await?.expect(201)?;
    ensure(first.header("idempotency-replayed").is_none(), || "the first answer says that it is a replay".to_owned())?;
    context.client.delete(&key).await?.expect(200)?;
    let again = send().await?.expect(201)?;
    let marked = again.header("idempotency-replayed") == Some("true");
    ensure(marked && again.body == first.body && again.header("etag") == first.header("etag"), || {
        format!("the replay is {}, and the first answer was {}", again.shown(), first.shown())
    })?;
    context.client.get(&key).await?.expect(404)?;

    let patch_name = idempotency_key();
    context.client.put(&key, &json!({ "list": [] })).await?;
    for _ in 0..2 {
        let request = context.client.resource(Method::PATCH, &key).header("idempotency-key", &patch_name);
        let patch = json!([{ "op": "add", "path": "/list/-", "value": 1 }]);
        request.body("application/json-patch+json", patch.to_string()).send().await?.expect(200)?;
    }
    let value = context.client.get(&key).await?.json()["value"].clone();
    ensure(value == json!({ "list": [1] }), || format!("a patch that was sent twice gives {value}"))
}

async fn a_refused_request_leaves_no_trace(context: &Context) -> Outcome {
    let (key, name) = (context.key("a"), idempotency_key());
    let send = || {
        let request = context.client.resource(Method::PUT, &key).header("idempotency-key", &name);
        request.header("if-match", "*").json(&json!({ "value": 2 })).send()
    };
    send().await?.expect(412)?;
    context.client.put(&key, &json!(1)).await?;
    let answer = send().await?.expect(200)?;
    ensure(answer.header("idempotency-replayed").is_none(), || "a refusal was kept and replayed".to_owned())
}

/// What makes a request another one: its body, its target, its method, its preconditions.
async fn names_one_request(context: &Context) -> Outcome {
    let (key, name) = (context.key("a"), idempotency_key());
    let named = |method: Method, key: &str| context.client.resource(method, key).header("idempotency-key", &name);
    named(Method::PUT, &key).json(&json!({ "value": 1 })).send().await?.expect(201)?;
    named(Method::PUT, &key).json(&json!({ "value": 2 })).send().await?.expect(409)?;
    named(Method::PUT, &context.key("b")).json(&json!({ "value": 1 })).send().await?.expect(409)?;
    let patch = named(Method::PATCH, &key).body("application/merge-patch+json", "{\"value\": 1}");
    patch.send().await?.expect(409)?;
    let guarded = named(Method::PUT, &key).header("if-match", "*").json(&json!({ "value": 1 }));
    guarded.send().await?.expect(409)?;
    context.client.get(&context.key("b")).await?.expect(404)?;
    named(Method::PUT, &key).json(&json!({ "value": 1 })).send().await?.expect(201).map(|_| ())
}
