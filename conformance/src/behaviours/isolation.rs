//! Tokens: what a narrowed one may not see or do, and what is no token.

use http::Method;
use serde_json::{Value, json};

use super::Context;
use crate::{
    token::{Narrowing, narrow},
    wire::{Client, Failure, Outcome, encode_query, ensure},
};

pub(super) const CHECKS: super::Checks = &[
    ("a-narrowed-token-sees-no-key-outside", |context| Box::pin(sees_no_key_outside(context))),
    ("a-narrowed-token-streams-no-key-outside", |context| Box::pin(streams_no_key_outside(context))),
    ("a-narrowed-token-changes-nothing-outside", |context| Box::pin(changes_nothing_outside(context))),
    ("a-token-can-only-be-narrowed", |context| Box::pin(can_only_be_narrowed(context))),
    ("what-is-no-token-is-refused", |context| Box::pin(no_token_is_refused(context))),
];

/// Two resources: one that the narrowed client may see, one that it may not.
async fn narrowed_client(context: &Context) -> Outcome<Client> {
    context.client.put(&context.key("mine/a"), &json!("mine")).await?;
    context.client.put(&context.key("theirs/a"), &json!("theirs")).await?;
    let mine = Some(vec![context.key("mine/")]);
    context.narrowed(&Narrowing { operations: None, read_prefixes: mine.clone(), write_prefixes: mine })
}

fn names_only_mine(context: &Context, what: &str, body: &str) -> Outcome {
    ensure(!body.contains(&context.key("theirs")), || format!("{what} tells of a key outside: {body}"))
}

async fn sees_no_key_outside(context: &Context) -> Outcome {
    let client = narrowed_client(context).await?;
    client.get(&context.key("mine/a")).await?.expect(200)?;
    for key in ["theirs/a", "theirs/nothing", "mine"] {
        client.get(&context.key(key)).await?.expect(403)?;
    }
    for prefix in [context.prefix.as_str(), "", &context.key("mine/"), &context.key("m")] {
        let target = format!("/v1/resources{}", encode_query([("prefix", prefix)]));
        let list = client.request(Method::GET, target).send().await?.expect(200)?;
        let keys: Vec<Value> =
            list.json()["items"].as_array().into_iter().flatten().map(|item| item["key"].clone()).collect();
        ensure(keys == [json!(context.key("mine/a"))], || format!("a list of {prefix:?} shows {keys:?}"))?;
    }
    let target = format!("/v1/resources{}", encode_query([("prefix", context.key("theirs/").as_str())]));
    let outside = client.request(Method::GET, target).send().await?.expect_one_of(&[200, 403])?;
    let shown = outside.json()["items"].as_array().map_or(0, Vec::len);
    ensure(shown == 0, || format!("a list outside of the token's rights shows {shown} resources"))
}

async fn streams_no_key_outside(context: &Context) -> Outcome {
    let start = context.client.revision().await?.to_string();
    let client = narrowed_client(context).await?;
    context.client.delete(&context.key("theirs/a")).await?.expect(200)?;
    let both = [
        json!({ "op": "put", "key": context.key("theirs/b"), "value": 1 }),
        json!({ "op": "put", "key": context.key("mine/b"), "value": 1 }),
        json!({ "op": "put", "key": context.key("theirs/c"), "value": 1 }),
    ];
    let last = context.client.transaction(&json!(both)).send().await?.expect(200)?.number("revision")?;
    let after = [("prefix", context.prefix.as_str()), ("after", start.as_str())];
    for request in [client.watch(after), client.watch_all(after), client.watch_all([("after", start.as_str())])] {
        let mut watch = request.open().await?;
        loop {
            let frame = watch.next().await?.ok_or_else(|| Failure::new("the stream ended"))?;
            names_only_mine(context, "a stream", &frame.data.to_string())?;
            if frame.revision() >= last {
                ensure(frame.id == Some(last), || "the last event of a commit that may be seen has no id".to_owned())?;
                break;
            }
        }
    }
    let mut watch = client.watch([("snapshot", "true")]).open().await?;
    loop {
        let frame = watch.next().await?.ok_or_else(|| Failure::new("the stream ended"))?;
        names_only_mine(context, "a snapshot", &frame.data.to_string())?;
        if frame.name == "synced" {
            return Ok(());
        }
    }
}

async fn changes_nothing_outside(context: &Context) -> Outcome {
    let client = narrowed_client(context).await?;
    let theirs = context.key("theirs/a");
    let before = context.client.get(&theirs).await?.expect(200)?.json();
    client.resource(Method::PUT, &theirs).json(&json!({ "value": 1 })).send().await?.expect(403)?;
    client.delete(&theirs).await?.expect(403)?;
    let patch = client.resource(Method::PATCH, &theirs).body("application/merge-patch+json", "{}");
    patch.send().await?.expect(403)?;
    let operations = [
        json!([{ "op": "put", "key": context.key("mine/b"), "value": 1 }, { "op": "delete", "key": theirs }]),
        json!([{ "op": "put", "key": context.key("mine/b"), "value": 1 }, { "op": "check", "key": theirs, "if_rev": 0 }]),
    ];
    for operations in operations {
        let refused = client.transaction(&operations).send().await?.expect(403)?;
        ensure(refused.json()["conflicts"].is_null(), || "a refusal tells a revision outside".to_owned())?;
    }
    context.client.get(&context.key("mine/b")).await?.expect(404)?;
    let after = context.client.get(&theirs).await?.expect(200)?.json();
    ensure(after == before, || format!("{before} became {after}"))
}

async fn can_only_be_narrowed(context: &Context) -> Outcome {
    narrowed_client(context).await?;
    let only = |prefix: &str| Narrowing { read_prefixes: Some(vec![context.key(prefix)]), ..Narrowing::default() };
    let failed = |error: biscuit_auth::error::Token| Failure::new(error.to_string());
    let mine = narrow(&context.token, &only("mine/")).map_err(failed)?;
    let everything = Narrowing {
        operations: Some(vec!["*".into()]),
        read_prefixes: Some(vec![String::new()]),
        write_prefixes: Some(vec![String::new()]),
    };
    for again in [only("theirs/"), only(""), everything] {
        let token = narrow(&mine, &again).map_err(failed)?;
        let client = context.client.with_token(Some(&token));
        client.get(&context.key("theirs/a")).await?.expect(403)?;
    }
    let reader = Narrowing { operations: Some(vec!["resource:read".into()]), ..Narrowing::default() };
    let client = context.narrowed(&reader)?;
    client.get(&context.key("mine/a")).await?.expect(200)?;
    client.resource(Method::PUT, &context.key("mine/a")).json(&json!({ "value": 1 })).send().await?.expect(403)?;
    client.request(Method::GET, "/v1/store").send().await?.expect(403).map(|_| ())
}

async fn no_token_is_refused(context: &Context) -> Outcome {
    let mut changed = context.token.clone();
    let middle = changed.len() / 2;
    let other = if changed.as_bytes()[middle] == b'A' { "B" } else { "A" };
    changed.replace_range(middle..=middle, other);
    let nobody = context.client.with_token(None);
    let credentials = [
        format!("Bearer {changed}"),
        "Bearer".to_owned(),
        "Bearer not-a-token".to_owned(),
        format!("Basic {}", context.token),
        format!("Bearer {} {}", context.token, context.token),
        context.token.clone(),
    ];
    for value in credentials {
        let request = nobody.request(Method::GET, "/v1/store").header("authorization", value);
        let answer = request.send().await?.expect(401)?;
        let challenge = answer.header("www-authenticate").unwrap_or_default().to_ascii_lowercase();
        ensure(challenge.starts_with("bearer"), || format!("the challenge is {challenge:?}"))?;
    }
    // The scheme's name has no case (RFC 9110, section 11.1).
    let request = nobody.request(Method::GET, "/v1/store").header("authorization", format!("bearer {}", context.token));
    request.send().await?.expect(200).map(|_| ())
}
