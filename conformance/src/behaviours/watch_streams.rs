//! What a stream promises as a connection: bookmarks, heartbeats, filters, cursors, slow readers.

use std::time::Duration;

use super::{
    Context,
    follow::reconnect,
    writers::{END, write, write_end},
};
use crate::wire::{Event, Failure, Item, Outcome, ensure};
use serde_json::json;

pub(super) const CHECKS: super::Checks = &[
    ("watch-bookmarks-a-filtered-stream", |context| Box::pin(bookmarks_a_filtered_stream(context))),
    ("watch-shows-that-it-lives", |context| Box::pin(shows_that_it_lives(context))),
    ("watch-filters-by-several-prefixes-and-types", |context| Box::pin(filters(context))),
    ("watch-prefers-last-event-id", |context| Box::pin(prefers_last_event_id(context))),
    ("watch-refuses-a-cursor-ahead", |context| Box::pin(refuses_a_cursor_ahead(context))),
    ("watch-takes-its-own-store", |context| Box::pin(takes_its_own_store(context))),
    ("watch-slow-reader-holds-nobody-up", |context| Box::pin(slow_reader(context))),
];

async fn bookmarks_a_filtered_stream(context: &Context) -> Outcome {
    let quiet = context.key("quiet/");
    let mut watch = context.client.watch([("prefix", quiet.as_str())]).open().await?;
    let account = write(&context.client, &context.key("busy/"), 1, 5).await?;
    let newest = account.acknowledged.last().map_or(0, |write| write.revision);
    let bookmark = watch.until(|frame| frame.revision() >= newest).await?;
    ensure(bookmark.name == "bookmark", || format!("a filtered stream moved on by a {} frame", bookmark.name))?;

    // A resume from the bookmark misses nothing that comes after it.
    let key = format!("{quiet}heard");
    let rev = context.client.put(&key, &json!("heard")).await?.number("rev")?;
    let mut resumed = reconnect(&context.client, &quiet, bookmark.id.unwrap_or_default()).await?;
    let event = resumed.next_logged().await?;
    let resumed_well = event.as_ref().is_some_and(|event| event.revision() == rev);
    ensure(resumed_well, || format!("after the bookmark {event:?} came, and not revision {rev}"))
}

/// The contract says: a comment line every 15 seconds. A bookmark shows the same, when others write meanwhile.
async fn shows_that_it_lives(context: &Context) -> Outcome {
    const PATIENCE: Duration = Duration::from_secs(17);
    let mut watch = context.client.watch([("prefix", context.prefix.as_str())]).open().await?;
    for _ in 0..2 {
        while let Item::Retry(_) = watch.next_item(PATIENCE).await?.ok_or_else(|| Failure::new("the stream ended"))? {}
    }
    Ok(())
}

async fn filters(context: &Context) -> Outcome {
    let start = context.client.revision().await?;
    for name in ["a/1", "b/1", "c/1"] {
        context.client.put(&context.key(name), &json!(name)).await?;
        context.client.delete(&context.key(name)).await?.expect(200)?;
    }
    context.client.put(&context.key("a/end"), &json!("end")).await?;
    context.client.delete(&context.key("a/end")).await?.expect(200)?;
    let (first, second, after) = (context.key("a/"), context.key("c/"), start.to_string());
    let query = [
        ("prefix", first.as_str()),
        ("prefix", second.as_str()),
        ("type", "resource.deleted"),
        ("family", "resource"),
        ("after", after.as_str()),
    ];
    let mut watch = context.client.watch_all(query).open().await?;
    let mut subjects = Vec::new();
    loop {
        let event = watch.next_logged().await?.ok_or_else(|| Failure::new("the stream ended"))?;
        subjects.push((event.name.clone(), event.subject().to_owned()));
        if event.subject() == context.key("a/end") {
            break;
        }
    }
    let expected = ["a/1", "c/1", "a/end"].map(|name| ("resource.deleted".to_owned(), context.key(name)));
    ensure(subjects == expected, || format!("the filtered stream shows {subjects:?}"))
}

async fn prefers_last_event_id(context: &Context) -> Outcome {
    let first = context.client.put(&context.key("first"), &json!(1)).await?.number("rev")?;
    let second = context.client.put(&context.key("second"), &json!(2)).await?.number("rev")?;
    let query = [("prefix", context.prefix.as_str()), ("after", "0")];
    let request = context.client.watch(query).header("last-event-id", first.to_string());
    let event = request.open().await?.next_logged().await?;
    let revision = event.as_ref().map(Event::revision);
    ensure(revision == Some(second), || format!("the first event is of revision {revision:?}, and not {second}"))
}

async fn refuses_a_cursor_ahead(context: &Context) -> Outcome {
    let ahead = context.client.revision().await? + 1_000_000;
    let request = context.client.watch([("prefix", context.prefix.as_str())]);
    let answer = request.header("last-event-id", ahead.to_string()).open_or_answer().await?;
    let Err(answer) = answer else { return Err(Failure::new("a cursor ahead of the store was taken")) };
    answer.expect(410)?.number("oldest_revision").map(|_| ())
}

async fn takes_its_own_store(context: &Context) -> Outcome {
    let store = context.client.request(http::Method::GET, "/v1/store").send().await?.expect(200)?.json();
    let store_id = store["store_id"].as_str().unwrap_or_default().to_owned();
    let rev = context.client.put(&context.key("a"), &json!(1)).await?.number("rev")?;
    let query = [("prefix", context.prefix.as_str()), ("after", "0"), ("store", store_id.as_str())];
    let event = context.client.watch(query).open().await?.next_logged().await?;
    let source = event.as_ref().map(|event| event.data["source"].clone());
    ensure(source == Some(json!(format!("urn:charter:store:{store_id}"))), || {
        format!("the event's source is {source:?}")
    })?;
    ensure(event.is_some_and(|event| event.revision() == rev), || "the event is not that of the write".to_owned())
}

/// Someone opens a stream and does not read it, while as much is written as no buffer on the way can hold.
async fn slow_reader(context: &Context) -> Outcome {
    const WRITES: usize = 400;
    const VALUE_BYTES: usize = 60_000;
    let start = context.client.revision().await?;
    let mut slow = reconnect(&context.client, &context.prefix, start).await?;
    let mut quick = reconnect(&context.client, &context.prefix, start).await?;
    let filler = "x".repeat(VALUE_BYTES);
    let writer = async {
        for number in 0..WRITES {
            context.client.put(&context.key("large"), &json!({ "number": number, "filler": filler })).await?;
        }
        write_end(&context.client, &context.prefix).await
    };
    let reader = async {
        let end = context.key(END);
        quick.until(|frame| frame.subject() == end).await
    };
    let (end, _) = futures::try_join!(writer, reader)?;

    // Now it reads on: everything is there, or its stream has ended and a resume has the rest.
    let mut numbers = Vec::new();
    let mut position = start;
    loop {
        match slow.next().await? {
            None => slow = reconnect(&context.client, &context.prefix, position).await?,
            Some(frame) => {
                position = frame.id.unwrap_or(position);
                numbers.extend(frame.data["data"]["value"]["number"].as_u64());
                if frame.is_logged() && frame.revision() == end {
                    break;
                }
            }
        }
    }
    let expected: Vec<u64> = (0..WRITES as u64).collect();
    ensure(numbers == expected, || format!("the slow reader has seen {} of {WRITES} writes", numbers.len()))
}
