//! A later server may answer more than a released contract promised, and nothing else.

mod scripted;

use std::{fs, path::Path};

use biscuit_auth::{Biscuit, KeyPair};
use charter_conformance::{
    cases::Outcome,
    contract::{Contract, document},
    deployment::Deployment,
    release::{Release, ReleaseError},
    report,
    suite::{Report, Selection, Suite},
    wire::Client,
};
use http::Method;
use scripted::{Scripted, exchange, exchange_under};
use serde_json::{Value, json};
use tempfile::TempDir;

fn grown() -> Contract {
    Contract::embedded().unwrap().kept_by_later_servers(&document().unwrap()).unwrap()
}

/// What a proxy finds in an exchange under a contract that answers fit exactly, and under one that has grown since.
async fn violations(answer: Scripted, talk: impl AsyncFn(Client)) -> [Vec<String>; 2] {
    let exactly = exchange(answer.clone(), &talk).await.violations;
    [exactly, exchange_under(grown(), answer, &talk).await.violations]
}

async fn get(client: Client) {
    client.resource(Method::GET, "a").send().await.unwrap();
}

#[tokio::test]
async fn words_that_are_new_on_open_lists_are_skipped() {
    let body = json!({ "type": "urn:charter:problem:moon", "title": "No", "status": 404 });
    let problem = Scripted::json(404, &body).header("content-type", "application/problem+json");
    let [exactly, grown] = violations(problem, get).await;
    assert!(exactly[0].contains("urn:charter:problem:moon"), "{exactly:?}");
    assert_eq!(grown, Vec::<String>::new());
}

#[tokio::test]
async fn what_the_contract_promised_still_holds() {
    let body = json!({ "key": "a", "value": 1, "rev": 7, "created_at": "2026-01-05T09:30:00.000Z" });
    let answer = Scripted::json(200, &body).header("etag", "\"7\"");
    let [_, grown] = violations(answer, get).await;
    assert!(grown.iter().any(|violation| violation.contains("updated_by")), "{grown:?}");
    let [_, grown] = violations(Scripted::json(202, &json!({})), get).await;
    assert!(grown[0].contains("not documented"), "{grown:?}");
}

#[tokio::test]
async fn what_was_refused_may_be_taken_and_may_not_break_the_server() {
    let page = Scripted::json(200, &json!({ "items": [], "revision": 7 }));
    let large = async |client: Client| {
        client.request(Method::GET, "/v1/resources?limit=1001").deliberately_wrong().send().await.unwrap();
    };
    let [exactly, grown] = violations(page, large).await;
    assert!(exactly[0].contains("should refuse"), "{exactly:?}");
    assert_eq!(grown, Vec::<String>::new());
    let defect = json!({ "type": "urn:charter:problem:internal", "title": "A defect", "status": 500 });
    let defect = Scripted::json(500, &defect).header("content-type", "application/problem+json");
    let [_, grown] = violations(defect, large).await;
    assert!(grown[0].contains("should refuse"), "{grown:?}");
}

#[tokio::test]
async fn frames_and_events_that_are_new_are_skipped_and_keep_their_order() {
    let event = |revision: u64| {
        let data = json!({ "id": format!("{revision}-0"), "type": "moon.rose", "revision": revision });
        format!("event: moon.rose\nid: {revision}\ndata: {data}\n\n")
    };
    let weather = "event: weather\ndata: {}\n\n";
    let closing = "event: closing\ndata: {\"reason\": \"full_moon\", \"revision\": 9}\n\n";
    let watch = async |client: Client| {
        let mut watch = client.watch_all([("after", "4")]).open().await.unwrap();
        while watch.next().await.is_ok_and(|frame| frame.is_some()) {}
    };
    let good = [&event(5), weather, &event(6), closing].concat();
    let [exactly, grown] = violations(Scripted::stream(&good), watch).await;
    assert_eq!(exactly.len(), 5, "{exactly:?}");
    assert_eq!(grown, Vec::<String>::new());
    let again = [&event(5), &event(5), closing].concat();
    let [_, grown] = violations(Scripted::stream(&again), watch).await;
    assert!(grown[0].contains("comes again"), "{grown:?}");
}

/// The folder of a release that is as this suite's own contract.
fn released() -> TempDir {
    let folder = TempDir::new().unwrap();
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/dist");
    fs::copy(dist.join("openapi.json"), folder.path().join("contract.json")).unwrap();
    fs::copy(dist.join("examples.json"), folder.path().join("examples.json")).unwrap();
    folder
}

/// Runs one example of the release against a server that gives one answer.
async fn run(id: &str, version: &str, answer: &Value) -> (Contract, Report) {
    let url = Scripted::json(200, answer).serve().await;
    let folder = TempDir::new().unwrap();
    let token = Biscuit::builder().fact("operation(\"*\")").unwrap().build(&KeyPair::new()).unwrap();
    fs::write(folder.path().join("token"), token.to_base64().unwrap()).unwrap();
    let deployment = Deployment::elsewhere(&url, &folder.path().join("token"), None).unwrap();
    let release = Release::read(released().path()).unwrap().kept_by(Some(version)).unwrap();
    let selection = Selection { only: [id.to_owned()].into(), ..Selection::default() };
    let suite = Suite::of_release(release, &deployment, selection).unwrap();
    let report = suite.run(|_| {}).await.unwrap();
    (Contract::embedded().unwrap(), report)
}

#[tokio::test]
async fn published_examples_take_more_from_a_later_server_only() {
    let own = Contract::embedded().unwrap().version;
    let mut store = json!({
        "store_id": "0197a3c4-6f00-7000-8000-000000000001", "revision": 42, "oldest_revision": 0, "moon": "full",
        "versions": { "contract": "9.0.0", "server": "9.0.0", "store_format": 1 },
    });
    let (contract, report) = run("get-store", "9.0.0", &store).await;
    assert!(report::passed(&contract, &report), "{:?}", report.results);
    let (_, report) = run("get-store", &own, &store).await;
    let Outcome::Failed(reasons) = &report.results[0].outcome else { panic!("it should fail") };
    assert!(reasons[0].contains("/moon should not be there"), "{reasons:?}");
    // A name that the release knows, where it did not promise it.
    store["expires_at"] = json!("2026-01-05T09:30:00.000Z");
    let (_, report) = run("get-store", "9.0.0", &store).await;
    assert!(matches!(&report.results[0].outcome, Outcome::Failed(reasons) if reasons[0].contains("/expires_at")));
}

#[tokio::test]
async fn a_release_has_its_own_examples_and_no_behaviours() {
    let folder = released();
    let examples = fs::read_to_string(folder.path().join("examples.json")).unwrap();
    let mut examples: Vec<Value> = serde_json::from_str(&examples).unwrap();
    examples.retain(|example| example["id"] == "get-health");
    fs::write(folder.path().join("examples.json"), json!(examples).to_string()).unwrap();
    let url = Scripted::json(200, &json!({ "status": "ok" })).serve().await;
    fs::write(folder.path().join("token"), "token").unwrap();
    let deployment = Deployment::elsewhere(&url, &folder.path().join("token"), None).unwrap();
    let release = Release::read(folder.path()).unwrap().kept_by(None).unwrap();
    let suite = Suite::of_release(release, &deployment, Selection::default()).unwrap();
    let ids: Vec<String> = suite.run(|_| {}).await.unwrap().results.into_iter().map(|result| result.id).collect();
    assert_eq!(ids, ["get-health", "housekeeping"]);
}

#[test]
fn a_folder_that_is_no_release_is_named() {
    let folder = TempDir::new().unwrap();
    assert!(
        matches!(Release::read(folder.path()), Err(ReleaseError::Unreadable { path, .. }) if path.ends_with("contract.json"))
    );
    fs::write(folder.path().join("contract.json"), "{").unwrap();
    assert!(matches!(Release::read(folder.path()), Err(ReleaseError::Format { .. })));
}
