use std::sync::Arc;

use charter_types::{EngineEvent, MustRefetch, Revision, SnapshotItem, StreamClosing, StreamPosition};
use serde::de::DeserializeOwned;

use super::StreamError;

/// An SSE frame as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawFrame {
    pub event: String,
    pub data: String,
    /// As SSE has it: the last `id:` of the connection, which need not be this frame's.
    pub last_id: Option<Arc<str>>,
}

/// An SSE frame as the contract has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Frame {
    Snapshot(SnapshotItem),
    Synced(Revision),
    Bookmark(Revision),
    MustRefetch(Revision),
    Closing(Revision),
    Event {
        event: Box<EngineEvent>,
        /// Of the events of a commit only the last has an `id:`, its revision.
        ends_commit: bool,
    },
    /// A later version's: nothing that this version misses.
    Skipped,
}

impl Frame {
    pub(crate) fn read(raw: &RawFrame) -> Result<Self, StreamError> {
        Ok(match raw.event.as_str() {
            "snapshot" => Self::Snapshot(read_data(raw)?),
            "synced" => Self::Synced(read_data::<StreamPosition>(raw)?.revision),
            "bookmark" => Self::Bookmark(read_data::<StreamPosition>(raw)?.revision),
            "must_refetch" => Self::MustRefetch(read_data::<MustRefetch>(raw)?.oldest_revision),
            "closing" => Self::Closing(read_data::<StreamClosing>(raw)?.revision),
            // Event types are `{family}.{what}`; other frames have no dot.
            name if name.contains('.') => {
                let event: Box<EngineEvent> = read_data(raw)?;
                // An earlier frame's id is an earlier revision: only this frame's own can be equal.
                let ends_commit = raw.last_id.as_deref().is_some_and(|id| is_written_as(event.revision, id));
                Self::Event { event, ends_commit }
            }
            _ => Self::Skipped,
        })
    }
}

/// Whether `text` is the revision as the contract writes it, without zeros before it.
fn is_written_as(revision: Revision, text: &str) -> bool {
    text.parse() == Ok(revision) && (text == "0" || !text.starts_with('0'))
}

fn read_data<T: DeserializeOwned>(raw: &RawFrame) -> Result<T, StreamError> {
    serde_json::from_str(&raw.data).map_err(|source| StreamError::UnreadableFrame { event: raw.event.clone(), source })
}

#[cfg(test)]
mod tests {
    use charter_types::{EventPayload, EventType};

    use super::*;
    use crate::stream::tests::{raw_event, revision};

    fn read(event: &str, data: &str) -> Result<Frame, StreamError> {
        Frame::read(&RawFrame { event: event.to_owned(), data: data.to_owned(), last_id: None })
    }

    #[test]
    fn a_frame_of_a_later_version_is_skipped() {
        assert_eq!(read("weather", "not even JSON").unwrap(), Frame::Skipped);
    }

    #[test]
    fn an_event_of_a_later_version_is_unknown() {
        let mut raw = raw_event(3, 0, true);
        raw.event = "comet.seen".to_owned();
        raw.data = raw.data.replace("resource.deleted", "comet.seen");
        let Frame::Event { event, ends_commit } = Frame::read(&raw).unwrap() else { panic!("no event") };
        assert_eq!(event.kind, EventType::Unknown("comet.seen".into()));
        assert!(matches!(event.payload(), EventPayload::Unknown(_)) && ends_commit);
    }

    #[test]
    fn words_and_members_of_a_later_version_are_read() {
        let data = r#"{"reason": "moon_phase", "revision": 4, "moon": "full"}"#;
        assert_eq!(read("closing", data).unwrap(), Frame::Closing(revision(4)));
    }

    #[test]
    fn a_commit_ends_with_its_revision_as_it_is_written() {
        for (id, ends) in [("3", true), ("03", false), ("+3", false), ("2", false), ("", false), ("3-0", false)] {
            let raw = RawFrame { last_id: Some(id.into()), ..raw_event(3, 0, true) };
            assert!(matches!(Frame::read(&raw), Ok(Frame::Event { ends_commit, .. }) if ends_commit == ends), "{id}");
        }
        assert!(is_written_as(Revision::ZERO, "0") && !is_written_as(Revision::ZERO, "00"));
    }

    #[test]
    fn what_is_not_what_its_name_says_is_an_error() {
        assert!(matches!(read("synced", "{}"), Err(StreamError::UnreadableFrame { .. })));
    }
}
