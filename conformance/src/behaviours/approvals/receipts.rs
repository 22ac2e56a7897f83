//! Receipts, verified without anything of the server's own code.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Value, json};

use super::{ADA, Context, approve, approved, ask, consume, ensure_stands, keys, path};
use crate::{
    behaviours::work::{ensure_problem, idempotency_key, read},
    wire::{Failure, Outcome, ensure},
};

pub(in super::super) const CHECKS: super::super::Checks =
    &[("a-receipt-proves-what-was-approved", |context| Box::pin(receipt_proves(context)))];

pub(in super::super) const CHECKS_WITH_A_SERVER: super::super::Checks = &[
    ("receipts-outlive-their-key", |context| Box::pin(outlive_their_key(context))),
    ("approvals-stay-in-their-project", |context| Box::pin(stay_in_their_project(context))),
    ("a-crash-between-decision-and-effect-changes-nothing", |context| Box::pin(crash_in_between(context))),
];

/// Whether one of the keys has signed the receipt as it is.
fn is_signed(receipt: &Value, keys: &Value) -> Outcome<bool> {
    let bytes = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|error| Failure::new(format!("{value} is no base64url: {error}")))
    };
    let mut signed = receipt.clone();
    signed.as_object_mut().map(|members| members.remove("signature"));
    let key = keys["keys"].as_array().into_iter().flatten().find(|key| key["kid"] == receipt["key_id"]);
    let Some(key) = key else { return Ok(false) };
    let key = <[u8; 32]>::try_from(bytes(&key["x"])?).ok().and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let key = key.ok_or_else(|| Failure::new(format!("{keys} has a key that is none")))?;
    let signature = Signature::from_slice(&bytes(&receipt["signature"])?);
    Ok(signature.is_ok_and(|signature| key.verify_strict(canonical(&signed).as_bytes(), &signature).is_ok()))
}

/// RFC 8785 for what receipts are made of: objects with plain names, whole numbers, texts without anything to escape.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str());
            let members: Vec<_> =
                members.iter().map(|(name, value)| format!("\"{name}\":{}", canonical(value))).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}

async fn receipt_proves(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = approved(context, json!({})).await?;
    let receipt = consume(client, &approval).send().await?.expect(200)?.json();
    let keys = keys(client).await?;
    ensure(is_signed(&receipt, &keys)?, || format!("{receipt} is not signed by any of {keys}"))?;
    let store = read(client, "/v1/store").await?;
    for (member, wanted) in [
        ("store_id", &store["store_id"]),
        ("approval_id", &approval["approval_id"]),
        ("action", &approval["action"]),
        ("digest", &approval["digest"]),
        ("requested_by", &approval["requested_by"]),
        ("requested_at", &approval["created_at"]),
        ("decisions", &approval["decisions"]),
        ("valid_until", &approval["valid_until"]),
    ] {
        ensure(receipt[member] == *wanted, || format!("{member} should be {wanted}: {receipt}"))?;
    }
    let names: Vec<String> = receipt.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    for name in names.iter().filter(|name| *name != "signature") {
        let mut forged = receipt.clone();
        forged[name] = json!("forged");
        ensure(!is_signed(&forged, &keys)?, || format!("{name} can be changed in {receipt}"))?;
    }
    let mut forged = receipt.clone();
    forged["decisions"][0]["by"] = json!("user:eve");
    ensure(!is_signed(&forged, &keys)?, || format!("who decided can be changed in {receipt}"))
}

async fn outlive_their_key(context: &Context) -> Outcome {
    let (client, server) = (&context.client, context.own_server()?);
    let approval = approved(context, json!({})).await?;
    let old = consume(client, &approval).send().await?.expect(200)?.json();
    let waiting = approved(context, json!({})).await?;
    server.stop().await?;
    server.command(&["key", "rotate", "receipt"]).await?;
    server.start_again().await?;
    let keys = keys(client).await?;
    let new = consume(client, &waiting).send().await?.expect(200)?.json();
    ensure(old["key_id"] != new["key_id"], || format!("the key of {new} was not replaced"))?;
    for receipt in [&old, &new] {
        ensure(is_signed(receipt, &keys)?, || format!("{receipt} is not signed by any of {keys}"))?;
    }
    ensure(keys["keys"][0]["kid"] == new["key_id"], || format!("the key that signs is not the first of {keys}"))
}

async fn stay_in_their_project(context: &Context) -> Outcome {
    let (client, server) = (&context.client, context.own_server()?);
    let elsewhere = |principal: &str| {
        let token = server.token_of(principal, "local/default/elsewhere")?;
        Outcome::Ok(client.with_token(Some(&token)))
    };
    let (user, requester) = (elsewhere(ADA)?, elsewhere("user:local")?);
    let pending = ask(client, json!({})).await?;
    let approved = approved(context, json!({})).await?;
    let attempts = [
        user.request(http::Method::GET, path(&pending)),
        approve(&user, &pending),
        super::take_back(&requester, &pending),
        consume(&requester, &approved),
    ];
    for attempt in attempts {
        ensure_problem(attempt.send().await?, 404, "not-found")?;
    }
    let list = read(&user, "/v1/approvals").await?;
    ensure(list["items"] == json!([]), || format!("another project sees {list}"))?;
    ensure_stands(client, &pending, "pending").await?;
    consume(client, &approved).send().await?.expect(200).map(drop)
}

async fn crash_in_between(context: &Context) -> Outcome {
    let (client, server) = (&context.client, context.own_server()?);
    for round in 0..4 {
        let approval = approved(context, json!({})).await?;
        server.kill().await?;
        server.start_again().await?;
        let there = ensure_stands(client, &approval, "approved").await?;
        ensure(there == approval, || format!("the crash has made {approval} to {there}"))?;
        // The second crash comes while it is used: whether it was, nobody knows until it is sent again.
        let key = idempotency_key();
        let usage = || consume(client, &approval).header("idempotency-key", key.as_str()).send();
        let crash = async {
            tokio::time::sleep(std::time::Duration::from_micros(300 * round)).await;
            server.kill().await
        };
        let (told, crashed) = futures::join!(usage(), crash);
        crashed?;
        server.start_again().await?;
        let receipt = usage().await?.expect(200)?.json();
        if let Some(told) = told.ok().filter(|told| told.status == 200) {
            ensure(told.json() == receipt, || format!("{} was acknowledged, and then it was {receipt}", told.shown()))?;
        }
        let keys = keys(client).await?;
        ensure(is_signed(&receipt, &keys)?, || format!("{receipt} is not signed by any of {keys}"))?;
        ensure_problem(consume(client, &approval).send().await?, 409, "approval-conflict")?;
    }
    Ok(())
}
