//! Transactions: all or nothing, at one revision.

use futures::future::try_join_all;
use http::Method;
use serde_json::{Value, json};

use super::Context;
use crate::wire::{Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("transaction-guards-take-real-revisions", |context| Box::pin(guards_take_real_revisions(context))),
    ("transaction-names-every-conflict", |context| Box::pin(names_every_conflict(context))),
    ("transactions-keep-a-sum", |context| Box::pin(transactions_keep_a_sum(context))),
];

async fn guards_take_real_revisions(context: &Context) -> Outcome {
    let (kept, gone, checked) = (context.key("kept"), context.key("gone"), context.key("checked"));
    let mut revisions = Vec::new();
    for key in [&kept, &gone, &checked] {
        revisions.push(context.client.put(key, &json!(1)).await?.number("rev")?);
    }
    let operations = json!([
        { "op": "put", "key": kept, "value": 2, "if_rev": revisions[0] },
        { "op": "delete", "key": gone, "if_rev": revisions[1] },
        { "op": "check", "key": checked, "if_rev": revisions[2] },
        { "op": "delete", "key": context.key("never-there") },
    ]);
    let answer = context.client.transaction(&operations).send().await?.expect(200)?;
    let revision = answer.number("revision")?;
    let body = answer.json();
    let results = body["results"].as_array().into_iter().flatten();
    let effects: Vec<(&Value, &Value)> = results.map(|result| (&result["effect"], &result["rev"])).collect();
    let (written, untouched, none) = (json!(revision), json!(revisions[2]), Value::Null);
    let names = ["replaced", "deleted", "unchanged", "unchanged"].map(Value::from);
    let expected = [(&names[0], &written), (&names[1], &none), (&names[2], &untouched), (&names[3], &none)];
    ensure(effects == expected, || format!("the results are {}", body["results"]))?;
    context.client.get(&gone).await?.expect(404)?;
    let read = context.client.get(&kept).await?.expect(200)?.number("rev")?;
    ensure(read == revision, || format!("a write of the transaction {revision} has the revision {read}"))
}

async fn names_every_conflict(context: &Context) -> Outcome {
    let there = context.key("there");
    let rev = context.client.put(&there, &json!(1)).await?.number("rev")?;
    let operations = json!([
        { "op": "put", "key": context.key("new"), "value": 1 },
        { "op": "check", "key": there, "if_rev": rev + 1 },
        { "op": "put", "key": context.key("absent"), "value": 1, "if_rev": rev },
    ]);
    let answer = context.client.transaction(&operations).send().await?.expect(412)?;
    let conflicts = answer.json()["conflicts"].clone();
    let expected = json!([
        { "key": there, "current_rev": rev },
        { "key": context.key("absent"), "current_rev": 0 },
    ]);
    ensure(conflicts == expected, || format!("the conflicts are {conflicts}"))?;
    context.client.get(&context.key("new")).await?.expect(404).map(|_| ())
}

/// Several clients move amounts between accounts; every read of the list in between has the same total.
async fn transactions_keep_a_sum(context: &Context) -> Outcome {
    const ACCOUNTS: usize = 4;
    const TOTAL: i64 = 400;
    for account in 0..ACCOUNTS {
        context.client.put(&context.key(&format!("account-{account}")), &json!(100)).await?;
    }
    let movers = (0..3).map(|mover| move_amounts(context, mover, ACCOUNTS));
    let reader = async {
        for _ in 0..30 {
            let (items, revision) = context.client.list(&context.prefix).await?;
            let total: i64 = items.iter().filter_map(|item| item["value"].as_i64()).sum();
            ensure(total == TOTAL, || format!("the list at {revision} has the total {total}, and not {TOTAL}"))?;
        }
        Ok(())
    };
    futures::try_join!(try_join_all(movers), reader).map(|_| ())
}

async fn move_amounts(context: &Context, mover: u64, accounts: usize) -> Outcome {
    let mut random = context.random(mover);
    for _ in 0..15 {
        let from = random.usize(0..accounts);
        let to = (from + random.usize(1..accounts)) % accounts;
        loop {
            let mut operations = Vec::new();
            for (account, change) in [(from, -1), (to, 1)] {
                let key = context.key(&format!("account-{account}"));
                let read = context.client.resource(Method::GET, &key).send().await?.expect(200)?.json();
                let value = read["value"].as_i64().unwrap_or_default() + change;
                operations.push(json!({ "op": "put", "key": key, "value": value, "if_rev": read["rev"] }));
            }
            let answer = context.client.transaction(&json!(operations)).send().await?.expect_one_of(&[200, 412])?;
            if answer.status == 200 {
                break;
            }
        }
    }
    Ok(())
}
