use std::collections::VecDeque;

use charter_types::{Revision, StoreId};

use super::{StreamError, StreamItem, checker::Checker, frame::Frame};

/// Puts frames together to what is delivered: whole commits, whole snapshots, each once.
///
/// A pure function of the frames: what is not complete when a connection ends is forgotten, because the next
/// connection brings it from its beginning.
#[derive(Debug)]
pub(crate) struct Assembly {
    /// Everything up to here has been put together; the next connection goes on after it.
    position: Option<Revision>,
    store: Option<StoreId>,
    incomplete: Vec<StreamItem>,
    complete: VecDeque<Delivery>,
    checker: Option<Checker>,
}

/// An item, and the position once it has been delivered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Delivery {
    pub item: StreamItem,
    pub position: Option<Revision>,
}

/// Whether the connection goes on after a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connection {
    GoesOn,
    Ends,
}

impl Assembly {
    pub(crate) fn new(position: Option<Revision>, store: Option<StoreId>, checker: Option<Checker>) -> Self {
        Self { position, store, incomplete: Vec::new(), complete: VecDeque::new(), checker }
    }

    pub(crate) fn position(&self) -> Option<Revision> {
        self.position
    }

    pub(crate) fn store(&self) -> Option<&StoreId> {
        self.store.as_ref()
    }

    /// Starts where the store is now, as the server told before the first connection.
    pub(crate) fn locate(&mut self, store: StoreId, start: Option<Revision>) {
        self.store.get_or_insert(store);
        self.position = self.position.or(start);
    }

    pub(crate) fn next(&mut self) -> Option<Delivery> {
        self.complete.pop_front()
    }

    /// A connection begins: it brings what is after the position.
    pub(crate) fn connected(&mut self) {
        self.incomplete.clear();
        if let Some(checker) = &mut self.checker {
            checker.connected(self.position);
        }
    }

    pub(crate) fn accept(&mut self, frame: Frame) -> Result<Connection, StreamError> {
        if let Some(checker) = &mut self.checker {
            checker.accept(&frame)?;
        }
        match frame {
            Frame::Snapshot(item) => self.incomplete.push(StreamItem::Snapshot(item)),
            Frame::Synced(revision) => self.complete_with(StreamItem::Synced(revision), revision),
            Frame::Bookmark(revision) if self.is_new(revision) => {
                self.complete_with(StreamItem::Bookmark(revision), revision);
            }
            Frame::Event { event, ends_commit } if self.is_new(event.revision) => {
                let revision = event.revision;
                if self.store.is_none() {
                    self.store = event.source.strip_prefix("urn:charter:store:").and_then(|id| id.parse().ok());
                }
                let item = StreamItem::Event(event);
                if ends_commit { self.complete_with(item, revision) } else { self.incomplete.push(item) }
            }
            Frame::MustRefetch(oldest) => return Err(StreamError::Refetch { oldest_revision: Some(oldest) }),
            Frame::Closing(revision) => {
                self.closing(revision);
                return Ok(Connection::Ends);
            }
            Frame::Bookmark(_) | Frame::Event { .. } | Frame::Skipped => {}
        }
        Ok(Connection::GoesOn)
    }

    fn is_new(&self, revision: Revision) -> bool {
        self.position.is_none_or(|position| revision > position)
    }

    fn complete_with(&mut self, last: StreamItem, revision: Revision) {
        let before = self.position;
        self.complete.extend(self.incomplete.drain(..).map(|item| Delivery { item, position: before }));
        self.position = Some(revision);
        self.complete.push_back(Delivery { item: last, position: self.position });
    }

    /// The server says how far it has come. Of no use in the middle of a commit or of a snapshot, which has no
    /// position of its own yet.
    fn closing(&mut self, revision: Revision) {
        if self.incomplete.is_empty() && self.position.is_some_and(|position| revision > position) {
            self.position = Some(revision);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stream::tests::{bookmark, event, revision, snapshot};

    fn delivered(assembly: &mut Assembly) -> Vec<StreamItem> {
        std::iter::from_fn(|| assembly.next()).map(|delivery| delivery.item).collect()
    }

    fn accept(assembly: &mut Assembly, frames: impl IntoIterator<Item = Frame>) {
        for frame in frames {
            assembly.accept(frame).unwrap();
        }
    }

    #[test]
    fn a_snapshot_comes_whole_and_once() {
        let mut assembly = Assembly::new(None, None, None);
        accept(&mut assembly, [snapshot("a"), snapshot("b")]);
        assert_eq!(delivered(&mut assembly), []);
        assembly.connected();
        accept(&mut assembly, [snapshot("a"), Frame::Synced(revision(5))]);
        let items = delivered(&mut assembly);
        assert!(matches!(&items[..], [StreamItem::Snapshot(_), StreamItem::Synced(_)]), "{items:?}");
    }

    #[test]
    fn closing_in_a_snapshot_does_not_count_as_its_end() {
        let mut assembly = Assembly::new(None, None, None);
        accept(&mut assembly, [Frame::Closing(revision(9))]);
        assert_eq!(assembly.position(), None);
    }

    #[test]
    fn the_position_moves_with_the_last_event_of_a_commit() {
        let mut assembly = Assembly::new(Some(revision(3)), None, None);
        accept(&mut assembly, [event(4, 0, false), event(4, 1, true)]);
        let positions: Vec<_> = std::iter::from_fn(|| assembly.next()).map(|delivery| delivery.position).collect();
        assert_eq!(positions, [Some(revision(3)), Some(revision(4))]);
    }

    #[test]
    fn the_store_is_learnt_from_an_event() {
        let mut assembly = Assembly::new(None, None, None);
        accept(&mut assembly, [event(4, 0, true)]);
        assert!(assembly.store().is_some());
    }

    /// The frames of a history: commits of one to three events, with bookmarks here and there.
    fn history() -> impl Strategy<Value = Vec<Frame>> {
        prop::collection::vec((1_u64..4, any::<bool>()), 1..20).prop_map(|commits| {
            let mut frames = Vec::new();
            for (number, (events, bookmarked)) in (1_u64..).zip(commits) {
                frames.extend((0..events).map(|place| event(number, place, place + 1 == events)));
                frames.extend(bookmarked.then(|| bookmark(number)));
            }
            frames
        })
    }

    fn after(frames: &[Frame], position: Option<Revision>) -> Vec<Frame> {
        let is_after = |frame: &&Frame| match frame {
            Frame::Event { event, .. } => Some(event.revision) > position,
            Frame::Bookmark(revision) => Some(*revision) > position,
            _ => true,
        };
        frames.iter().filter(is_after).cloned().collect()
    }

    fn events(items: &[StreamItem]) -> Vec<String> {
        let id = |item: &StreamItem| match item {
            StreamItem::Event(event) => Some(event.id.clone()),
            _ => None,
        };
        items.iter().filter_map(id).collect()
    }

    proptest! {
        /// However a history is cut into connections, each event is delivered once and in order.
        #[test]
        fn cuts_neither_lose_nor_double(history in history(), cuts in prop::collection::vec(0_usize..30, 0..8)) {
            let mut whole = Assembly::new(Some(Revision::ZERO), None, None);
            accept(&mut whole, history.clone());
            let expected = events(&delivered(&mut whole));

            let mut assembly = Assembly::new(Some(Revision::ZERO), None, Some(Checker::new(super::super::Check::Gapless)));
            let mut items = Vec::new();
            for cut in cuts.into_iter().chain([usize::MAX]) {
                assembly.connected();
                let connection = after(&history, assembly.position());
                accept(&mut assembly, connection.into_iter().take(cut));
                items.extend(delivered(&mut assembly));
            }
            prop_assert_eq!(events(&items), expected);
        }

        /// A server that starts too early does not make a stream deliver twice.
        #[test]
        fn what_was_delivered_is_left_out(history in history(), cut in 0_usize..30) {
            let mut assembly = Assembly::new(Some(Revision::ZERO), None, None);
            assembly.connected();
            accept(&mut assembly, history.iter().take(cut).cloned());
            let mut items = delivered(&mut assembly);
            assembly.connected();
            accept(&mut assembly, history.clone());
            items.extend(delivered(&mut assembly));
            let mut unique = events(&items);
            unique.dedup();
            prop_assert_eq!(unique.len(), events(&items).len());
        }
    }
}
