//! An approval is of one action with exactly its arguments, once.

use futures::future::join_all;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    ADA, BEN, Context, approve, approved, ask, consume, decide, ensure_refused, ensure_stands, own_action, path,
    take_back,
};
use crate::{
    behaviours::work::{ensure_problem, post, repeat},
    wire::{Failure, Outcome, ensure},
};

pub(in super::super) const CHECKS: super::super::Checks = &[
    ("an-approval-is-used-once", |context| Box::pin(used_once(context))),
    ("one-changed-byte-is-another-action", |context| Box::pin(one_byte(context))),
    ("arguments-have-one-digest-however-written", |context| Box::pin(one_digest(context))),
    ("what-was-taken-back-is-not-used", |context| Box::pin(taken_back(context))),
    ("an-edit-stays-within-its-schema", |context| Box::pin(edit_within_schema(context))),
    ("approvals-tell-what-has-changed", |context| Box::pin(tell_changes(context))),
];

async fn used_once(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = approved(context, json!({})).await?;
    // Nobody but whoever asked uses it.
    let ben = context.acting_as(BEN, None)?;
    ensure_refused(client, &approval, consume(&ben, &approval), 403, "forbidden").await?;
    let receipt = repeat(consume(client, &approval), 200).await?.json();
    let used = ensure_stands(client, &approval, "consumed").await?;
    ensure(used["receipt"] == receipt, || format!("the receipt {receipt} is kept as {}", used["receipt"]))?;
    ensure_refused(client, &approval, consume(client, &approval), 409, "approval-conflict").await?;

    let contested = approved(context, json!({})).await?;
    let at_once = join_all((0..16).map(|_| consume(client, &contested).send())).await;
    let mut uses = 0;
    for answer in at_once {
        uses += usize::from(answer?.expect_one_of(&[200, 409])?.status == 200);
    }
    ensure(uses == 1, || format!("of 16 uses at once {uses} succeeded"))
}

async fn one_byte(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let text = "rm -r build";
    let approval = ask(client, json!({ "arguments": text })).await?;
    let written = format!("\"{text}\"");
    // The same approval, with the digest of what it would be about with one byte changed.
    let with_another = |index: usize| {
        let mut changed = written.clone().into_bytes();
        changed[index] = if changed[index] == b'x' { b'y' } else { b'x' };
        let mut other = approval.clone();
        other["digest"] = json!(sha256(&changed));
        other
    };
    for index in 1..=text.len() {
        let attempt = approve(&ada, &with_another(index));
        ensure_refused(client, &approval, attempt, 409, "approval-conflict").await?;
    }
    approve(&ada, &approval).send().await?.expect(200)?;
    for index in 1..=text.len() {
        ensure_refused(client, &approval, consume(client, &with_another(index)), 409, "approval-conflict").await?;
    }
    let mut same = approval.clone();
    same["digest"] = json!(sha256(written.as_bytes()));
    consume(client, &same).send().await?.expect(200).map(drop)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn one_digest(context: &Context) -> Outcome {
    // Each with its canonical form, written down by hand after RFC 8785.
    let forms: [(&[&str], &str); 5] = [
        (&[r#"{"b":1,"a":2}"#, r#"{ "a" : 2.0, "b" : 1e0 }"#, r#"{"\u0061":20e-1,"b":1.000}"#], r#"{"a":2,"b":1}"#),
        (&["[-0, 0.0, 0]", "[0,-0.0,0e5]"], "[0,0,0]"),
        (&["[333333333.33333329, 0.0000001]", "[3333333333333333e-7, 1e-7]"], "[333333333.3333333,1e-7]"),
        (&[r#""\u20ac\/\n""#, "\"\u{20ac}/\\u000a\""], "\"\u{20ac}/\\n\""),
        // Members are ordered by their UTF-16 code units, not by their characters.
        (&["{\"\u{fb33}\":1,\"\u{1f600}\":2,\"\u{20ac}\":3}"], "{\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}"),
    ];
    for (written, canonical) in forms {
        let digest = sha256(canonical.as_bytes());
        for arguments in written {
            let body = format!(r#"{{"action":"{}","arguments":{arguments}}}"#, own_action());
            let request = post(&context.client, "/v1/approvals", &Value::Null);
            let request = request.body("application/json", body);
            let asked = request.send().await?.expect(201)?.json();
            ensure(asked["digest"] == digest, || format!("{arguments} has the digest {}", asked["digest"]))?;
        }
    }
    // What readers would read differently has none.
    for arguments in ["9007199254740993", "1e21", "[1e400]", r#"{"a":1,"a":2}"#] {
        let body = format!(r#"{{"action":"{}","arguments":{arguments}}}"#, own_action());
        let request = post(&context.client, "/v1/approvals", &Value::Null).body("application/json", body);
        let answer = request.deliberately_wrong().send().await?;
        ensure_problem(answer, 400, "invalid-request")?;
    }
    Ok(())
}

async fn taken_back(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = approved(context, json!({})).await?;
    take_back(client, &approval).send().await?.expect(200)?;
    ensure_refused(client, &approval, consume(client, &approval), 409, "approval-conflict").await?;
    let ben = context.acting_as(BEN, None)?;
    ensure_refused(client, &approval, approve(&ben, &approval), 409, "approval-conflict").await?;
    for _ in 0..8 {
        let approval = approved(context, json!({})).await?;
        let (used, cancelled) =
            futures::try_join!(consume(client, &approval).send(), take_back(client, &approval).send())?;
        let ends = match (used.status.as_u16(), cancelled.status.as_u16()) {
            (200, 409) => "consumed",
            (409, 200) => "cancelled",
            both => return Err(Failure::new(format!("a use and a cancellation at once are answered {both:?}"))),
        };
        ensure_stands(client, &approval, ends).await?;
    }
    Ok(())
}

async fn edit_within_schema(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let schema = json!({
        "type": "object", "required": ["replicas"], "additionalProperties": false,
        "properties": { "service": { "const": "atlas" }, "version": {}, "replicas": { "$ref": "#/$defs/few" } },
        "$defs": { "few": { "type": "integer", "minimum": 1, "maximum": 5 } },
    });
    let fixed = ask(client, json!({})).await?;
    let edit = |arguments: Value| json!({ "kind": "edit", "arguments": arguments });
    let no_schema = decide(&ada, &fixed, edit(json!({})));
    ensure_refused(client, &fixed, no_schema, 409, "approval-conflict").await?;
    let approval = ask(client, json!({ "edit_schema": schema })).await?;
    for beyond in [json!({ "replicas": 6 }), json!({ "replicas": 2, "force": true }), json!({}), json!("all")] {
        let attempt = decide(&ada, &approval, edit(beyond));
        ensure_refused(client, &approval, attempt, 400, "invalid-request").await?;
    }
    let edited = decide(&ada, &approval, edit(json!({ "replicas": 2 }))).send().await?.expect(200)?.json();
    ensure(edited["digest"] == sha256(br#"{"replicas":2}"#), || format!("it was edited to {edited}"))?;
    // What was asked for at first was never approved.
    ensure_refused(client, &approval, consume(client, &approval), 409, "approval-conflict").await?;
    consume(client, &edited).send().await?.expect(200)?;
    // Nobody gets the server to fetch something, or to compute for long.
    let pattern = format!("^({}){{1000}}$", "(a|b|ab)*".repeat(20));
    for schema in [
        json!({ "$ref": "http://127.0.0.1/schema" }),
        json!({ "$ref": "#/nowhere" }),
        json!({ "$ref": "#" }),
        json!({ "pattern": pattern }),
        json!({ "type": 7 }),
    ] {
        let spec = json!({ "action": own_action(), "arguments": {}, "edit_schema": schema });
        ensure_problem(post(client, "/v1/approvals", &spec).send().await?, 400, "invalid-request")?;
    }
    Ok(())
}

async fn tell_changes(context: &Context) -> Outcome {
    let client = &context.client;
    let action = own_action();
    let first = approved(context, json!({ "action": action })).await?;
    ensure(first["previous_id"].is_null(), || format!("there was nothing before {first}"))?;
    consume(client, &first).send().await?.expect(200)?;
    let arguments = json!({ "service": "atlas", "version": "1.5.0", "force": true });
    let next = ask(client, json!({ "action": action, "arguments": arguments })).await?;
    ensure(next["previous_id"] == first["approval_id"], || format!("{next} follows on {}", first["approval_id"]))?;
    let mut changes = next["changes"].as_array().cloned().unwrap_or_default();
    changes.sort_by_key(|change| change["pointer"].to_string());
    let expected = json!([
        { "pointer": "/force", "after": true },
        { "pointer": "/replicas", "before": 3 },
        { "pointer": "/version", "before": "1.4.0", "after": "1.5.0" },
    ]);
    ensure(json!(changes) == expected, || format!("{} tells {changes:?}", path(&next)))
}
