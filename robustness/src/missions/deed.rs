//! What clients have done, and what they were told of it.

use serde_json::Value;

/// What a request was to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    CreateMission,
    CreateRun,
    Claim,
    Heartbeat,
    Report,
    Upload,
    Complete,
    Fail,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::CreateMission => "missions created",
            Self::CreateRun => "runs of their own created",
            Self::Claim => "claims that got a run",
            Self::Heartbeat => "heartbeats",
            Self::Report => "reports",
            Self::Upload => "uploads",
            Self::Complete => "completions",
            Self::Fail => "failures",
        }
    }
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// It is done; the body of the answer.
    Done(Value),
    /// The lease has passed on.
    LeaseLost,
    /// There was never an answer: it may have happened, or not.
    Nothing,
}

/// One request, however often it was sent.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub(super) kind: Kind,
    /// Names it: its idempotency key, and what it leaves behind says it.
    pub(super) mark: String,
    pub(super) by: String,
    /// The run and the epoch that it is about; empty and 0 for what is not about a run under a lease.
    pub(super) run_id: String,
    pub(super) epoch: u64,
    /// Places in the order of everything that happens at the clients: when it was sent last, and answered.
    pub(super) sent_at: u64,
    pub(super) answered_at: u64,
    pub(super) requests: usize,
    /// Whether the answer was that of an earlier request, told again.
    pub(super) replayed: bool,
    pub(super) told: Told,
}

impl Deed {
    /// The answer, when it is done.
    pub(super) fn done(&self) -> Option<&Value> {
        match &self.told {
            Told::Done(body) => Some(body),
            _ => None,
        }
    }

    /// Names it in a finding.
    pub(super) fn shown(&self) -> String {
        let Self { kind, mark, by, run_id, epoch, .. } = self;
        format!("{mark} ({kind:?} of {run_id}, epoch {epoch}, by {by})")
    }
}

/// What one client has to tell.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) deeds: Vec<Deed>,
    pub(super) findings: Vec<String>,
    /// How often a worker stopped without a word, and how often it came back after its lease.
    pub(super) died: usize,
    pub(super) overslept: usize,
    /// What directors saw.
    pub(super) followed: Vec<super::director::Followed>,
}

impl Account {
    pub(super) fn extend(&mut self, other: Self) {
        self.deeds.extend(other.deeds);
        self.findings.extend(other.findings);
        self.died += other.died;
        self.overslept += other.overslept;
        self.followed.extend(other.followed);
    }
}
