//! Requests against a server that follows a script.

mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use charter_sdk::{
    Attempt, Client, Error, Middleware, Outcome, ResultExt, RetryPolicy,
    requests::{GetResourceError, PutResourceError, TransactionOperation},
    types::{JsonPatchOperation, JsonPatchVerb, ProblemType, Revision, TransactionEffect},
};
use common::{Reply, Server, resource};
use futures::TryStreamExt;
use http::{HeaderMap, StatusCode};
use serde_json::json;

fn atlas(rev: u64) -> Reply {
    Reply::json(200, &resource("project/atlas", rev, &json!({ "title": "Atlas" })))
}

#[tokio::test]
async fn all_attempts_of_a_request_have_one_idempotency_key() {
    let server = Server::start(vec![Reply::problem(503, json!({})), Reply::Cut, atlas(7)]).await;
    let written = server.client().put_resource("project/atlas", json!({ "title": "Atlas" })).await.unwrap();
    assert_eq!(written.rev.get(), 7);
    let asked = server.asked();
    assert_eq!(asked.len(), 3);
    let key = asked[0].header("idempotency-key").unwrap();
    assert!(asked.iter().all(|asked| asked.header("idempotency-key") == Some(key)));
    assert!(asked.iter().all(|asked| asked.header("authorization") == Some("Bearer secret")));
}

#[tokio::test]
async fn two_requests_have_two_keys_unless_told() {
    let server = Server::start(vec![atlas(1), atlas(2), atlas(3)]).await;
    let client = server.client();
    client.put_resource("project/atlas", 1).await.unwrap();
    client.put_resource("project/atlas", 1).await.unwrap();
    client.put_resource("project/atlas", 1).idempotency_key("mine").await.unwrap();
    let keys: Vec<_> = server.asked().iter().map(|asked| asked.header("idempotency-key").unwrap().to_owned()).collect();
    assert_ne!(keys[0], keys[1]);
    assert_eq!(keys[2], "mine");
}

#[tokio::test]
async fn retry_after_goes_before_the_own_waits() {
    let unavailable = || Reply::problem(503, json!({})).with("retry-after", "0");
    let server = Server::start(vec![unavailable(), atlas(1)]).await;
    let hour = Duration::from_secs(3600);
    let retry = RetryPolicy::with_retries(1).base_delay(hour).longest_delay(hour);
    let client = server.builder().retry(retry).build().unwrap();
    assert!(client.get_resource("project/atlas").await.is_ok());
}

#[tokio::test]
async fn nobody_waits_longer_than_the_total_time_out() {
    let server = Server::start(vec![Reply::problem(429, json!({})).with("retry-after", "3600"), atlas(1)]).await;
    let error = server.client().get_resource("project/atlas").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn what_would_fail_again_is_not_tried_again() {
    for status in [400, 404, 409, 501, 507] {
        let server = Server::start(vec![Reply::problem(status, json!({})), atlas(1)]).await;
        let error = server.client().put_resource("project/atlas", 1).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(server.asked().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_costs_no_more_than_the_total_time_out() {
    let server = Server::start((0..100).map(|_| Reply::Hang).collect()).await;
    let retry = RetryPolicy::with_retries(1000).base_delay(Duration::from_millis(1));
    let builder = server.builder().retry(retry);
    let builder = builder.attempt_timeout(Duration::from_millis(100)).total_timeout(Duration::from_millis(350));
    let started = Instant::now();
    let error = Error::from(builder.build().unwrap().get_resource("project/atlas").await.unwrap_err());
    assert!(error.is_timeout() && error.may_have_been_sent(), "{error}");
    assert!(started.elapsed() >= Duration::from_millis(100) && started.elapsed() < Duration::from_secs(5));
    assert!(server.asked().len() > 1);
}

#[tokio::test]
async fn a_request_that_found_no_server_was_not_sent() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder().url(url).retry(RetryPolicy::with_retries(0)).build().unwrap();
    let error = client.put_resource("project/atlas", 1).await.unwrap_err();
    assert!(!error.may_have_been_sent() && error.status().is_none(), "{error}");
}

#[tokio::test]
async fn the_error_tells_of_the_attempt_that_may_have_been_sent() {
    let server = Server::start(vec![Reply::Cut]).await;
    let client = server.builder().retry(RetryPolicy::with_retries(0)).build().unwrap();
    let error = client.put_resource("project/atlas", 1).await.unwrap_err();
    assert!(error.may_have_been_sent(), "{error}");
}

#[tokio::test]
async fn input_that_breaks_the_contract_is_not_sent() {
    let server = Server::start(vec![]).await;
    let client = server.client();
    let error = Error::from(client.get_resource("project//atlas").await.unwrap_err());
    let Error::InvalidInput(input) = &error else { panic!("{error}") };
    assert_eq!(input.parameter(), "key");
    assert!(!error.may_have_been_sent());
    assert!(client.list_resources().limit(1001).await.is_err());
    assert!(client.patch_resource("project/atlas").await.is_err());
    assert!(client.put_resource("project/atlas", 1).ttl_ms(0).await.is_err());
    assert_eq!(server.asked().len(), 0);
}

#[tokio::test]
async fn a_key_travels_as_one_encoded_segment_with_its_preconditions() {
    let server = Server::start(vec![atlas(8).with("etag", "\"8\"").with("idempotency-replayed", "true")]).await;
    let revision = Revision::new(7).unwrap();
    let request = server.client().put_resource("project/at~las", [1, 2]).if_match(revision).ttl_ms(1500).await;
    let answer = request.unwrap();
    assert_eq!((answer.status(), answer.revision().unwrap().get()), (StatusCode::OK, 8));
    assert!(answer.replayed());
    assert_eq!(answer.request_id().unwrap().as_str(), "request-1");
    let asked = &server.asked()[0];
    assert_eq!(asked.target, "/v1/resources/project%2Fat~las");
    assert_eq!(asked.header("if-match"), Some("\"7\""));
    assert_eq!(asked.json(), json!({ "value": [1, 2], "ttl_ms": 1500 }));
}

#[tokio::test]
async fn the_parts_of_a_transaction_take_what_requests_take() {
    let result = json!({ "revision": 5, "results": [] });
    let server = Server::start(vec![Reply::json(200, &result)]).await;
    let parts = [
        TransactionOperation::put("a", [1, 2]).if_rev(Revision::new(3).unwrap()).ttl_ms(Duration::from_secs(1)),
        TransactionOperation::put("b", json!(null)),
        TransactionOperation::delete("c").if_rev(7),
        TransactionOperation::check("d", 0),
    ];
    server.client().transact_resources(parts).await.unwrap();
    let operations = json!([
        { "op": "put", "key": "a", "value": [1, 2], "if_rev": 3, "ttl_ms": 1000 },
        { "op": "put", "key": "b", "value": null },
        { "op": "delete", "key": "c", "if_rev": 7 },
        { "op": "check", "key": "d", "if_rev": 0 },
    ]);
    assert_eq!(server.asked()[0].json(), json!({ "operations": operations }));
}

#[tokio::test]
async fn a_part_that_breaks_the_contract_is_told_when_the_transaction_is_sent() {
    let server = Server::start(vec![]).await;
    let wrong = [
        (TransactionOperation::put("a//b", 1).if_rev(1), "put: key: "),
        (TransactionOperation::put("a", 1).ttl_ms(0), "put: ttl_ms: "),
        (TransactionOperation::check("a", -1), "check: if_rev: "),
        (TransactionOperation::delete("a").ttl_ms(1), "delete: ttl_ms: is only of `put`"),
    ];
    for (part, reason) in wrong {
        let parts = [TransactionOperation::delete("fine"), part];
        let error = Error::from(server.client().transact_resources(parts).await.unwrap_err());
        let Error::InvalidInput(input) = error else { panic!("{error}") };
        assert_eq!(input.parameter(), "operations");
        assert!(input.reason().starts_with(reason), "{input}");
    }
    assert_eq!(server.asked().len(), 0);
}

#[tokio::test]
async fn a_problem_is_typed_by_its_status() {
    let server = Server::start(vec![Reply::problem(412, json!({ "current_rev": 9, "request_id": "request-1" }))]).await;
    let error = server.client().put_resource("project/atlas", 1).if_none_match("*").await.unwrap_err();
    assert!(error.is_precondition_failed());
    assert_eq!(error.request_id().unwrap().as_str(), "request-1");
    let PutResourceError::PreconditionFailed(problem) = error else { panic!("{error}") };
    assert_eq!(problem.current_rev, Some(Revision::new(9).unwrap()));
    assert_eq!(problem.kind, ProblemType::Unknown("urn:charter:problem:x".into()));
    assert!(problem.to_string().starts_with("put_resource was answered with 412"), "{problem}");
}

#[tokio::test]
async fn what_does_not_speak_the_contract_becomes_a_problem_all_the_same() {
    let server = Server::start(vec![Reply::text(404, "text/html", "<h1>proxy</h1>")]).await;
    let error = server.client().get_resource("project/atlas").await.unwrap_err();
    let GetResourceError::NotFound(problem) = error else { panic!("{error}") };
    assert_eq!((problem.kind.as_str(), problem.detail.as_deref()), ("about:blank", Some("<h1>proxy</h1>")));
}

#[tokio::test]
async fn nothing_new_is_nothing() {
    let not_modified = || Reply::text(304, "application/json", "").with("etag", "\"7\"");
    let server = Server::start(vec![not_modified(), not_modified(), Reply::problem(404, json!({}))]).await;
    let client = server.client();
    let seven = Revision::new(7).unwrap();
    let error = client.get_resource("project/atlas").if_none_match(seven).await.unwrap_err();
    assert!(error.is_not_modified());
    let Error::NotModified(answer) = Error::from(error) else { panic!("not the typed answer") };
    assert_eq!(answer.revision(), Some(seven));
    let resource = client.get_resource("project/atlas").if_none_match(seven).await.modified().unwrap();
    assert!(resource.is_none());
    assert!(client.get_resource("project/atlas").await.found().unwrap().is_none());
}

#[tokio::test]
async fn words_and_members_of_a_later_version_are_read() {
    let result = json!({
        "revision": 5,
        "results": [{ "key": "project/atlas", "effect": "teleported", "rev": 5, "speed": 3 }],
        "mood": "good",
    });
    let server = Server::start(vec![Reply::json(200, &result)]).await;
    let answer = server.client().transact_resources([TransactionOperation::delete("project/atlas")]).await.unwrap();
    assert_eq!(answer.results[0].effect, TransactionEffect::Unknown("teleported".into()));
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_not_hidden() {
    let server = Server::start(vec![Reply::json(200, &json!({ "key": 3 }))]).await;
    let error = Error::from(server.client().get_resource("project/atlas").await.unwrap_err());
    let Error::UnexpectedAnswer(answer) = error else { panic!("{error}") };
    assert_eq!(answer.body(), br#"{"key":3}"#);
}

#[tokio::test]
async fn a_list_goes_on_through_its_pages() {
    let page = |keys: &[&str], next: Option<&str>| {
        let items: Vec<_> = keys.iter().map(|key| resource(key, 1, &json!(null))).collect();
        let mut page = json!({ "items": items, "revision": 9 });
        if let Some(next) = next {
            page["next_cursor"] = json!(next);
        }
        Reply::json(200, &page)
    };
    let server =
        Server::start(vec![page(&["a", "b"], Some("second")), page(&[], Some("third")), page(&["c"], None)]).await;
    let client = server.client();
    let items: Vec<_> = client.list_resources().prefix("x/").limit(2).items().try_collect().await.unwrap();
    assert_eq!(items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let targets: Vec<_> = server.asked().into_iter().map(|asked| asked.target).collect();
    assert_eq!(targets[0], "/v1/resources?limit=2&prefix=x%2F");
    assert!(targets[1].contains("cursor=second") && targets[2].contains("cursor=third"), "{targets:?}");
    assert!(targets.iter().all(|target| target.contains("prefix=x%2F")));
}

#[tokio::test]
async fn a_list_ends_with_its_first_error() {
    let page = json!({ "items": [], "revision": 9, "next_cursor": "second" });
    let server =
        Server::start(vec![Reply::json(200, &page), Reply::problem(410, json!({ "oldest_revision": 20 }))]).await;
    let client = server.client();
    let mut pages = client.list_resources().pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().revision.get(), 9);
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.problem().unwrap().oldest_revision, Some(Revision::new(20).unwrap()));
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_patch_says_which_sort_it_is() {
    let server = Server::start(vec![atlas(2), atlas(3)]).await;
    let client = server.client();
    client.patch_resource("project/atlas").merge_patch(json!({ "title": null })).await.unwrap();
    let test = JsonPatchOperation::new(JsonPatchVerb::Test, "/title".parse().unwrap()).with_value(json!("Atlas"));
    client.patch_resource("project/atlas").json_patch([test]).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].header("content-type"), Some("application/merge-patch+json"));
    assert_eq!(asked[0].json(), json!({ "title": null }));
    assert_eq!(asked[1].header("content-type"), Some("application/json-patch+json"));
    assert_eq!(asked[1].json(), json!([{ "op": "test", "path": "/title", "value": "Atlas" }]));
}

#[tokio::test]
async fn text_and_files_come_as_they_are() {
    let replies = vec![
        Reply::problem(503, json!({})),
        Reply::text(200, "text/plain", "charter_commits 3"),
        Reply::text(200, "text/css", "body {}"),
        Reply::problem(404, json!({})),
    ];
    let server = Server::start(replies).await;
    let client = server.client();
    assert_eq!(*client.get_metrics().await.unwrap(), "charter_commits 3");
    assert_eq!(client.get_docs_asset("page.css").await.unwrap().into_inner(), &b"body {}"[..]);
    assert!(client.get_docs_asset("none.css").await.unwrap_err().is_not_found());
    assert_eq!(server.asked()[2].target, "/docs/page.css");
}

#[derive(Clone, Default)]
struct Counter {
    before: Arc<AtomicU32>,
    answered: Arc<AtomicU32>,
}

impl Middleware for Counter {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        self.before.fetch_add(1, Ordering::SeqCst);
        headers.insert("x-attempt", attempt.number.into());
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>) {
        assert_eq!((attempt.operation, attempt.path), ("get_store", "/v1/store"));
        self.answered.fetch_add(u32::from(outcome.status.is_some()), Ordering::SeqCst);
    }
}

#[tokio::test]
async fn middleware_is_around_every_attempt() {
    let server = Server::start(vec![Reply::problem(503, json!({})), common::store_info(4)]).await;
    let counter = Counter::default();
    let client = server.builder().middleware(counter.clone()).build().unwrap();
    assert_eq!(client.get_store().await.unwrap().revision.get(), 4);
    assert_eq!((counter.before.load(Ordering::SeqCst), counter.answered.load(Ordering::SeqCst)), (2, 2));
    assert_eq!(server.asked()[1].header("x-attempt"), Some("2"));
}

/// A client that could not do TLS would fail before it sends anything.
#[cfg(feature = "tls")]
#[tokio::test]
async fn https_begins_with_a_handshake() {
    use tokio::io::AsyncReadExt;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let first_byte = tokio::spawn(async move { listener.accept().await.unwrap().0.read_u8().await.unwrap() });
    let client = Client::builder().url(url).retry(RetryPolicy::with_retries(0)).build().unwrap();
    let error = client.get_health().await.unwrap_err();
    assert!(!error.may_have_been_sent(), "{error}");
    const HANDSHAKE: u8 = 22; // RFC 8446, section 5.1
    assert_eq!(first_byte.await.unwrap(), HANDSHAKE);
}
