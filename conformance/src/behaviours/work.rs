//! Missions, runs and those who do them, as the behaviours about them need it.

use http::Method;
use serde_json::{Value, json};

use super::Context;
use crate::wire::{Answer, Client, Failure, Outcome, RequestBuilder, encode_query, ensure};

/// The partition that a server's own tokens are for.
pub(super) const PARTITION: &str = "local/default/default";

/// A role that no other behaviour and no person has, so that nobody else gets its runs.
pub(super) fn own_role() -> String {
    format!("conformance-{}", uuid::Uuid::now_v7().simple())
}

/// A key for one request and its repetitions.
pub(super) fn idempotency_key() -> String {
    format!("conformance-{}", uuid::Uuid::now_v7())
}

/// A client of another principal of the behaviour's own server.
///
/// # Errors
/// When the behaviour has no server of its own.
pub(super) fn somebody(context: &Context, principal: &str) -> Outcome<Client> {
    let token = context.own_server()?.token_of(principal, PARTITION)?;
    Ok(context.client.with_token(Some(&token)))
}

/// A POST of JSON.
pub(super) fn post(client: &Client, target: &str, body: &Value) -> RequestBuilder {
    client.request(Method::POST, target).json(body)
}

/// What a GET answers with 200.
///
/// # Errors
/// When it answers otherwise.
pub(super) async fn read(client: &Client, target: &str) -> Outcome<Value> {
    Ok(client.request(Method::GET, target).send().await?.expect(200)?.json())
}

/// The id of a new run of its own.
///
/// # Errors
/// When it is not created.
pub(super) async fn create_run(client: &Client, spec: &Value) -> Outcome<String> {
    let run = post(client, "/v1/runs", spec).send().await?.expect(201)?.json();
    Ok(text(&run["run_id"]))
}

/// The id of a new mission.
///
/// # Errors
/// When it is not created.
pub(super) async fn create_mission(client: &Client, spec: &Value) -> Outcome<String> {
    let mission = post(client, "/v1/missions", spec).send().await?.expect(201)?.json();
    Ok(text(&mission["mission_id"]))
}

/// A mission as it stands.
///
/// # Errors
/// When there is none.
pub(super) async fn mission(client: &Client, mission_id: &str) -> Outcome<Value> {
    read(client, &format!("/v1/missions/{mission_id}")).await
}

/// A work item as it stands.
///
/// # Errors
/// When there is none.
pub(super) async fn item(client: &Client, mission_id: &str, item_id: &str) -> Outcome<Value> {
    read(client, &format!("/v1/missions/{mission_id}/items/{item_id}")).await
}

/// Applies an event to a mission.
pub(super) fn apply(client: &Client, mission_id: &str, event: &Value) -> RequestBuilder {
    post(client, &format!("/v1/missions/{mission_id}/events"), event)
}

/// The items of all pages of a list.
///
/// # Errors
/// When an answer is no page.
pub(super) async fn all_pages(client: &Client, path: &str, query: &[(&str, &str)]) -> Outcome<Vec<Value>> {
    let mut items = Vec::new();
    let mut cursor = None::<String>;
    loop {
        let query = query.iter().copied().chain(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let mut page = read(client, &format!("{path}{}", encode_query(query))).await?;
        items.append(page["items"].as_array_mut().unwrap_or(&mut Vec::new()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return Ok(items),
        }
    }
}

/// What a run has reported.
///
/// # Errors
/// When there is no such run.
pub(super) async fn records(client: &Client, run_id: &str) -> Outcome<Vec<Value>> {
    all_pages(client, &format!("/v1/runs/{run_id}/records"), &[]).await
}

/// Claims runs; none are an answer too.
///
/// # Errors
/// When the claim is refused.
pub(super) async fn claim(client: &Client, body: &Value) -> Outcome<Vec<Held>> {
    let answer = post(client, "/v1/runs/claim", body).send().await?.expect(200)?;
    Ok(Held::all(&answer))
}

/// Claims runs, of which there has to be one.
///
/// # Errors
/// When there is none, or several.
pub(super) async fn claim_one(client: &Client, body: &Value) -> Outcome<Held> {
    let mut held = claim(client, body).await?;
    ensure(held.len() == 1, || format!("a claim of {body} got {} runs", held.len()))?;
    Ok(held.remove(0))
}

/// A run under a lease.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) run_id: String,
    pub(super) epoch: u64,
    /// The run as it was claimed.
    pub(super) run: Value,
    pub(super) lease: Value,
}

impl Held {
    /// What a claim was answered.
    pub(super) fn all(answer: &Answer) -> Vec<Self> {
        let body = answer.json();
        let claimed = body["runs"].as_array().into_iter().flatten();
        claimed.map(|claimed| Self::new(&claimed["run"], &claimed["lease"])).collect()
    }

    fn new(run: &Value, lease: &Value) -> Self {
        let epoch = lease["epoch"].as_u64().unwrap_or_default();
        Self { run_id: text(&run["run_id"]), epoch, run: run.clone(), lease: lease.clone() }
    }

    /// The run itself.
    pub(super) fn path(&self) -> String {
        format!("/v1/runs/{}", self.run_id)
    }

    /// A call of the holder: `verb` is the end of the path, `body` everything but the epoch.
    pub(super) fn call(&self, client: &Client, verb: &str, body: Value) -> RequestBuilder {
        let mut body = body;
        body["epoch"] = json!(self.epoch);
        post(client, &format!("{}/{verb}", self.path()), &body)
    }

    /// Completes the run with this, and gives it as it then is.
    ///
    /// # Errors
    /// When it is refused.
    pub(super) async fn complete(&self, client: &Client, body: Value) -> Outcome<Value> {
        Ok(self.call(client, "complete", body).send().await?.expect(200)?.json())
    }

    /// An upload of a small file for the run.
    pub(super) fn upload(&self, client: &Client, kind: &str) -> RequestBuilder {
        let epoch = self.epoch.to_string();
        let query = [("name", "notes.md"), ("kind", kind), ("run_id", &self.run_id), ("epoch", &epoch)];
        let target = format!("/v1/artifacts{}", encode_query(query));
        client.request(Method::POST, target).body("application/octet-stream", format!("by {}", self.run_id))
    }
}

/// Whether an answer is this problem.
///
/// # Errors
/// When it is not.
pub(super) fn ensure_problem(answer: Answer, status: u16, kind: &str) -> Outcome {
    let answer = answer.expect(status)?;
    let is_so = answer.json()["type"] == format!("urn:charter:problem:{kind}");
    ensure(is_so, || format!("{} should be refused as {kind}: {}", answer.request, answer.shown()))
}

/// Whether a member of a document is this.
///
/// # Errors
/// When it is not.
pub(super) fn ensure_is(document: &Value, member: &str, wanted: &Value) -> Outcome {
    let is = &document[member];
    ensure(is == wanted, || format!("{member} is {is} and should be {wanted}: {document}"))
}

/// The text of a member; empty when it is none.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Sends an equal request several times at once, and once more; gives the answer that all of them have to have.
///
/// # Errors
/// When one of them is answered otherwise. 409 is an answer while another is under way.
pub(super) async fn repeat(request: RequestBuilder, status: u16) -> Outcome<Answer> {
    let request = request.header("idempotency-key", idempotency_key());
    let at_once = futures::future::try_join_all((0..4).map(|_| request.clone().send())).await?;
    let last = request.send().await?.expect(status)?;
    let replayed = last.header("idempotency-replayed") == Some("true");
    ensure(replayed, || format!("{} sent again is not told to be a replay: {}", last.request, last.shown()))?;
    let mut first_hand = 0;
    for answer in at_once {
        let answer = answer.expect_one_of(&[status, 409])?;
        if answer.status == status {
            first_hand += usize::from(answer.header("idempotency-replayed").is_none());
            let same = answer.body == last.body;
            ensure(same, || format!("{} has two answers: {} and {}", last.request, answer.shown(), last.shown()))?;
        }
    }
    ensure(first_hand == 1, || format!("{} was done {first_hand} times", last.request))?;
    Ok(last)
}

/// Gets until what comes satisfies, at most this long.
///
/// # Errors
/// When it does not in time; the failure shows what was there last.
pub(super) async fn until(
    client: &Client,
    target: &str,
    within: std::time::Duration,
    wanted: impl Fn(&Value) -> bool,
) -> Outcome<Value> {
    let deadline = tokio::time::Instant::now() + within;
    let mut looks = tokio::time::interval(std::time::Duration::from_millis(20));
    loop {
        looks.tick().await;
        let there = read(client, target).await?;
        if wanted(&there) {
            return Ok(there);
        }
        if tokio::time::Instant::now() > deadline {
            return Err(Failure::new(format!("after {within:?} GET {target} still gives {there}")));
        }
    }
}
