//! Keys: their encodings, their bounds, and what is none.

use http::Method;
use serde_json::json;

use super::Context;
use crate::wire::{Outcome, all, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("keys-are-the-same-bare-and-encoded", |context| Box::pin(same_bare_and_encoded(context))),
    ("keys-at-their-bounds-are-taken", |context| Box::pin(bounds_are_taken(context))),
    ("keys-beyond-their-bounds-are-refused", |context| Box::pin(beyond_bounds_is_refused(context))),
    ("what-is-no-key-is-refused", |context| Box::pin(no_key_is_refused(context))),
];

async fn same_bare_and_encoded(context: &Context) -> Outcome {
    let key = context.key("maps/North_1.0~x");
    let rev = context.client.put(&key, &json!("here")).await?.number("rev")?;
    let spellings = [
        key.clone(),
        key.replace('/', "%2F"),
        key.replace('/', "%2f"),
        key.replace("maps", "%6Daps"),
        key.replace('~', "%7E"),
        key.replacen('/', "%2F", 1),
    ];
    for spelling in spellings {
        let request = context.client.request(Method::GET, format!("/v1/resources/{spelling}"));
        let read = request.send().await?.expect(200)?;
        let same = read.number("rev")? == rev && read.json()["key"] == key.as_str();
        ensure(same, || format!("{spelling} is another resource than {key}"))?;
    }
    Ok(())
}

async fn bounds_are_taken(context: &Context) -> Outcome {
    let segments = context.prefix.split('/').count() - 1;
    let eight = context.key(&vec!["s"; 8 - segments].join("/"));
    let longest = format!("{}{}", context.prefix, "k".repeat(512 - context.prefix.len()));
    // A segment of dots only is none; with anything beside them it is one.
    for key in [eight, longest, context.key("..a"), context.key(".hidden"), context.key("a..b")] {
        context.client.put(&key, &json!(1)).await?;
        context.client.get(&key).await?.expect(200)?;
        context.client.delete(&key).await?.expect(200)?;
    }
    Ok(())
}

async fn beyond_bounds_is_refused(context: &Context) -> Outcome {
    let segments = context.prefix.split('/').count() - 1;
    let nine = context.key(&vec!["s"; 9 - segments].join("/"));
    let too_long = format!("{}{}", context.prefix, "k".repeat(513 - context.prefix.len()));
    for key in [nine, too_long] {
        refused(context, &key).await?;
    }
    Ok(())
}

async fn no_key_is_refused(context: &Context) -> Outcome {
    for rest in
        ["a//b", "a/", "/a", "..", "...", "a/../b", ".", "a/./b", "a b", "ü", "a%b", "a?b", "a\\b", "a\0b", "a:b"]
    {
        refused(context, &context.key(rest)).await?;
    }
    // Not UTF-8, and not percent-encoding at all.
    let mut outcomes = Vec::new();
    for raw in ["%ff", "%C3", "%zz", "%"] {
        let request = context.client.request(Method::GET, format!("/v1/resources/{}{raw}", context.prefix));
        let answer = request.deliberately_wrong().send().await?.expect(400);
        outcomes.push(answer.and_then(|answer| names_the_key(&answer)));
    }
    all(outcomes)?;
    // Words that name operations are no keys.
    for word in ["%65vents", "transactio%6e"] {
        let request = context.client.request(Method::PUT, format!("/v1/resources/{word}")).json(&json!({ "value": 1 }));
        names_the_key(&request.deliberately_wrong().send().await?.expect(400)?)?;
    }
    Ok(())
}

/// Refused in the path, encoded so that no client can resolve it, and in a transaction.
async fn refused(context: &Context, key: &str) -> Outcome {
    let encoded = crate::wire::encode_segment(key);
    for method in [Method::GET, Method::DELETE] {
        let request = context.client.request(method, format!("/v1/resources/{encoded}"));
        names_the_key(&request.deliberately_wrong().send().await?.expect(400)?)?;
    }
    let put = context.client.request(Method::PUT, format!("/v1/resources/{encoded}")).json(&json!({ "value": 1 }));
    names_the_key(&put.deliberately_wrong().send().await?.expect(400)?)?;
    let operations = json!([{ "op": "put", "key": key, "value": 1 }]);
    let answer = context.client.transaction(&operations).deliberately_wrong().send().await?.expect(400)?;
    let pointers = answer.pointers();
    ensure(pointers.iter().any(|pointer| pointer == "/operations/0/key"), || {
        format!("the key {key:?} of a transaction is refused with the pointers {pointers:?}")
    })
}

fn names_the_key(answer: &crate::wire::Answer) -> Outcome {
    let pointers = answer.pointers();
    ensure(pointers.iter().any(|pointer| pointer == "path/key"), || {
        format!("{} is refused with the pointers {pointers:?}, and not path/key", answer.request)
    })
}
