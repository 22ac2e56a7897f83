//! Lists: in order, and all pages one snapshot.

use futures::future::try_join;
use serde_json::{Value, json};

use super::{Context, writers::write};
use crate::wire::{Outcome, encode_query, ensure};

pub(super) const CHECKS: super::Checks = &[
    ("list-is-in-the-order-of-bytes", |context| Box::pin(is_in_the_order_of_bytes(context))),
    ("list-prefix-matches-whole-keys", |context| Box::pin(prefix_matches_whole_keys(context))),
    ("list-pages-are-one-snapshot", |context| Box::pin(pages_are_one_snapshot(context))),
    ("list-pages-survive-writers", |context| Box::pin(pages_survive_writers(context))),
    ("list-refuses-a-cursor-of-another-list", |context| Box::pin(refuses_a_foreign_cursor(context))),
];

fn keys(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["key"].as_str()).collect()
}

async fn is_in_the_order_of_bytes(context: &Context) -> Outcome {
    // `-` and `.` sort before `/`, upper case before lower case, `~` behind everything.
    let mut names =
        ["b", "a/b", "a-b", "a.b", "a", "A", "a~", "a/b/c", "a_b", "a0", "B/z"].map(|name| context.key(name));
    for name in &names {
        context.client.put(name, &json!(name)).await?;
    }
    names.sort();
    let (items, _) = context.client.list(&context.prefix).await?;
    ensure(keys(&items) == names, || format!("the list is in the order {:?}", keys(&items)))
}

async fn prefix_matches_whole_keys(context: &Context) -> Outcome {
    for name in ["task", "task-1", "task/1", "tas", "other/task"] {
        context.client.put(&context.key(name), &json!(1)).await?;
    }
    let (items, _) = context.client.list(&context.key("task")).await?;
    let expected = ["task", "task-1", "task/1"].map(|name| context.key(name));
    ensure(keys(&items) == expected, || format!("below `task` are {:?}", keys(&items)))
}

/// After the first page everything is changed: deleted, replaced and added. The other pages do not show it.
async fn pages_are_one_snapshot(context: &Context) -> Outcome {
    const KEYS: usize = 9;
    for number in 0..KEYS {
        context.client.put(&context.key(&format!("{number}")), &json!("old")).await?;
    }
    let query = [("prefix", context.prefix.as_str()), ("limit", "2")];
    let mut page = context.client.page(query).await?;
    let revision = page["revision"].clone();
    for number in 0..KEYS {
        let key = context.key(&format!("{number}"));
        match number % 3 {
            0 => drop(context.client.delete(&key).await?.expect(200)?),
            1 => drop(context.client.put(&key, &json!("new")).await?),
            _ => drop(context.client.put(&format!("{key}-added"), &json!("new")).await?),
        }
    }
    let mut seen = Vec::new();
    loop {
        ensure(page["revision"] == revision, || format!("a page shows {}, the first {revision}", page["revision"]))?;
        let items = page["items"].as_array().cloned().unwrap_or_default();
        ensure(items.len() <= 2, || format!("a page of at most 2 has {} items", items.len()))?;
        seen.extend(items.into_iter().map(|item| (item["key"].clone(), item["value"].clone())));
        let Some(cursor) = page["next_cursor"].as_str().map(str::to_owned) else { break };
        let query = query.into_iter().chain([("cursor", cursor.as_str())]);
        page = context.client.page(query).await?;
    }
    let expected: Vec<(Value, Value)> =
        (0..KEYS).map(|number| (json!(context.key(&format!("{number}"))), json!("old"))).collect();
    ensure(seen == expected, || format!("the pages together show {seen:?}"))
}

async fn pages_survive_writers(context: &Context) -> Outcome {
    for number in 0..20 {
        context.client.put(&context.key(&format!("still-{number:02}")), &json!(number)).await?;
    }
    let reader = async {
        for _ in 0..10 {
            let (items, revision) = paged(context).await?;
            let still = keys(&items).into_iter().filter(|key| key.contains("/still-")).count();
            ensure(still == 20, || {
                format!("the list at {revision} shows {still} of 20 resources that nobody changes")
            })?;
            ensure(keys(&items).is_sorted_by(|a, b| a < b), || format!("the list at {revision} is out of order"))?;
            let newer = items.iter().find(|item| item["rev"].as_u64() > Some(revision));
            ensure(newer.is_none(), || format!("the list at {revision} shows {newer:?}"))?;
        }
        Ok(())
    };
    try_join(write(&context.client, &context.prefix, 3, 40), reader).await.map(|_| ())
}

async fn paged(context: &Context) -> Outcome<(Vec<Value>, u64)> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let mut query = vec![("prefix", context.prefix.as_str()), ("limit", "3")];
        if !cursor.is_empty() {
            query.push(("cursor", cursor.as_str()));
        }
        let page = context.client.page(query).await?;
        items.extend(page["items"].as_array().cloned().unwrap_or_default());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return Ok((items, page["revision"].as_u64().unwrap_or_default())),
        }
    }
}

/// A cursor is opaque; what was changed in it, or belongs to another prefix, may not lead anywhere else.
async fn refuses_a_foreign_cursor(context: &Context) -> Outcome {
    for name in ["a/1", "a/2", "b/1", "b/2"] {
        context.client.put(&context.key(name), &json!(1)).await?;
    }
    let (first, second) = (context.key("a/"), context.key("b/"));
    let page = context.client.page([("prefix", first.as_str()), ("limit", "1")]).await?;
    let cursor = page["next_cursor"].as_str().unwrap_or_default().to_owned();
    let target = |prefix: &str, cursor: &str| {
        format!("/v1/resources{}", encode_query([("prefix", prefix), ("limit", "1"), ("cursor", cursor)]))
    };
    let request = context.client.request(http::Method::GET, target(&second, &cursor));
    request.send().await?.expect_one_of(&[400, 410])?;
    let request = context.client.request(http::Method::GET, target(&first, "bm90LWEtY3Vyc29y"));
    request.send().await?.expect_one_of(&[400, 410]).map(|_| ())
}
