//! What one watcher saw, frame by frame.

use charter_conformance::wire::SseFrame;
use serde::Deserialize;

use super::archive::Archive;
use crate::workload::END;

/// An event as a watcher saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The commit.
    pub revision: u64,
    /// Its place in the commit.
    pub place: u64,
    /// Whether the watcher was told that the commit is whole now: the place to resume from.
    pub ends_commit: bool,
}

/// What one watcher saw.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// What it followed.
    pub prefixes: Vec<String>,
    /// The events, in the order in which they came, without those of commits that were cut off and came again.
    pub seen: Vec<Seen>,
    /// How often it resumed.
    pub resumes: usize,
    /// What no stream should do.
    pub findings: Vec<String>,
    /// The revision to resume from.
    pub position: u64,
    /// Whether the run's last write was seen.
    pub is_over: bool,
}

impl Story {
    /// Whether it followed this key.
    pub fn follows(&self, key: &str) -> bool {
        self.prefixes.iter().any(|prefix| key.starts_with(prefix))
    }
}

/// The parts of an event that say which it is.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: &'a str,
    #[serde(borrow)]
    subject: &'a str,
}

impl Story {
    /// Takes a frame. `begun` has the events of a commit that has not been whole yet; they are gone when the stream is.
    pub(super) fn take(&mut self, frame: SseFrame, begun: &mut Vec<Seen>, archive: &Archive) {
        let id = match frame.id.as_deref().map(str::parse) {
            Some(Ok(id)) => Some(id),
            Some(Err(_)) => return self.find(format!("a frame has the id {:?}", frame.id)),
            None => None,
        };
        let name = frame.event.unwrap_or_default();
        match name.as_str() {
            "resource.updated" | "resource.deleted" => self.take_event(frame.data, id, begun, archive),
            _ if !begun.is_empty() => self.find(format!("a {name} frame cuts a commit: {begun:?}")),
            "bookmark" | "closing" => {}
            _ => self.find(format!("a stream that resumes has a {name} frame: {}", frame.data)),
        }
        let Some(id) = id else { return };
        if id < self.position {
            self.find(format!("a {name} frame moves from revision {} back to {id}", self.position));
        }
        self.position = id;
        self.seen.append(begun);
    }

    fn take_event(&mut self, data: String, id: Option<u64>, begun: &mut Vec<Seen>, archive: &Archive) {
        let place = serde_json::from_str::<Head<'_>>(&data).ok().and_then(|head| {
            let (revision, place) = head.id.split_once('-')?;
            Some((revision.parse().ok()?, place.parse().ok()?, head.subject == END))
        });
        let Some((revision, place, is_end)) = place else {
            return self.find(format!("an event cannot be read: {data}"));
        };
        if id.is_some_and(|id| id != revision) {
            self.find(format!("the event {revision}-{place} has the frame id {id:?}"));
        }
        if let Err(finding) = archive.keep((revision, place), data) {
            self.find(finding);
        }
        begun.push(Seen { revision, place, ends_commit: id.is_some() });
        self.is_over |= is_end;
    }

    pub(super) fn find(&mut self, finding: String) {
        self.findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(revision: u64, place: u64, id: Option<&str>) -> SseFrame {
        let data = format!("{{\"id\":\"{revision}-{place}\",\"subject\":\"k\"}}");
        SseFrame { event: Some("resource.updated".into()), id: id.map(Into::into), data }
    }

    fn other(name: &str, id: Option<&str>) -> SseFrame {
        SseFrame { event: Some(name.into()), id: id.map(Into::into), data: "{}".into() }
    }

    fn story(frames: impl IntoIterator<Item = SseFrame>) -> Story {
        let (mut story, mut begun) = (Story::default(), Vec::new());
        let archive = Archive::default();
        frames.into_iter().for_each(|frame| story.take(frame, &mut begun, &archive));
        story
    }

    #[test]
    fn a_commit_is_seen_when_it_is_whole() {
        let frames = [event(7, 0, None), event(7, 1, Some("7")), other("bookmark", Some("9")), event(10, 0, None)];
        let story = story(frames);
        assert_eq!(story.findings, Vec::<String>::new());
        let seen: Vec<_> = story.seen.iter().map(|seen| (seen.revision, seen.place, seen.ends_commit)).collect();
        assert_eq!(seen, [(7, 0, false), (7, 1, true)]);
        assert_eq!(story.position, 9);
    }

    #[test]
    fn everything_that_no_stream_should_do_is_found() {
        let unreadable = SseFrame { data: "{".into(), ..event(7, 0, Some("7")) };
        let cases = [
            (vec![event(7, 0, Some("seven"))], "a frame has the id"),
            (vec![event(7, 0, Some("8"))], "the event 7-0 has the frame id Some(8)"),
            (vec![event(7, 0, Some("7")), event(6, 0, Some("6"))], "from revision 7 back to 6"),
            (vec![event(7, 0, None), other("bookmark", Some("7"))], "a bookmark frame cuts a commit"),
            (vec![other("must_refetch", None)], "has a must_refetch frame"),
            (vec![other("snapshot", None)], "has a snapshot frame"),
            (vec![unreadable], "cannot be read"),
        ];
        for (frames, words) in cases {
            let findings = story(frames).findings;
            assert!(findings.len() == 1 && findings[0].contains(words), "{words}: {findings:?}");
        }
    }
}
