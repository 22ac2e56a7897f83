//! Patches: the published vectors of their standards, and what a patch leaves alone.

use http::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Context;
use crate::wire::{Failure, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("merge-patch-vectors", |context| Box::pin(merge_patch_vectors(context))),
    ("json-patch-vectors", |context| Box::pin(json_patch_vectors(context))),
    ("patch-keeps-the-expiry", |context| Box::pin(keeps_the_expiry(context))),
    ("patch-to-nowhere-is-a-conflict", |context| Box::pin(to_nowhere_is_a_conflict(context))),
];

const MERGE_PATCH: &str = include_str!("../../vectors/rfc7396.json");
const JSON_PATCH: &str = include_str!("../../vectors/rfc6902.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    source: String,
    cases: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    target: Value,
    /// Left out and null are not the same here: a merge patch may be null.
    #[serde(default, deserialize_with = "present")]
    patch: Option<Value>,
    patch_text: Option<String>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    refused: Option<u16>,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

async fn merge_patch_vectors(context: &Context) -> Outcome {
    prove(context, MERGE_PATCH, "application/merge-patch+json").await
}

async fn json_patch_vectors(context: &Context) -> Outcome {
    prove(context, JSON_PATCH, "application/json-patch+json").await
}

async fn prove(context: &Context, vectors: &str, content_type: &str) -> Outcome {
    let vectors: Vectors = serde_json::from_str(vectors).map_err(|error| Failure::new(error.to_string()))?;
    for vector in &vectors.cases {
        let during = |failure: Failure| failure.during(format_args!("{}, {}", vectors.source, vector.name));
        prove_one(context, vector, content_type).await.map_err(during)?;
    }
    Ok(())
}

async fn prove_one(context: &Context, vector: &Vector, content_type: &str) -> Outcome {
    let key = context.key("vector");
    context.client.put(&key, &vector.target).await?;
    let text = vector.patch_text.clone().or_else(|| vector.patch.as_ref().map(Value::to_string)).unwrap_or_default();
    let mut request = context.client.resource(Method::PATCH, &key).body(content_type, text);
    if vector.refused == Some(400) {
        request = request.deliberately_wrong();
    }
    let answer = request.send().await?.expect(vector.refused.unwrap_or(200))?;
    let expected = vector.result.as_ref().unwrap_or(&vector.target);
    let read = context.client.get(&key).await?.expect(200)?.json();
    ensure(read["value"] == *expected, || format!("the value is {}, and not {expected}", read["value"]))?;
    ensure(vector.refused.is_some() || answer.json() == read, || {
        format!("the answer is not the resource as it is: {}", answer.shown())
    })
}

async fn keeps_the_expiry(context: &Context) -> Outcome {
    let key = context.key("a");
    let body = json!({ "value": { "n": 1 }, "ttl_ms": 600_000 });
    let before = context.client.resource(Method::PUT, &key).json(&body).send().await?.expect(201)?.json();
    let patch = context.client.resource(Method::PATCH, &key).body("application/merge-patch+json", "{\"n\": 2}");
    let after = patch.send().await?.expect(200)?.json();
    let (before, after) = (&before["expires_at"], &after["expires_at"]);
    ensure(before.is_string() && before == after, || format!("the expiry was {before} before a patch, and is {after}"))
}

async fn to_nowhere_is_a_conflict(context: &Context) -> Outcome {
    let key = context.key("a");
    let before = context.client.put(&key, &json!({ "list": [1, 2], "text": "x" })).await?.json();
    let patches = [
        json!([{ "op": "remove", "path": "/absent" }]),
        json!([{ "op": "replace", "path": "/list/2", "value": 3 }]),
        json!([{ "op": "add", "path": "/list/3", "value": 3 }]),
        json!([{ "op": "add", "path": "/list/01", "value": 3 }]),
        json!([{ "op": "add", "path": "/text/0", "value": 3 }]),
        json!([{ "op": "move", "from": "/list", "path": "/list/0" }]),
        json!([{ "op": "add", "path": "/new", "value": 1 }, { "op": "copy", "from": "/absent", "path": "/copy" }]),
    ];
    for patch in patches {
        let request = context.client.resource(Method::PATCH, &key);
        request.body("application/json-patch+json", patch.to_string()).send().await?.expect(409)?;
        let after = context.client.get(&key).await?.expect(200)?.json();
        ensure(after == before, || format!("the refused patch {patch} has changed {before} to {after}"))?;
    }
    Ok(())
}
