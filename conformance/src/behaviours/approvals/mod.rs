//! Approvals, attacked from every side.

mod bound;
mod deciders;
mod receipts;
mod runs;
mod times;

use http::Method;
use serde_json::{Value, json};

use super::{
    Context,
    work::{self, Held, ensure_problem, post, read, text},
};
use crate::wire::{Client, Outcome, RequestBuilder, ensure};

pub(super) const CHECKS: [super::Checks; 5] =
    [bound::CHECKS, deciders::CHECKS, receipts::CHECKS, runs::CHECKS, times::CHECKS];
pub(super) const CHECKS_WITH_A_SERVER: [super::Checks; 2] =
    [receipts::CHECKS_WITH_A_SERVER, times::CHECKS_WITH_A_SERVER];

const ADA: &str = "user:ada";
const BEN: &str = "user:ben";

/// An action that nobody else has, so that nothing is said of what it was last done with.
fn own_action() -> String {
    format!("conformance.{}", uuid::Uuid::now_v7().simple())
}

/// The arguments that these behaviours ask leave for.
fn arguments() -> Value {
    json!({ "service": "atlas", "version": "1.4.0", "replicas": 3 })
}

/// Asks; `with` is what is special about it.
async fn ask(client: &Client, with: Value) -> Outcome<Value> {
    let mut spec = json!({ "action": own_action(), "arguments": arguments(), "risk": "high" });
    if let (Value::Object(spec), Value::Object(with)) = (&mut spec, with) {
        spec.extend(with);
    }
    Ok(post(client, "/v1/approvals", &spec).send().await?.expect(201)?.json())
}

fn path(approval: &Value) -> String {
    format!("/v1/approvals/{}", text(&approval["approval_id"]))
}

/// A decision about the arguments as `approval` has them.
fn decide(client: &Client, approval: &Value, decision: Value) -> RequestBuilder {
    let mut decision = decision;
    decision["digest"] = approval["digest"].clone();
    post(client, &format!("{}/decisions", path(approval)), &decision)
}

fn approve(client: &Client, approval: &Value) -> RequestBuilder {
    decide(client, approval, json!({ "kind": "approve" }))
}

/// A use for the arguments as `approval` has them.
fn consume(client: &Client, approval: &Value) -> RequestBuilder {
    post(client, &format!("{}/consume", path(approval)), &json!({ "digest": approval["digest"] }))
}

/// A use for a run.
fn consume_for(client: &Client, held: &Held, approval: &Value) -> RequestBuilder {
    let body = json!({ "digest": approval["digest"], "epoch": held.epoch });
    post(client, &format!("{}/consume", path(approval)), &body)
}

fn take_back(client: &Client, approval: &Value) -> RequestBuilder {
    post(client, &format!("{}/cancel", path(approval)), &json!({}))
}

/// One that somebody else has approved.
async fn approved(context: &Context, with: Value) -> Outcome<Value> {
    let approval = ask(&context.client, with).await?;
    Ok(approve(&context.acting_as(ADA, None)?, &approval).send().await?.expect(200)?.json())
}

/// The approval as it is now has to be in this state.
async fn ensure_stands(client: &Client, approval: &Value, status: &str) -> Outcome<Value> {
    let now = read(client, &path(approval)).await?;
    work::ensure_is(&now, "status", &json!(status))?;
    Ok(now)
}

/// What is refused, and leaves the approval as it was.
async fn ensure_refused(
    client: &Client,
    approval: &Value,
    attempt: RequestBuilder,
    status: u16,
    kind: &str,
) -> Outcome {
    let before = read(client, &path(approval)).await?;
    ensure_problem(attempt.send().await?, status, kind)?;
    let after = read(client, &path(approval)).await?;
    ensure(after == before, || format!("what was refused has changed {before} to {after}"))
}

async fn keys(client: &Client) -> Outcome<Value> {
    let answer = client.with_token(None).request(Method::GET, "/.well-known/jwks.json").send().await?;
    Ok(answer.expect(200)?.json())
}
