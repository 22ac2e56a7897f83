//! Partitions see nothing of each other, tokens nothing outside of their prefixes.

use charter_engine::{EngineError, EventFilter, Preconditions, RequestContext, StreamStart};
use charter_types::{PutResource, Revision};
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn partitions_see_nothing_of_each_other() {
    let fixture = Fixture::new().await;
    let here = fixture.everything();
    let there = fixture.rights(|grant| grant.partition = "acme/web/other".parse().unwrap());
    let resources = fixture.engine.resources();
    let put = |rights, key_text, value| {
        resources.put(
            rights,
            RequestContext::default(),
            key(key_text),
            Preconditions::default(),
            PutResource::new(value),
        )
    };
    put(&here, "shared/name", json!("here")).await.unwrap();
    put(&there, "shared/name", json!("there")).await.unwrap();
    put(&here, "only/here", json!("here")).await.unwrap();

    for (rights, word, keys) in [(&here, "here", 2), (&there, "there", 1)] {
        assert_eq!(resources.get(rights, &key("shared/name")).await.unwrap().read().unwrap().value, json!(word));
        let page = resources.list(rights, None, None, None).await.unwrap().read().unwrap();
        assert_eq!(page.items.len(), keys);
        assert!(page.items.iter().all(|item| item.value == json!(word)));
        for start in [after_revision(Revision::ZERO), with_snapshot()] {
            let mut watch = fixture.watch(rights, &[], start).await;
            // The last commit is seen by both, so that everything before it must have come.
            put(rights, "end", json!(word)).await.unwrap();
            loop {
                let frame = watch.next().await;
                let resource = match frame.event.as_str() {
                    "resource.updated" => &frame.data["data"],
                    "snapshot" => &frame.data["data"],
                    "synced" => continue,
                    other => panic!("{other}"),
                };
                assert_eq!(resource["value"], json!(word), "{frame:?}");
                if resource["key"] == json!("end") {
                    break;
                }
            }
            resources.delete(rights, RequestContext::default(), key("end"), Preconditions::default()).await.unwrap();
        }
    }
    let missing = resources.get(&there, &key("only/here")).await;
    assert!(matches!(missing, Err(EngineError::NotFound { .. })), "{missing:?}");
}

#[tokio::test]
async fn a_stream_never_leaves_the_prefixes_of_its_token() {
    for (prefixes, start) in [
        (&[][..], after_revision(Revision::ZERO)),
        (&["run/"][..], after_revision(Revision::ZERO)),
        (&["run/1", "team/"][..], with_snapshot()),
    ] {
        let fixture = Fixture::new().await;
        let rights = fixture.reads_under(&["run/1/"]);
        for key_text in ["run/1/a", "run/10/a", "run/1", "team/a"] {
            fixture.put(key_text, json!(1)).await;
        }
        let mut watch = fixture.watch(&rights, prefixes, start).await;
        fixture.put("run/2/b", json!(1)).await;
        fixture.put("run/1/end", json!(1)).await;
        let mut subjects = Vec::new();
        while subjects.last().is_none_or(|last| last != "run/1/end") {
            subjects.extend(watch.next().await.data["subject"].as_str().map(str::to_owned));
        }
        assert_eq!(subjects, ["run/1/a", "run/1/end"], "{prefixes:?}");
    }
}

#[tokio::test]
async fn a_stream_that_could_show_nothing_is_refused() {
    let fixture = Fixture::new().await;
    let nowhere = EventFilter { prefixes: vec!["team/".parse().unwrap()], ..EventFilter::default() };
    let cases = [
        (fixture.reads_under(&["run/1/"]), nowhere),
        (fixture.reads_under(&[]), EventFilter::default()),
        (fixture.rights(|grant| grant.operations = operations(&["event:read"])), EventFilter::default()),
    ];
    for (rights, filter) in cases {
        let refused = fixture.engine.events().subscribe(&rights, filter, StreamStart::default()).await;
        assert!(matches!(refused.map(|_| ()), Err(EngineError::Denied(_))));
    }
}
