//! Read, change, write, against a server that follows a script.

mod common;

use charter_sdk::UpdateError;
use common::{Reply, Server, resource};
use serde_json::{Value, json};

fn counter(rev: u64, count: u64) -> Reply {
    Reply::json(200, &resource("counter", rev, &json!(count)))
}

#[tokio::test]
async fn a_lost_race_is_run_again_on_what_the_winner_wrote() {
    let server = Server::start(vec![
        counter(1, 10),
        Reply::problem(412, json!({ "current_rev": 2 })),
        counter(2, 20),
        counter(3, 21),
    ])
    .await;
    let written = server.client().update("counter", |count: Option<u64>| count.unwrap_or(0) + 1).await.unwrap();
    assert_eq!(written.value, json!(21));
    let asked = server.asked();
    assert_eq!(asked[1].header("if-match"), Some("\"1\""));
    assert_eq!(asked[1].json(), json!([{ "op": "replace", "path": "", "value": 11 }]));
    assert_eq!(asked[3].header("if-match"), Some("\"2\""));
    assert_eq!(asked[3].json()[0]["value"], json!(21));
    assert_ne!(asked[1].header("idempotency-key"), asked[3].header("idempotency-key"));
}

#[tokio::test]
async fn what_is_not_there_is_created_only_if_it_still_is_not() {
    let server = Server::start(vec![
        Reply::problem(404, json!({})),
        Reply::problem(412, json!({})),
        counter(1, 1),
        counter(2, 2),
    ])
    .await;
    server.client().update("counter", |count: Option<u64>| count.unwrap_or(0) + 1).await.unwrap();
    let asked = server.asked();
    assert_eq!((asked[1].method.as_str(), asked[1].header("if-none-match")), ("PUT", Some("*")));
    assert_eq!(asked[1].json(), json!({ "value": 1 }));
    assert_eq!(asked[3].method.as_str(), "PATCH");
}

#[tokio::test]
async fn what_is_deleted_meanwhile_is_created() {
    let gone = || Reply::problem(404, json!({}));
    let server = Server::start(vec![counter(1, 1), gone(), gone(), counter(3, 1)]).await;
    server.client().update("counter", |count: Option<u64>| count.unwrap_or(0) + 1).await.unwrap();
    assert_eq!(server.asked()[3].method.as_str(), "PUT");
}

#[tokio::test]
async fn a_change_that_refuses_writes_nothing() {
    let server = Server::start(vec![counter(1, 10)]).await;
    let outcome = server.client().try_update("counter", |_: Option<Value>| Err("enough")).await;
    assert!(matches!(outcome, Err(UpdateError::Change { source: "enough", .. })));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_value_of_another_type_is_not_overwritten() {
    let server = Server::start(vec![counter(1, 10)]).await;
    let outcome = server.client().update("counter", |text: Option<String>| text.unwrap_or_default()).await;
    assert!(matches!(outcome, Err(UpdateError::Value { .. })));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    let server = Server::start(vec![Reply::problem(403, json!({}))]).await;
    let outcome = server.client().update("counter", |count: Option<u64>| count.unwrap_or(0)).await;
    assert!(matches!(outcome, Err(UpdateError::Request(error)) if error.status().unwrap() == 403));
}
