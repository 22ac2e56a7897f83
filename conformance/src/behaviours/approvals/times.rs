//! Deadlines, and clocks.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ADA, BEN, Context, approve, ask, consume, ensure_refused, ensure_stands, path};
use crate::{
    behaviours::{
        lateness::{beside_writes, ensure_in_time},
        work::{ensure_is, until},
    },
    wire::Outcome,
};

pub(in super::super) const CHECKS: super::super::Checks = &[
    ("a-decision-after-the-deadline-is-refused", |context| Box::pin(after_the_deadline(context))),
    ("an-approval-is-good-for-its-time-only", |context| Box::pin(good_for_its_time(context))),
    ("what-nobody-decides-is-asked-of-others", |context| Box::pin(asked_of_others(context))),
];

pub(in super::super) const CHECKS_WITH_A_SERVER: super::super::Checks =
    &[("a-clock-set-back-brings-no-approval-back", |context| Box::pin(clock_set_back(context)))];

const WITHIN: Duration = Duration::from_secs(10);
/// The shortest time that there is.
const SHORTEST_MS: u64 = 1000;
/// Long enough for a few requests on a machine that is busy with something else.
const SHORT_MS: u64 = 4000;

fn has_expired(approval: &Value) -> bool {
    approval["status"] == "expired"
}

async fn after_the_deadline(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = ask(client, json!({ "deadline_ms": SHORTEST_MS })).await?;
    let (expired, slowest) = beside_writes(context, until(client, &path(&approval), WITHIN, has_expired)).await?;
    ensure_in_time(&approval["deadline"], &expired["ended_at"], 1000, slowest)?;
    let ada = context.acting_as(ADA, None)?;
    ensure_refused(client, &approval, approve(&ada, &approval), 409, "approval-conflict").await?;
    ensure_refused(client, &approval, consume(client, &approval), 409, "approval-conflict").await
}

async fn good_for_its_time(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = super::approved(context, json!({ "valid_ms": SHORTEST_MS })).await?;
    until(client, &path(&approval), WITHIN, has_expired).await?;
    ensure_refused(client, &approval, consume(client, &approval), 409, "approval-conflict").await
}

async fn asked_of_others(context: &Context) -> Outcome {
    let (client, ada, ben) = (&context.client, context.acting_as(ADA, None)?, context.acting_as(BEN, None)?);
    let escalation = json!({ "deciders": [BEN], "deadline_ms": 60_000 });
    let spec = json!({ "deadline_ms": SHORT_MS, "deciders": [ADA], "escalation": escalation });
    let approval = ask(client, spec).await?;
    ensure_refused(client, &approval, approve(&ben, &approval), 403, "forbidden").await?;
    let escalated = until(client, &path(&approval), WITHIN, |approval| approval["escalated_at"].is_string()).await?;
    ensure_is(&escalated, "status", &json!("pending"))?;
    ensure_refused(client, &approval, approve(&ada, &approval), 403, "forbidden").await?;
    approve(&ben, &approval).send().await?.expect(200)?;
    // A second time nobody is asked.
    let escalation = json!({ "deciders": [BEN], "deadline_ms": SHORTEST_MS });
    let last = ask(client, json!({ "deadline_ms": SHORTEST_MS, "escalation": escalation })).await?;
    until(client, &path(&last), WITHIN, has_expired).await.map(drop)
}

async fn clock_set_back(context: &Context) -> Outcome {
    const HOUR_S: i64 = 60 * 60;
    let (client, server, ada) = (&context.client, context.own_server()?, context.acting_as(ADA, None)?);
    let undecided = ask(client, json!({ "deadline_ms": SHORTEST_MS })).await?;
    let unused = super::approved(context, json!({ "valid_ms": SHORTEST_MS })).await?;
    for approval in [&undecided, &unused] {
        until(client, &path(approval), WITHIN, has_expired).await?;
    }
    server.set_clock(-HOUR_S)?;
    ensure_refused(client, &undecided, approve(&ada, &undecided), 409, "approval-conflict").await?;
    ensure_refused(client, &unused, consume(client, &unused), 409, "approval-conflict").await?;
    // Nor does the store's own time go back, over a restart either.
    server.stop().await?;
    server.start_again().await?;
    ensure_refused(client, &undecided, approve(&ada, &undecided), 409, "approval-conflict").await?;
    let short = ask(client, json!({ "deadline_ms": SHORTEST_MS })).await?;
    crate::wire::ensure(short["created_at"].as_str() >= undecided["created_at"].as_str(), || {
        format!("{} is earlier than {}", short["created_at"], undecided["created_at"])
    })?;
    // A clock that is ahead lets time pass.
    let day = ask(client, json!({})).await?;
    server.set_clock(25 * HOUR_S)?;
    until(client, &path(&day), WITHIN, has_expired).await?;
    server.set_clock(0)?;
    ensure_refused(client, &day, approve(&ada, &day), 409, "approval-conflict").await?;
    ensure_stands(client, &day, "expired").await.map(drop)
}
