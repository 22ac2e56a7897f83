//! Followers: watch clients that are cut off and resume, and keep account of what they have seen.

use tokio::time::{Duration, Instant, interval};

use super::writers::{Account, END};
use crate::wire::{Client, Event, Failure, Outcome, Watch, ensure};

/// How long a follower goes on when the server does not answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait before the next attempt.
const RETRY_EVERY: Duration = Duration::from_millis(20);
/// How many frames a follower reads at most before it is cut off.
const MOST_FRAMES_UNTIL_CUT: usize = 25;

/// Follows a prefix from `after` on, is cut off again and again, and ends with the write that ends the run.
///
/// Every commit is kept whole: what came of a commit before a cut is thrown away, and has to come again.
///
/// # Errors
/// When the server refuses the stream, or what comes cannot be read.
pub(super) async fn follow(
    client: &Client,
    prefix: &str,
    after: u64,
    mut random: fastrand::Rng,
) -> Outcome<Vec<Event>> {
    let end = format!("{prefix}{END}");
    let mut seen: Vec<Event> = Vec::new();
    let mut position = after;
    loop {
        let mut watch = reconnect(client, prefix, position).await?;
        let mut open_commit = Vec::new();
        for _ in 0..random.usize(1..=MOST_FRAMES_UNTIL_CUT) {
            let Some(frame) = watch.next().await? else { break };
            let (id, logged) = (frame.id, frame.is_logged());
            if logged {
                open_commit.push(frame);
            }
            if let Some(id) = id {
                position = id;
                seen.append(&mut open_commit);
            }
            if seen.last().is_some_and(|event| event.subject() == end) {
                return Ok(seen);
            }
        }
    }
}

/// Opens the stream at a position; tries again while the server is away.
///
/// # Errors
/// When the server refuses it, or does not come back in time.
pub(super) async fn reconnect(client: &Client, prefix: &str, position: u64) -> Outcome<Watch> {
    let deadline = Instant::now() + PATIENCE;
    let mut retry = interval(RETRY_EVERY);
    loop {
        let request = client.watch([("prefix", prefix)]).header("last-event-id", position.to_string());
        let refusal = match request.open_or_answer().await {
            Ok(Ok(watch)) => return Ok(watch),
            Ok(Err(answer)) if answer.status.is_server_error() => answer.shown(),
            Ok(Err(answer)) => return Err(Failure::new(format!("{} answered {}", answer.request, answer.shown()))),
            Err(failure) => failure.to_string(),
        };
        if Instant::now() > deadline {
            return Err(Failure::new(format!("the server did not come back: {refusal}")));
        }
        retry.tick().await;
    }
}

/// Compares what a follower has seen with what writers have done: nothing lost, doubled or out of order.
///
/// # Errors
/// The first thing that is not so.
pub(super) fn compare(seen: &[Event], account: &Account) -> Outcome {
    let revisions: Vec<u64> = seen.iter().map(Event::revision).collect();
    ensure(revisions.is_sorted_by(|a, b| a < b), || format!("the events are out of order or doubled: {revisions:?}"))?;
    let writes: Vec<(u64, &str)> = seen
        .iter()
        .filter_map(|event| Some((event.revision(), event.data["data"]["value"]["mark"].as_str()?)))
        .collect();
    for write in &account.acknowledged {
        let found = writes.contains(&(write.revision, write.mark.as_str()));
        ensure(found, || {
            format!("the event of revision {} ({} = {}) was lost", write.revision, write.key, write.mark)
        })?;
    }
    for (revision, mark) in &writes {
        let acknowledged = account.acknowledged.iter().filter(|write| write.mark == *mark).count();
        let known = acknowledged + account.unanswered.iter().filter(|unanswered| unanswered == mark).count();
        ensure(known == 1, || format!("revision {revision} has an event of a write that nobody made: {mark}"))?;
    }
    let mut marks: Vec<&str> = writes.iter().map(|(_, mark)| *mark).collect();
    marks.sort_unstable();
    let doubled = marks.windows(2).find(|pair| pair[0] == pair[1]);
    ensure(doubled.is_none(), || format!("one write has two events: {doubled:?}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::behaviours::writers::Acknowledged;

    fn event(revision: u64, mark: &str) -> Event {
        let data = json!({ "revision": revision, "data": { "value": { "mark": mark } } });
        Event { name: "resource.updated".into(), id: Some(revision), data }
    }

    fn account() -> Account {
        let write = |revision, mark: &str| Acknowledged { revision, key: "k".into(), mark: mark.into() };
        Account { acknowledged: vec![write(3, "a"), write(5, "b")], unanswered: vec!["c".into()] }
    }

    #[test]
    fn what_was_written_is_what_was_seen() {
        assert!(compare(&[event(3, "a"), event(5, "b")], &account()).is_ok());
        assert!(compare(&[event(3, "a"), event(4, "c"), event(5, "b")], &account()).is_ok());
    }

    #[test]
    fn every_kind_of_difference_is_found() {
        let cases = [
            (vec![event(3, "a")], "lost"),
            (vec![event(5, "b"), event(3, "a")], "out of order"),
            (vec![event(3, "a"), event(3, "a"), event(5, "b")], "out of order"),
            (vec![event(3, "a"), event(4, "x"), event(5, "b")], "nobody made"),
            (vec![event(3, "a"), event(4, "c"), event(5, "b"), event(6, "c")], "two events"),
            (vec![event(3, "b"), event(5, "a")], "lost"),
        ];
        for (seen, words) in cases {
            let failure = compare(&seen, &account()).unwrap_err().to_string();
            assert!(failure.contains(words), "{failure}");
        }
    }
}
