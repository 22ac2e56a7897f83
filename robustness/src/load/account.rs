use super::{Survey, Write};

/// What came of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It has happened, at this revision, and lasts.
    Acknowledged(u64),
    /// Nobody answered it, and it has been read at this revision since: then it lasts too.
    Read(u64),
    /// The server said that it has not happened, or it was not there when everything was read.
    Refused,
    /// Nobody said: it has happened whole, or not at all.
    Unknown,
}

/// A write from beginning to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// What was asked for.
    pub write: Write,
    /// What came of it.
    pub outcome: Outcome,
}

/// All writes to one disk.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// In no order.
    pub attempts: Vec<Attempt>,
}

impl Account {
    /// How many writes have happened for certain.
    pub fn acknowledged(&self) -> usize {
        self.attempts.iter().filter(|attempt| matches!(attempt.outcome, Outcome::Acknowledged(_))).count()
    }

    /// What nobody had said is told by the log, and stays so from now on.
    pub fn resolve(&mut self, survey: &Survey) {
        let marks = survey.revisions_by_mark();
        for attempt in self.attempts.iter_mut().filter(|attempt| attempt.outcome == Outcome::Unknown) {
            let revision = marks.get(attempt.write.mark.as_str()).and_then(|revisions| revisions.first());
            attempt.outcome = revision.map_or(Outcome::Refused, |revision| Outcome::Read(*revision));
        }
    }
}
