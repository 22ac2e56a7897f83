//! Who decides.

use serde_json::json;

use super::{ADA, BEN, Context, approve, ask, consume, decide, ensure_refused, ensure_stands, path};
use crate::{
    behaviours::work::{ensure_is, ensure_problem, read, repeat},
    token::Narrowing,
    wire::{Failure, Outcome, encode_query, ensure},
};

pub(in super::super) const CHECKS: super::super::Checks = &[
    ("of-two-deciders-at-once-one-decides", |context| Box::pin(one_decides(context))),
    ("nobody-decides-for-themselves", |context| Box::pin(nobody_for_themselves(context))),
    ("an-agent-does-not-decide", |context| Box::pin(agent_does_not_decide(context))),
    ("a-quorum-is-of-different-people", |context| Box::pin(quorum_of_people(context))),
    ("a-decision-sent-again-is-the-same-decision", |context| Box::pin(sent_again(context))),
    ("what-waits-is-one-list", |context| Box::pin(one_list(context))),
];

async fn one_decides(context: &Context) -> Outcome {
    let (client, ada, ben) = (&context.client, context.acting_as(ADA, None)?, context.acting_as(BEN, None)?);
    for _ in 0..16 {
        let approval = ask(client, json!({})).await?;
        let deny = decide(&ben, &approval, json!({ "kind": "deny", "reason": "no" }));
        let (approved, denied) = futures::try_join!(approve(&ada, &approval).send(), deny.send())?;
        let (winner, loser, status) = match (approved.status.as_u16(), denied.status.as_u16()) {
            (200, 409) => (approved, denied, "approved"),
            (409, 200) => (denied, approved, "denied"),
            both => return Err(Failure::new(format!("an approval and a denial at once are answered {both:?}"))),
        };
        ensure_problem(loser, 409, "approval-conflict")?;
        let now = ensure_stands(client, &approval, status).await?;
        ensure(now == winner.json(), || format!("{now} is not what the winner was told: {}", winner.shown()))?;
    }
    Ok(())
}

async fn nobody_for_themselves(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = ask(client, json!({})).await?;
    let requester = approval["requested_by"].as_str().unwrap_or_default();
    ensure_refused(client, &approval, approve(client, &approval), 403, "forbidden").await?;
    let by_delegate = context.acting_as("agent:clerk", Some(requester))?;
    ensure_refused(client, &approval, approve(&by_delegate, &approval), 403, "forbidden").await?;
    // To be asked is not to be allowed to ask oneself.
    let alone = json!({ "action": "deploy", "arguments": {}, "deciders": [requester] });
    let asked = super::post(client, "/v1/approvals", &alone).send().await?;
    ensure_problem(asked, 400, "invalid-request")?;
    let named = ask(client, json!({ "deciders": [BEN] })).await?;
    let ada = context.acting_as(ADA, None)?;
    ensure_refused(client, &named, approve(&ada, &named), 403, "forbidden").await?;
    approve(&context.acting_as(BEN, None)?, &named).send().await?.expect(200).map(drop)
}

async fn agent_does_not_decide(context: &Context) -> Outcome {
    let client = &context.client;
    let approval = ask(client, json!({ "deciders": [ADA, "agent:clerk", "service:ci"] })).await?;
    for principal in ["agent:clerk", "service:ci"] {
        let robot = context.acting_as(principal, None)?;
        let decisions = [
            json!({ "kind": "approve" }),
            json!({ "kind": "deny" }),
            json!({ "kind": "edit", "arguments": {} }),
            json!({ "kind": "respond", "text": "fine" }),
        ];
        for decision in decisions {
            ensure_refused(client, &approval, decide(&robot, &approval, decision), 403, "forbidden").await?;
        }
    }
    // A token that writes approvals does not decide them, whosever it is.
    let writes =
        Narrowing { operations: Some(vec!["approval:read".into(), "approval:write".into()]), ..Narrowing::default() };
    ensure_refused(client, &approval, approve(&context.narrowed(&writes)?, &approval), 403, "forbidden").await?;
    let delegate = context.acting_as("agent:clerk", Some(ADA))?;
    let approved = approve(&delegate, &approval).send().await?.expect(200)?.json();
    ensure_is(&approved["decisions"][0], "by", &json!("agent:clerk"))?;
    ensure_is(&approved["decisions"][0], "on_behalf_of", &json!(ADA))
}

async fn quorum_of_people(context: &Context) -> Outcome {
    let (client, ada, ben) = (&context.client, context.acting_as(ADA, None)?, context.acting_as(BEN, None)?);
    let approval = ask(client, json!({ "quorum": 2 })).await?;
    for again in [ada.clone(), ada.clone(), context.acting_as("agent:clerk", Some(ADA))?] {
        let one = approve(&again, &approval).send().await?.expect(200)?.json();
        let counted = one["decisions"].as_array().map_or(0, Vec::len);
        ensure(one["status"] == "pending" && counted == 1, || format!("one person makes {one}"))?;
    }
    ensure_refused(client, &approval, consume(client, &approval), 409, "approval-conflict").await?;
    let other = decide(&ada, &approval, json!({ "kind": "deny" }));
    ensure_refused(client, &approval, other, 409, "approval-conflict").await?;
    approve(&ben, &approval).send().await?.expect(200)?;
    consume(client, &approval).send().await?.expect(200)?;

    let denied = ask(client, json!({ "quorum": 2 })).await?;
    approve(&ada, &denied).send().await?.expect(200)?;
    decide(&ben, &denied, json!({ "kind": "deny" })).send().await?.expect(200)?;
    ensure_stands(client, &denied, "denied").await.map(drop)
}

async fn sent_again(context: &Context) -> Outcome {
    let ada = context.acting_as(ADA, None)?;
    let approval = ask(&context.client, json!({})).await?;
    let first = repeat(approve(&ada, &approval), 200).await?.json();
    // Without a key as well: it says nothing new.
    let again = approve(&ada, &approval).send().await?.expect(200)?.json();
    ensure(again == first, || format!("the same decision has made {first} to {again}"))?;
    let stale = approve(&context.acting_as(BEN, None)?, &approval).header("if-match", "\"1\"").send().await?;
    ensure_problem(stale, 412, "precondition-failed")
}

async fn one_list(context: &Context) -> Outcome {
    let (client, ada) = (&context.client, context.acting_as(ADA, None)?);
    let action = super::own_action();
    let routine = uuid::Uuid::now_v7().to_string();
    let special = json!({ "action": action, "risk": "critical", "deciders": [ADA], "routine_id": routine });
    let waiting = ask(client, special).await?;
    let open = ask(client, json!({ "action": action, "risk": "low" })).await?;
    let done = ask(client, json!({ "action": action, "risk": "low" })).await?;
    decide(&ada, &done, json!({ "kind": "deny" })).send().await?.expect(200)?;
    let cases = [
        (vec![], vec![&waiting, &open, &done]),
        (vec![("status", "pending")], vec![&waiting, &open]),
        (vec![("status", "denied")], vec![&done]),
        (vec![("routine_id", routine.as_str())], vec![&waiting]),
        (vec![("mission_id", routine.as_str())], vec![]),
        (vec![("risk", "critical")], vec![&waiting]),
        (vec![("status", "pending"), ("decider", BEN)], vec![&open]),
        (vec![("decider", ADA)], vec![&waiting, &open, &done]),
        (vec![("deadline_before", "2026-01-01T00:00:00.000Z")], vec![]),
    ];
    for (filters, expected) in cases {
        let query = filters.iter().copied().chain([("action", action.as_str()), ("limit", "1000")]);
        let page = read(client, &format!("/v1/approvals{}", encode_query(query))).await?;
        let ids: Vec<_> = page["items"].as_array().into_iter().flatten().map(path).collect();
        let wanted: Vec<_> = expected.iter().map(|approval| path(approval)).collect();
        ensure(ids == wanted, || format!("the list of {filters:?} is {ids:?} and should be {wanted:?}"))?;
    }
    Ok(())
}
