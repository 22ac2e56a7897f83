use charter_types::{EngineEvent, Revision};

use super::frame::Frame;

/// What a checked stream asserts, on top of what every stream gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Check {
    /// No event twice, none out of order, no commit torn apart, none that the cursor says was delivered.
    Order,
    /// The same, and no revision left out. Holds for a stream without filters of a store whose every commit has an
    /// event that the token may read.
    Gapless,
}

/// A guarantee of the contract that was broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} at {found}, after revision {position}")]
pub struct Violation {
    what: &'static str,
    found: String,
    position: Revision,
}

/// Follows the frames of a stream across its connections.
#[derive(Debug)]
pub(crate) struct Checker {
    check: Check,
    /// Everything up to here has come whole.
    position: Option<Revision>,
    /// The commit that is coming, with the place of its last event.
    commit: Option<(Revision, u64)>,
}

impl Checker {
    pub(crate) fn new(check: Check) -> Self {
        Self { check, position: None, commit: None }
    }

    /// A connection begins that asked for what is after `position`.
    pub(crate) fn connected(&mut self, position: Option<Revision>) {
        self.position = position;
        self.commit = None;
    }

    pub(crate) fn accept(&mut self, frame: &Frame) -> Result<(), Violation> {
        match frame {
            Frame::Event { event, ends_commit } => self.event(event, *ends_commit),
            Frame::Synced(revision) | Frame::Bookmark(revision) => self.reached(*revision),
            Frame::Snapshot(_) | Frame::MustRefetch(_) | Frame::Closing(_) | Frame::Skipped => Ok(()),
        }
    }

    fn event(&mut self, event: &EngineEvent, ends_commit: bool) -> Result<(), Violation> {
        let Some((revision, place)) = read_id(&event.id).filter(|(revision, _)| *revision == event.revision) else {
            return Err(self.violation("an event's id does not tell its revision", &event.id));
        };
        match self.commit {
            Some((coming, last)) if coming == revision => {
                if place <= last {
                    return Err(self.violation("an event of a commit came twice or out of order", &event.id));
                }
            }
            Some(_) => return Err(self.violation("a commit was torn apart", &event.id)),
            None => self.begins(revision, &event.id)?,
        }
        if ends_commit {
            (self.position, self.commit) = (Some(revision), None);
        } else {
            self.commit = Some((revision, place));
        }
        Ok(())
    }

    fn begins(&self, revision: Revision, id: &str) -> Result<(), Violation> {
        let Some(position) = self.position else { return Ok(()) };
        if revision <= position {
            return Err(self.violation("an event came twice or out of order", id));
        }
        if self.check == Check::Gapless && revision != position.next() {
            return Err(self.violation("revisions were left out", id));
        }
        Ok(())
    }

    fn reached(&mut self, revision: Revision) -> Result<(), Violation> {
        if self.commit.is_some() {
            return Err(self.violation("a commit was torn apart", &revision.to_string()));
        }
        if self.position.is_some_and(|position| revision < position) {
            return Err(self.violation("the stream went back", &revision.to_string()));
        }
        self.position = Some(revision);
        Ok(())
    }

    fn violation(&self, what: &'static str, found: &str) -> Violation {
        Violation { what, found: found.to_owned(), position: self.position.unwrap_or_default() }
    }
}

/// `42-0` is the first event of the commit 42.
fn read_id(id: &str) -> Option<(Revision, u64)> {
    let (revision, place) = id.split_once('-')?;
    Some((revision.parse().ok()?, place.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::tests::{bookmark, event, revision};

    /// What a checker says of events, each as `(revision, place, ends its commit)`.
    fn check(check: Check, events: &[(u64, u64, bool)]) -> Result<(), Violation> {
        let mut checker = Checker::new(check);
        checker.connected(Some(revision(10)));
        events.iter().try_for_each(|(revision, place, ends)| checker.accept(&event(*revision, *place, *ends)))
    }

    #[test]
    fn what_the_contract_promises_passes() {
        let whole = [(11, 0, true), (12, 0, false), (12, 2, true), (15, 1, true)];
        assert_eq!(check(Check::Order, &whole), Ok(()));
        assert_eq!(check(Check::Gapless, &whole[..3]), Ok(()));
    }

    #[test]
    fn everything_else_is_told() {
        for (events, what) in [
            (&[(10, 0, true)][..], "twice or out of order"),
            (&[(12, 0, true), (11, 0, true)], "twice or out of order"),
            (&[(12, 1, false), (12, 1, true)], "twice or out of order"),
            (&[(12, 0, false), (13, 0, true)], "torn apart"),
        ] {
            let violation = check(Check::Order, events).unwrap_err().to_string();
            assert!(violation.contains(what), "{events:?}: {violation}");
        }
        assert!(check(Check::Gapless, &[(12, 0, true)]).unwrap_err().to_string().contains("left out"));
    }

    #[test]
    fn a_bookmark_never_goes_back_nor_into_a_commit() {
        let mut checker = Checker::new(Check::Order);
        checker.connected(Some(revision(10)));
        assert!(checker.accept(&bookmark(10)).is_ok());
        assert!(checker.accept(&bookmark(9)).is_err());
        assert!(checker.accept(&event(11, 0, false)).is_ok());
        assert!(checker.accept(&bookmark(11)).is_err());
    }

    #[test]
    fn a_cut_in_a_commit_starts_it_afresh() {
        let mut checker = Checker::new(Check::Order);
        checker.connected(Some(revision(10)));
        assert!(checker.accept(&event(11, 0, false)).is_ok());
        checker.connected(Some(revision(10)));
        assert!(checker.accept(&event(11, 0, false)).is_ok());
    }
}
