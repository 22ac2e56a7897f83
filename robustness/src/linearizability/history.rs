//! What clients asked of one key, and what they were told.

use std::fmt;

/// A value that was written. Each write of a run has its own.
pub type ValueId = u64;

/// What a write does to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It has this value.
    Set(ValueId),
    /// It has none.
    Delete,
}

/// What a write asks to be so, else it does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing.
    Any,
    /// There is no value (`If-None-Match: *`).
    Absent,
    /// The value is of this revision (`If-Match`).
    Revision(u64),
}

/// What came of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It happened, at this revision.
    Done(u64),
    /// It did not, because the key was at this revision; 0 when there was no value.
    Refused(u64),
    /// No answer came: it has happened, or will, or not.
    Nothing,
}

/// One request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// A GET that was answered: with a revision and a value, or that there is none.
    Get(Option<(u64, ValueId)>),
    /// A PUT or DELETE.
    Write(Guard, Change, Told),
}

/// A request with the time it took. Times are places in one order of everything that happened at the clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// Who asked.
    pub client: usize,
    /// Before the request was sent.
    pub called_at: u64,
    /// After the answer was there; `None` when none came, so that it may happen at any time after.
    pub returned_at: Option<u64>,
    /// What was asked and told.
    pub call: Call,
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client, called_at, returned_at, call } = self;
        let returned_at = returned_at.map_or("never".to_owned(), |at| at.to_string());
        write!(formatter, "client {client:>2}, {called_at:>7} to {returned_at:>7}: {call:?}")
    }
}
