//! Workers: they claim runs and do them, and some are killed, or sleep for too long, in the middle of it.

use std::time::{Duration, Instant};

use charter_conformance::wire::{Client, RequestBuilder, encode_query};
use http::Method;
use serde_json::{Value, json};
use tokio::{sync::watch, time::sleep};

use super::{
    deed::{Account, Kind, Told},
    person::{About, Person},
    plan::{self, NEEDED_KIND, PLANNER, ROLES},
};

const LEASES_MS: std::ops::Range<u64> = 1000..2500;
/// So much longer than the lease does one sleep that comes back too late.
const OVERSLEPT: Duration = Duration::from_millis(200);

/// A run that was claimed.
struct Held {
    run: Value,
    run_id: String,
    epoch: u64,
    lease: Duration,
    /// When the claim was first sent: the lease cannot have begun before.
    begun: Instant,
}

/// Whether the run goes on.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    LetGo,
}

/// Works until `closed` is set.
///
/// # Errors
/// When the server does not do what it is asked.
pub(super) async fn work(mut person: Person, closed: watch::Receiver<bool>) -> anyhow::Result<Account> {
    while !*closed.borrow() {
        if !person.progress.is_ending() && person.random.u32(..100) < 3 {
            queue_one(&mut person).await?;
        }
        for held in claim(&mut person).await? {
            do_one(&mut person, &held).await?;
        }
    }
    Ok(person.account)
}

/// Queues a run of its own.
async fn queue_one(person: &mut Person) -> anyhow::Result<()> {
    let mark = person.mark();
    let spec = json!({ "title": mark, "role": ROLES[0], "max_attempts": 100 });
    let about = About { kind: Kind::CreateRun, run_id: "", epoch: 0, mark: &mark, requests: requests(person) };
    person.send(about, |client| client.request(Method::POST, "/v1/runs").json(&spec)).await.map(drop)
}

async fn claim(person: &mut Person) -> anyhow::Result<Vec<Held>> {
    let mark = person.mark();
    let lease_ms = person.random.u64(LEASES_MS);
    let limit = person.random.u32(1..3);
    let body = json!({ "roles": ROLES, "limit": limit, "lease_ms": lease_ms, "wait_ms": 200, "worker_name": mark });
    let begun = Instant::now();
    let about = About { kind: Kind::Claim, run_id: "", epoch: 0, mark: &mark, requests: requests(person) };
    let told = person.send(about, |client| client.request(Method::POST, "/v1/runs/claim").json(&body)).await?;
    let Told::Done(answer) = told else { return Ok(Vec::new()) };
    let held = |claimed: &Value| Held {
        run: claimed["run"].clone(),
        run_id: claimed["run"]["run_id"].as_str().unwrap_or_default().to_owned(),
        epoch: claimed["lease"]["epoch"].as_u64().unwrap_or_default(),
        lease: Duration::from_millis(lease_ms),
        begun,
    };
    Ok(answer["runs"].as_array().into_iter().flatten().map(held).collect())
}

/// Most requests are sent until there is an answer; of some the worker dies.
fn requests(person: &mut Person) -> usize {
    if !person.progress.is_ending() && person.random.u32(..100) < 15 { 1 } else { usize::MAX }
}

async fn do_one(person: &mut Person, held: &Held) -> anyhow::Result<()> {
    let is_calm = person.progress.is_ending();
    for _ in 0..person.random.usize(..4) {
        let choice = if is_calm { 99 } else { person.random.u32(..100) };
        let next = match choice {
            0..3 => {
                person.account.died += 1;
                return Ok(());
            }
            3..5 => return oversleep(person, held).await,
            5..30 => heartbeat(person, held).await?,
            _ => report(person, held).await?,
        };
        if next == Next::LetGo {
            return Ok(());
        }
    }
    let choice = if is_calm { 99 } else { person.random.u32(..100) };
    match choice {
        0..2 => person.account.died += 1,
        2..4 => return oversleep(person, held).await,
        4..10 => _ = fail(person, held).await?,
        _ => finish(person, held).await?,
    }
    Ok(())
}

/// Completes it; work always with an artifact, because which items need one is the mission's business.
async fn finish(person: &mut Person, held: &Held) -> anyhow::Result<()> {
    let mut artifact = None;
    if held.run["gate"].is_null() {
        artifact = upload(person, held).await?;
        if artifact.is_none() {
            return Ok(());
        }
    }
    complete(person, held, artifact).await.map(|_| ())
}

/// Comes back after the lease, and has to be refused whatever it tries.
async fn oversleep(person: &mut Person, held: &Held) -> anyhow::Result<()> {
    // A heartbeat of before may have lengthened it.
    sleep(held.lease + OVERSLEPT).await;
    person.account.overslept += 1;
    let before = person.account.deeds.len();
    heartbeat(person, held).await?;
    report(person, held).await?;
    upload(person, held).await?;
    fail(person, held).await?;
    complete(person, held, None).await?;
    let accepted = person.account.deeds[before..].iter().filter(|deed| deed.done().is_some());
    let accepted: Vec<String> = accepted.map(|deed| format!("after its lease {} was accepted", deed.shown())).collect();
    person.account.findings.extend(accepted);
    Ok(())
}

/// A call about a run that the worker holds.
async fn call(
    person: &mut Person,
    held: &Held,
    kind: Kind,
    mark: &str,
    request: impl Fn(&Client) -> RequestBuilder,
) -> anyhow::Result<Told> {
    let requests = requests(person);
    let about = About { kind, run_id: &held.run_id, epoch: held.epoch, mark, requests };
    let told = person.send(about, request).await?;
    if told == Told::LeaseLost && held.begun.elapsed() < held.lease {
        let Held { run_id, epoch, lease, begun, .. } = held;
        let finding = format!("{mark} lost {run_id}, epoch {epoch}, {:?} into a lease of {lease:?}", begun.elapsed());
        person.account.findings.push(finding);
    }
    Ok(told)
}

async fn post(person: &mut Person, held: &Held, kind: Kind, verb: &str, body: Value) -> anyhow::Result<Next> {
    let mark = body["events"][0]["message"].as_str().or(body["output"]["mark"].as_str()).map(str::to_owned);
    let mark = mark.unwrap_or_else(|| person.mark());
    let mut body = body;
    body["epoch"] = json!(held.epoch);
    let target = format!("/v1/runs/{}/{verb}", held.run_id);
    let request = |client: &Client| client.request(Method::POST, target.clone()).json(&body);
    let told = call(person, held, kind, &mark, request).await?;
    Ok(if matches!(told, Told::Done(_)) { Next::GoOn } else { Next::LetGo })
}

async fn heartbeat(person: &mut Person, held: &Held) -> anyhow::Result<Next> {
    post(person, held, Kind::Heartbeat, "heartbeat", json!({})).await
}

async fn report(person: &mut Person, held: &Held) -> anyhow::Result<Next> {
    let log = json!({ "kind": "log", "level": "info", "message": person.mark() });
    let usage = json!({ "kind": "usage", "tokens": person.random.u64(1..50) });
    post(person, held, Kind::Report, "events", json!({ "events": [log, usage] })).await
}

async fn fail(person: &mut Person, held: &Held) -> anyhow::Result<Next> {
    let body = match person.random.bool() {
        true => json!({ "class": "retryable" }),
        false => json!({ "class": "rate_limited", "after_ms": 100 }),
    };
    post(person, held, Kind::Fail, "fail", body).await
}

/// The id of an artifact for the run; none when there was no good answer.
async fn upload(person: &mut Person, held: &Held) -> anyhow::Result<Option<Value>> {
    let mark = person.mark();
    let epoch = held.epoch.to_string();
    let query = [("name", mark.as_str()), ("kind", NEEDED_KIND), ("run_id", &held.run_id), ("epoch", &epoch)];
    let target = format!("/v1/artifacts{}", encode_query(query));
    let request =
        |client: &Client| client.request(Method::POST, target.clone()).body("application/octet-stream", mark.clone());
    let told = call(person, held, Kind::Upload, &mark, request).await?;
    let Told::Done(artifact) = told else { return Ok(None) };
    Ok(Some(artifact["artifact_id"].clone()))
}

async fn complete(person: &mut Person, held: &Held, artifact: Option<Value>) -> anyhow::Result<Next> {
    let mark = person.mark();
    let mut body = json!({ "output": { "mark": mark } });
    if held.run["role"] == PLANNER {
        body["items"] = json!(plan::items(&mark, &mut person.random));
    }
    if held.run["gate"].is_string() {
        let is_sent_back = !person.progress.is_ending() && person.random.u32(..100) < 15;
        body["verdict"] = json!(if is_sent_back { "rework" } else { "pass" });
    }
    if let Some(artifact) = artifact {
        body["artifacts"] = json!([artifact]);
    }
    post(person, held, Kind::Complete, "complete", body).await
}
