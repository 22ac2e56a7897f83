//! Claims: who gets which run.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use futures::future::try_join_all;
use serde_json::{Value, json};

use super::{
    Context,
    work::{self, Held, claim, claim_one, create_mission, create_run, own_role, text},
};
use crate::wire::{Outcome, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("a-run-goes-to-one-claim", |context| Box::pin(run_goes_to_one_claim(context))),
    ("a-claim-waits-for-work", |context| Box::pin(claim_waits_for_work(context))),
    ("a-claim-repeated-gets-the-same-runs", |context| Box::pin(repeated_claim_gets_the_same(context))),
    ("a-claim-gets-what-its-worker-can-do", |context| Box::pin(claim_gets_what_worker_can_do(context))),
    ("a-claim-that-gives-up-takes-no-place", |context| Box::pin(giving_up_takes_no_place(context))),
    ("missions-take-turns", |context| Box::pin(missions_take_turns(context))),
];

async fn run_goes_to_one_claim(context: &Context) -> Outcome {
    const RUNS: usize = 16;
    const CLAIMS: usize = 32;
    let client = &context.client;
    let role = own_role();
    let spec = json!({ "title": "Sound the bay", "role": role });
    try_join_all((0..RUNS).map(|_| create_run(client, &spec))).await?;
    let body = json!({ "roles": [role], "limit": 2 });
    let held: Vec<Held> = try_join_all((0..CLAIMS).map(|_| claim(client, &body))).await?.concat();
    let different: BTreeSet<&str> = held.iter().map(|held| held.run_id.as_str()).collect();
    ensure(held.len() == RUNS && different.len() == RUNS, || {
        format!("{CLAIMS} claims of {RUNS} runs got {}, of which {} are different", held.len(), different.len())
    })?;
    for held in &held {
        ensure(held.epoch == 1, || format!("the first claim of {} has the epoch {}", held.run_id, held.epoch))?;
    }
    try_join_all(held.iter().map(|held| held.complete(client, json!({})))).await.map(drop)
}

async fn claim_waits_for_work(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let begun = Instant::now();
    let none = claim(client, &json!({ "roles": [role], "wait_ms": 400 })).await?;
    let waited = begun.elapsed();
    ensure(none.is_empty(), || format!("a claim of a role without runs got {none:?}"))?;
    // A server may round down to whole milliseconds.
    ensure(waited >= Duration::from_millis(399), || format!("a claim of 400 ms has waited {waited:?}"))?;
    ensure(waited < Duration::from_secs(5), || format!("a claim of 400 ms has waited {waited:?}"))?;

    // Asked for before the run is there: the claim goes out first, and is in most cases waiting when the run comes.
    let body = json!({ "roles": [role], "wait_ms": 20_000 });
    let waiting = claim_one(client, &body);
    let queueing = async {
        claim(client, &json!({ "roles": [own_role()], "wait_ms": 300 })).await?;
        create_run(client, &json!({ "title": "Sound the bay", "role": role })).await
    };
    let begun = Instant::now();
    let (held, run_id) = futures::try_join!(waiting, queueing)?;
    let waited = begun.elapsed();
    ensure(held.run_id == run_id, || format!("the claim got {} and not {run_id}", held.run_id))?;
    ensure(waited < Duration::from_secs(5), || format!("a run was queued after 0.3 s and claimed after {waited:?}"))?;
    held.complete(client, json!({})).await.map(drop)
}

async fn repeated_claim_gets_the_same(context: &Context) -> Outcome {
    let client = &context.client;
    let role = own_role();
    let spec = json!({ "title": "Sound the bay", "role": role });
    try_join_all((0..8).map(|_| create_run(client, &spec))).await?;
    let body = json!({ "roles": [role], "limit": 3 });
    let claims = work::post(client, "/v1/runs/claim", &body).header("idempotency-key", work::idempotency_key());
    let first = claims.clone().send().await?.expect(200)?;
    for again in try_join_all((0..4).map(|_| claims.clone().send())).await? {
        let replayed = again.header("idempotency-replayed") == Some("true") && again.body == first.body;
        ensure(replayed, || format!("a claim that got {} gets {} the next time", first.shown(), again.shown()))?;
    }
    let held = Held::all(&first);
    ensure(held.len() == 3, || format!("a claim of three of eight runs got {}", held.len()))?;
    let rest = claim(client, &json!({ "roles": [role], "limit": 32 })).await?;
    ensure(rest.len() == 5, || format!("a claim that was sent five times has left {} of 8 runs", rest.len()))?;
    let all = held.iter().chain(&rest);
    try_join_all(all.map(|held| held.complete(client, json!({})))).await.map(drop)
}

async fn claim_gets_what_worker_can_do(context: &Context) -> Outcome {
    let client = &context.client;
    let (role, other) = (own_role(), own_role());
    let run = |title: &str, skills: Value| json!({ "title": title, "role": role, "skills": skills });
    let plain = create_run(client, &run("Row", json!([]))).await?;
    let one = create_run(client, &run("Sail", json!(["sailing"]))).await?;
    let both = create_run(client, &run("Sail by the stars", json!(["stars", "sailing"]))).await?;
    let later = json!({ "title": "Sail home", "role": role, "not_before": "2999-01-01T00:00:00.000Z" });
    let later = create_run(client, &later).await?;
    let cases = [
        (json!({ "roles": [other], "skills": ["sailing", "stars"] }), vec![]),
        (json!({ "roles": [role], "skills": ["stars"] }), vec![&plain]),
        (json!({ "roles": [role], "skills": ["stars"] }), vec![]),
        (json!({ "roles": [other, role], "skills": ["sailing"] }), vec![&one]),
        (json!({ "roles": [role], "skills": ["sailing", "rowing", "stars"] }), vec![&both]),
    ];
    for (mut body, wanted) in cases {
        body["limit"] = json!(32);
        let held = claim(client, &body).await?;
        let got: Vec<&String> = held.iter().map(|held| &held.run_id).collect();
        ensure(got == wanted, || format!("the claim {body} got {got:?}, and should get {wanted:?}"))?;
        try_join_all(held.iter().map(|held| held.complete(client, json!({})))).await?;
    }
    let run = work::post(client, &format!("/v1/runs/{later}/cancel"), &json!({})).send().await?.expect(200)?.json();
    work::ensure_is(&run, "status", &json!("cancelled"))
}

/// Claims whose time is over just when a run could be theirs: the run has to be there for the next claim.
async fn giving_up_takes_no_place(context: &Context) -> Outcome {
    const AT_ONCE: u64 = 8;
    const ROUNDS: usize = 24;
    let tries = async |stream: u64| {
        let mut random = context.random(stream);
        for _ in 0..ROUNDS {
            give_up_in_time(context, Duration::from_millis(random.u64(30..42))).await?;
        }
        Outcome::Ok(())
    };
    try_join_all((0..AT_ONCE).map(tries)).await.map(drop)
}

/// A mission of one run at once, the first of which ends `after` so long, while a claim of 40 ms waits for the second.
async fn give_up_in_time(context: &Context, after: Duration) -> Outcome {
    let client = &context.client;
    let roles = [own_role(), own_role(), own_role()];
    let items: Vec<Value> = roles
        .iter()
        .enumerate()
        .map(|(n, role)| json!({ "item_id": n.to_string(), "title": "Draw", "role": role }))
        .collect();
    create_mission(client, &json!({ "title": "An atlas", "parallelism": 1, "items": items })).await?;
    let first = claim_one(client, &json!({ "roles": [roles[0]] })).await?;
    let ending = async {
        tokio::time::sleep(after).await;
        first.complete(client, json!({})).await
    };
    let body = json!({ "roles": [roles[1]], "wait_ms": 40 });
    let (mut second, _) = futures::try_join!(claim(client, &body), ending)?;
    if second.is_empty() {
        second = vec![claim_one(client, &json!({ "roles": [roles[1]], "wait_ms": 5000 })).await?];
    }
    second.remove(0).complete(client, json!({})).await?;
    let third = claim_one(client, &json!({ "roles": [roles[2]], "wait_ms": 5000 })).await?;
    third.complete(client, json!({})).await.map(drop)
}

/// With one run at once after the other, no mission is served twice before each has been served.
async fn missions_take_turns(context: &Context) -> Outcome {
    const MISSIONS: usize = 3;
    const ITEMS: usize = 4;
    let client = &context.client;
    let role = own_role();
    let items: Vec<Value> =
        (0..ITEMS).map(|n| json!({ "item_id": format!("sheet-{n}"), "title": "Draw", "role": role })).collect();
    let spec = json!({ "title": "An atlas", "parallelism": 8, "items": items });
    for _ in 0..MISSIONS {
        create_mission(client, &spec).await?;
    }
    for round in 0..ITEMS {
        let mut served: BTreeMap<String, usize> = BTreeMap::new();
        for _ in 0..MISSIONS {
            let held = claim_one(client, &json!({ "roles": [role] })).await?;
            *served.entry(text(&held.run["mission_id"])).or_default() += 1;
            held.complete(client, json!({})).await?;
        }
        ensure(served.len() == MISSIONS, || {
            format!("in round {round} only {} of {MISSIONS} missions were served: {served:?}", served.len())
        })?;
    }
    Ok(())
}
