//! Resources that delete themselves.

use http::Method;
use serde_json::{Value, json};

use super::{
    Context,
    lateness::{beside_writes, ensure_in_time},
};
use crate::wire::{Event, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("expiry-is-a-deletion-within-a-second", |context| Box::pin(deletion_within_a_second(context))),
    ("a-write-sets-the-expiry-anew", |context| Box::pin(write_sets_the_expiry_anew(context))),
    ("expiry-frees-a-lock", |context| Box::pin(expiry_frees_a_lock(context))),
];

/// Writes a resource that expires, and gives the resource.
pub(super) async fn put_expiring(context: &Context, key: &str, ttl_ms: u64) -> Outcome<Value> {
    let request = context.client.resource(Method::PUT, key);
    let answer = request.json(&json!({ "value": "short", "ttl_ms": ttl_ms })).send().await?;
    Ok(answer.expect_one_of(&[200, 201])?.json())
}

/// Whether an event is the expiry of this resource, not before its time.
///
/// # Errors
/// When it is not.
pub(super) fn ensure_expired(event: &Event, resource: &Value) -> Outcome {
    let data = &event.data["data"];
    ensure(data["reason"] == "expired" && data["rev"] == resource["rev"], || {
        format!("the event of the expiry has the data {data}")
    })?;
    let (due, happened) = (&resource["expires_at"], &event.data["time"]);
    // Instants in one format and one zone are ordered as their texts are.
    ensure(happened.as_str() >= due.as_str(), || format!("it was due at {due} and expired at {happened}"))
}

async fn deletion_within_a_second(context: &Context) -> Outcome {
    let mut watch = context.client.watch([("prefix", context.prefix.as_str())]).open().await?;
    for ttl_ms in [1, 300, 1200] {
        let key = context.key(&format!("ttl-{ttl_ms}"));
        let resource = put_expiring(context, &key, ttl_ms).await?;
        let expiry = watch.until(|frame| frame.name == "resource.deleted" && frame.subject() == key);
        let (event, slowest_write_ms) = beside_writes(context, expiry).await?;
        ensure_expired(&event, &resource)?;
        ensure_in_time(&resource["expires_at"], &event.data["time"], 1000, slowest_write_ms)?;
        context.client.get(&key).await?.expect(404)?;
    }
    Ok(())
}

async fn write_sets_the_expiry_anew(context: &Context) -> Outcome {
    let (kept, extended) = (context.key("kept"), context.key("extended"));
    put_expiring(context, &kept, 400).await?;
    let without = context.client.put(&kept, &json!("kept")).await?.json();
    ensure(without["expires_at"].is_null(), || format!("a PUT without ttl_ms leaves the expiry {without}"))?;
    put_expiring(context, &extended, 400).await?;
    put_expiring(context, &extended, 600_000).await?;

    // What is written last expires last: once it is gone, the others had their time.
    let mut watch = context.client.watch([("prefix", context.prefix.as_str())]).open().await?;
    put_expiring(context, &context.key("last"), 500).await?;
    let gone = watch.until(|frame| frame.name == "resource.deleted").await?;
    ensure(gone.subject() == context.key("last"), || format!("{} expired, and should not", gone.subject()))?;
    context.client.get(&kept).await?.expect(200)?;
    context.client.get(&extended).await?.expect(200).map(|_| ())
}

async fn expiry_frees_a_lock(context: &Context) -> Outcome {
    let key = context.key("lock");
    let mut watch = context.client.watch([("prefix", context.prefix.as_str())]).open().await?;
    let take = |holder: &str, ttl_ms: u64| {
        let request = context.client.resource(Method::PUT, &key).header("if-none-match", "*");
        request.json(&json!({ "value": { "holder": holder }, "ttl_ms": ttl_ms })).send()
    };
    take("first", 500).await?.expect(201)?;
    take("second", 60_000).await?.expect(412)?;
    watch.until(|frame| frame.name == "resource.deleted").await?;
    take("second", 60_000).await?.expect(201)?;
    let holder = context.client.get(&key).await?.json()["value"]["holder"].clone();
    ensure(holder == "second", || format!("the lock is held by {holder}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expiry_before_its_time_is_found() {
        let resource = json!({ "rev": 7, "expires_at": "2026-01-05T09:30:00.000Z" });
        let event = |time: &str, reason: &str| {
            let data = json!({ "time": time, "data": { "rev": 7, "reason": reason } });
            Event { name: "resource.deleted".into(), id: None, data }
        };
        assert!(ensure_expired(&event("2026-01-05T09:30:00.000Z", "expired"), &resource).is_ok());
        assert!(ensure_expired(&event("2026-01-05T09:29:59.999Z", "expired"), &resource).is_err());
        assert!(ensure_expired(&event("2026-01-05T09:30:00.000Z", "deleted"), &resource).is_err());
    }
}
