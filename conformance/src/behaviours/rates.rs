//! How many requests a second a principal may send.

use std::time::Duration;

use futures::future::join_all;
use http::Method;
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::Context;
use crate::wire::{Answer, Client, Failure, Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("who-sends-too-much-is-told-when-to-go-on", |context| Box::pin(told_when_to_go_on(context))),
    ("others-do-not-notice-who-sends-too-much", |context| Box::pin(others_do_not_notice(context))),
];

/// A rate that anybody exceeds, and a burst that a client needs to do something at all.
const SMALL_RATE: &str = "rate_limit = 5\nrate_limit_burst = 40\n";
const SMALL_BURST: usize = 40;
/// Longer than a request that nothing holds up takes, on a machine that is busy with something else.
const AT_ONCE: Duration = Duration::from_secs(2);

async fn told_when_to_go_on(context: &Context) -> Outcome {
    let server = context.own_server()?;
    server.start_again_with(SMALL_RATE).await?;
    let put = |number: usize| {
        let request = context.client.resource(Method::PUT, &context.key(&format!("{number}")));
        request.json(&json!({ "value": number }))
    };
    let mut refused = None;
    for number in 0..SMALL_BURST * 5 {
        let answer = put(number).send().await?.expect_one_of(&[201, 429])?;
        if answer.status == 429 {
            refused = Some((number, answer));
            break;
        }
    }
    let (number, answer) = refused.ok_or_else(|| Failure::new("a principal sent five bursts and was never refused"))?;
    ensure(number >= SMALL_BURST, || {
        format!("only {number} requests were served, and {SMALL_BURST} may come at once")
    })?;
    let wait = wait_of(&answer)?;
    // Seen by somebody else, because the principal itself has to wait.
    let witness = context.client.with_token(Some(&server.token_of("agent:witness", "local/default/default")?));
    witness.get(&context.key(&number.to_string())).await?.expect(404)?;
    witness.get(&context.key(&(number - 1).to_string())).await?.expect(200)?;
    sleep(wait).await;
    put(number).send().await?.expect(201).map(|_| ())
}

/// How long a refusal asks to wait.
fn wait_of(answer: &Answer) -> Outcome<Duration> {
    let kind = answer.json()["type"].clone();
    ensure(kind == "urn:charter:problem:rate-limited", || format!("the refusal is {}", answer.shown()))?;
    let seconds = answer.header("retry-after").and_then(|text| text.parse().ok()).filter(|seconds| *seconds > 0);
    let seconds = seconds.ok_or_else(|| Failure::new(format!("Retry-After is missing: {:?}", answer.headers)))?;
    Ok(Duration::from_secs(seconds))
}

async fn others_do_not_notice(context: &Context) -> Outcome {
    let server = context.own_server()?;
    server.start_again_with(SMALL_RATE).await?;
    let key = context.key("shared");
    context.client.put(&key, &json!(0)).await?;
    // Everybody begins before anybody is limited.
    let other = context.client.with_token(Some(&server.token_of("agent:other", "local/default/default")?));
    let elsewhere = context.client.with_token(Some(&server.token_of("user:local", "acme/web/shop")?));
    other.get(&key).await?.expect(200)?;
    elsewhere.get(&key).await?.expect(404)?;
    let mut stream = context.client.watch([("prefix", context.prefix.as_str())]).open().await?;

    let made_up: String = context.token.chars().rev().collect();
    let stranger = context.client.with_token(Some(&made_up));
    let greedy = [flood(&context.client, &key), flood(&stranger, &key)];
    let modest = async {
        for value in 1..=SMALL_BURST as u64 / 4 {
            at_once(other.put(&key, &json!(value))).await?;
            at_once(elsewhere.get(&key)).await?.expect(404)?;
            let event = at_once(stream.next_logged()).await?.map(|event| event.data["data"]["value"].clone());
            ensure(event == Some(value.into()), || format!("the stream shows {event:?} and not {value}"))?;
        }
        Outcome::Ok(())
    };
    let (refused, modest) = tokio::join!(join_all(greedy), modest);
    modest?;
    for refused in refused {
        let refused = refused?;
        ensure(refused > SMALL_BURST, || format!("of five bursts at once only {refused} requests were refused"))?;
    }
    Ok(())
}

/// Asks for a resource much more often than the rate allows, and tells how often that was too often.
async fn flood(client: &Client, key: &str) -> Outcome<usize> {
    let mut refused = 0;
    for _ in 0..SMALL_BURST * 5 {
        let answer = client.resource(Method::GET, key).send().await?.expect_one_of(&[200, 401, 429])?;
        refused += usize::from(answer.status == 429);
    }
    Ok(refused)
}

async fn at_once<T>(request: impl Future<Output = Outcome<T>>) -> Outcome<T> {
    let slow = |_| Failure::new("a principal had to wait because another sends too much");
    timeout(AT_ONCE, request).await.map_err(slow)?
}
