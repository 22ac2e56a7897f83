//! Hostile requests: each gets an answer of 4xx that names what is wrong, and nothing changes.

use http::Method;
use serde_json::json;

use super::Context;
use crate::wire::{Answer, Outcome, RequestBuilder, all, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("hostile-bodies-are-refused", |context| Box::pin(hostile_bodies_are_refused(context))),
    ("hostile-bodies-of-transactions-are-refused", |context| Box::pin(hostile_transactions_are_refused(context))),
    ("nesting-is-bounded", |context| Box::pin(nesting_is_bounded(context))),
    ("sizes-are-bounded", |context| Box::pin(sizes_are_bounded(context))),
    ("hostile-parameters-are-refused", |context| Box::pin(hostile_parameters_are_refused(context))),
    ("headers-are-bounded", |context| Box::pin(headers_are_bounded(context))),
    ("values-come-back-as-they-were-sent", |context| Box::pin(values_come_back(context))),
];

async fn refused(request: RequestBuilder) -> Outcome<Answer> {
    request.deliberately_wrong().send().await?.expect(400)
}

/// Refused, and the place that is wrong is named.
async fn refused_at(request: RequestBuilder, pointer: &str, what: &str) -> Outcome {
    names(&refused(request).await?, pointer, what)
}

fn names(answer: &Answer, pointer: &str, what: &str) -> Outcome {
    let pointers = answer.pointers();
    ensure(pointers.iter().any(|named| named == pointer), || {
        format!("{what} is refused with the pointers {pointers:?}, and not {pointer:?}")
    })
}

async fn hostile_bodies_are_refused(context: &Context) -> Outcome {
    let key = context.key("a");
    let put = |body: &[u8]| context.client.resource(Method::PUT, &key).body("application/json", body.to_vec());
    let with_places: [(&[u8], &str); 13] = [
        (br#"{"value": 1, "value": 2}"#, "/value"),
        (br#"{"value": {"a": {"b": 1, "b": 2}}}"#, "/value/a/b"),
        (br#"{"value": {"$serde_json::private::RawValue": "1"}}"#, "/value/$serde_json::private::RawValue"),
        (br#"{"value": 1, "ttl_ms": 0}"#, "/ttl_ms"),
        (br#"{"value": 1, "ttl_ms": -5}"#, "/ttl_ms"),
        (br#"{"value": 1, "ttl_ms": 1.5}"#, "/ttl_ms"),
        (br#"{"value": 1, "ttl_ms": "1"}"#, "/ttl_ms"),
        (br#"{"value": 1, "ttl_ms": 99999999999999999999999}"#, "/ttl_ms"),
        (br#"{"value": 1, "ttl_ms": null}"#, "/ttl_ms"),
        (br#"{"value": 1, "key": "b"}"#, "/key"),
        (br#"{}"#, "/value"),
        (br#"[{"value": 1}]"#, ""),
        (br#""value""#, ""),
    ];
    let mut outcomes = Vec::new();
    for (body, pointer) in with_places {
        outcomes.push(refused_at(put(body), pointer, &String::from_utf8_lossy(body)).await);
    }
    let not_json: [&[u8]; 12] = [
        b"",
        b"{",
        b"{\"value\": 1}}",
        b"{\"value\": 1} {\"value\": 2}",
        b"{\"value\": \"\xff\xfe\"}",
        b"{\"value\": \"\xed\xa0\x80\"}",
        b"{\"value\": \"\\ud800\"}",
        b"{\"value\": 1e400}",
        b"{\"value\": NaN}",
        b"{\"value\": 01}",
        b"{\"value\": \"a\nb\"}",
        b"\xef\xbb\xbf{\"value\": 1, }",
    ];
    for body in not_json {
        let names_a_place = |answer: Answer| {
            let text = String::from_utf8_lossy(body);
            ensure(!answer.pointers().is_empty(), || format!("{text:?} is refused without naming a place"))
        };
        outcomes.push(refused(put(body)).await.and_then(names_a_place));
    }
    all(outcomes)?;
    context.client.get(&key).await?.expect(404).map(|_| ())
}

async fn hostile_transactions_are_refused(context: &Context) -> Outcome {
    let key = context.key("a");
    let cases = [
        (json!([{ "op": "put", "key": key }]), "/operations/0/value"),
        (json!([{ "op": "put", "key": key, "value": 1, "colour": "green" }]), "/operations/0/colour"),
        (json!([{ "op": "put", "key": key, "value": 1, "if_rev": -1 }]), "/operations/0/if_rev"),
        (json!([{ "op": "put", "key": key, "value": 1, "if_rev": 9_007_199_254_740_992_u64 }]), "/operations/0/if_rev"),
        (json!([{ "op": "put", "key": 5, "value": 1 }]), "/operations/0/key"),
        (json!([{ "op": "check", "key": key }]), "/operations/0/if_rev"),
        (json!([{ "op": "delete", "key": key }, { "op": "rename", "key": key }]), "/operations/1/op"),
        (json!([{ "key": key, "value": 1 }]), "/operations/0/op"),
        (json!([7]), "/operations/0"),
        (json!({ "op": "put" }), "/operations"),
    ];
    let mut outcomes = Vec::new();
    for (operations, pointer) in cases {
        let request = context.client.transaction(&operations);
        outcomes.push(refused_at(request, pointer, &operations.to_string()).await);
    }
    all(outcomes)?;
    let many: Vec<_> =
        (0..129).map(|n| json!({ "op": "put", "key": context.key(&format!("{n}")), "value": 1 })).collect();
    refused_at(context.client.transaction(&json!(many)), "/operations", "a transaction of 129 operations").await?;
    let (items, _) = context.client.list(&context.prefix).await?;
    ensure(items.is_empty(), || format!("refused transactions have written {items:?}"))
}

async fn nesting_is_bounded(context: &Context) -> Outcome {
    let key = context.key("deep");
    let nested = |depth: usize| format!("{{\"value\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    let put = |body: String| context.client.resource(Method::PUT, &key).body("application/json", body);
    put(nested(64)).send().await?.expect(201)?;
    let read = context.client.get(&key).await?.expect(200)?;
    ensure(String::from_utf8_lossy(&read.body).contains(&"[".repeat(64)), || {
        "64 levels came back as fewer".to_owned()
    })?;
    // Just beyond the bound; beyond what a recursive parser takes; and never closed.
    for body in [nested(65), nested(200), nested(100_000), format!("{{\"value\": {}", "[".repeat(100_000))] {
        refused(put(body)).await?;
    }
    let patch = format!("{}1{}", "{\"a\":".repeat(200), "}".repeat(200));
    refused(context.client.resource(Method::PATCH, &key).body("application/merge-patch+json", patch)).await?;
    // A patch may not build what a PUT may not send.
    let deepen = json!([{ "op": "add", "path": format!("{}/-", "/0".repeat(63)), "value": [[]] }]);
    let request = context.client.resource(Method::PATCH, &key).body("application/json-patch+json", deepen.to_string());
    request.send().await?.expect_one_of(&[400, 409, 413])?;
    let after = context.client.get(&key).await?.expect(200)?;
    ensure(after.body == read.body, || "a refused request has changed the resource".to_owned())
}

async fn sizes_are_bounded(context: &Context) -> Outcome {
    let key = context.key("large");
    let put =
        |bytes: usize| context.client.resource(Method::PUT, &key).json(&json!({ "value": "x".repeat(bytes - 2) }));
    put(256 << 10).send().await?.expect(201)?;
    for bytes in [(256 << 10) + 1, 300_000, 5_000_000] {
        put(bytes).deliberately_wrong().send().await?.expect(413)?;
    }
    // A patch may not build what a PUT may not send.
    let key = context.key("grown");
    context.client.put(&key, &json!({ "a": "x".repeat(200_000) })).await?;
    let patch = json!({ "b": "x".repeat(200_000) }).to_string();
    let request = context.client.resource(Method::PATCH, &key).body("application/merge-patch+json", patch);
    request.send().await?.expect(413)?;
    let patch = json!([{ "op": "copy", "from": "/a", "path": "/b" }]).to_string();
    let request = context.client.resource(Method::PATCH, &key).body("application/json-patch+json", patch);
    request.send().await?.expect(413).map(|_| ())
}

async fn hostile_parameters_are_refused(context: &Context) -> Outcome {
    let long = "p".repeat(513);
    let cases = [
        ("/v1/resources?limit=1001".to_owned(), "query/limit"),
        ("/v1/resources?limit=1&limit=2".to_owned(), "query/limit"),
        ("/v1/resources?limit=1.0".to_owned(), "query/limit"),
        ("/v1/resources?limit=".to_owned(), "query/limit"),
        ("/v1/resources?limit=99999999999999999999".to_owned(), "query/limit"),
        (format!("/v1/resources?prefix={long}"), "query/prefix"),
        ("/v1/resources?prefix=%00".to_owned(), "query/prefix"),
        ("/v1/resources?cursor=".to_owned(), "query/cursor"),
        ("/v1/resources?Prefix=a".to_owned(), "query/Prefix"),
        ("/v1/resources/events?after=-1".to_owned(), "query/after"),
        ("/v1/resources/events?after=9007199254740992".to_owned(), "query/after"),
        ("/v1/resources/events?snapshot=yes".to_owned(), "query/snapshot"),
        ("/v1/resources/events?family=resource".to_owned(), "query/family"),
        ("/v1/events?type=resource.renamed".to_owned(), "query/type"),
        ("/v1/events?store=here".to_owned(), "query/store"),
    ];
    let mut outcomes = Vec::new();
    for (target, pointer) in cases {
        let names_it = |answer: Answer| {
            let pointers = answer.pointers();
            // An item of a list may be named with its place.
            let named = pointers.iter().any(|named| named == pointer || named.starts_with(&format!("{pointer}/")));
            ensure(named, || format!("{target} is refused with the pointers {pointers:?}, and not {pointer}"))
        };
        outcomes.push(refused(context.client.request(Method::GET, &*target)).await.and_then(names_it));
    }
    all(outcomes)?;
    refused(context.client.request(Method::GET, "/v1/resources?prefix=%ff")).await?;
    let put = context.client.resource(Method::PUT, &context.key("a")).json(&json!({ "value": 1 }));
    let cases =
        [("idempotency-key", "k".repeat(256)), ("idempotency-key", "two words".into()), ("if-match", "7".into())];
    for (name, value) in cases {
        let answer = refused(put.clone().header(name, value)).await?;
        let named = answer.pointers().iter().any(|pointer| pointer.eq_ignore_ascii_case(&format!("header/{name}")));
        ensure(named, || format!("the header {name} is refused with the pointers {:?}", answer.pointers()))?;
    }
    Ok(())
}

async fn headers_are_bounded(context: &Context) -> Outcome {
    let request = context.client.resource(Method::GET, &context.key("a"));
    let answer = request.header("x-filler", "f".repeat(200_000)).send().await?;
    answer.expect_one_of(&[400, 431]).map(|_| ())
}

async fn values_come_back(context: &Context) -> Outcome {
    let texts = [
        "9007199254740993",
        "-9223372036854775808",
        "18446744073709551615",
        "0.1",
        "1e-7",
        "-0.5",
        "\"\\u0000 \\u2028 \\ud83d\\ude00 \\\" \\\\ /\"",
        "{\"\":{\"a b\":[null,true,false,{},[]]},\"__proto__\":1,\"$ref\":\"#\"}",
        "null",
        "\"\"",
    ];
    for (number, text) in texts.into_iter().enumerate() {
        let key = context.key(&format!("{number}"));
        let body = format!("{{\"value\": {text}}}");
        let request = context.client.resource(Method::PUT, &key).body("application/json", body);
        request.send().await?.expect(201)?;
        let sent: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let read = context.client.get(&key).await?.expect(200)?.json();
        ensure(read["value"] == sent, || format!("{text} came back as {}", read["value"]))?;
    }
    Ok(())
}
