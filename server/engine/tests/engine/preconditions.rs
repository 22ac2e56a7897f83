//! `If-Match` and `If-None-Match`, rights, and what comes before what.

use charter_engine::{EngineError, Preconditions, RequestContext, ResourcePatch};
use charter_types::PutResource;
use serde_json::json;

use crate::support::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Done,
    NotFound,
    Failed,
}

fn answer<T>(result: Result<T, EngineError>, current: u64) -> Answer {
    match result {
        Ok(_) => Answer::Done,
        Err(EngineError::NotFound { .. }) => Answer::NotFound,
        Err(EngineError::PreconditionFailed { current_rev }) => {
            assert_eq!(current_rev, revision(current));
            Answer::Failed
        }
        Err(error) => panic!("{error}"),
    }
}

fn preconditions(if_match: Option<&str>, if_none_match: Option<&str>) -> Preconditions {
    let tags = |text: Option<&str>| text.map(|text| text.parse().unwrap());
    Preconditions { if_match: tags(if_match), if_none_match: tags(if_none_match) }
}

#[tokio::test]
async fn each_operation_keeps_each_precondition() {
    use Answer::{Done, Failed, NotFound};
    // The document has revision 1, or does not exist: (PUT, PATCH, DELETE) then.
    let cases = [
        (None, None, (Done, Done, Done), (Done, NotFound, NotFound)),
        (Some("*"), None, (Done, Done, Done), (Failed, Failed, Failed)),
        (Some("\"1\""), None, (Done, Done, Done), (Failed, Failed, Failed)),
        (Some("\"7\", \"1\""), None, (Done, Done, Done), (Failed, Failed, Failed)),
        (Some("\"7\""), None, (Failed, Failed, Failed), (Failed, Failed, Failed)),
        (Some("W/\"1\""), None, (Failed, Failed, Failed), (Failed, Failed, Failed)),
        (None, Some("*"), (Failed, Failed, Failed), (Done, NotFound, NotFound)),
        (None, Some("\"1\""), (Failed, Failed, Failed), (Done, NotFound, NotFound)),
        (None, Some("\"7\""), (Done, Done, Done), (Done, NotFound, NotFound)),
        (Some("\"1\""), Some("\"1\""), (Failed, Failed, Failed), (Failed, Failed, Failed)),
    ];
    for (if_match, if_none_match, with_document, without) in cases {
        for (exists, expected) in [(true, with_document), (false, without)] {
            let mut answers = Vec::new();
            for operation in ["put", "patch", "delete"] {
                let fixture = Fixture::new().await;
                if exists {
                    fixture.put("a", json!({})).await;
                }
                let (rights, request) = (fixture.everything(), RequestContext::default());
                let conditions = preconditions(if_match, if_none_match);
                let resources = fixture.engine.resources();
                let current = u64::from(exists);
                answers.push(match operation {
                    "put" => {
                        let body = PutResource::new(json!(1));
                        answer(resources.put(&rights, request, key("a"), conditions, body).await, current)
                    }
                    "patch" => {
                        let patch = ResourcePatch::Merge(json!({"b": 1}));
                        answer(resources.patch(&rights, request, key("a"), conditions, patch).await, current)
                    }
                    _ => answer(resources.delete(&rights, request, key("a"), conditions).await, current),
                });
            }
            let expected = [expected.0, expected.1, expected.2];
            assert_eq!(answers, expected, "{if_match:?} {if_none_match:?}, exists: {exists}");
        }
    }
}

#[tokio::test]
async fn only_one_of_many_creators_wins() {
    let fixture = Fixture::new().await;
    let create = || fixture.try_put("lock", json!(1), preconditions(None, Some("*")));
    let results = futures::future::join_all((0..16).map(|_| create())).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
}

#[tokio::test]
async fn rights_come_before_everything_else() {
    let fixture = Fixture::new().await;
    fixture.put("team/a", json!(1)).await;
    let resources = fixture.engine.resources();
    let narrow = fixture.rights(|grant| {
        grant.read_prefixes = key_prefixes(&["run/"]);
        grant.write_prefixes = key_prefixes(&["run/"]);
    });
    for key_text in ["team/a", "team/nothing"] {
        let stale = || preconditions(Some("\"9\""), None);
        let request = RequestContext::default;
        let denied = [
            resources.get(&narrow, &key(key_text)).await.err(),
            resources.put(&narrow, request(), key(key_text), stale(), PutResource::new(json!(1))).await.err(),
            resources.patch(&narrow, request(), key(key_text), stale(), ResourcePatch::Merge(json!(1))).await.err(),
            resources.delete(&narrow, request(), key(key_text), stale()).await.err(),
        ];
        for error in denied {
            assert!(matches!(error, Some(EngineError::Denied(_))), "{error:?}");
        }
    }
}

#[tokio::test]
async fn to_write_is_not_to_read() {
    let fixture = Fixture::new().await;
    fixture.put("secret", json!({"word": "hush"})).await;
    let writer = fixture.rights(|grant| grant.operations = operations(&["resource:write"]));
    let resources = fixture.engine.resources();
    let (request, none) = (RequestContext::default(), Preconditions::default());
    let patched = resources.patch(&writer, request, key("secret"), none, json_patch(json!([]))).await;
    assert!(matches!(patched, Err(EngineError::Denied(_))), "a patch shows the value: {patched:?}");
    assert!(matches!(resources.get(&writer, &key("secret")).await, Err(EngineError::Denied(_))));
}

#[tokio::test]
async fn status_documents_are_the_engines() {
    let fixture = Fixture::new().await;
    for key_text in ["run/7/status", "mission/m/status"] {
        let refused = fixture.try_put(key_text, json!(1), Preconditions::default()).await;
        assert!(matches!(refused, Err(EngineError::EngineOwned { .. })), "{refused:?}");
        let refused = fixture.delete(key_text).await;
        assert!(matches!(refused, Err(EngineError::EngineOwned { .. })), "{refused:?}");
    }
    fixture.put("run/7/notes", json!("beside it")).await;
}

#[tokio::test]
async fn values_are_bounded() {
    let fixture = Fixture::new().await;
    let none = Preconditions::default;
    let largest = "x".repeat(256 * 1024 - 2);
    fixture.put("large", json!(largest)).await;
    let refused = fixture.try_put("large", json!(format!("{largest}x")), none()).await;
    assert!(matches!(refused, Err(EngineError::ValueTooLarge { bytes: 262_145, limit_bytes: 262_144 })), "{refused:?}");
    let nested = |depth: usize| (0..depth).fold(json!(1), |value, _| json!([value]));
    fixture.put("deep", nested(64)).await;
    let refused = fixture.try_put("deep", nested(65), none()).await;
    assert!(
        matches!(refused, Err(EngineError::Invalid { ref errors }) if errors[0].pointer == "/value"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn numbers_are_given_back_as_they_were_put() {
    let fixture = Fixture::new().await;
    let value: serde_json::Value =
        serde_json::from_str("[0.1, 1e300, 122.416294033786585, 18446744073709551615, -9223372036854775808]").unwrap();
    fixture.put("numbers", value.clone()).await;
    assert_eq!(fixture.get("numbers").await.unwrap().value.to_string(), value.to_string());
}
