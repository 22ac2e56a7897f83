use std::{collections::VecDeque, sync::Arc};

use charter_types::Revision;

use super::frame::CommitFrames;

/// The newest commits, for all who are not far behind.
#[derive(Debug)]
pub(super) struct Ring {
    commits: VecDeque<Arc<CommitFrames>>,
    /// Everything after this revision and up to `read_to` is here.
    complete_after: Revision,
    read_to: Revision,
    bytes: usize,
    most_bytes: usize,
    most_commits: usize,
}

/// What comes after a position.
#[derive(Debug)]
pub(super) enum Next {
    /// These events.
    Commit(Arc<CommitFrames>),
    /// Nothing up to this revision, and what follows has not been published.
    Nothing { up_to: Revision },
    /// What the ring does not hold any more.
    Gone,
}

impl Ring {
    pub(super) fn new(start: Revision, most_bytes: usize, most_commits: usize) -> Self {
        Self { commits: VecDeque::new(), complete_after: start, read_to: start, bytes: 0, most_bytes, most_commits }
    }

    pub(super) fn read_to(&self) -> Revision {
        self.read_to
    }

    /// Takes what follows `after`, its last commit; the oldest make room. Answers whether it did: a ring that was
    /// restarted meanwhile does not.
    pub(super) fn push(&mut self, after: Revision, commits: Vec<CommitFrames>, read_to: Revision) -> bool {
        if after != self.read_to {
            return false;
        }
        for commit in commits {
            self.bytes += commit.bytes();
            self.commits.push_back(Arc::new(commit));
        }
        self.read_to = read_to;
        // The newest stays whatever its size: nobody has had a chance to take it.
        while self.commits.len() > 1 && (self.bytes > self.most_bytes || self.commits.len() > self.most_commits) {
            let Some(oldest) = self.commits.pop_front() else { break };
            self.bytes -= oldest.bytes();
            self.complete_after = oldest.revision;
        }
        true
    }

    /// Starts afresh at a revision.
    pub(super) fn restart(&mut self, at: Revision) {
        *self = Self::new(at, self.most_bytes, self.most_commits);
    }

    pub(super) fn next_after(&self, position: Revision) -> Next {
        if position < self.complete_after {
            return Next::Gone;
        }
        let index = self.commits.partition_point(|commit| commit.revision <= position);
        match self.commits.get(index) {
            Some(commit) => Next::Commit(Arc::clone(commit)),
            None => Next::Nothing { up_to: self.read_to.max(position) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(number: u64) -> Revision {
        Revision::new(number).unwrap()
    }

    fn commit(number: u64) -> CommitFrames {
        CommitFrames { revision: revision(number), frames: Vec::new() }
    }

    fn next(ring: &Ring, position: u64) -> Option<u64> {
        match ring.next_after(revision(position)) {
            Next::Commit(commit) => Some(commit.revision.get()),
            Next::Nothing { up_to } => Some(up_to.get() + 1000),
            Next::Gone => None,
        }
    }

    #[test]
    fn goes_from_commit_to_commit_over_those_without_events() {
        let mut ring = Ring::new(revision(10), 1000, 10);
        assert!(ring.push(revision(10), vec![commit(12), commit(13)], revision(15)));
        assert_eq!(
            [9, 10, 11, 12, 13, 16].map(|at| next(&ring, at)),
            [None, Some(12), Some(12), Some(13), Some(1015), Some(1016)]
        );
    }

    #[test]
    fn forgets_the_oldest_and_says_so() {
        let mut ring = Ring::new(revision(0), 1000, 2);
        assert!(ring.push(revision(0), (1..=4).map(commit).collect(), revision(4)));
        assert_eq!([1, 2, 3].map(|at| next(&ring, at)), [None, Some(3), Some(4)]);
        ring.restart(revision(9));
        assert!(!ring.push(revision(4), vec![commit(5)], revision(5)), "it was read for the ring as it was before");
        assert_eq!([4, 9].map(|at| next(&ring, at)), [None, Some(1009)]);
    }
}
