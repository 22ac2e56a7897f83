//! The checking proxy finds every kind of defect that a server can have, and nothing in one that has none.

mod scripted;

use charter_conformance::wire::{Client, DELIBERATE};
use http::Method;
use scripted::{Scripted, exchange};
use serde_json::{Value, json};

fn resource(rev: u64) -> Value {
    json!({
        "key": "a", "value": 1, "rev": rev, "created_at": "2026-01-05T09:30:00.000Z",
        "updated_at": "2026-01-05T09:30:00.000Z", "updated_by": "user:local",
    })
}

fn good() -> Scripted {
    Scripted::json(200, &resource(7)).header("etag", "\"7\"")
}

fn problem(status: u16) -> Scripted {
    let body = json!({ "type": "urn:charter:problem:invalid-request", "title": "Invalid request", "status": status });
    Scripted::json(status, &body).header("content-type", "application/problem+json")
}

async fn get(answer: Scripted) -> Vec<String> {
    let record = exchange(answer, async |client: Client| {
        client.resource(Method::GET, "a").send().await.unwrap();
    });
    record.await.violations
}

#[tokio::test]
async fn an_answer_as_documented_has_no_violation_and_counts() {
    let record = exchange(good(), async |client: Client| {
        let answer = client.resource(Method::GET, "a").header("x-request-id", "r-1").send().await.unwrap();
        assert_eq!((answer.status.as_u16(), answer.json()), (200, resource(7)));
    });
    let record = record.await;
    assert_eq!(record.violations, Vec::<String>::new());
    assert_eq!(record.answers.into_iter().collect::<Vec<_>>(), [(("getResource".into(), 200), 1)]);
}

#[tokio::test]
async fn every_defect_of_an_answer_is_a_violation() {
    let without_rev = {
        let mut body = resource(7);
        body.as_object_mut().unwrap().remove("rev");
        body
    };
    let cases = [
        (good().without("etag"), "ETag is missing"),
        (good().without("x-request-id"), "X-Request-Id is missing"),
        (good().header("etag", "7"), "EntityTag"),
        (good().header("etag", "\"8\""), "rev is 7"),
        (good().header("content-type", "text/plain"), "content type \"text/plain\" is not documented"),
        (Scripted::json(200, &without_rev).header("etag", "\"7\""), "rev"),
        (Scripted::json(202, &resource(7)), "not documented"),
        (good().body("{"), "not JSON"),
        (good().body("{\"key\": 1, \"key\": 2}"), "stands twice"),
        (problem(404).header("content-type", "application/json"), "not documented"),
        (problem(404).body("{\"type\": \"t\", \"title\": \"t\", \"status\": 400}"), "the problem's status is 400"),
        (problem(404).body("{\"type\": \"urn:charter:problem:not-found\", \"status\": 404}"), "title"),
    ];
    for (answer, words) in cases {
        let violations = get(answer).await;
        assert!(violations.iter().any(|violation| violation.contains(words)), "{words}: {violations:?}");
    }
}

#[tokio::test]
async fn a_request_id_has_to_come_back() {
    let record = exchange(good().header("x-request-id", "other"), async |client: Client| {
        client.resource(Method::GET, "a").header("x-request-id", "own").send().await.unwrap();
    });
    assert!(record.await.violations[0].contains("the client's own"));
}

#[tokio::test]
async fn a_protected_operation_without_a_token_may_not_succeed() {
    let record = exchange(good(), async |client: Client| {
        client.with_token(None).resource(Method::GET, "a").send().await.unwrap();
    });
    assert!(record.await.violations[0].contains("without a token"));
}

#[tokio::test]
async fn what_the_contract_does_not_allow_has_to_be_refused() {
    let wrong = async |client: Client| {
        client.request(Method::GET, "/v1/resources?limit=0").send().await.unwrap();
    };
    let page = Scripted::json(200, &json!({ "items": [], "revision": 7 }));
    let accepted = exchange(page, wrong).await.violations;
    assert!(accepted[0].contains("should refuse this request: query/limit"), "{accepted:?}");
    // Refused, but the client did not say that it meant to be wrong: then the client has a defect.
    let refused = exchange(problem(400), wrong).await.violations;
    assert!(refused[0].contains("the client sent"), "{refused:?}");
}

#[tokio::test]
async fn a_request_that_is_wrong_on_purpose_has_to_be_refused_and_may_be() {
    let deliberate = async |client: Client| {
        client.resource(Method::GET, "a").deliberately_wrong().send().await.unwrap();
    };
    assert_eq!(exchange(problem(400), deliberate).await.violations, Vec::<String>::new());
    assert!(exchange(good(), deliberate).await.violations[0].contains("should refuse"));
    assert!(exchange(problem(500), deliberate).await.violations[0].contains("should refuse"));
}

#[tokio::test]
async fn an_unknown_path_is_answered_with_a_problem() {
    let unknown = async |client: Client| {
        client.request(Method::GET, "/v1/nothing").deliberately_wrong().send().await.unwrap();
    };
    assert_eq!(exchange(problem(404), unknown).await.violations, Vec::<String>::new());
    let plain = Scripted::json(404, &json!("nothing")).header("content-type", "text/plain");
    assert!(exchange(plain, unknown).await.violations[0].contains("application/problem+json"));
}

#[tokio::test]
async fn the_server_never_sees_what_is_meant_for_the_proxy() {
    let record = exchange(Scripted::echo(DELIBERATE.as_str()), async |client: Client| {
        let answer = client.resource(Method::GET, "a").deliberately_wrong().send().await.unwrap();
        assert_eq!(answer.json(), Value::Null);
    });
    record.await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_a_violation() {
    let record = exchange(Scripted::hang_up(), async |client: Client| {
        assert_eq!(client.resource(Method::GET, "a").send().await.unwrap().status, 502);
    });
    let violations = record.await.violations;
    assert!(violations[0].contains("got no answer"), "{violations:?}");
}
