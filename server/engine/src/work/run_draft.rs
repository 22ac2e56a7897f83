use charter_types::{
    ApprovalId, Count, Epoch, LeaseLength, LongText, Principal, Revision, Run, RunFailure, RunFailureClass, RunLease,
    RunRecord, RunStatus, Timestamp, WorkerName,
};

use crate::run::documents::Lease;

/// A run as a commit changes it.
#[derive(Debug)]
pub(super) struct RunDraft {
    /// `None` while it is being queued for the first time.
    pub(super) before: Option<RunStatus>,
    pub(super) run: Run,
    /// What it reports.
    pub(super) records: Vec<RunRecord>,
    /// Whether its state has changed, so that `run.updated` tells of it.
    pub(super) is_told: bool,
    /// The lease that it is given, and when that ends.
    pub(super) lease: Option<(Lease, Timestamp)>,
    /// The approvals that come to their end with it.
    pub(super) orphans: Vec<ApprovalId>,
}

/// Who begins an attempt, and on which terms.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) worker: Principal,
    pub(crate) worker_name: Option<WorkerName>,
    pub(crate) lease_ms: LeaseLength,
}

impl RunDraft {
    pub(super) fn new(run: Run) -> Self {
        let before = Some(run.status.clone());
        Self { before, run, records: Vec::new(), is_told: false, lease: None, orphans: Vec::new() }
    }

    pub(super) fn created(run: Run) -> Self {
        Self { before: None, run, records: Vec::new(), is_told: true, lease: None, orphans: Vec::new() }
    }

    /// Any change goes through here, so that its revision is always right.
    pub(super) fn edit(&mut self, (rev, now): (Revision, Timestamp)) -> &mut Run {
        self.run.rev = rev;
        self.run.updated_at = now;
        &mut self.run
    }

    fn turn(&mut self, status: RunStatus, at: (Revision, Timestamp)) -> &mut Run {
        self.is_told = true;
        let run = self.edit(at);
        run.status = status;
        run
    }

    /// A worker begins. The lease ends when nothing is heard of it, or when the time of the attempt is over.
    pub(super) fn begin(&mut self, attempt: &Attempt, at: (Revision, Timestamp)) -> RunLease {
        let (_, now) = at;
        let run = self.turn(RunStatus::Running, at);
        run.attempt = next(run.attempt);
        run.epoch = next(run.epoch);
        run.worker = Some(attempt.worker.clone());
        run.worker_name = attempt.worker_name.clone();
        run.started_at = Some(now);
        run.not_before = None;
        let latest = run.time_limit_ms.map(|limit| now.plus_ms(i64::try_from(limit.get()).unwrap_or(i64::MAX)));
        let lease = Lease { epoch: run.epoch, lease_ms: attempt.lease_ms, latest };
        let expires_at = lease.expires_at(now);
        let told = told(run, &lease, expires_at);
        self.lease = Some((lease, expires_at));
        told
    }

    /// The run is to stop: at once when nobody is at it.
    pub(super) fn stop(&mut self, reason: Option<LongText>, at: (Revision, Timestamp)) {
        match self.run.status {
            RunStatus::Queued | RunStatus::WaitingApproval => {
                self.end(RunStatus::Cancelled, at);
            }
            RunStatus::Running => {
                self.turn(RunStatus::Cancelling, at);
            }
            _ => return,
        }
        self.run.cancel_reason = reason;
    }

    /// The run waits for a worker, again.
    pub(super) fn queue(&mut self, not_before: Option<Timestamp>, at: (Revision, Timestamp)) {
        let run = self.turn(RunStatus::Queued, at);
        run.not_before = not_before;
        run.cancel_reason = None;
        run.ended_at = None;
    }

    /// The run has asked for an approval.
    pub(super) fn ask(&mut self, approval_id: &ApprovalId, at: (Revision, Timestamp)) {
        self.is_told = true;
        self.edit(at).open_approvals.get_or_insert_default().push(approval_id.clone());
    }

    /// An approval that the run has asked for has come to its end.
    pub(super) fn close(&mut self, approval_id: &ApprovalId, at: (Revision, Timestamp)) {
        self.is_told = true;
        let run = self.edit(at);
        if let Some(open) = &mut run.open_approvals {
            open.retain(|id| id != approval_id);
        }
        run.open_approvals = run.open_approvals.take().filter(|open| !open.is_empty());
    }

    /// The run waits for an approval, without a lease.
    pub(super) fn park(&mut self, approval_id: &ApprovalId, at: (Revision, Timestamp)) {
        let run = self.turn(RunStatus::WaitingApproval, at);
        run.parks = Some(next(run.parks.unwrap_or(Count::MIN)));
        run.approval_id = Some(approval_id.clone());
    }

    /// Takes from a run that has come to its end what it has left open.
    pub(super) fn take_orphans(&mut self) {
        if matches!(self.run.status, RunStatus::Succeeded | RunStatus::Failed | RunStatus::Cancelled) {
            self.orphans = self.run.open_approvals.take().unwrap_or_default();
        }
    }

    pub(super) fn end(&mut self, status: RunStatus, at: (Revision, Timestamp)) -> &mut Run {
        let run = self.turn(status, at);
        run.ended_at = Some(at.1);
        run
    }

    /// An attempt has failed. What comes of the run is to be decided.
    pub(super) fn fail(&mut self, class: RunFailureClass, detail: Option<LongText>, at: (Revision, Timestamp)) {
        let run = self.end(RunStatus::Failed, at);
        run.failures = next(run.failures);
        let mut failure = RunFailure::new(class, run.attempt, at.1);
        failure.detail = detail;
        run.failure = Some(failure);
    }
}

/// The lease as its holder is told of it.
pub(crate) fn told(run: &Run, lease: &Lease, expires_at: Timestamp) -> RunLease {
    let epoch = Epoch::new(lease.epoch.get()).unwrap_or(Epoch::MIN);
    let is_to_stop = run.status == RunStatus::Cancelling;
    RunLease::new(run.run_id.clone(), epoch, expires_at, lease.lease_ms, is_to_stop)
}

pub(super) fn next(count: Count) -> Count {
    Count::new(count.get().saturating_add(1)).unwrap_or(Count::MAX)
}
